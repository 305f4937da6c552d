import { expect, test } from "vitest";
import { formatProblem } from "./problem.ts";
import { readRecords } from "./read-records.ts";
import { recordFaults } from "./record-faults.ts";

const said = (text: string, file: string): readonly string[] =>
  readRecords(new TextEncoder().encode(text), { file }).records.flatMap(recordFaults).map(formatProblem);

test.each([
  ["SN  - 2045-1254", 'a.ris:3, record 1, SN: "2045-1254" is no ISSN: its check digit does not fit. Compare it with the source: a digit may be wrong.'],
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
