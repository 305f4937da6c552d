import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import type { BibRecord } from "../../model.ts";
import { readRecords } from "../../read-records.ts";
import { writeRecords } from "../../write-records.ts";
import { anyRecord, expectHeldOrNamed, realRecords } from "../held-or-named.testing.ts";
import { FULL_ENTRY } from "../medline/full-entry.testing.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const FORMAT = "clinicaltrials-json";

const STUDY = {
  protocolSection: {
    identificationModule: {
      nctId: "NCT00000001",
      secondaryIdInfos: [{ id: "2013-000615-24", type: "EUDRACT_NUMBER" }],
      briefTitle: "Brief",
      officialTitle: "A made trial",
      acronym: "MADE",
    },
    statusModule: {
      overallStatus: "COMPLETED",
      startDateStruct: { date: "2019-09" },
      studyFirstSubmitDate: "2019-08-01",
      studyFirstPostDateStruct: { date: "2019-08-05" },
    },
    sponsorCollaboratorsModule: {
      leadSponsor: { name: "A university" },
      collaborators: [{ name: "A fund" }],
    },
    descriptionModule: { briefSummary: "Why and how." },
    conditionsModule: { keywords: ["Depression", "ketamine"] },
    designModule: {
      studyType: "INTERVENTIONAL",
      phases: ["PHASE2", "PHASE3"],
      designInfo: { allocation: "RANDOMIZED" },
      enrollmentInfo: { count: 20 },
    },
    contactsLocationsModule: { overallOfficials: [{ name: "Jane M Doe", affiliation: "A university" }] },
    referencesModule: { references: [{ pmid: "2", type: "RESULT", citation: "Found" }] },
  },
};

/** Without what tells where a record stood. */
const contentOf = ({ id: _, source: __, raw: ___, ...record }: BibRecord): unknown => record;

test("a registration, written field by field, is the same study and the same record", () => {
  const [record] = readRecords(utf8(JSON.stringify(STUDY)), { file: "a.json" }).records;
  const { text, losses } = writeRecords([{ ...record!, raw: [] }], FORMAT);
  expect(losses).toEqual([]);
  expect(JSON.parse(text)).toEqual({ studies: [STUDY] });
  expect(contentOf(readRecords(utf8(text), { file: "b" }).records[0]!)).toEqual(contentOf(record!));
});

test("a publication loses what a registration does not hold, by name", () => {
  const [full] = readRecords(utf8(FULL_ENTRY), { file: "full.nbib" }).records;
  const { text, losses } = writeRecords([full!], FORMAT);
  expect(losses.map(({ field }) => field)).toEqual([
    "PMID",
    "PMCID",
    "DOI",
    "PII",
    "registrations",
    "original title",
    "abstract sections",
    "authors",
    "editors",
    "investigators",
    "affiliations",
    "affiliations of editors and investigators",
    "ORCID",
    "date",
    "journal",
    "journal abbreviation",
    "NLM journal id",
    "country",
    "ISSN",
    "volume",
    "issue",
    "pages",
    "languages",
    "publication types",
    "keyword owner",
    "MeSH terms",
    "substances",
    "grants",
    "conflict of interest",
    "history",
    "relations",
    "notes",
    "status",
    "citation",
  ]);
  expect(readRecords(utf8(text), { file: "a" })).toMatchObject({ format: FORMAT, count: 1, problems: [] });
});

test("any record: each field is held or its loss named", () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      expect(JSON.parse(expectHeldOrNamed(record, FORMAT))).toMatchObject({
        studies: [{ protocolSection: {} }],
      });
    }),
    { numRuns: 300 },
  );
});

test("no records give an empty list", () => {
  expect(JSON.parse(writeRecords([], FORMAT).text)).toEqual({ studies: [] });
});

describeShared("records of the corpora as studies", ["corpora", "records"], (root) => {
  test("studies come back whole, of version 1 and 2", () => {
    for (const file of [
      "aact/NCT02210780.json",
      "aact/NCT06171568.json",
      "ctrdata/ctgov2-NCT01987596.json",
    ]) {
      const bytes = readFileSync(join(root, file));
      const { records, format } = readRecords(new Uint8Array(bytes), { file });
      const { text, losses } = writeRecords(records, FORMAT);
      expect([file, format, losses]).toEqual([file, FORMAT, []]);
      expect(JSON.parse(text)).toEqual({ studies: [JSON.parse(bytes.toString("utf8"))] });
    }
  });

  test("field by field, registrations keep all; words of version 1 become codes of version 2, which is said", () => {
    const studies = realRecords(root, 6).filter(({ source }) => source.format === FORMAT);
    const lost = new Set<string>();
    for (const record of studies) {
      expectHeldOrNamed({ ...record, raw: [] }, FORMAT);
      for (const { field } of writeRecords([{ ...record, raw: [] }], FORMAT).losses) lost.add(field);
    }
    expect([...lost]).toEqual(["publication types", "status"]);
    expect(studies.length).toBeGreaterThan(8);
  });

  test("those of every other format are held or named", () => {
    const all = realRecords(root, 5);
    for (const record of all) expectHeldOrNamed(record, FORMAT);
    expect(all.length).toBeGreaterThan(300);
  }, 120_000);
});
