import { isRatio } from "@coppice/meta";
import type { PairwiseFit } from "@coppice/meta";
import type { Finding, Measure, PairwiseFinding, TimeCourseFinding } from "@coppice/review";
import { interval, levelText, percentText, plural, shortName, shown } from "./format.ts";
import type { Sentence } from "./html/links.ts";
import type { ReportInput } from "./input.ts";
import { outcomeOf } from "./review-index.ts";

/** A sentence under the name of what it is about, with the parts of that section's anchor. */
export interface Headline {
  readonly title: string;
  readonly section: readonly string[];
  readonly sentence: Sentence;
}

/** Up to three findings in one plain sentence each: those the protocol names first, then the claims. */
export function headlines(input: ReportInput): readonly string[] {
  return headlineSentences(input).map(({ title, sentence }) => `${title}: ${plainText(sentence)}`);
}

/** The same sentences with the places their numbers lead to. */
export function headlineSentences(input: ReportInput): readonly Headline[] {
  const { protocol } = input.checked.review;
  const named = protocol.headlines.flatMap((id) =>
    input.findings.filter(({ analysis }) => analysis.id === id),
  );
  const chosen = named.length > 0 ? named : input.findings.slice(0, 2);
  const sentences = chosen.map((finding) => ({
    title: finding.analysis.title,
    section: ["finding", finding.analysis.id],
    sentence: findingSentence(input, finding),
  }));
  return [...sentences, ...claimsSentence(input)].slice(0, 3);
}

export function findingSentence(input: ReportInput, finding: Finding): Sentence {
  return finding.kind === "pairwise" ? pairwiseSentence(input, finding) : timeCourseSentence(input, finding);
}

function plainText(sentence: Sentence): string {
  return sentence.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
}

function pairwiseSentence(input: ReportInput, { analysis, fit, measure }: PairwiseFinding): Sentence {
  if (fit === undefined) return ["no study could be used."];
  const rest = [
    fit.k === 1 ? "one trial, nothing to pool" : plural(fit.k, "trial"),
    ...(fit.piLower === null
      ? []
      : [`${levelText(fit.ciLevel)} prediction interval ${interval(measure, fit.piLower, fit.piUpper)}`]),
    ...(fit.k > 1 ? [`I² ${percentText(fit.i2)}`] : []),
  ];
  return [
    `${shortName(measure)} `,
    { text: shown(measure, fit.estimate), target: ["pooled", analysis.id] },
    ` (${intervalText(measure, fit)}), ${rest.join(", ")}${isRatio(measure) ? "" : `; ${favours(input, analysis.outcome)}`}.`,
  ];
}

function timeCourseSentence(
  input: ReportInput,
  { analysis, summary, windows, measure }: TimeCourseFinding,
): Sentence {
  const fitted = windows.filter(({ fit }) => fit !== undefined);
  if (fitted.length === 0) return ["no study could be used."];
  const estimate = (label: string): Sentence => {
    const fit = windows.find((window) => window.label === label)?.fit;
    if (fit === undefined) return [];
    const target = ["pooled", `${analysis.id}/${label}`];
    return [{ text: shown(measure, fit.estimate), target }, ` (${intervalText(measure, fit)}, k = ${fit.k})`];
  };
  const last = fitted.at(-1);
  const level = levelText(analysis.model.ciLevel);
  return [
    summary.onset === undefined
      ? `in no window does the ${level} interval exclude no effect`
      : `first window whose ${level} interval excludes no effect: ${summary.onset}`,
    ...(summary.peak === undefined
      ? []
      : [`; largest effect: ${summary.peak}, ${shortName(measure)} `, ...estimate(summary.peak)]),
    ...(last === undefined || last.label === summary.peak
      ? []
      : [`; last window: ${last.label}, `, ...estimate(last.label)]),
    `; ${favours(input, analysis.outcome)}.`,
  ];
}

/** Which sign of a difference is good for the intervention, in words. */
function favours({ checked }: ReportInput, outcome: string): string {
  const sign = outcomeOf(checked.review, outcome).better === "lower" ? "negative" : "positive";
  return `${sign} favours ${checked.review.protocol.labels.intervention}`;
}

function intervalText(measure: Measure, { ciLevel, ciLower, ciUpper }: PairwiseFit): string {
  return `${levelText(ciLevel)} CI ${interval(measure, ciLower, ciUpper)}`;
}

function claimsSentence({ claims }: ReportInput): readonly Headline[] {
  const checkable = claims.filter(({ status }) => status !== "not-checkable");
  if (checkable.length === 0) return [];
  const wrong = claims.filter(({ status }) => status === "not-consistent");
  const names = wrong.flatMap(({ claim }, index): Sentence => [
    index === 0 ? " (" : "; ",
    {
      text: `${claim.citation}, ${claim.outcome}${claim.time === undefined ? "" : ` at ${claim.time}`}`,
      target: ["claim", claim.id],
    },
  ]);
  return [
    {
      title: "Claims",
      section: ["claims"],
      sentence: [
        `${wrong.length} of ${plural(checkable.length, "estimate")} with an interval ${wrong.length === 1 ? "is" : "are"} not consistent with their own interval or stated p value`,
        ...names,
        names.length > 0 ? ")." : ".",
      ],
    },
  ];
}
