import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectSameInPieces } from "../reader.testing.ts";
import { cslJson } from "./format.ts";
import { readCslJson } from "./read.ts";
import { writeCslItem } from "./write.ts";

const ITEM = {
  id: "caddy2014",
  type: "article-journal",
  title: "A title",
  author: [{ family: "Berg", given: "Jan", "non-dropping-particle": "van den" }, { literal: "The Group" }],
  issued: { "date-parts": [[2014, 4, 3]] },
  "container-title": "The Journal",
  "container-title-short": "J",
  ISSN: "2045-1253, 2045-1261",
  volume: 4,
  issue: "2",
  page: "75-99",
  DOI: "10.1177/X",
  PMID: "24688759",
  PMCID: "PMC3952483",
  keyword: "one; two",
  URL: "https://x.example",
  language: "en",
  note: "read",
  abstract: "Text.",
};

describe("readCslJson", () => {
  test("reads every field", () => {
    const { records, problems, count } = readCslJson(JSON.stringify([ITEM], undefined, 1), "a.json");
    expect([problems, count]).toEqual([[], 1]);
    expect(records[0]).toMatchObject({
      source: { file: "a.json", format: "csl-json", ordinal: 1, line: 2 },
      ids: { doi: "10.1177/x", pmid: "24688759", pmcid: "PMC3952483" },
      title: "A title",
      authors: [{ family: "van den Berg", given: "Jan" }, { collective: "The Group" }],
      date: { year: 2014, month: 4, day: 3 },
      journal: {
        title: "The Journal",
        abbreviation: "J",
        issn: [{ value: "2045-1253" }, { value: "2045-1261" }],
      },
      volume: "4",
      issue: "2",
      pages: { first: "75", last: "99" },
      keywords: ["one", "two"],
      urls: ["https://x.example"],
      languages: ["en"],
      publicationTypes: ["article-journal"],
      notes: ["read"],
      abstract: "Text.",
    });
    expect(records[0]!.raw.map(({ tag }) => tag)).toEqual(Object.keys(ITEM));
  });

  test.each([
    ["an item alone", JSON.stringify(ITEM)],
    ["a list under items", JSON.stringify({ items: [ITEM] })],
    ["dates as text", JSON.stringify([{ ...ITEM, issued: { raw: "2014-04-03" } }])],
  ])("reads %s", (_, text) => {
    const { records, problems } = readCslJson(text, "a.json");
    expect(problems).toEqual([]);
    expect(records).toMatchObject([{ title: "A title", date: { year: 2014, month: 4, day: 3 } }]);
  });

  test("one broken item does not hide the others", () => {
    const text = '[\n{"id":1,"title":"A"},\n{"title": },\n7,\n{"id":4},\n{"title":"B"}';
    const { records, problems, count } = readCslJson(text, "a.json");
    expect(records.map(({ title, source }) => [title, source.line, source.ordinal])).toEqual([
      ["A", 2, 1],
      ["B", 6, 5],
    ]);
    expect(problems.map(({ code, where }) => [code, where.line])).toEqual([
      ["not-json", 3],
      ["not-an-item", 4],
      ["empty-entry", 5],
    ]);
    expect(count).toBe(5);
  });
});

const EVERYTHING = {
  id: 7,
  type: "chapter",
  title: ["CO<sub>2</sub> &amp; <i>C. elegans</i>"],
  "original-title": "Titel",
  author: [
    {
      family: "King",
      given: "Martin",
      suffix: "Jr",
      ORCID: "http://orcid.org/0000-0001-8730-9761",
      affiliation: [{ name: "Lab" }],
    },
  ],
  editor: [{ family: "Beauvoir", given: "Simone", "dropping-particle": "de" }],
  issued: {
    "date-parts": [
      ["2013", 12, 1],
      [2014, "1", 2],
    ],
    circa: true,
  },
  accessed: { "date-parts": [[2015, 2]] },
  "container-title": "Book",
  "collection-title": "Series",
  publisher: "Pub",
  "publisher-place": "Berlin",
  edition: 2,
  "event-title": "Event",
  ISBN: "978-3-16-148410-0 3161484100",
  number: "X",
  keyword: "one, two",
  note: "Read\nPMID: 24688759",
  annote: "More",
  custom: { PMCID: "PMC3952483" },
};

