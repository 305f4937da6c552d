import { describe, expect, test } from "vitest";
import { mapRis } from "./map.ts";
import { parseRis } from "./parse.ts";

const map = (...lines: readonly string[]): ReturnType<typeof mapRis> =>
  mapRis(parseRis(["TY  - JOUR", ...lines, "ER  - "].join("\n"), "a").entries[0]!, "a", 1);

test("the common fields", () => {
  const { raw, ...record } = map(
    "TI  - A title", "AU  - Smith, Ann", "A1  - Doe, John", "PY  - 2014", "DA  - 2014/04/03", "JF  - The Journal of X",
    "JA  - J X", "VL  - 4", "IS  - 2", "SP  - 75", "EP  - 99", "SN  - 2045-1253 (Print)", "SN  - 20451261", "DO  - 10.1000/X",
    "UR  - https://x.example/a", "KW  - one", "KW  - two", "AB  - Text.", "LA  - en", "N1  - a note",
  ); // prettier-ignore
  expect(raw).toHaveLength(21);
  expect(record).toEqual({
    id: "a#1",
    source: { file: "a", format: "ris", ordinal: 1, line: 1 },
    ids: { doi: "10.1000/x" },
    title: "A title",
    abstract: "Text.",
    authors: [
      { family: "Smith", given: "Ann", affiliations: [] },
      { family: "Doe", given: "John", affiliations: [] },
    ],
    date: { year: 2014, month: 4, day: 3, text: "2014/04/03" },
    journal: {
      title: "The Journal of X",
      abbreviation: "J X",
      issn: [{ value: "2045-1253" }, { value: "2045-1261" }],
    },
    volume: "4",
    issue: "2",
    pages: { text: "75-99", first: "75", last: "99" },
    languages: ["en"],
    publicationTypes: ["JOUR"],
    keywords: ["one", "two"],
    meshTerms: [],
    grants: [],
    urls: ["https://x.example/a"],
    notes: ["a note"],
  });
});

