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
    { family: "King", given: "Martin L", initials: "ML", suffix: "Jr", affiliations: [] },
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

test("editors and investigators are no authors, and have their own affiliations", () => {
  const record = map(
    [
      "FAU - Smith, Ann", "AU  - Smith A", "AD  - Oslo.", "FED - Editor, Ed 3rd", "ED  - Editor E 3rd", "AD  - Bergen.", "ED  - Roe C",
      "IR  - Doe J", "FIR - Investigator, Ian", "IR  - Investigator I", "IRAD- Tromsø.",
    ].join("\n"), // prettier-ignore
  );
  expect(record.authors).toEqual([{ family: "Smith", given: "Ann", initials: "A", affiliations: ["Oslo."] }]);
  expect(record.editors).toEqual([
    { family: "Editor", given: "Ed", initials: "E", suffix: "3rd", affiliations: ["Bergen."] },
    { family: "Roe", initials: "C", affiliations: [] },
  ]);
  expect(record.investigators).toEqual([
    { family: "Doe", initials: "J", affiliations: [] },
    { family: "Investigator", given: "Ian", initials: "I", affiliations: ["Tromsø."] },
  ]);
});

test("a chapter stands in its book, a book has its own title", () => {
  const book = "BTI - A Book\nPB  - A House\nPL  - Seattle (WA)\nEN  - 2nd\nISBN- ISBN 978-3-86680-192-9";
  const parts = { publisher: "A House", place: "Seattle (WA)", edition: "2nd", ids: { pmid: "1", isbn: ["978-3-86680-192-9"] } }; // prettier-ignore
  expect(map(`${book}\nTI  - A chapter\nAID - NBK1247 [bookaccession]`)).toMatchObject({
    ...parts,
    title: "A chapter",
    journal: { title: "A Book" },
    ids: { ...parts.ids, accession: "NBK1247" },
  });
  expect(map(book)).toMatchObject({ ...parts, title: "A Book" });
  expect(map("CTI - GeneReviews\nBTI - A Book").journal?.title).toBe("GeneReviews");
});

test("ERIC: numbers with their prefix in damaged columns, the accession in a link", () => {
  const entry = parseMedline(
    "OWN - ERIC\nTI  - T\nLID - http://eric.ed.gov/?id=EJ1131633\nAB  - Text\nISSN - ISSN-1234-4567\nISSN - EISSN-2375-5636\n" +
      "ISSN - EISSN-\nISBN - ISBN-978-1-5985-7192-9",
    "eric",
  ).entries[0]!;
  expect(mapMedline(entry, "eric", 1)).toMatchObject({
    ids: { accession: "EJ1131633", isbn: ["978-1-5985-7192-9"] },
    abstract: "Text",
    journal: { issn: [{ value: "1234-4567" }, { value: "2375-5636", kind: "electronic" }] },
  });
});

test("substances, each once, with their numbers", () => {
  expect(
    map("RN  - 0 (Gels)\nRN  - EC 1.1.1.1 (Alcohol dehydrogenase)\nNM  - Gels\nNM  - Water").substances,
  ).toEqual([
    { name: "Gels" },
    { name: "Alcohol dehydrogenase", registryNumber: "EC 1.1.1.1" },
    { name: "Water" },
  ]);
});

test("registrations of every registry, and no other data bank", () => {
  const banks = [
    "ISRCTN/ISRCTN04512",
    "JPRN-UMIN/UMIN000001",
    "EudraCT/2004-000446-20",
    "Dryad/10.5061/x",
    "RefSeq/N1",
  ];
  expect(map(banks.map((bank) => `SI  - ${bank}`).join("\n")).ids.registrations).toEqual([
    "ISRCTN04512",
    "UMIN000001",
    "2004-000446-20",
  ]);
});

test("a structured abstract in its parts; another language's where there is no other", () => {
  expect(map("AB  - AIM: To see.\n      RESULTS: Seen.")).toMatchObject({
    abstract: "AIM: To see. RESULTS: Seen.",
    abstractSections: [
      { label: "AIM", text: "To see." },
      { label: "RESULTS", text: "Seen." },
    ],
  });
  expect(map("AB  - See: nothing.")).not.toHaveProperty("abstractSections");
  expect(map("OAB - Ein Text.\nOABL- ger").abstract).toBe("Ein Text.");
  expect(map("OAB - Ein Text.\nAB  - A text.").abstract).toBe("A text.");
});

test("relations name the other end by PMID and DOI; a Cochrane review has its number", () => {
  const record = map(
    "UOF - Cochrane Database Syst Rev. 2010;(2):CD000023. doi: 10.1002/14651858.CD000023.pub2. PMID: 20166061\n" +
      "LID - 10.1002/14651858.CD000023.pub3 [doi]",
  );
  expect(record.relations).toMatchObject([
    { kind: "update-of", pmid: "20166061", doi: "10.1002/14651858.cd000023.pub2" },
  ]);
  expect(record.ids).toMatchObject({ doi: "10.1002/14651858.cd000023.pub3", cochraneId: "CD000023" });
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