test("reads every kind of field", () => {
  const { records, problems } = readCslJson(
    JSON.stringify({ version: 1, references: [EVERYTHING] }),
    "a.json",
  );
  expect(problems).toEqual([]);
  expect(records[0]).toMatchObject({
    ids: { pmid: "24688759", pmcid: "PMC3952483", isbn: ["978-3-16-148410-0", "3161484100"] },
    title: "CO₂ & C. elegans",
    originalTitle: "Titel",
    authors: [
      { family: "King", given: "Martin", suffix: "Jr", orcid: "0000-0001-8730-9761", affiliations: ["Lab"] },
    ],
    editors: [{ family: "Beauvoir", given: "Simone de" }],
    date: { year: 2013, month: 12, text: "circa 2013 Dec 1-2014 Jan 2" },
    history: [{ event: "accessed", date: { year: 2015, month: 2 } }],
    journal: { title: "Book" },
    publisher: "Pub",
    place: "Berlin",
    edition: "2",
    conference: "Event",
    keywords: ["one", "two"],
    notes: ["Read\nPMID: 24688759", "More"],
    publicationTypes: ["chapter"],
  });
});

test.each([
  [{ "date-parts": [[2014]], season: 1 }, "2014 Spring"],
  [{ "date-parts": [[2014, 21]] }, "2014 Spring"],
  [{ "date-parts": [[2014, 16]] }, "2014 Winter"],
  [{ "date-parts": [[2014, 0]] }, "2014"],
  [{ "date-parts": [[null]], literal: "Spring 2014" }, "Spring 2014"],
  ["2014-04", "2014-04"],
  [2014, "2014"],
])("the date %j", (issued, text) => {
  const { records } = readCslJson(JSON.stringify({ title: "T", issued }), "a.json");
  expect(records[0]!.date).toMatchObject({ year: 2014, text });
});

test.each([
  ["one on a line", [ITEM, EVERYTHING].map((item) => JSON.stringify(item)).join("\n"), 2],
  ["one after the other", [ITEM, EVERYTHING].map((item) => JSON.stringify(item, undefined, 2)).join("\n"), 2],
  ["none", "[]", 0],
])("items %s", (_, text, count) => {
  const read = readCslJson(text, "a.json");
  expect([read.problems, read.count]).toEqual([[], count]);
});

test.each([[ITEM], [EVERYTHING]])("items come out as they went in", (item) => {
  const { records } = readCslJson(JSON.stringify([item]), "a.json");
  expect(JSON.parse(writeCslItem(records[0]!))).toEqual(item);
});

test("any item comes out as it went in", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
      const item: unknown = JSON.parse(JSON.stringify({ ...fields, title: "T" }));
      const { records } = readCslJson(JSON.stringify([item]), "a.json");
      expect(JSON.parse(writeCslItem(records[0]!))).toEqual(item);
    }),
  );
});

test("any cutting into pieces gives the same records and problems", () => {
  expectSameInPieces(cslJson, [
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    '"',
    '"title"',
    '"a"',
    '{"title":"x"}',
    "\\",
    "\n",
    " ",
    '"items":',
    "7",
  ]);
});

test("names as texts are names", () => {
  const { records } = readCslJson('[{"title":"T","author":["Doe, Jane","Roe, R."],"editor":"Poe, E."}]', "a");
  expect(records[0]).toMatchObject({
    authors: [
      { family: "Doe", given: "Jane" },
      { family: "Roe", given: "R." },
    ],
    editors: [{ family: "Poe", given: "E." }],
  });
});

test("the JSON of RefLib is read, and written as CSL-JSON", () => {
  const item = {
    recNumber: "7", type: "journalArticle", title: "T", authors: ["Doe, J.", "A Working Group"], journal: "J Made Things",
    volume: "5", number: "4", pages: "211-6", isbn: "1175-0561 (Print)\r1175-0561", doi: "10.1000/x", year: "2014", date: "Dec",
    keywords: ["Acne, severe", "Light"], custom2: "PMC5887696", abstract: "An abstract.",
  }; // prettier-ignore
  const [record] = readCslJson(JSON.stringify([item]), "a").records;
  const expected = {
    title: "T",
    authors: [{ family: "Doe", given: "J." }, { collective: "A Working Group" }],
    journal: { title: "J Made Things", issn: [{ value: "1175-0561" }] },
    volume: "5",
    issue: "4",
    pages: { first: "211", last: "216" },
    ids: { doi: "10.1000/x", pmcid: "PMC5887696" },
    date: { year: 2014, month: 12 },
    keywords: ["Acne, severe", "Light"],
    abstract: "An abstract.",
  };
  expect(record).toMatchObject(expected);
  expect(record!.raw).toContainEqual({ tag: "journal", value: "J Made Things", line: 1 });
  const written = writeCslItem(record!);
  expect(JSON.parse(written)).toMatchObject({
    "container-title": "J Made Things",
    author: [{ family: "Doe" }, {}],
  });
  expect(readCslJson(`[${written}]`, "b").records[0]).toMatchObject(expected);
});
