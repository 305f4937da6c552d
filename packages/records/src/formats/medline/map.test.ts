import { expect, test } from "vitest";
import { mapMedline } from "./map.ts";
import { parseMedline } from "./parse.ts";
import { parseGrant, parseMeshHeading } from "./field-values.ts";

const map = (text: string): ReturnType<typeof mapMedline> =>
  mapMedline(parseMedline(`PMID- 1\n${text}`, "a").entries[0]!, "a", 1);

test("authors: full and short names, short names alone, groups, ORCID, several affiliations", () => {
  const { authors } = map(
    [
      "FAU - McGuinness, Luke A", "AU  - McGuinness LA", "AUID- ORCID: https://orcid.org/0000-0001-8730-9761", "AD  - One.",
      "AD  - Two.", "CN  - The Study Group", "FAU - van den Berg, J", "AU  - van den Berg J", "AU  - Doe AB", "AU  - Roe C",
      "FIR - Investigator, Ian", "IR  - Investigator I",
    ].join("\n"), // prettier-ignore
  );
  expect(authors).toEqual([
    {
      family: "McGuinness",
      given: "Luke A",
      initials: "LA",
      orcid: "0000-0001-8730-9761",
      affiliations: ["One.", "Two."],
    },
    { collective: "The Study Group", affiliations: [] },
    { family: "van den Berg", given: "J", initials: "J", affiliations: [] },
    { family: "Doe", initials: "AB", affiliations: [] },
    { family: "Roe", initials: "C", affiliations: [] },
  ]);
});

test("a short name after a full one is never a second author", () => {
  const { authors } = map("FAU - King, Martin L Jr\nAU  - King ML Jr\nFAU - Li, X\nAU  - Lee XY");
  expect(authors).toEqual([
    { family: "King", given: "Martin L Jr", initials: "ML Jr", affiliations: [] },
    { family: "Li", given: "X", initials: "XY", affiliations: [] },
  ]);
});

test("registrations, relations, MeSH and the title in its own language", () => {
  const record = map(
    [
      "SI  - ClinicalTrials.gov/NCT01234567", "SI  - GENBANK/AB123", "EIN - Lancet. 2000;1:2. PMID: 321", "RIN - J. 2001;1:3",
      "CON - J. 1999;3:4. PMID: 99", "MH  - Ketamine/*therapeutic use/adverse effects", "MH  - *Depression", "TT  - Ein Titel.",
    ].join("\n"), // prettier-ignore
  );
  expect(record.ids.registrations).toEqual(["NCT01234567"]);
  expect(record.relations).toEqual([
    { kind: "erratum-in", text: "Lancet. 2000;1:2. PMID: 321", pmid: "321" },
    { kind: "retraction-in", text: "J. 2001;1:3" },
    { kind: "comment-on", text: "J. 1999;3:4. PMID: 99", pmid: "99" },
  ]);
  expect(record.meshTerms).toEqual(["Ketamine/*therapeutic use/adverse effects", "*Depression"]);
  expect(record.meshHeadings).toEqual([
    {
      term: "Ketamine",
      major: false,
      qualifiers: [
        { term: "therapeutic use", major: true },
        { term: "adverse effects", major: false },
      ],
    },
    { term: "Depression", major: true, qualifiers: [] },
  ]);
  expect(record.originalTitle).toBe("Ein Titel.");
});

test("a DOI that differs bears no witness", () => {
  const { ids } = map("LID - 10.1000/a [doi]\nAID - 10.1000/B [doi]\nSO  - J. 2014;1:2. doi: 10.1000/A.");
  expect(ids).toMatchObject({ doi: "10.1000/a", doiWitnesses: ["LID", "SO"] });
});

test.each([
  [
    "G0901868/MRC_/Medical Research Council/United Kingdom",
    { id: "G0901868", acronym: "MRC_", agency: "Medical Research Council", country: "United Kingdom" },
  ],
  [
    "/WT_/Wellcome Trust/United Kingdom",
    { acronym: "WT_", agency: "Wellcome Trust", country: "United Kingdom" },
  ],
  [
    "R01/AB/1/HL/NHLBI NIH HHS/United States",
    { id: "R01/AB/1", acronym: "HL", agency: "NHLBI NIH HHS", country: "United States" },
  ],
  ["12/Agency/Norway", { id: "12", agency: "Agency", country: "Norway" }],
  ["Some fund", { agency: "Some fund" }],
])("grant %j", (text, expected) => expect(parseGrant(text)).toEqual(expected));

test("an empty heading is kept as it is", () => {
  expect(parseMeshHeading("")).toEqual({ term: "", major: false, qualifiers: [] });
});
