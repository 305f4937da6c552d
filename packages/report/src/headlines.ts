import type { PairwiseFinding, TimeCourseFinding } from "@coppice/review";
import { interval, levelText, percentText, plural, shown } from "./format.ts";
import type { ReportInput } from "./input.ts";
import { outcomeOf, shortName } from "./figures/forest-figure.ts";

/** Up to three findings in one plain sentence each: those the protocol names first, then the claims. */
export function headlines(input: ReportInput): readonly string[] {
  const { protocol } = input.checked.review;
  const named = protocol.headlines.flatMap((id) =>
    input.findings.filter(({ analysis }) => analysis.id === id),
  );
  const chosen = named.length > 0 ? named : input.findings.slice(0, 2);
  const sentences = chosen.map((finding) =>
    finding.kind === "pairwise" ? pairwiseSentence(finding) : timeCourseSentence(input, finding),
  );
  return [...sentences, ...claimsSentence(input)].slice(0, 3);
}

export function pairwiseSentence({ analysis, fit, measure }: PairwiseFinding): string {
  if (fit === undefined) return `${analysis.title}: no study could be used.`;
  const parts = [
    `${shortName(measure)} ${shown(measure, fit.estimate)} (${levelText(fit.ciLevel)} CI ${interval(measure, fit.ciLower, fit.ciUpper)})`,
    plural(fit.k, "trial"),
    ...(fit.piLower === null ? [] : [`prediction interval ${interval(measure, fit.piLower, fit.piUpper)}`]),
    ...(fit.k > 1 ? [`I² ${percentText(fit.i2)}`] : []),
  ];
  return `${analysis.title}: ${parts.join(", ")}.`;
}

export function timeCourseSentence(
  input: ReportInput,
  { analysis, summary, windows, measure }: TimeCourseFinding,
): string {
  const fitted = windows.filter(({ fit }) => fit !== undefined);
  if (fitted.length === 0) return `${analysis.title}: no study could be used.`;
  const of = (label: string | undefined): string => {
    const fit = windows.find((window) => window.label === label)?.fit;
    return fit === undefined
      ? ""
      : `${shown(measure, fit.estimate)} (${levelText(fit.ciLevel)} CI ${interval(measure, fit.ciLower, fit.ciUpper)}, k = ${fit.k})`;
  };
  const last = fitted.at(-1);
  const better = outcomeOf(input.checked.review, analysis.outcome).better;
  const parts = [
    summary.onset === undefined
      ? "in no window does the interval exclude no effect"
      : `first distinct from no effect ${summary.onset} after the dose`,
    `largest at ${summary.peak ?? "–"}, ${shortName(measure)} ${of(summary.peak)}`,
    ...(last === undefined || last.label === summary.peak ? [] : [`at ${last.label} ${of(last.label)}`]),
  ];
  return `${analysis.title}: ${parts.join("; ")} (${better === "lower" ? "negative" : "positive"} favours ${input.checked.review.protocol.labels.intervention}).`;
}

function claimsSentence({ claims }: ReportInput): readonly string[] {
  const checkable = claims.filter(({ status }) => status !== "not-checkable");
  if (checkable.length === 0) return [];
  const wrong = claims.filter(({ status }) => status === "not-consistent");
  const names = wrong.map(
    ({ claim }) =>
      `${claim.citation}, ${claim.outcome}${claim.time === undefined ? "" : ` at ${claim.time}`}`,
  );
  return [
    `Claims: ${wrong.length} of ${plural(checkable.length, "published estimate")} with an interval ${wrong.length === 1 ? "is" : "are"} not consistent with the stated p value or interval${wrong.length > 0 ? ` (${names.join("; ")})` : ""}.`,
  ];
}
