import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import { readRecords } from "../../read-records.ts";
import { expectSameInPieces } from "../reader.testing.ts";
import { ovid } from "./format.ts";
import { parseOvidSource } from "./source.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test("reads tagged entries", () => {
  const text = `<3001. >
VN  - Ovid Technologies
DB  - Embase
UI  - 621381829
TI  - A made title
      in two lines.
SO  - Journal of Made Things. 12 (3) (pp 5-19), 2018. Date of Publication: 2018.
AU  - Behan L.
AU  - Rubbo B.
IN  - (Behan) One hospital
      (Rubbo) Another
CP  - Netherlands
MH  - *quality of life
DO  - http://dx.doi.org/10.1186/s12919-018-0099-8
AB  - Background: text.
      Results: more, NCT00000001.
PT  - Article
LG  - English

<3002. >
TI  - Next
`;
  const { format, records, problems } = readRecords(utf8(text), { file: "a.cgi" });
  expect([format, problems, records.length]).toEqual(["ovid", [], 2]);
  expect(records[0]).toMatchObject({
    ids: { doi: "10.1186/s12919-018-0099-8", accession: "621381829", registrations: ["NCT00000001"] },
    title: "A made title in two lines.",
    authors: [
      { family: "Behan", initials: "L." },
      { family: "Rubbo", initials: "B." },
    ],
    affiliations: ["(Behan) One hospital", "(Rubbo) Another"],
    journal: { title: "Journal of Made Things", country: "Netherlands" },
    date: { year: 2018 },
    volume: "12",
    issue: "3",
    pages: { first: "5", last: "19" },
    meshTerms: ["*quality of life"],
    abstract: "Background: text. Results: more, NCT00000001.",
    publicationTypes: ["Article"],
    languages: ["English"],
  });
});

test("reads entries with labels", () => {
  const text =
    "<1>\nScore\n  *****\nAuthor\n  Bunkers, Sandra Schmidt RN; PhD; FAAN 1\nTitle\n  Listening.[Miscellaneous]\nSource\n  Nursing Science Quarterly.   28(2):103-106, April 2015.\nDOI Number\n  10.1177/0894318415571606\n";
  expect(readRecords(utf8(text), { file: "a" }).records).toMatchObject([
    {
      title: "Listening.",
      authors: [{ family: "Bunkers" }],
      journal: { title: "Nursing Science Quarterly" },
      volume: "28",
      issue: "2",
      pages: { first: "103", last: "106" },
      date: { year: 2015, month: 4 },
      ids: { doi: "10.1177/0894318415571606" },
    },
  ]);
});

test.each([
  ["Lancet. 28(2):103-106, April 2015.", { journal: "Lancet", volume: "28", issue: "2", pages: "103-106" }],
  [
    "BMC Proceedings. Conference: 2nd BEAT Conference. Spain. 12 (Supplement 3) (no pagination), 2018. Date of Publication: 2018.",
    { journal: "BMC Proceedings", volume: "12", issue: "Supplement 3" },
  ],
  [
    "J Pain. 14 (1) (pp 5-9), 2013. Date of Publication: 2013.",
    { journal: "J Pain", volume: "14", issue: "1", pages: "5-9" },
  ],
  ["School Psychology Quarterly.", { journal: "School Psychology Quarterly" }],
])("source %s", (text, expected) => {
  const { date, conference: _conference, ...rest } = parseOvidSource(text);
  expect(rest).toEqual(expected);
  expect(date?.year).toBe(/\d{4}/.test(text) ? Number(/\d{4}(?=\D*$)/.exec(text)![0]) : undefined);
});

test("however the text is cut into pieces, records and problems are the same", () => {
  expectSameInPieces(ovid, [
    "<1. >\n",
    "TI  - A",
    "\n",
    "      more",
    "Title\n",
    "  text\n",
    "\r",
    "AU  - B C",
  ]);
});

describeShared("Ovid files", ["corpora", "records"], (root) => {
  test.each([
    ["commandline4expertsearchers/Embase_citavi_r3001-3002.ovd", 2],
    ["commandline4expertsearchers/Embase_endnote_r3001-3002.cgi", 2],
    ["jabref/OvidImporterTest1.txt", 5],
    ["jabref/OvidImporterTest5.txt", 1],
    ["jabref/OvidImporterTest7.txt", 1],
  ])("%s: %i entries", (file, count) => {
    const { records, format, problems } = readRecords(new Uint8Array(readFileSync(join(root, file))), {
      file,
    });
    expect(format).toBe("ovid");
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(records).toHaveLength(count);
  });
});
