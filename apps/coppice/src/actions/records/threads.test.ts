import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { convertRecords } from "./convert-records.ts";
import { recordStats } from "./record-stats.ts";
import { threadsFor } from "./threads.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "threads-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const nbib = (from: number, count: number): string =>
  Array.from(
    { length: count },
    (_, at) =>
      `PMID- ${from + at}\nTI  - Title ${from + at}\nFAU - Doe, Jane\nCI  - (c)\nDP  - 20${10 + (at % 10)} Apr\nGR  - G1/MRC_/A fund/UK\n\n`,
  ).join("");

/** Four files: one packed, one empty of records, one with an entry that cannot be read. */
function files(): readonly string[] {
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return [
    write("empty.ris", "nothing here"),
    write("a.nbib", nbib(1, 300)),
    write("b.nbib.gz", gzipSync(nbib(1000, 500))),
    write("c.nbib", `${nbib(2000, 20)}PMID- x\nTI  - bad\n\n${nbib(3000, 5)}`),
  ];
}

test.each(["ris", "csv", "csl-json", "endnote-xml", "medline", "bibtex", "jsonl"] as const)(
  "converted to %s, the text, losses and problems are the same in one thread and in three",
  async (to) => {
    const paths = files();
    const convert = async (threads: number): Promise<unknown> => {
      const out = join(folder, `out-${threads}`);
      const result = await convertRecords(paths, { to, out, threads });
      return { ...result, text: readFileSync(out, "utf8") };
    };
    expect(await convert(3)).toEqual(await convert(1));
    expect(readdirSync(folder).sort()).toEqual([
      "a.nbib",
      "b.nbib.gz",
      "c.nbib",
      "empty.ris",
      "out-1",
      "out-3",
    ]);
  },
);

test("counts are the same in one thread and in three", async () => {
  const paths = files();
  const one = await recordStats(paths, { threads: 1 });
  expect(await recordStats(paths, { threads: 3 })).toEqual(one);
  expect([one.records, one.files.length]).toEqual([825, 4]);
});

test("a file that is not there is refused as it is in one thread, and nothing is left behind", async () => {
  const paths = [...files(), join(folder, "none.ris")];
  const out = join(folder, "out.ris");
  await expect(convertRecords(paths, { to: "ris", out, threads: 3 })).rejects.toThrow(
    /none\.ris cannot be read/,
  );
  expect(readdirSync(folder).sort()).toEqual(["a.nbib", "b.nbib.gz", "c.nbib", "empty.ris"]);
});

test("small files, one file and standard input take one thread", async () => {
  const paths = files();
  expect(await threadsFor(paths, undefined)).toBe(1);
  expect(await threadsFor(paths.slice(0, 1), 4)).toBe(1);
  expect(await threadsFor([...paths, "-"], 4)).toBe(1);
  expect(await threadsFor(paths, 9)).toBe(4);
});
