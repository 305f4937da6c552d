import fc from "fast-check";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import type { BibRecord } from "../../model.ts";
import { readRecords } from "../../read-records.ts";
import { writeRecords } from "../../write-records.ts";
import { anyRecord, expectHeldOrNamed, realRecords } from "../held-or-named.testing.ts";
import { FULL_ENTRY } from "../medline/full-entry.testing.ts";
import { dtdFaults } from "./dtd-order.testing.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const [full] = readRecords(utf8(FULL_ENTRY), { file: "full.nbib" }).records;

const withoutLines = (records: readonly BibRecord[]): unknown =>
  records.map(({ source: _, id: __, raw, ...record }) => ({
    ...record,
    raw: raw.map(({ tag, value }) => [tag, value]),
  }));

test("a MEDLINE record of every field keeps all that PubMed XML has a place for", () => {
  const { text, losses } = writeRecords([full!], "pubmed-xml");
  expect(dtdFaults(text)).toEqual([]);
  expect(losses.map(({ field, reason }) => [field, reason])).toEqual([
    ["editors", "pubmed-xml has no place for it"],
    ["affiliations of editors and investigators", "pubmed-xml holds only a part of it"],
    ["citation", "pubmed-xml has no place for it"],
  ]);
  const { records, format, problems } = readRecords(utf8(text), { file: "a" });
  expect([format, problems]).toEqual(["pubmed-xml", []]);
  expect(records[0]).toMatchObject({
    authors: full!.authors,
    investigators: full!.investigators,
    meshHeadings: full!.meshHeadings,
    grants: full!.grants,
    substances: full!.substances,
    ids: { pmid: "1", pii: "S1", registrations: ["NCT01234567", "ISRCTN04512"] },
  });
});

test("a chapter and a book are entries of the Bookshelf", () => {
  const ris = `TY  - CHAP
AU  - Au, Ann
ED  - Ed, Bo
TI  - The chapter
T2  - The book
PB  - House
CY  - Oslo
ET  - 2nd
PY  - 2001
SN  - 9781860163593
ER  -
`;
  const [chapter] = readRecords(utf8(ris), { file: "a.ris" }).records;
  for (const record of [chapter!, { ...chapter!, journal: { issn: [] } }]) {
    const text = expectHeldOrNamed(record, "pubmed-xml");
    expect(dtdFaults(text)).toEqual([]);
    expect(text).toContain("<PubmedBookArticle>");
    expect(readRecords(utf8(text), { file: "a" }).records[0]).toMatchObject({
      title: "The chapter",
      authors: [{ family: "Au" }],
      editors: [{ family: "Ed" }],
      publisher: "House",
      place: "Oslo",
      edition: "2nd",
    });
  }
});

test("what the record lacks is left empty and not invented", () => {
  const { text } = writeRecords([{ ...full!, ids: {}, languages: [], publicationTypes: [] }], "pubmed-xml");
  expect(dtdFaults(text)).toEqual([]);
  expect(text).toContain('<PMID Version="1"/>');
  const [back] = readRecords(utf8(text), { file: "a" }).records;
  expect([back!.ids, back!.languages, back!.publicationTypes]).toEqual([{}, [], []]);
});

test("characters that XML forbids are replaced, and the loss is named", () => {
  const record = { ...full!, title: "A\u0001\ud800 title" };
  const { text, losses } = writeRecords([record], "pubmed-xml");
  expect(dtdFaults(text)).toEqual([]);
  expect(text).toContain("<ArticleTitle>A\ufffd\ufffd title</ArticleTitle>");
  expect(losses.map(({ field }) => field)).toContain("title");
});

test("any record: well-formed, in the order of the DTD, each field is held or its loss named", () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      expect(dtdFaults(expectHeldOrNamed(record, "pubmed-xml"))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test("no records give an empty set", () => {
  const { text } = writeRecords([], "pubmed-xml");
  expect(readRecords(utf8(text), { file: "a" }).records).toEqual([]);
  expect(dtdFaults(text)).toEqual([]);
});

describeShared("records of the corpora as PubMed XML", ["corpora", "records"], (root) => {
  const all = realRecords(root, 8);
  const own = all.filter(({ source }) => source.format === "pubmed-xml");

  test("those from PubMed XML come back with every element and attribute", () => {
    const { text, losses } = writeRecords(own, "pubmed-xml");
    expect(losses).toEqual([]);
    const back = readRecords(utf8(text), { file: "a" });
    expect(back.problems).toEqual([]);
    expect(withoutLines(back.records)).toEqual(withoutLines(own));
    expect(own.length).toBeGreaterThan(20);
  });

  test("field by field, those of every format are well-formed, in order, and held or named", () => {
    for (const record of all) {
      const text = expectHeldOrNamed({ ...record, raw: [] }, "pubmed-xml");
      expect([record.id, dtdFaults(text)]).toEqual([record.id, []]);
    }
    expect(all.length).toBeGreaterThan(500);
  }, 120_000);
});
