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
      issn: [{ value: "2045-1253" }, { value: "20451261" }],
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
});
