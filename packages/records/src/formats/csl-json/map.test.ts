import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitJsonList } from "./items.ts";
import { readCslJson } from "./map.ts";
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

test("items come out as they went in", () => {
  const { records } = readCslJson(JSON.stringify([ITEM]), "a.json");
  expect(JSON.parse(writeCslItem(records[0]!))).toEqual({ ...ITEM, volume: "4" });
});

test("a list is cut into the texts of its entries", () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue().filter((value) => value !== null)),
      fc.constantFrom(0, 1, 2),
      (values, indent) => {
        const items = splitJsonList(JSON.stringify(values, undefined, indent));
        expect(items.map(({ text }) => text).map((text): unknown => JSON.parse(text))).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
      },
    ),
  );
});
