import fc from "fast-check";
import { expect, test } from "vitest";
import { readRecords } from "../../read-records.ts";
import { FULL_ENTRY } from "./full-entry.testing.ts";
import { parseMedline } from "./parse.ts";
import { IDENTIFIER_TAGS } from "./tags.ts";
import { writeMedline, writeMedlineFields } from "./write.ts";

const word = fc.stringMatching(/^[!-~\u00a0-\u024f]{1,30}$/);
const value = fc.array(word, { maxLength: 40 }).map((words) => words.join(" "));
const spaced = fc.tuple(value, value).map(([a, b]) => `${a}  ${b}`.trim());
/** Where some entries have SO, a last one without it is said to be cut off. */
const tag = fc.stringMatching(/^[A-Z][A-Z0-9]{1,3}$/).filter((name) => name !== "PMID" && name !== "SO");
const field = fc
  .tuple(tag, fc.oneof(value, spaced))
  .filter(([name, text]) => !IDENTIFIER_TAGS.has(name) || !text.includes("- "))
  .map(([name, text]) => ({ tag: name, value: text.replace(/^[ \t]+|[ \t]+$/g, "") }));
const entry = fc
  .tuple(fc.integer({ min: 1, max: 99_999_999 }), fc.array(field, { maxLength: 12 }))
  .map(([pmid, fields]) => [{ tag: "PMID", value: String(pmid) }, ...fields]);

test("what is written is read back: parse(write(x)) = x", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
      const text = entries
        .map((fields) => writeMedlineFields(fields.map((one) => ({ ...one, line: 0 }))))
        .join("\n\n");
      const back = parseMedline(text, "x");
      expect(back.problems).toEqual([]);
      expect(
        back.entries.map(({ fields }) => fields.map((one) => ({ tag: one.tag, value: one.value }))),
      ).toEqual(entries);
    }),
    { numRuns: 500 },
  );
});

test("lines are at most 87 wide where a blank allows it, and continue after six blanks", () => {
  const title = Array.from({ length: 40 }, (_, i) => `word${i}`).join(" ");
  const long = "x".repeat(120);
  const lines = writeMedlineFields([
    { tag: "TI", value: title, line: 1 },
    { tag: "AB", value: `${long} ${long}`, line: 2 },
  ]).split("\n");
  expect(lines[0]).toMatch(/^TI {2}- word0 /);
  expect(lines.slice(0, 4).every((line) => line.length <= 87)).toBe(true);
  expect(lines.slice(-2)).toEqual([`AB  - ${long}`, `      ${long}`]);
  expect(lines.slice(1).every((line) => line.startsWith("AB") || /^ {6}\S/.test(line))).toBe(true);
});

test("lines without a tag are written as they stood", () => {
  const text = "PMID- 1\nSO  invalid line\nTI  - T\n";
  const { records } = readRecords(new TextEncoder().encode(text), { file: "x" });
  expect(writeMedline(records)).toBe(text);
});

test("a record from elsewhere is written field by field, without an invented PMID", () => {
  const ris =
    "TY  - JOUR\nTI  - A title\nAU  - Smith, Ann\nAU  - Doe AB\nAU  - B. C. Roe\nAU  - King M.L. Jr\nPY  - 2014/04\nJF  - The Journal\nDO  - 10.1000/X\nER  - \n";
  const { records } = readRecords(new TextEncoder().encode(ris), { file: "x" });
  expect(writeMedline(records).split("\n")).toEqual([
    "OWN - NOTNLM",
    "DP  - 2014 Apr",
    "TI  - A title",
    "LID - 10.1000/x [doi]",
    "FAU - Smith, Ann",
    "AU  - Doe AB",
    "AU  - Roe BC",
    "AU  - King ML Jr",
    "PT  - JOUR",
    "JT  - The Journal",
    "",
  ]);
});

test("a record that another format describes in full loses nothing", () => {
  const [record] = readRecords(new TextEncoder().encode(FULL_ENTRY), { file: "x" }).records;
  const elsewhere = { ...record!, source: { ...record!.source, format: "pubmed-xml" as const } };
  const again = readRecords(new TextEncoder().encode(writeMedline([elsewhere])), { file: "x" }).records[0]!;
  const { raw: _, ids, ...rest } = again;
  const { raw, ids: firstIds, ...first } = record!;
  expect(raw).toHaveLength(47);
  expect(rest).toEqual(first);
  expect(ids).toEqual(firstIds);
});

test("a chapter, its book, and a book alone are told apart when read back", () => {
  const read = (text: string): ReturnType<typeof readRecords>["records"][number] =>
    readRecords(new TextEncoder().encode(text), { file: "x" }).records[0]!;
  const book = "SN  - 978-3-86680-192-9\nPB  - House\nCY  - Oslo\nET  - 2nd\nED  - Ed, Ann\nER  - \n";
  for (const ris of [
    `TY  - CHAP\nTI  - A chapter\nT2  - The book\n${book}`,
    `TY  - BOOK\nTI  - The book\n${book}`,
  ]) {
    const { title, journal, publisher, place, edition, editors, ids } = read(ris);
    expect(read(writeMedline([read(ris)]))).toMatchObject({
      title,
      ids,
      publisher,
      place,
      edition,
      editors,
      ...(journal === undefined ? {} : { journal }),
    });
  }
});
