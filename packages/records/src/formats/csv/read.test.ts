import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatName } from "../../normal-forms/names.ts";
import { readCsvRecords } from "./read.ts";
import { CSV_HEADER, csvCell, writeCsvRow } from "./write.ts";

const TABLE = [
  "Title,Authors,Publication Year,Journal/Book,DOI,PMID,Abstract,Volume,Issue,Pages,URL,Screener",
  '"One, two","Caddy C, White TP.",2014,Ther Adv,https://doi.org/10.1177/X,24688759,"He said ""no"".\nTwo.",4,2,75-99,https://a; https://b,Ann',
].join("\n");

describe("readCsvRecords", () => {
  test("guesses the columns, shows them, and reads the row", () => {
    const { records, problems, mapping, count } = readCsvRecords(TABLE, "a.csv");
    expect(problems).toEqual([]);
    expect(count).toBe(1);
    expect(mapping).toEqual({
      title: "Title", authors: "Authors", year: "Publication Year", journal: "Journal/Book", doi: "DOI", pmid: "PMID",
      abstract: "Abstract", volume: "Volume", issue: "Issue", pages: "Pages", url: "URL",
    }); // prettier-ignore
    expect(records[0]).toMatchObject({
      id: "a.csv#1",
      source: { file: "a.csv", format: "csv", ordinal: 1, line: 2 },
      ids: { doi: "10.1177/x", pmid: "24688759" },
      title: "One, two",
      abstract: 'He said "no".\nTwo.',
      date: { year: 2014, text: "2014" },
      journal: { title: "Ther Adv", issn: [] },
      volume: "4",
      issue: "2",
      pages: { first: "75", last: "99" },
      urls: ["https://a", "https://b"],
    });
    expect(records[0]!.authors.map(formatName)).toEqual(["Caddy, C", "White, TP."]);
    expect(records[0]!.raw.at(-1)).toEqual({ tag: "Screener", value: "Ann", line: 3 });
  });

  test.each([
    ["semicolons", "title;year\nA; 2014\n"],
    ["tabs", "title\tyear\nA\t2014\n"],
    ["a byte order mark and CRLF", "\ufefftitle,year\r\nA,2014\r\n"],
    ["rows of blank cells", "title,year\n,\nA,2014\n ,\n"],
  ])("reads %s", (_, text) => {
    const { records, problems, count } = readCsvRecords(text, "a.csv");
    expect([records.length, count, problems]).toEqual([1, 1, []]);
    expect(records[0]).toMatchObject({ title: "A", date: { year: 2014 } });
  });

  test("takes a text that is guarded from spreadsheets as the text", () => {
    const { records, problems } = readCsvRecords('title,year,issn\nA,="Jun2023",="19326203"', "a.csv");
    expect(problems).toEqual([]);
    expect(records[0]).toMatchObject({ date: { year: 2023 }, journal: { issn: [{ value: "1932-6203" }] } });
    expect(records[0]!.raw[1]!.value).toBe('="Jun2023"');
  });

  test("finds the header below what an export prints above it", () => {
    const { records, problems } = readCsvRecords(
      '"SEARCH QUERY","dinosaur:ti"\n----\n\n"Title","Start Page","End Page"\n"A","5","9"',
      "a.csv",
    );
    expect(records[0]).toMatchObject({ title: "A", pages: { first: "5", last: "9" }, source: { line: 5 } });
    expect(problems).toMatchObject([{ code: "text-outside-entry", severity: "warning", where: { line: 1 } }]);
  });

  test.each([
    ["no known column", "a,b\n1,2", "no-known-column", 1],
    ["a row without any known field", "title,x\nA,1\n,2", "empty-entry", 3],
    ["a quote that is never closed", 'title,doi\nA,\n"B,10.1000/x\nC,', "unclosed-quote", 3],
  ])("%s is an error", (_, text, code, line) => {
    const { records, problems, count } = readCsvRecords(text, "a.csv");
    const errors = problems.filter(({ severity }) => severity === "error");
    expect(errors).toMatchObject([{ code, where: { file: "a.csv", line } }]);
    expect(records.length + errors.length).toBe(count);
  });

  test("too many cells and odd quotes are warnings", () => {
    const { records, problems } = readCsvRecords('title,year\nA, B,2014\nC "x",2015\nD "y",2016', "a.csv");
    expect(records).toHaveLength(3);
    expect(problems).toMatchObject([
      {
        code: "wrong-cell-count",
        severity: "warning",
        where: { line: 2, column: 6 },
        found: "3",
        expected: "2",
      },
      { code: "quote-inside-text", severity: "warning", where: { line: 3, column: 3 } },
    ]);
    expect(problems[1]!.message).toContain("1 other places");
  });
});

test.each([
  ["a", "a"],
  ["a,b", '"a,b"'],
  ['say "x"', '"say ""x"""'],
  [" a", '" a"'],
  ["a\nb", '"a\nb"'],
  [5, "5"],
  [undefined, ""],
])("cell %j", (value, expected) => expect(csvCell(value)).toBe(expected));

test("any text: nothing is thrown, every row is read or one error; what is written is read back", () => {
  const piece = fc.oneof(
    fc.constantFrom("title,", "doi", "\n", ",", '"', ";", "\t", "10.1000/x", "2014"),
    fc.string({ unit: "binary", maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { records, problems, count } = readCsvRecords(pieces.join(""), "x");
      expect(records.length + problems.filter(({ severity }) => severity === "error").length).toBe(count);
      const back = readCsvRecords(CSV_HEADER + records.map(writeCsvRow).join(""), "y").records;
      expect(back.map(({ title }) => title)).toEqual(
        records.map(({ title }) => title).filter((_, i) => i < back.length),
      );
    }),
    { numRuns: 1000 },
  );
});
