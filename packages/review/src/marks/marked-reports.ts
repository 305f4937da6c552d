import { marksAcross, mergeMarks, normaliseDoi, type Mark } from "@coppice/records";
import type { FoundRecord, Review } from "../model/review.ts";

/** A report of the review that is retracted, corrected, questioned, a preprint or a notice, with what says so. */
export interface MarkedReport {
  /** Id of the record that stands for the report. */
  readonly report: string;
  readonly record: FoundRecord["record"];
  readonly marks: readonly Mark[];
}

/** A mark of a report that an included study rests on. */
export interface StudyMark extends Mark {
  /** Id of the record that stands for the marked report. */
  readonly report: string;
}

/**
 * All marked reports, in the order of the records. What one database says of a report holds for its copies from others,
 * which often do not say it yet; notices among the records mark the report they name.
 */
export function markedReports({ records }: Pick<Review, "records">): readonly MarkedReport[] {
  const marks = marksAcross(records.map(({ record }) => record));
  if (marks.size === 0) return [];
  const ofReport = new Map<string, readonly Mark[]>();
  for (const { id, report } of records) {
    const own = marks.get(id);
    if (own === undefined) continue;
    const named = own.map(({ kind, evidence }) => ({
      kind,
      evidence: evidence.map((each) =>
        id === report || each.record !== undefined ? each : { ...each, record: id },
      ),
    }));
    ofReport.set(report, mergeMarks(ofReport.get(report) ?? [], named));
  }
  return records.flatMap(({ id, record }) => {
    const found = ofReport.get(id);
    return found === undefined ? [] : [{ report: id, record, marks: found }];
  });
}

/**
 * The marks of each study's reports by study id: reports that a full-text vote includes for the study, and reports with a
 * PMID or DOI that the study or one of its rows in extraction/reports.csv states.
 */
export function marksOfStudies(
  review: Review,
  marked: readonly MarkedReport[] = markedReports(review),
): ReadonlyMap<string, readonly StudyMark[]> {
  const ofStudy = new Map<string, StudyMark[]>();
  if (marked.length === 0) return ofStudy;
  const reportOf = new Map(review.records.map(({ id, report }) => [id, report]));
  const voted = new Map<string, string[]>();
  for (const { record, decision, study } of review.votes.fullText) {
    const report = reportOf.get(record);
    if (decision !== "include" || study === undefined || report === undefined) continue;
    voted.set(report, [...(voted.get(report) ?? []), study]);
  }
  const rows = new Map(review.reports.map((row) => [row.id, row]));
  const numbersOf = new Map(
    review.studies.map((study) => [
      study.id,
      new Set(
        [study, ...study.reports.flatMap((id) => rows.get(id) ?? [])].flatMap(({ pmid, doi }) => [
          ...(pmid === undefined ? [] : [`pmid ${pmid}`]),
          ...(doi === undefined ? [] : [`doi ${normaliseDoi(doi) ?? doi}`]),
        ]),
      ),
    ]),
  );
  for (const { report, record, marks } of marked) {
    const { pmid, doi } = record.ids;
    const studies = new Set(voted.get(report));
    for (const [study, numbers] of numbersOf)
      if (numbers.has(`pmid ${pmid ?? "-"}`) || numbers.has(`doi ${doi ?? "-"}`)) studies.add(study);
    for (const study of studies)
      ofStudy.set(study, [...(ofStudy.get(study) ?? []), ...marks.map((mark) => ({ ...mark, report }))]);
  }
  return ofStudy;
}
