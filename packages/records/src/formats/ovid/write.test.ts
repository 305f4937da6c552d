import fc from "fast-check";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import type { BibRecord } from "../../model.ts";
import { readRecords } from "../../read-records.ts";
import { writeRecords } from "../../write-records.ts";
import { anyRecord, expectHeldOrNamed, realRecords } from "../held-or-named.testing.ts";
import { FULL_ENTRY } from "../medline/full-entry.testing.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const [full] = readRecords(utf8(FULL_ENTRY), { file: "full.nbib" }).records;

const fieldsOf = (records: readonly BibRecord[]): unknown =>
  records.map(({ raw }) => raw.map(({ tag, value }) => [tag, value]));

test("a record from elsewhere is written as tagged lines", () => {
  const ris =
    "TY  - JOUR\nTI  - A title\nAU  - Smith, Ann\nAD  - Oslo\nPY  - 2014/04\nJF  - The Journal\nVL  - 4\nIS  - 2\nSP  - 75\nEP  - 99\nDO  - 10.1000/X\nER  - \n";
  const { records } = readRecords(utf8(ris), { file: "x" });
  expect(writeRecords(records, "ovid").text.split("\n")).toEqual([
    "<1. >",
    "PT  - JOUR",
    "TI  - A title",
    "SO  - The Journal. 4 (2) (pp 75-99), 2014. Date of Publication: 2014 Apr.",
    "AU  - Smith, Ann",
    "IN  - (Smith) Oslo",
    "JN  - The Journal",
    "VO  - 4",
    "IP  - 2",
    "PG  - 75-99",
    "YR  - 2014 Apr",
    "DO  - 10.1000/x",
    "",
  ]);
});

test("of a MEDLINE record of every field, what Ovid text does not hold is named", () => {
  const { losses } = writeRecords([full!], "ovid");
  expect(losses.map(({ field }) => field)).toEqual([
    "PMCID",
    "PII",
    "registrations",
    "abstract sections",
    "editors",
    "investigators",
    "affiliations",
    "affiliations of editors and investigators",
    "ORCID",
    "journal abbreviation",
    "NLM journal id",
    "keyword owner",
    "substances",
    "grants",
    "conflict of interest",
    "history",
    "relations",
    "status",
    "citation",
  ]);
});

test("entries from Ovid, tagged or with labels, come back field by field", () => {
  const text = `<3001. >
VN  - Ovid Technologies
TI  - A made title
      in two lines.
IN  - (Behan) One hospital
      (Rubbo) Another
MH  - *quality of life
AB  -
PT  - Article

<1>
Author
  Bunkers, Sandra Schmidt RN; PhD; FAAN 1
Abstract
  Text
  on two lines
Title
  Listening.[Miscellaneous]
`;
  const { records } = readRecords(utf8(text), { file: "a" });
  const written = writeRecords(records, "ovid");
  const back = readRecords(utf8(written.text), { file: "a" });
  expect([written.losses, back.problems]).toEqual([[], []]);
  expect(fieldsOf(back.records)).toEqual(fieldsOf(records));
  expect(writeRecords(back.records, "ovid").text).toBe(written.text);
});

test("any record: each field is held or its loss named", () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      expect(expectHeldOrNamed(record, "ovid")).toMatch(/^<1\. >\n/);
    }),
    { numRuns: 400 },
  );
});

describeShared("records of the corpora as Ovid text", ["corpora", "records"], (root) => {
  const all = realRecords(root, 8);

  test("those from Ovid come back field by field", () => {
    const own = all.filter(({ source }) => source.format === "ovid");
    const back = readRecords(utf8(writeRecords(own, "ovid").text), { file: "a" });
    expect(fieldsOf(back.records)).toEqual(fieldsOf(own));
    expect(own.length).toBeGreaterThan(8);
  });

  test("field by field, those of every format are held or named", () => {
    for (const record of all) expectHeldOrNamed({ ...record, raw: [] }, "ovid");
    expect(all.length).toBeGreaterThan(500);
  }, 120_000);
});
