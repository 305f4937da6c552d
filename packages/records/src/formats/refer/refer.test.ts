import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import { readRecords } from "../../read-records.ts";
import { writeRecords } from "../../write-records.ts";
import { expectSameInPieces } from "../reader.testing.ts";
import { refer } from "./format.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const FILE = `%0 Journal Article
%A Caddy, Caroline
%A White, Thomas P.
%+ One hospital
%T A title
%J The journal
%V 4
%N 2
%P 75-99
%D 2014
%8 2014/04/03
%@ 2045-1253
%G eng
%R 10.1177/2045125313507739
%M 24688759
%W NLM
%2 PMC3952483
%K ketamine
%U https://example.org
%X First.

Second paragraph.
%Z A note

%T Another one
%A Doe, J
`;

test("reads every field; an abstract may hold blank lines", () => {
  const { format, records, problems } = readRecords(utf8(FILE), { file: "a.enw" });
  expect([format, problems, records.length]).toEqual(["refer", [], 2]);
  expect(records).toMatchObject([
    {
      ids: { doi: "10.1177/2045125313507739", pmid: "24688759", pmcid: "PMC3952483" },
      title: "A title",
      authors: [
        { family: "Caddy", given: "Caroline" },
        { family: "White", given: "Thomas P." },
      ],
      affiliations: ["One hospital"],
      journal: { title: "The journal", issn: [{ value: "2045-1253" }] },
      date: { year: 2014, month: 4, day: 3 },
      volume: "4",
      issue: "2",
      pages: { first: "75", last: "99" },
      languages: ["eng"],
      keywords: ["ketamine"],
      urls: ["https://example.org"],
      abstract: "First. Second paragraph.",
      notes: ["A note"],
      publicationTypes: ["Journal Article"],
    },
    { title: "Another one", source: { ordinal: 2, line: 25 } },
  ]);
});

test("written again, every field is the same, in order", () => {
  const { records } = readRecords(utf8(FILE), { file: "a" });
  const { text, losses } = writeRecords(records, "refer");
  const again = readRecords(utf8(text), { file: "a" }).records;
  const fields = (all: typeof records): unknown =>
    all.map(({ raw }) => raw.map(({ tag, value }) => [tag, value]));
  expect([losses, fields(again)]).toEqual([[], fields(records)]);
});

test("however the text is cut into pieces, records and problems are the same", () => {
  expectSameInPieces(refer, ["%0 Book", "%T A", "%A B", "%X c", "\n", "\r", "more", " ", "%D 2014"]);
});

describeShared("Refer files", ["corpora", "records"], (root) => {
  /**
   * MANIFEST.json counts the lines that begin with %0; entries without one are read too, and several %0 at the head of an
   * entry are its types (12 lines in Endnote.entries.enw).
   */
  test.each([
    ["colrev/ais_enl.txt", 6],
    ["colrev/enl_data.enl", 3],
    ["jabref/Endnote.entries.enw", 5],
    ["jabref/Endnote.pattern.A.enw", 1],
    ["zotero-translators/refer/00.txt", 1],
    ["zotero-translators/refer/01.txt", 1],
    ["zotero-translators/refer/03.txt", 1],
  ])("%s: %i entries", (file, count) => {
    const { records, problems, format } = readRecords(new Uint8Array(readFileSync(join(root, file))), {
      file,
    });
    expect([format, records.length]).toEqual(["refer", count]);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
