import { expect, test } from "vitest";
import { readRecords } from "../../read-records.ts";

const CORE = {
  id: "24688759",
  source: "MED",
  pmid: "24688759",
  pmcid: "PMC3952483",
  doi: "10.1177/2045125313507739",
  title: "Made <i>title</i> of CO<sub>2</sub>.",
  authorString: "Caddy C, Group.",
  authorList: {
    author: [
      {
        firstName: "Caroline",
        lastName: "Caddy",
        initials: "C",
        authorId: { type: "ORCID", value: "0000-0002-1825-0097" },
        authorAffiliationDetailsList: { authorAffiliation: [{ affiliation: "A hospital." }] },
      },
      { collectiveName: "A group" },
    ],
  },
  journalInfo: {
    issue: "2",
    volume: "4",
    dateOfPublication: "2014 Apr",
    journal: {
      title: "Therapeutic advances in psychopharmacology",
      medlineAbbreviation: "Ther Adv Psychopharmacol",
      nlmid: "101555693",
      issn: "2045-1253",
      essn: "2045-1261",
    },
  },
  pageInfo: "75-99",
  abstractText: "<h4>Background</h4>One.<h4>Results</h4>Two.",
  language: "eng",
  pubTypeList: { pubType: ["Review", "Journal Article"] },
  keywordList: { keyword: ["ketamine"] },
  meshHeadingList: {
    meshHeading: [
      {
        majorTopic_YN: "N",
        descriptorName: "Ketamine",
        meshQualifierList: { meshQualifier: [{ qualifierName: "therapeutic use", majorTopic_YN: "Y" }] },
      },
    ],
  },
  grantsList: { grant: [{ grantId: "G0901868", agency: "Medical Research Council" }] },
  commentCorrectionList: {
    commentCorrection: [{ id: "30000009", source: "MED", type: "Retraction in", reference: "Made J. 2001" }],
  },
};

const EXPECTED = {
  ids: {
    pmid: "24688759",
    pmcid: "PMC3952483",
    doi: "10.1177/2045125313507739",
    accession: "MED:24688759",
  },
  title: "Made title of CO₂.",
  authors: [{ family: "Caddy", given: "Caroline", initials: "C" }, { collective: "A group" }],
  date: { year: 2014, month: 4 },
  journal: {
    title: "Therapeutic advances in psychopharmacology",
    abbreviation: "Ther Adv Psychopharmacol",
    issn: [
      { value: "2045-1253", kind: "Print" },
      { value: "2045-1261", kind: "Electronic" },
    ],
  },
  volume: "4",
  issue: "2",
  pages: { first: "75", last: "99" },
  publicationTypes: ["Review", "Journal Article"],
  keywords: ["ketamine"],
  meshTerms: ["Ketamine/*therapeutic use"],
  relations: [{ kind: "retraction-in", pmid: "30000009" }],
};

test("JSON, core", () => {
  const text = JSON.stringify({ version: "6.9", hitCount: 1, resultList: { result: [CORE] } });
  const { format, records, problems } = readRecords(new TextEncoder().encode(text), { file: "a.json" });
  expect([format, problems]).toEqual(["europepmc-json", []]);
  expect(records).toMatchObject([
    {
      ...EXPECTED,
      abstract: "Background: One. Results: Two.",
      authors: [{ orcid: "0000-0002-1825-0097", affiliations: ["A hospital."] }, { collective: "A group" }],
    },
  ]);
});

test("JSON, lite: names as printed", () => {
  const lite = {
    id: "PPR1",
    source: "PPR",
    title: "T",
    authorString: "Caddy C, White TP.",
    pubYear: "2020",
    pubType: "preprint; article",
  };
  const text = JSON.stringify({ resultList: { result: [lite, { pubYear: "2020" }] } });
  const { records, problems } = readRecords(new TextEncoder().encode(text), { file: "a.json" });
  expect(records).toMatchObject([
    {
      ids: { accession: "PPR:PPR1" },
      authors: [
        { family: "Caddy", initials: "C" },
        { family: "White", initials: "TP" },
      ],
      date: { year: 2020 },
      publicationTypes: ["preprint", "article"],
    },
  ]);
  expect(problems).toMatchObject([{ code: "empty-entry", where: { record: 2 } }]);
});

test("XML has the same records as JSON", () => {
  const xmlOf = (value: unknown, name: string): string => {
    if (Array.isArray(value)) return value.map((each) => xmlOf(each, name)).join("");
    if (typeof value === "object" && value !== null)
      return `<${name}>${Object.entries(value)
        .map(([key, each]) => xmlOf(each, key))
        .join("")}</${name}>`;
    return `<${name}>${String(value)}</${name}>`;
  };
  const text = `<?xml version="1.0"?><responseWrapper><resultList>${xmlOf(CORE, "result")}</resultList></responseWrapper>`;
  const { format, records, problems } = readRecords(new TextEncoder().encode(text), { file: "a.xml" });
  expect([format, problems]).toEqual(["europepmc-xml", []]);
  expect(records).toMatchObject([EXPECTED]);
});
