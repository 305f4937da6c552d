import { describe, expect, test } from "vitest";
import { marksAcross, marksOf, mergeMarks } from "./marks.ts";
import type { BibRecord } from "./model.ts";
import { readRecords } from "./read-records.ts";

const read = (text: string, file: string): readonly BibRecord[] =>
  readRecords(new TextEncoder().encode(text), { file }).records;

const medline = (...lines: readonly string[]): BibRecord =>
  read(`PMID- 1\n${lines.join("\n")}\n`, "a.nbib")[0]!;

const said = (record: BibRecord): readonly string[] =>
  marksOf(record).flatMap(({ kind, evidence }) =>
    evidence.map(({ field, value }) => `${kind} ${field}: ${value}`),
  );

describe("marksOf", () => {
  test.each([
    [["PT  - Journal Article", "PT  - Retracted Publication"], ["retracted PT: Retracted Publication"]],
    [["RIN - Lancet. 2010;375:445. PMID: 20137807"], ["retracted RIN: Lancet. 2010;375:445. PMID: 20137807"]],
    [["PRIN- Lancet. 2004;363:750. PMID: 15016483"], ["partly-retracted PRIN: Lancet. 2004;363:750. PMID: 15016483"]],
    [["EIN - J. 2014;1:2. PMID: 5"], ["corrected EIN: J. 2014;1:2. PMID: 5"]],
    [["ECI - J. 2014;1:2. PMID: 5"], ["concern ECI: J. 2014;1:2. PMID: 5"]],
    [["PT  - Retraction of Publication", "ROF - J. 2014;1:2. PMID: 5"], ["retraction-notice PT: Retraction of Publication", "retraction-notice ROF: J. 2014;1:2. PMID: 5"]],
    [["PT  - Published Erratum"], ["erratum-notice PT: Published Erratum"]],
    [["PT  - Expression of Concern"], ["concern-notice PT: Expression of Concern"]],
    [["PT  - Preprint"], ["preprint PT: Preprint"]],
    [["PT  - Retracted Publication", "EIN - J. 2014;1:2."], ["retracted PT: Retracted Publication", "corrected EIN: J. 2014;1:2."]],
  ])("MEDLINE %j", (lines, expected) => expect(said(medline(...lines))).toEqual(expected)); // prettier-ignore

  test.each([
    ["RETRACTED: A trial", ["retracted"]],
    ["RETRACTED ARTICLE: A trial", ["retracted"]],
    ["[Retracted] A trial", ["retracted"]],
    ["A trial (Retracted article. See vol. 5, pg. 1, 2010)", ["retracted"]],
    ["WITHDRAWN: A review of trials", ["withdrawn"]],
    ["Retraction: A trial", ["retraction-notice"]],
    ["Retraction notice to “A trial” [J. 1 (2014) 2]", ["retraction-notice"]],
    ["Expression of concern: A trial", ["concern-notice"]],
    ["Correction to: A trial", ["erratum-notice"]],
    ["Erratum", ["erratum-notice"]],
    ["Corrigendum to A trial", ["erratum-notice"]],
    ["Retraction of the gingiva before impressions", []],
    ["Correction of hyponatraemia", []],
    ["Withdrawn children in class", []],
    ["Retracted publications in oncology", []],
    ["Errata slips in libraries: a survey", []],
    ["Concern about falling", []],
  ])("title %j", (title, kinds) =>
    expect(marksOf(medline(`TI  - ${title}`)).map(({ kind }) => kind)).toEqual(kinds),
  );

  test("an abstract alone marks nothing", () => {
    expect(marksOf(medline("TI  - A survey", "AB  - RETRACTED: this article has been retracted."))).toEqual(
      [],
    );
  });

  test("types and notes of other databases", () => {
    const ris = (lines: string): readonly string[] =>
      marksOf(read(`TY  - JOUR\nTI  - A\n${lines}\nER  - \n`, "a.ris")[0]!).map(({ kind }) => kind);
    expect(ris("M3  - Retracted Article")).toEqual(["retracted"]);
    expect(ris("M3  - Erratum")).toEqual(["erratum-notice"]);
    expect(ris("N1  - Retraction in: Lancet 2010")).toEqual(["retracted"]);
    expect(ris("N1  - Erratum in: Lancet 2010")).toEqual(["corrected"]);
    expect(ris("DO  - 10.1101/2020.01.02.20012345")).toEqual(["preprint"]);
    expect(ris("N1  - We retracted the skin")).toEqual([]);
  });
});

describe("marksAcross", () => {
  const records = read(
    "PMID- 1\nTI  - A trial\nLID - 10.1000/a [doi]\n\nPMID- 2\nTI  - Retraction\nROF - J. 2014;1:2. PMID: 1\n\n" +
      "PMID- 3\nTI  - Erratum\nEFR - doi: 10.1000/a\n\nPMID- 4\nTI  - Another\n",
    "a.nbib",
  );

  test("a notice marks the record it names, by PMID and by DOI", () => {
    const marks = marksAcross(records);
    expect(marks.get("a.nbib#1")).toEqual([
      { kind: "retracted", evidence: [{ field: "retraction-of", value: "J. 2014;1:2. PMID: 1", record: "a.nbib#2" }] },
      { kind: "corrected", evidence: [{ field: "erratum-for", value: "doi: 10.1000/a", record: "a.nbib#3" }] },
    ]); // prettier-ignore
    expect(marks.get("a.nbib#2")?.map(({ kind }) => kind)).toEqual(["retraction-notice"]);
    expect(marks.has("a.nbib#4")).toBe(false);
  });

  test("the order of records does not matter", () => {
    const byId = (list: readonly BibRecord[]): readonly unknown[] =>
      [...marksAcross(list)].sort(([a], [b]) => a.localeCompare(b));
    expect(byId(records)).toEqual(byId(records.toReversed()));
  });

  test("marks that agree are one, with all evidence", () => {
    const [one, other] = [
      { field: "PT", value: "x" },
      { field: "TI", value: "y" },
    ];
    const merged = mergeMarks([{ kind: "corrected", evidence: [one] }, { kind: "retracted", evidence: [one] }], [{ kind: "retracted", evidence: [one, other] }]); // prettier-ignore
    expect(merged).toEqual([
      { kind: "retracted", evidence: [one, other] },
      { kind: "corrected", evidence: [one] },
    ]);
  });
});