describe("dialects", () => {
  test("Ovid and Embase: T1, JF, Y1 2019//, N2, DOI as a link, PMID in C5", () => {
    const record = map(
      "T1  - A title",
      "JF  - J",
      "Y1  - 2019//",
      "N2  - Text.",
      "DO  - https://dx.doi.org/10.1000/x",
      "C5  - 24688759",
    );
    expect(record).toMatchObject({
      title: "A title",
      abstract: "Text.",
      date: { year: 2019, text: "2019//" },
      journal: { title: "J" },
    });
    expect(record.ids).toEqual({ doi: "10.1000/x", pmid: "24688759" });
  });
  test("CENTRAL: JA alone, PMID in C3, registration in the accession number", () => {
    const record = map("TI  - T", "JA  - Trials", "C3  - PUBMED 21314913", "AN  - CN-00778158");
    expect(record.journal).toEqual({ title: "Trials", issn: [] });
    expect(record.ids).toEqual({ pmid: "21314913", accession: "CN-00778158" });
    expect(map("TI  - T", "AN  - NCT01234567").ids.registrations).toEqual(["NCT01234567"]);
  });
  test("PubMed through a reference manager: AN with its database", () => {
    expect(map("AN  - 24688759", "DB  - PubMed").ids.pmid).toBe("24688759");
    expect(map("AN  - 24688759", "DB  - Embase").ids.pmid).toBeUndefined();
    expect(map("U1  - 35957633 [PMID]", "U1  - PMC123").ids).toEqual({ pmid: "35957633", pmcid: "PMC123" });
  });
  test("DOI from a link or a note where DO is missing or glued", () => {
    expect(map("UR  - https://doi.org/10.1000/x").ids.doi).toBe("10.1000/x");
    expect(map("DO  - 10.1000/x     LK  - https://y").ids.doi).toBe("10.1000/x");
  });
  test("two abstracts: the longer one counts, the other is a note", () => {
    const record = map("AB  - A long abstract of the report.", "N2  - Copyright X.");
    expect([record.abstract, record.notes]).toEqual(["A long abstract of the report.", ["Copyright X."]]);
  });
  test("the year of publication stands, also where another date is of another year", () => {
    expect(map("PY  - 2019", "DA  - 2018/11/30").date).toEqual({ year: 2019, text: "2019" });
    expect(map("PY  - 10 15").date).toBeUndefined();
  });
  test("pages: a range in SP, a first page alone, no numbers", () => {
    expect(map("SP  - 349-69").pages).toEqual({ text: "349-69", first: "349", last: "369" });
    expect(map("SP  - 12", "EP  - 12").pages).toEqual({ text: "12", first: "12" });
    expect(map("SP  - No", "EP  - Specified").pages).toBeUndefined();
  });
  test("Scopus: PMID in C2, article number, ISSN with a word, the record's number in its link", () => {
    const record = map(
      "TI  - T", "T2  - Psychoneuroendocrinology", "J2  - PNEC", "SN  - 03064530 (ISSN)", "C2  - 31421429", "C7  - 104501",
      "UR  - https://www.scopus.com/inward/record.uri?eid=2-s2.0-85073&doi=10.1016%2fj.x.2019", "DB  - Scopus",
    ); // prettier-ignore
    expect(record.ids).toEqual({ pmid: "31421429", accession: "2-s2.0-85073", doi: "10.1016/j.x.2019" });
    expect(record.journal).toEqual({
      title: "Psychoneuroendocrinology",
      abbreviation: "PNEC",
      issn: [{ value: "0306-4530" }],
    });
    expect(record.pages).toEqual({ text: "104501", first: "104501" });
  });
  test("Web of Science: month in DA, publisher in PU, grants, ORCIDs, conference", () => {
    const record = map(
      "AU  - Alceste, F", "TI  - T", "J9  - J APPL", "T2  - JOURNAL", "PU  - ELSEVIER", "PI  - NEW YORK", "DA  - SEP", "PY  - 2018",
      "FU  - MRC [G1, G2]", "OI  - Alceste, Fabiana/0000-0002-1825-0097", "CP  - 2nd International Conference", "AN  - WOS:0001",
    ); // prettier-ignore
    expect(record).toMatchObject({
      journal: { title: "JOURNAL", abbreviation: "J APPL" },
      publisher: "ELSEVIER",
      place: "NEW YORK",
      date: { year: 2018, month: 9 },
      grants: [
        { id: "G1", agency: "MRC" },
        { id: "G2", agency: "MRC" },
      ],
      authors: [{ family: "Alceste", orcid: "0000-0002-1825-0097" }],
      conference: "2nd International Conference",
      ids: { accession: "WOS:0001" },
    });
  });
  test("affiliations go to whom they name, or to a sole author", () => {
    const authors = (...lines: readonly string[]): readonly (readonly string[])[] =>
      map("A1  - Yang, Z.", "A1  - Li M.", ...lines).authors.map(({ affiliations }) => affiliations);
    expect(authors("M1  - (Yang Z., z@ucc.ie; Li M.) School A", "M1  - (Li M.) School B")).toEqual([
      ["School A"],
      ["School A", "School B"],
    ]);
    expect(
      authors("AD  - Li, M: Center C", "AI  - Li, M; ORCID: https://orcid.org/0000-0002-1825-0097"),
    ).toEqual([[], ["Center C"]]);
    expect(authors("AD  - Z. Yang, School of Biology")).toEqual([["Z. Yang, School of Biology"], []]);
    expect(authors("AD  - Univ A", "AD  - Univ B")).toEqual([[], []]);
    expect(map("AU  - Roe, C", "AD  - Univ A", "AD  - Univ B").authors[0]!.affiliations).toEqual([
      "Univ A",
      "Univ B",
    ]);
  });
  test("chapters and books: what holds them, their editors, ISBN, place and edition", () => {
    const book = [
      "PB  - House",
      "CY  - Oslo",
      "ET  - 2nd",
      "SN  - 978-3-86680-192-9",
      "A2  - Editor, Ed",
      "T2  - Second",
    ];
    const parts = { publisher: "House", place: "Oslo", edition: "2nd", ids: { isbn: ["978-3-86680-192-9"] }, editors: [{ family: "Editor" }] }; // prettier-ignore
    const chapter = mapRis(
      parseRis(["TY  - CHAP", "TI  - T", "BT  - B", ...book].join("\n"), "a").entries[0]!,
      "a",
      1,
    );
    expect(chapter).toMatchObject({ ...parts, title: "T", journal: { title: "Second" } });
    const whole = mapRis(parseRis(["TY  - BOOK", "BT  - B", ...book].join("\n"), "a").entries[0]!, "a", 1);
    expect(whole).toMatchObject({
      ...parts,
      title: "B",
      journal: { title: "Second" },
      publicationTypes: ["BOOK"],
    });
  });
  test("PubMed through EndNote: PMID and PMCID, date on line, conflicts of interest", () => {
    expect(
      map("TI  - T", "AN  - 29657938", "DP  - NLM", "C2  - PMC5887696", "ET  - 20180327", "C1  - None."),
    ).toMatchObject({
      ids: { pmid: "29657938", pmcid: "PMC5887696" },
      conflictOfInterest: "None.",
      history: [{ event: "published-electronic", date: { year: 2018, month: 3, day: 27 } }],
    });
  });
  test("registry entries of CENTRAL, and links to PubMed and to registries", () => {
    expect(map("TI  - T", "AN  - CN-01234567", "C3  - CTGOV NCT01234567").ids).toEqual({
      accession: "CN-01234567",
      registrations: ["NCT01234567"],
    });
    expect(
      map("C7  - ISRCTN04512345", "UR  - https://clinicaltrials.gov/show/NCT01234567").ids.registrations,
    ).toEqual(["ISRCTN04512345", "NCT01234567"]);
    expect(map("L2  - https://www.ncbi.nlm.nih.gov/pubmed/32424665").ids.pmid).toBe("32424665");
  });
  test("labels of screening stay in the notes as they are", () => {
    const labels = ["ASReview_relevant", 'RAYYAN-INCLUSION: {"Ann"=>"Included", "Bo"=>"Maybe"}'];
    expect(map("TI  - T", ...labels.map((label) => `N1  - ${label}`)).notes).toEqual(labels);
  });
  test("a placeholder is no abstract; kinds stand without JOUR, a DOI among them is none", () => {
    const record = map("TI  - T", "AB  - NA", "M3  - Article", "M3  - doi: 10.1000/x");
    expect(record).not.toHaveProperty("abstract");
    expect([record.publicationTypes, record.ids.doi]).toEqual([["Article"], "10.1000/x"]);
  });
});

test("titles, journals and abstracts without the marks of a page, which stay in raw", () => {
  const record = map(
    "TI  - Light &lt; dark in <i>vivo</i> (10<sup>-3</sup>), p <0.05", "JF  - Health &amp; Place", "AB  - <p>AIM: One.</p>",
  ); // prettier-ignore
  expect(record).toMatchObject({
    title: "Light < dark in vivo (10⁻³), p <0.05",
    journal: { title: "Health & Place" },
    abstract: "AIM: One.",
  });
  expect(record.raw).toContainEqual({ tag: "JF", value: "Health &amp; Place", line: 3 });
  expect(map("TI  - <i></i>").title).toBe("<i></i>");
});
