import { formatProblem } from "@coppice/records";
import { describe, expect, test } from "vitest";
import { readSmall, SMALL_REVIEW } from "../small-review.testing.ts";
import { markedReports, marksOfStudies } from "./marked-reports.ts";

const medline = (...records: readonly string[]): Readonly<Record<string, string>> => ({
  "searches/pubmed.yaml": `source: PubMed\nkind: database\ndate: 2020-01-02\nstrategy: all\nhits: ${records.length}\nfile: pubmed.nbib\n`,
  "searches/pubmed.nbib": `${records.join("\n\n")}\n`,
});

const FIRST = "PMID- 1001\nTI  - First trial\nFAU - Able, A\nDP  - 2001\nPT  - Journal Article";

const said = (changes: Parameters<typeof readSmall>[0]): readonly string[] =>
  readSmall(changes).problems.map(formatProblem);

describe("a retracted report", () => {
  test("of an included study is a warning with its evidence, even where only the copy from elsewhere says so", () => {
    const changes = medline(`${FIRST}\nPT  - Retracted Publication`);
    expect(said(changes)).toEqual([
      "searches/list.csv:2, record 1: list#1, a report of the included Able2001, is retracted (pubmed#1, PT: Retracted Publication). Decide whether its results may stay, and say so in the review.",
    ]);
    const { review } = readSmall(changes);
    expect([...marksOfStudies(review!)]).toEqual([
      ["Able2001", [{ kind: "retracted", evidence: [{ field: "PT", value: "Retracted Publication", record: "pubmed#1" }], report: "list#1" }]],
    ]); // prettier-ignore
  });

  test("is known by a notice among the records", () => {
    const notice =
      "PMID- 9009\nTI  - Retraction\nPT  - Retraction of Publication\nROF - J. 2001;1:2. PMID: 1001";
    const { review, problems } = readSmall(medline(notice));
    expect(problems.map(({ code }) => code)).toEqual(["retracted-report"]);
    expect(problems[0]?.message).toContain("is retracted (pubmed#1, retraction-of: J. 2001;1:2. PMID: 1001)");
    expect(markedReports(review!).map(({ report, marks }) => [report, marks[0]?.kind])).toEqual([
      ["list#1", "retracted"],
      ["pubmed#1", "retraction-notice"],
    ]);
  });

  test("that was excluded is no warning, and one that waits is", () => {
    const list = SMALL_REVIEW["searches/list.csv"]!;
    const excluded = list.replace("A chart review", "RETRACTED: A chart review");
    expect(said({ "searches/list.csv": excluded })).toEqual([]);
    const waiting = "PMID- 5\nTI  - RETRACTED: Another trial\nFAU - Doe, D\nDP  - 2011";
    expect(said(medline(waiting))).toEqual([
      "searches/pubmed.nbib:2, record 1: pubmed#1 is retracted (TI: RETRACTED: Another trial). Decide whether its results may stay, and say so in the review.",
    ]);
  });

  test("a study is met by the number of its report, too", () => {
    const reports = SMALL_REVIEW["extraction/reports.csv"]!.replace("id,kind,citation\nable,article,Able 2001", "id,kind,citation,pmid\nable,article,Able 2001,4004").replace("baker,article,Baker 2002", "baker,article,Baker 2002,"); // prettier-ignore
    const main = "PMID- 4004\nTI  - The main paper\nFAU - Able, A\nDP  - 2003\nPT  - Journal Article\nECI - J. 2004;1:2. PMID: 7"; // prettier-ignore
    expect(said({ ...medline(main), "extraction/reports.csv": reports })).toEqual([
      "searches/pubmed.nbib:6, record 1: pubmed#1, a report of the included Able2001, is under an expression of concern (ECI: J. 2004;1:2. PMID: 7). Read the expression of concern, and say in the review what it means for the results.",
    ]);
  });
});

test("corrections are warned of only where results are taken; preprints never", () => {
  expect(said(medline("PMID- 5\nTI  - Another\nEIN - J. 2004;1:2. PMID: 7\nPT  - Preprint"))).toEqual([]);
  expect(said(medline(`${FIRST}\nEIN - J. 2004;1:2. PMID: 7`))[0]).toContain(
    "is corrected (pubmed#1, EIN: J. 2004;1:2. PMID: 7)",
  );
});
