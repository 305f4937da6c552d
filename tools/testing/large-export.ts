import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot, sharedPath } from "./shared.ts";

export type LargeFormat = "nbib" | "ris" | "bib";

/** Real exports of the shared data; a search of the examples where those are absent. */
const SOURCES: Readonly<Record<LargeFormat, readonly string[]>> = {
  nbib: ["revtools/restoration_pubmed.nbib", "reflib/blue-light.nbib"],
  ris: [
    "reflib/blue-light.ris",
    "citesource/medline_84.ris",
    "citesource/psycinfo_64.ris",
    "citesource/Dimensions_246.ris",
    "citesource/pubmed_46.ris",
    "citesource/GreenFile.ris",
    "asysd/zotero_export.ris",
    "asreview-citation-file-formatting/RIS/_baseline.ris",
    "asreview-citation-file-formatting/RIS/_baseline_embase.ris",
    "asreview/baseline_zotero.ris",
  ],
  bib: [
    "asysd/zotero_export.bib",
    "synthesisr/Scopus_bib_example.bib",
    "colrev/web_of_science_bib.bib",
    "better-bibtex/import/Unabbreviate_on_import_1436-2.bib",
  ],
};

/** What stands before an entry. */
const STARTS: Readonly<Record<LargeFormat, RegExp>> = {
  nbib: /^(?=PMID- )/m,
  ris: /^(?=TY {2}- )/m,
  bib: /^(?=@(?!comment|string|preamble)[A-Za-z]+\s*\{)/im,
};

/**
 * Writes a file of about a size by repeating real records, each time with another PMID and DOI; gives the number of
 * records. The same size gives the same file.
 */
export function writeLargeFile(path: string, format: LargeFormat, bytes: number): number {
  const entries = entriesOf(format);
  const handle = openSync(path, "w");
  let written = 0;
  let count = 0;
  while (written < bytes) {
    const block: string[] = [];
    for (const entry of entries) {
      count += 1;
      block.push(renumbered(entry, count));
    }
    written += writeSync(handle, block.join(""));
  }
  closeSync(handle);
  return count;
}

function entriesOf(format: LargeFormat): readonly string[] {
  const root = sharedPath("corpora", "records");
  const texts =
    root === undefined
      ? [exampleOf(format)]
      : SOURCES[format].map((file) => readFileSync(join(root, file), "utf8"));
  const start = STARTS[format];
  return texts.flatMap((text) =>
    text
      .replaceAll("\ufeff", "")
      .split(start)
      .filter((entry) => start.test(entry))
      .map((entry) => `${entry.trimEnd()}\n\n`),
  );
}

function exampleOf(format: LargeFormat): string {
  if (format === "bib")
    return "@article{smith2014,\n  title = {A {Title}},\n  author = {Smith, Ann},\n  year = {2014},\n  doi = {10.1000/x}\n}\n";
  const folder = join(repositoryRoot, "examples", "ketamine", "searches");
  const seed = readFileSync(join(folder, "pubmed-24688759.txt"), "utf8");
  return format === "nbib"
    ? seed
        .replace(/ (?=[A-Z][A-Z0-9]{1,3} {0,2}- )/g, "\n")
        .replace(/^([A-Z]{2,4}) *- /gm, (_, tag: string) => `${tag.padEnd(4)}- `)
    : "TY  - JOUR\nTI  - A title\nAU  - Smith, Ann\nPY  - 2014\nJF  - The Journal\nDO  - 10.1000/x\nER  - \n";
}

function renumbered(entry: string, number: number): string {
  return entry
    .replace(/^(@[A-Za-z]+\s*\{)(?=[^\s,=]*,)/, `$1n${number}-`)
    .replace(/^PMID- \d+/m, `PMID- ${10_000_000 + number}`)
    .replace(/\b10\.(\d{4,5})\/(?=\S)/, `10.$1/n${number}.`);
}
