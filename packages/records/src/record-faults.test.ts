import { expect, test } from "vitest";
import { formatProblem } from "./problem.ts";
import { readRecords } from "./read-records.ts";
import { recordFaults } from "./record-faults.ts";

const said = (text: string, file: string): readonly string[] =>
  readRecords(new TextEncoder().encode(text), { file }).records.flatMap(recordFaults).map(formatProblem);

test.each([
  ["SN  - 2045-1254", 'a.ris:3, record 1, SN: "2045-1254" is no ISSN: its check digit does not fit; it was kept. Compare it with the source: a digit may be wrong.'],
  ["DO  - 10.1016/s0006-3223(99", 'a.ris:3, record 1, DO: "10.1016/s0006-3223(99" is the beginning of a DOI; the rest was cut off. Look the DOI up.'],
  ["PY  - 4/3/2024", 'a.ris:3, record 1, PY: "4/3/2024" does not say which number is the day; only the year was taken; expected a date such as 2024-03-04.'],
  ["SP  - 12-May", 'a.ris:3, record 1, SP: "12-May" are pages that a spreadsheet made a date; they were read as 5-12. Check them against the article.'],
  ["AU  - Smith, J.\nAU  - et al.", 'a.ris:4, record 1, AU: "et al." says that there are more authors than the source gives. Export the record with all authors.'],
])("%j", (line, problem) => {
  expect(said(`TY  - JOUR\nTI  - A\n${line}\nER  - \n`, "a.ris")).toEqual([problem]);
}); // prettier-ignore

test("an ORCID iD with a wrong check digit", () => {
  const text = "PMID- 1\nTI  - A\nFAU - Smith, Ann\nAUID- ORCID: 0000-0002-1825-0098\n";
  expect(said(text, "a.nbib")).toEqual([
    'a.nbib:4, record 1, AUID: "0000-0002-1825-0098" is no ORCID iD: its check digit does not fit; it was left out. Compare it with the source: a digit may be wrong.',
  ]);
});

test("nothing is said of a sound record, nor of an abstract's own et al.", () => {
  expect(said("TY  - JOUR\nTI  - A\nAU  - Smith, J.\nAB  - As in Doe et al.\nSN  - 2045-1253\nPY  - 2024/03/04\nSP  - 5-12\nER  - \n", "a.ris")).toEqual([]); // prettier-ignore
});

const NOWHERE = "it stands in no field of the record, only as the source has it";

test.each([
  ["DO  - 10.1/abc", "DO", `"10.1/abc" is no DOI; ${NOWHERE}; expected 10., four digits or more, / and more`],
  ["PM  - 123456789", "PM", `"123456789" is no PMID; ${NOWHERE}; expected 1 to 8 digits, not 0 alone`],
  ["C2  - PMC12x", "C2", `"PMC12x" is no PMCID; ${NOWHERE}; expected PMC and 1 to 9 digits`],
  [
    "AN  - NCT0123456",
    "AN",
    `"NCT0123456" is no number of a trial; ${NOWHERE}; expected NCT or ISRCTN and 8 digits`,
  ],
  ["SN  - 2045-125", "SN", `"2045-125" is no ISSN or ISBN; ${NOWHERE}; expected 8, 10 or 13 digits`],
])("an identifier that is none stays in raw and is said: %j", (line, tag, message) => {
  const { records } = readRecords(new TextEncoder().encode(`TY  - JOUR\nTI  - A\n${line}\nER  - \n`), {
    file: "a.ris",
  });
  expect(records[0]!.raw.at(-1)).toEqual({ tag, value: line.slice(6), line: 3 });
  expect(records.flatMap(recordFaults).map(formatProblem)).toEqual([
    `a.ris:3, record 1, ${tag}: ${message}. Compare it with the source.`,
  ]);
});

test.each([
  ["a.nbib", "PMID- 123456789\nTI  - A\nPMC - PMCx\nIS  - 2045 (Print)\nLID - 10.1/a [doi]\nAID - S1 [pii]\nSI  - ClinicalTrials.gov/NCT123\n", ["PMID", "PMC", "IS", "LID", "SI"]],
  ["a.csv", "title,DOI,PubMed ID,PMCID,ISSN\nA,10/x,n/a,7x,12\n", ["DOI", "PMCID", "ISSN"]],
  ["a.bib", "@article{a, title={A}, doi={abc}, issn={12}, PMID={none}}", ["doi", "issn"]],
  ["a.json", '[{"title":"A","DOI":"10.1/a","PMID":"123","ISSN":"2045-1253"}]', ["DOI"]],
  ["a.ciw", "FN X\nVR 1.0\nPT J\nTI A\nDI 10.1/a\nPM x1\nSN 12\nER\nEF\n", ["DI", "PM", "SN"]],
  ["a.enw", "%0 Journal Article\n%T A\n%@ 12\n%R doi: 10.1/a\n", ["@", "R"]],
])("wrong identifiers of %s", (file, text, tags) => {
  const { records } = readRecords(new TextEncoder().encode(text), { file });
  const faults = records.flatMap(recordFaults).filter(({ code }) => code === "wrong-identifier");
  expect(faults.map(({ where }) => where.field)).toEqual(tags);
}); // prettier-ignore

test("an ISSN in digits alone is one, an ISSN beside an ISBN is kept, both as the source has them in raw", () => {
  const text = "TY  - BOOK\nTI  - A\nSN  - 03029743 978-0-306-40615-7\nER  - \n";
  const [record] = readRecords(new TextEncoder().encode(text), { file: "a.ris" }).records;
  expect([record!.journal?.issn, record!.ids.isbn]).toEqual([
    [{ value: "0302-9743" }],
    ["978-0-306-40615-7"],
  ]);
  expect(record!.raw[2]!.value).toBe("03029743 978-0-306-40615-7");
  expect(recordFaults(record!)).toEqual([]);
});
