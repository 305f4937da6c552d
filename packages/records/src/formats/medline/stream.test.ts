import { describe, expect, test } from "vitest";
import { LONGEST_ENTRY, LONGEST_LINE } from "../../limits.ts";
import { readRecords } from "../../read-records.ts";
import { createRecordReader } from "../../reading/record-reader.ts";
import { expectSameInPieces, readPieces } from "../reader.testing.ts";
import { medline } from "./format.ts";

test("any cutting into pieces gives the same records, texts and problems", () => {
  expectSameInPieces(medline, [
    "PMID- 1\n", "PMID- 22\r\n", "PMID- x\n", "TI  - A title\n", "AB - text\n", "      more\n", "\n", "\r", " ", "PMC - PMC1 ",
    "COIS- None", "PMID- 3 OWN - NLM TI - T PMID- 4 SO - x", "SO  - J. 2014.\n", "FAU - A, B\n", "ZZ9 - z\n", "words\n", "PMID- ",
  ]); // prettier-ignore
});

describe("the text of an entry", () => {
  test("is kept as it stood in the file, without the line break at its end", () => {
    const { records } = readPieces(medline, [
      "head\n\nPMID- 1\r\nTI  - A title that\r\n      goes  on \r\n\r\nPMID- 2\nTI  - B\nPMID- 3\n",
    ]);
    expect(records.map(({ text }) => text)).toEqual([
      "PMID- 1\r\nTI  - A title that\r\n      goes  on",
      "PMID- 2\nTI  - B",
      "PMID- 3",
    ]);
  });
  test("is cut out of a line of several flattened entries", () => {
    const { records } = readPieces(medline, [
      "PMID- 1 OWN - NLM  TI - A PMID- 2 OWN - NLM TI - B\n      more\nLA  - eng\n",
    ]);
    expect(records.map(({ text }) => text)).toEqual([
      "PMID- 1 OWN - NLM  TI - A",
      "PMID- 2 OWN - NLM TI - B\n      more\nLA  - eng",
    ]);
  });
  test("is absent when it is not asked for", () => {
    expect(readPieces(medline, ["PMID- 1\n"], false).records[0]).not.toHaveProperty("text");
  });
});

describe("damage", () => {
  test("an entry over the limit is one error, and the next one is read in its place", () => {
    const line = `FAU - ${"x".repeat(100_000)}\n`;
    const lines = Array.from({ length: Math.ceil(LONGEST_ENTRY / line.length) + 1 }, () => line);
    const { records, problems } = readPieces(medline, [
      "PMID- 1\nTI  - A\n",
      ...lines,
      "\nPMID- 2\nTI  - B\n",
    ]);
    expect(problems).toMatchObject([
      { code: "entry-too-long", severity: "error", where: { line: 1, record: 1 } },
    ]);
    expect(records).toMatchObject([
      { ids: { pmid: "2" }, source: { ordinal: 2, line: 2 + lines.length + 2 } },
    ]);
  });

  test("a line over the limit makes its entry one error", () => {
    const long = "x".repeat(LONGEST_LINE);
    const { records, problems } = readPieces(medline, [
      `PMID- 1\nAB  - ${long}\nTI  - A\n\nPMID- 2\nTI  - B\nPMID- 3 TI - `,
      long,
    ]);
    expect(problems).toMatchObject([
      { code: "line-too-long", severity: "error", where: { line: 2, record: 1 } },
      { code: "line-too-long", severity: "error", where: { line: 7, record: 3 } },
    ]);
    expect(records).toMatchObject([{ ids: { pmid: "2" }, source: { ordinal: 2, line: 5 } }]);
  });

  test("a long line outside any entry is text outside an entry", () => {
    expect(readPieces(medline, ["x".repeat(LONGEST_LINE + 1), "\nPMID- 1\n"])).toMatchObject({
      problems: [{ code: "text-outside-entry", severity: "warning", where: { line: 1 } }],
      records: [{ source: { line: 2, ordinal: 1 } }],
    });
  });

  test.each([
    ["after entries that end in SO", "PMID- 1\nSO  - J.\n\nPMID- 2\nTI  - A tit", ["entry-cut-off"]],
    ["in the only entry", "PMID- 2\nOWN - NLM\nSTAT- MEDLINE\nTI  - A tit", ["entry-cut-off"]],
    ["never, where no entry has SO", "PMID- 1\nTI  - A\n\nPMID- 2\nTI  - B\n", []],
    ["never, where the last has it and no line break", "PMID- 1\nOWN - NLM\nSTAT- X\nSO  - J.", []],
  ])("a file cut off in its last entry: %s", (_, text, codes) => {
    expect(readPieces(medline, [text]).problems.map(({ code }) => code)).toEqual(codes);
  });

  test("NULs are named once and kept", () => {
    const { records, problems } = readRecords(
      new TextEncoder().encode("PMID- 1\nTI  - a\0b\n\nPMID- 2\nTI  - \0\n"),
      { file: "n" },
    );
    expect(problems).toMatchObject([{ code: "nul-characters", severity: "warning", where: { line: 2 } }]);
    expect(records.map(({ title }) => title)).toEqual(["a\0b", "\0"]);
  });

  test("a file of one endless line is one error, in the memory of its limits", () => {
    const reader = createRecordReader({ file: "endless" });
    const piece = new TextEncoder().encode("PMID- 1 TI - words ".repeat(3450));
    const bytes = 64 * 1024 * 1024;
    let records = 0;
    let errors = 0;
    for (let done = 0; done < bytes; done += piece.length) {
      const batch = reader.push(piece);
      records += batch.records.length;
      errors += batch.problems.length;
    }
    const end = reader.end();
    expect([records + end.records.length, errors + end.problems.length, end.count]).toEqual([0, 1, 1]);
  });
});
