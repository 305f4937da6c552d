import { MARK_WORDS, type Mark, type MarkKind, type Problem } from "@coppice/records";
import type { Review } from "../model/review.ts";
import { markedReports, marksOfStudies, type MarkedReport } from "./marked-reports.ts";

/** What a reader must know before results are used; preprints and notices are shown, not warned of. */
const WARNED: Readonly<Partial<Record<MarkKind, string>>> = {
  retracted: "Decide whether its results may stay, and say so in the review.",
  "partly-retracted": "Check that the results taken from it are not among those retracted.",
  withdrawn: "Use the version that replaced it, or say why this one is kept.",
  concern: "Read the expression of concern, and say in the review what it means for the results.",
  corrected: "Check the results taken from it against the correction.",
};

/**
 * Warnings for retracted, withdrawn, questioned and corrected reports: those of included studies, and of the others those
 * that nobody has excluded, but for mere corrections, which matter once results are taken.
 */
export function checkMarks(review: Review): readonly Problem[] {
  const marked = markedReports(review);
  if (marked.length === 0) return [];
  const studiesOf = new Map<string, string[]>();
  for (const [study, marks] of marksOfStudies(review, marked))
    for (const { report } of marks)
      studiesOf.set(report, [...new Set([...(studiesOf.get(report) ?? []), study])]);
  const reportOf = new Map(review.records.map(({ id, report }) => [id, report]));
  const votes = [...review.votes.titleAbstract, ...review.votes.fullText];
  const excluded = new Set(
    votes.flatMap(({ record, decision }) => (decision === "exclude" ? [reportOf.get(record) ?? record] : [])),
  );
  return marked.flatMap((report) => {
    const studies = studiesOf.get(report.report) ?? [];
    if (studies.length === 0 && excluded.has(report.report)) return [];
    return report.marks.flatMap((mark) =>
      WARNED[mark.kind] === undefined || (mark.kind === "corrected" && studies.length === 0)
        ? []
        : [warning(report, mark, studies)],
    );
  });
}

function warning(
  { report, record }: MarkedReport,
  { kind, evidence }: Mark,
  studies: readonly string[],
): Problem {
  const [first] = evidence;
  const says = `${first?.field ?? ""}: ${(first?.value ?? "").slice(0, 120)}`;
  const of = studies.length === 0 ? "" : `, a report of the included ${studies.join(" and ")},`;
  const state =
    kind === "concern" ? "is under an expression of concern" : `is ${MARK_WORDS[kind].toLowerCase()}`;
  const line = record.raw.find(({ value }) => value === first?.value)?.line ?? record.source.line;
  return {
    code: `${kind}-report`,
    severity: "warning",
    message: `${report}${of} ${state} (${first?.record === undefined ? "" : `${first.record}, `}${says})`,
    where: { file: record.source.file, line, record: record.source.ordinal },
    found: says,
    fix: WARNED[kind] ?? "",
  };
}
