import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMedline } from "./parse.ts";
import { splitFlatText } from "./flat-text.ts";
import { MEDLINE_TAGS } from "./tags.ts";

const read = (text: string): readonly (readonly string[])[] =>
  parseMedline(text, "a.nbib").entries.map(({ fields }) => fields.map(({ tag, value }) => `${tag}=${value}`));
const codes = (text: string): readonly string[] =>
  parseMedline(text, "a.nbib").problems.map(({ code }) => code);

const TWO = "PMID- 1\nTI  - A title that\n      goes on\n\nPMID- 2\nTI  - Other\n";

describe("parseMedline in lines", () => {
  test.each([
    [
      "continuation lines join by one blank",
      TWO,
      [
        ["PMID=1", "TI=A title that goes on"],
        ["PMID=2", "TI=Other"],
      ],
    ],
    [
      "CRLF",
      TWO.replaceAll("\n", "\r\n"),
      [
        ["PMID=1", "TI=A title that goes on"],
        ["PMID=2", "TI=Other"],
      ],
    ],
    [
      "CR",
      TWO.replaceAll("\n", "\r"),
      [
        ["PMID=1", "TI=A title that goes on"],
        ["PMID=2", "TI=Other"],
      ],
    ],
    [
      "CR CR LF",
      TWO.replaceAll("\n", "\r\r\n"),
      [
        ["PMID=1", "TI=A title that goes on"],
        ["PMID=2", "TI=Other"],
      ],
    ],
    ["no blank line between entries", "PMID- 1\nPMID- 2", [["PMID=1"], ["PMID=2"]]],
    [
      "blanks at the ends go, no-break spaces stay",
      "PMID- 1 \nTI  - \u00a0a  b \t",
      [["PMID=1", "TI=\u00a0a  b"]],
    ],
    [
      "empty values and unknown tags stay",
      "PMID- 1\nTI  -\nTI  - \nXYZ - q\nZZ9 - r",
      [["PMID=1", "TI=", "TI=", "XYZ=q", "ZZ9=r"]],
    ],
    [
      "no PMID, as ERIC has it",
      "\nOWN - ERIC\nTI  - T\n\nOWN - ERIC\nTI  - U",
      [
        ["OWN=ERIC", "TI=T"],
        ["OWN=ERIC", "TI=U"],
      ],
    ],
    ["a PMID after other fields", "OWN - NLM\nPMID- 7\nTI  - T", [["OWN=NLM", "PMID=7", "TI=T"]]],
    [
      "dashes and acronyms inside text",
      "PMID- 1\nAD  - IMDEA - Water Institute - TI - x",
      [["PMID=1", "AD=IMDEA - Water Institute - TI - x"]],
    ],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(codes(text)).toEqual([]);
  });

  test("knows the line of each field and the place of each entry", () => {
    const { entries } = parseMedline(TWO, "a.nbib");
    expect(entries.map(({ line, ordinal }) => [line, ordinal])).toEqual([
      [1, 1],
      [5, 2],
    ]);
    expect(entries[1]!.fields.map(({ line }) => line)).toEqual([5, 6]);
  });

  test("mends damaged columns of known tags", () => {
    expect(read("PMID- 1\nSO- a\nTI  -b\nAB - c\nDNA-binding")).toEqual([
      ["PMID=1", "SO=a", "TI=b", "AB=c DNA-binding"],
    ]);
    expect(codes("PMID- 1\nSO- a\nDNA-binding")).toEqual(["unindented-line"]);
  });

  test("keeps a line without a tag, and says so", () => {
    const { entries, problems } = parseMedline("\nPMID- 27433151\nSO  invalid line\nTI  - T", "b.txt");
    expect(entries[0]!.fields[1]).toEqual({ tag: "", value: "SO  invalid line", line: 3 });
    expect(problems).toMatchObject([
      { code: "line-without-tag", severity: "warning", where: { file: "b.txt", line: 3, record: 1 } },
    ]);
  });

  test("takes a known tag out of the identifier it is glued to", () => {
    expect(read("PMID- 1\nPMC - PMC12 COIS- None.\n      At all.\nAB  - see COIS- x")).toEqual([
      ["PMID=1", "PMC=PMC12", "COIS=None. At all.", "AB=see COIS- x"],
    ]);
    expect(codes("PMID- 1\nPMC - PMC12 COIS- None.")).toEqual(["glued-fields"]);
  });

  test.each([
    ["a PMID that is not digits", "PMID- 12a\nTI  - T\n\nPMID- 2", "invalid-pmid", 1],
    ["a flattened PMID with text", "PMID- 27394443 SO- another line TI - T", "invalid-pmid", 1],
    ["an entry torn from its head", "PMID- 2\n\nFAU - Smith, Ann\nAU  - Smith A", "empty-entry", 3],
  ])("makes an error of %s", (_, text, code, line) => {
    const { entries, problems, count } = parseMedline(text, "c.nbib");
    expect(problems.filter(({ severity }) => severity === "error")).toMatchObject([
      { code, where: { file: "c.nbib", line } },
    ]);
    expect(entries.length + 1).toBe(count);
  });

  test("counts text outside any entry in one warning", () => {
    expect(parseMedline("Search of today\nsecond line\n\nPMID- 1", "d.nbib").problems).toMatchObject([
      {
        code: "text-outside-entry",
        severity: "warning",
        message: "2 lines outside any entry, not read",
        where: { line: 1 },
      },
    ]);
  });
});

describe("parseMedline on one line", () => {
  test("splits several entries on a line, and an entry that goes on in lines", () => {
    expect(
      read(
        "PMID- 1 TI - A CIN - J. 2014. PMID: 28884800 PMID- 2 OWN - NLM TI - B AB - text\n      more\nLA  - eng",
      ),
    ).toEqual([
      ["PMID=1", "TI=A", "CIN=J. 2014. PMID: 28884800"],
      ["PMID=2", "OWN=NLM", "TI=B", "AB=text more", "LA=eng"],
    ]);
  });

  test.each([
    ["1 TI - A - b AB - DNA - x", "1", ["TI=A - b", "AB=DNA - x"]],
    ["1 TI -  AB - x", "1", ["TI=", "AB=x"]],
    ["1 R1 - x", undefined, []],
    ["(TI - x", undefined, []],
    ["see PMID- 12 for more TI - x", "see PMID- 12 for more", ["TI=x"]],
  ])("splits %j", (text, before, fields) => {
    const split = splitFlatText(text);
    expect(split?.before).toBe(before);
    expect(split?.fields.map(({ tag, value }) => `${tag}=${value}`) ?? []).toEqual(fields);
  });
});

test("any text: nothing is thrown, every entry is read or one error, in file order", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "PMID- ",
      "TI  - ",
      "AB - ",
      "      ",
      "\n",
      "\n\n",
      "\r",
      " ",
      "12",
      "x",
      "COIS- ",
      "- ",
      "TY  - ",
    ),
    fc.constantFrom(...MEDLINE_TAGS),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { entries, problems, count } = parseMedline(pieces.join(""), "x");
      expect(entries.length + problems.filter(({ severity }) => severity === "error").length).toBe(count);
      const ordinals = entries.map(({ ordinal }) => ordinal);
      expect(ordinals).toEqual([...ordinals].sort((a, b) => a - b));
      for (const { fields } of entries) expect(fields.every(({ line }) => line >= 1)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
