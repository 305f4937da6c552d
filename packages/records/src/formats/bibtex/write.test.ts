import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newDraft } from "../../draft.ts";
import type { BibRecord } from "../../model.ts";
import { writeRecords } from "../../write-records.ts";
import { readPieces } from "../reader.testing.ts";
import { ris } from "../ris/format.ts";
import { citationKey } from "./citation-key.ts";
import { escapeLatex } from "./escape-latex.ts";
import { bibtex } from "./format.ts";
import { latexText } from "./latex/latex-text.ts";
import { writeBibtexEntry } from "./write.ts";

const read = (text: string): readonly BibRecord[] => readPieces(bibtex, [text], false).records;

/** Without the places in the file, which writing changes. */
function withoutPlaces(records: readonly BibRecord[]): unknown {
  return records.map(({ source: _, id: __, raw, ...record }) => ({
    ...record,
    raw: raw.map(({ tag, value }) => [tag, value]),
  }));
}

test("an entry of BibTeX comes out with every field it had", () => {
  const text =
    '@string{j = {J}}\n@Article{Key, Title = "The {K} study", journal = j # "x", month = apr, year = 2014, odd+name = {\\foo},\n}\n';
  expect(writeBibtexEntry(read(text)[0]!)).toBe(
    "@Article{Key,\n  Title = {The {K} study},\n  journal = {Jx},\n  month = apr,\n  year = {2014},\n  odd+name = {\\foo},\n}\n",
  );
});

test("an inherited field is written out", () => {
  const [, child] = read("@book{b, title = {B}, year = 2000}\n@inbook{c, title = {C}, crossref = {b}}");
  const text = writeBibtexEntry(child!);
  expect(text).toBe(
    "@inbook{c,\n  title = {C},\n  crossref = {b},\n  booktitle = {B},\n  year = {2000},\n}\n",
  );
  const [again] = read(text);
  expect(again).toMatchObject({ title: "C", journal: { title: "B" }, date: { year: 2000 } });
});

test("parse(write(x)) is x, for any fields", () => {
  const value = fc
    .array(
      fc.oneof(
        fc.constantFrom("{a}", "\\'e", '"', "#", ",", "$x$", "@", "\n@b{c,", "%", "=", "\\", "jan", " and "),
        fc.string({ unit: "grapheme" }),
      ),
      { maxLength: 6 },
    )
    .map((parts) =>
      parts
        .join("")
        .replace(/[{}]/g, (mark) => (parts.includes("{a}") ? "" : mark))
        .replace(/[{}]/g, ""),
    );
  const name = fc.constantFrom(
    "title",
    "Author",
    "journal",
    "year",
    "month",
    "crossref2",
    "note",
    "odd+name",
    "keywords",
    "abstract",
  );
  const entry = fc.record({
    type: fc.constantFrom("article", "Book", "misc"),
    key: fc.stringMatching(/^[a-z]{0,5}$/),
    fields: fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 6 }),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
      const text = entries
        .map(
          ({ type, key, fields }) =>
            `@${type}{${key},\n${fields.map(([tag, of]) => `${tag} = {${of}},\n`).join("")}}\n`,
        )
        .join("");
      const records = read(text);
      const written = records.map((each) => writeBibtexEntry(each)).join("\n");
      expect(withoutPlaces(read(written))).toEqual(withoutPlaces(records));
    }),
  );
});

const SIGNS = [
  "a", "é", "α", "²", " ", "{", "}", "~", "^", "&", "%", "$", "#", "_", "`", "'", "-", '"', "?", "!", "<", "|", "@", ",", "=", "\\",
]; // prettier-ignore

test("text comes back from its escaped form", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...SIGNS)).map((signs) => signs.join("")),
      (text) => {
        expect(latexText(escapeLatex(text))).toBe(text.replace(/\s+/g, " ").trim());
      },
    ),
    { numRuns: 1000 },
  );
});

