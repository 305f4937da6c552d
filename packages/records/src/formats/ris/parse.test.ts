import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRis } from "./parse.ts";

const read = (text: string): readonly (readonly string[])[] =>
  parseRis(text, "a.ris").entries.map(({ fields }) => fields.map(({ tag, value }) => `${tag}=${value}`));
const codes = (text: string): readonly string[] => parseRis(text, "a.ris").problems.map(({ code }) => code);

describe("parseRis", () => {
  test.each([
    ["a plain entry", "TY  - JOUR\nTI  - T\nER  - \n", [["TY=JOUR", "TI=T"]]],
    ["CRLF, no blank after ER", "TY  - JOUR\r\nTI  - T\r\nER  -\r\n", [["TY=JOUR", "TI=T"]]],
    ["CR", "TY  - JOUR\rTI  - T\rER  - \r", [["TY=JOUR", "TI=T"]]],
    ["two blanks after the dash", "TY  -  JOUR\nTI  -  T\nER  -  ", [["TY=JOUR", "TI=T"]]],
    ["one blank before the dash, trailing blanks", "TY - JOUR\nTI - T  \nER - ", [["TY=JOUR", "TI=T"]]],
    ["lost blanks at the borders", "TY  -JOUR\nTI  - T\nER-", [["TY=JOUR", "TI=T"]]],
    [
      "empty values and unknown tags",
      "TY  - GEN\nTI  -\nN2  -\nX9  - y\nER  -",
      [["TY=GEN", "TI=", "N2=", "X9=y"]],
    ],
    [
      "numbered entries",
      "1.\nTY  - A\nTI  - T\nER  - \n\n2. \nTY  - B\nTI  - U\nER  -",
      [
        ["TY=A", "TI=T"],
        ["TY=B", "TI=U"],
      ],
    ],
    [
      "further lines of a list",
      "TY  - A\nKW  - one\ntwo\n\nN1  - a\n  b\nER  -",
      [["TY=A", "KW=one", "KW=two", "N1=a", "N1=b"]],
    ],
    [
      "further lines of text",
      "TY  - A\nAB  - one\n ER-positive\n\nthree\nER  -",
      [["TY=A", "AB=one\nER-positive\nthree"]],
    ],
    ["ER twice", "TY  - A\nTI  - T\nER  - \nER  - \n", [["TY=A", "TI=T"]]],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(codes(text)).toEqual([]);
  });

  test("a missing ER ends at the next TY, with a warning at the entry's line", () => {
    const { entries, problems } = parseRis("\nTY  - A\nTI  - T\nTY  - B\nTI  - U\nER  - ", "b.ris");
    expect(entries.map(({ line, ordinal }) => [line, ordinal])).toEqual([
      [2, 1],
      [4, 2],
    ]);
    expect(problems).toMatchObject([
      { code: "missing-er", severity: "warning", where: { file: "b.ris", line: 2, record: 1 } },
    ]);
  });

  test("an entry of its type alone is an error and keeps its place in the count", () => {
    const { entries, problems, count } = parseRis("TY  - A\nER  -\nTY  - B\nTI  - U\nER  -", "b.ris");
    expect(problems).toMatchObject([
      { code: "empty-entry", severity: "error", where: { line: 1, record: 1 } },
    ]);
    expect([entries.length, entries[0]!.ordinal, count]).toEqual([1, 2, 2]);
  });

  test("lines outside any entry are counted in one warning", () => {
    const { problems } = parseRis("Record #1 of 2\nProvider: X\nTY  - A\nTI  - T\nER  -\nNL  - x", "b.ris");
    expect(problems).toMatchObject([
      { code: "text-outside-entry", where: { line: 1 }, found: "Record #1 of 2" },
    ]);
    expect(problems[0]!.message).toMatch(/^3 lines/);
  });

  test("any text: nothing is thrown, every entry is read or one error", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "TY  - ",
        "TY  - JOUR\n",
        "ER  - \n",
        "ER",
        "KW  - ",
        "AB  - ",
        "\n",
        "\r",
        " ",
        "x",
        "- ",
        "1.\n",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { entries, problems, count } = parseRis(pieces.join(""), "x");
        expect(entries.length + problems.filter(({ severity }) => severity === "error").length).toBe(count);
      }),
      { numRuns: 2000 },
    );
  });
});
