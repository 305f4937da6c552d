import { describe, expect, test } from "vitest";
import { LONGEST_ENTRY, LONGEST_LINE } from "../../limits.ts";
import { expectSameInPieces, readPieces } from "../reader.testing.ts";
import { ris } from "./format.ts";

test("any cutting into pieces gives the same records, texts and problems", () => {
  expectSameInPieces(ris, [
    "TY  - JOUR\n", "TY  -  JOUR\r\n", "TI  - A title\n", "AB  - text\r\n", "more words\n", "\n", "\r", " ", "ER  - \n", "ER  -\r\n",
    "KW  - one\n", "DO  - 10.1000/x     LK  - y", "AD  - OsloAD  - Bergen\n", "PY  - 19983\n", "1.\n", "ER", "UR  - xER  -\n",
  ]); // prettier-ignore
});

describe("the text of an entry", () => {
  test("is kept from its TY to its ER as it stood in the file", () => {
    const { records } = readPieces(ris, [
      "1.\r\nTY  -  JOUR\r\nTI  - A \r\n\r\nAB  - x\r\n  y\r\nER  -\r\n\r\n2.\r\nTY  - B\nTI  - T\nTY  - C\nTI  - U",
    ]);
    expect(records.map(({ text }) => text)).toEqual([
      "TY  -  JOUR\r\nTI  - A \r\n\r\nAB  - x\r\n  y\r\nER  -",
      "TY  - B\nTI  - T",
      "TY  - C\nTI  - U",
    ]);
  });
  test("is absent when it is not asked for", () => {
    expect(readPieces(ris, ["TY  - A\nTI  - T"], false).records[0]).not.toHaveProperty("text");
  });
});

describe("lost line breaks", () => {
  test.each([
    [
      "AD  - Univ Oslo, NorwayAD  - Univ BergenC3  - Bergen",
      ["AD=Univ Oslo, Norway", "AD=Univ Bergen", "C3=Bergen"],
    ],
    ["DO  - 10.1000/x     LK  - https://y", ["DO=10.1000/x", "LK=https://y"]],
    ["UR  - https://x?idU2  - L2029880245", ["UR=https://x?id", "U2=L2029880245"]],
    ["N1  - Old notes\nPubUR  - https://x", ["N1=Old notes", "N1=Pub", "UR=https://x"]],
  ])("%j", (line, expected) => {
    const { records, problems } = readPieces(ris, [`TY  - JOUR\n${line}\nER  - \n`]);
    expect(records[0]!.raw.slice(1).map(({ tag, value }) => `${tag}=${value}`)).toEqual(expected);
    expect(problems).toMatchObject([{ code: "glued-fields", severity: "warning", where: { record: 1 } }]);
  });
  test("before ER", () => {
    const { records, problems } = readPieces(ris, [
      "TY  - A\nUR  - https://xER  - \nTY  - B\nTI  - U\nER  -",
    ]);
    expect(problems.map(({ code }) => code)).toEqual(["glued-fields"]);
    expect(records.map(({ raw }) => raw.length)).toEqual([2, 2]);
  });
  test("prose is left alone", () => {
    const { records, problems } = readPieces(ris, [
      "TY  - A\nAB  - of the IS  - and others\nER - positive and\nTI  - UR  - b\nN1  - ABC  - x\nER  -",
    ]);
    expect(problems).toEqual([]);
    expect(records[0]!.raw.slice(1).map(({ value }) => value)).toEqual([
      "of the IS  - and others\nER - positive and",
      "UR  - b",
      "ABC  - x",
    ]);
  });
});

describe("damage", () => {
  test("an entry over the limit is one error, and the next one is read in its place", () => {
    const line = `KW  - ${"x".repeat(100_000)}\r\n`;
    const lines = Array.from({ length: Math.ceil(LONGEST_ENTRY / line.length) + 1 }, () => line);
    const { records, problems } = readPieces(ris, [
      "TY  - A\nTI  - T\n",
      ...lines,
      "ER  - \nTY  - B\nTI  - U\nER  - \n",
    ]);
    expect(problems).toMatchObject([
      { code: "entry-too-long", severity: "error", where: { line: 1, record: 1 } },
    ]);
    expect(records).toMatchObject([{ title: "U", source: { ordinal: 2, line: lines.length + 4 } }]);
  });

  test("a line over the limit makes its entry one error", () => {
    const long = "x".repeat(LONGEST_LINE);
    const { records, problems } = readPieces(ris, [`TY  - A\nAB  - ${long}\nER  -\nTY  - B\nTI  - U\nER  -`]);
    expect(problems).toMatchObject([
      { code: "line-too-long", severity: "error", where: { line: 2, record: 1 } },
    ]);
    expect(records).toMatchObject([{ title: "U", source: { ordinal: 2, line: 4 } }]);
  });

  test("a file cut off in its last entry says so", () => {
    expect(readPieces(ris, ["TY  - A\nTI  - T\nER  -\nTY  - B\nTI  - Unfin"]).problems).toMatchObject([
      { code: "entry-cut-off", severity: "warning", where: { line: 4, record: 2 } },
    ]);
  });

  test("text of very many lines is read in linear time", () => {
    const { records } = readPieces(ris, [`TY  - A\nAB  - ${"x\n".repeat(400_000)}ER  -`]);
    expect(records[0]!.abstract).toHaveLength(799_999);
  });
});
