import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import { readRecords } from "../../read-records.ts";

const read = (value: unknown): ReturnType<typeof readRecords> =>
  readRecords(new TextEncoder().encode(JSON.stringify(value, undefined, 1)), { file: "a.json" });

const STUDY = {
  protocolSection: {
    identificationModule: {
      nctId: "NCT00000001",
      orgStudyIdInfo: { id: "X-1" },
      secondaryIdInfos: [
        { id: "2013-000615-24", type: "EUDRACT_NUMBER" },
        { id: "R01DC0", type: "NIH" },
      ],
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
    descriptionModule: { briefSummary: "Why\n\nand how." },
    conditionsModule: { conditions: ["Depression"], keywords: ["ketamine"] },
    designModule: { studyType: "INTERVENTIONAL", phases: ["PHASE2"], enrollmentInfo: { count: 20 } },
    armsInterventionsModule: { interventions: [{ type: "DRUG", name: "Ketamine" }] },
    contactsLocationsModule: { overallOfficials: [{ name: "Jane M Doe, PhD", affiliation: "A university" }] },
    referencesModule: {
      references: [
        { pmid: "1", type: "BACKGROUND", citation: "Old" },
        { pmid: "2", type: "RESULT", citation: "Found" },
      ],
    },
  },
  hasResults: true,
};

test.each([
  ["one study", STUDY],
  ["a list", [STUDY]],
  ["a page of the API", { nextPageToken: "x", studies: [STUDY] }],
])("%s", (_, value) => {
  const { format, records, problems } = read(value);
  expect([format, problems]).toEqual(["clinicaltrials-json", []]);
  expect(records).toMatchObject([
    {
      ids: { accession: "NCT00000001", registrations: ["NCT00000001", "2013-000615-24"] },
      title: "A made trial",
      abstract: "Why and how.",
      authors: [{ collective: "A university" }],
      investigators: [{ family: "Doe", given: "Jane M", affiliations: ["A university"] }],
      date: { year: 2019, month: 8, day: 5 },
      publicationTypes: ["registration", "INTERVENTIONAL"],
      keywords: ["Depression", "ketamine", "Ketamine"],
      grants: [{ agency: "A fund" }],
      relations: [{ kind: "results-in", pmid: "2", text: "Found" }],
      notes: ["Brief title: Brief", "Acronym: MADE", "Enrolment: 20", "Phase: PHASE2"],
      status: { record: "COMPLETED" },
      urls: ["https://clinicaltrials.gov/study/NCT00000001"],
    },
  ]);
  expect(records[0]!.raw).toContainEqual(
    expect.objectContaining({ tag: "protocolSection/identificationModule/nctId", value: "NCT00000001" }),
  );
});

test("a damaged study is one error, the next one is read", () => {
  const text = `{"studies":[{"protocolSection":nonsense},{"hasResults":false},${JSON.stringify(STUDY)}]}`;
  const { records, problems } = readRecords(new TextEncoder().encode(text), { file: "a.json" });
  expect(problems.map(({ code, where }) => [code, where.record])).toEqual([
    ["malformed-json", 1],
    ["empty-entry", 2],
  ]);
  expect(records).toMatchObject([{ title: "A made trial", source: { ordinal: 3 } }]);
});

describeShared("studies of ClinicalTrials.gov", ["corpora", "records", "aact"], (root) => {
  test("each file is one study with number, title and summary", () => {
    const files = readdirSync(root);
    expect(files).toHaveLength(9);
    for (const file of files) {
      const { format, records, problems } = readRecords(new Uint8Array(readFileSync(join(root, file))), {
        file,
      });
      expect([file, format, problems, records.length]).toEqual([file, "clinicaltrials-json", [], 1]);
      const nct = file.replace(".json", "");
      expect(records[0]).toMatchObject({
        ids: { accession: nct },
        title: expect.stringMatching(/\w{4}/) as string,
      });
    }
  });
});