function made(fields: Partial<BibRecord>): BibRecord {
  return { ...newDraft("medline", { file: "m", ordinal: 1, line: 1 }, []), ...fields };
}

test("a record of another format loses nothing that BibTeX has a place for", () => {
  const record = made({
    title: "Ketamine & {others}: 50% of $5 -- a_b",
    abstract: "It's ''fine'' ~ \\ ^.",
    authors: [
      { family: "van den Berg", given: "Jan", affiliations: [] },
      { family: "King", given: "Martin", suffix: "Jr", affiliations: [] },
      { collective: "Barnes and Noble, Inc.", affiliations: [] },
      { family: "Aristotle", affiliations: [] },
      { family: "Brinch Hansen", affiliations: [] },
    ],
    editors: [{ family: "Ed", given: "A. and", affiliations: [] }],
    date: { year: 2014, month: 4, day: 3 },
    journal: { title: "The J", abbreviation: "J", issn: [{ value: "2045-1253" }] },
    volume: "4",
    issue: "2",
    pages: { text: "75-9", first: "75", last: "79" },
    ids: { doi: "10.1000/a_b", pmid: "24688759", pmcid: "PMC3952483" },
    keywords: ["one", "two, three"],
    languages: ["eng"],
    publicationTypes: ["Journal Article"],
    urls: ["https://x.org/a_b#c%20d"],
    notes: ["n1", "n2"],
  });
  const { text, losses } = writeRecords([record], "bibtex");
  expect(losses.map(({ field }) => field)).toEqual(["publication types"]);
  const [back] = read(text);
  const { authors, editors, title, abstract, date } = back!;
  expect({ authors, editors, title, abstract }).toEqual({
    authors: record.authors,
    editors: record.editors,
    title: record.title,
    abstract: record.abstract,
  });
  expect(date).toMatchObject(record.date!);
  expect(text).toContain("@article{vandenberg2014ketamine,");
});

test.each([
  [
    { authors: [{ family: "Caddy", affiliations: [] }], date: { year: 2014 }, title: "The ketamine study" },
    "caddy2014ketamine",
  ],
  [{ authors: [{ family: "Łódź-Ørsted", affiliations: [] }], title: "Über α" }, "lodzorsteduber"],
  [{ title: "" }, "recordm1"],
  [{ date: { year: 2001 } }, "recordm1"],
])("citation key %#", (fields, key) => {
  expect(citationKey(made(fields))).toBe(key);
});

describe("keys of one file", () => {
  const keysOf = (text: string): readonly string[] =>
    [...text.matchAll(/^@\w+\{(.*),$/gm)].map(([, key]) => key!);
  const entry = (key: string): string => `@article{${key},\n  title = {T},\n}\n`;

  test("no two are the same, capitals aside, also where entries bring their own", () => {
    const texts = ["doe2014", "doe2014", "Doe2014", "doe2014a", "doe2014", ""];
    const records = texts.flatMap((key) => read(entry(key)));
    const { text, losses } = writeRecords(records, "bibtex");
    expect(keysOf(text)).toEqual(["doe2014", "doe2014a", "Doe2014b", "doe2014aa", "doe2014c", ""]);
    expect(losses).toEqual([]);
  });

  test("a record is written with the same key in every file, and many of one key are many keys", () => {
    const [record] = readPieces(
      ris,
      ["TY  - JOUR\nTI  - Light\nAU  - Doe, J.\nPY  - 2014\nER  - \n"],
      false,
    ).records;
    const many = writeRecords(
      Array.from({ length: 2000 }, () => record!),
      "bibtex",
    ).text;
    const keys = keysOf(many);
    expect(new Set(keys).size).toBe(2000);
    expect(keys.slice(0, 3)).toEqual(["doe2014light", "doe2014lighta", "doe2014lightb"]);
    expect([keys[26], keys[27], keys[28]]).toEqual(["doe2014lightz", "doe2014lightaa", "doe2014lightab"]);
    expect(keysOf(writeRecords([record!], "bibtex").text)).toEqual(["doe2014light"]);
  });
});
