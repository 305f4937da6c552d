import { cohenKappa } from "../agree/cohen-kappa.ts";
import type { Coefficient } from "../agree/coefficient.ts";
import { agreementWeights } from "../agree/weights.ts";
import { ScreeningError } from "../screening-error.ts";
import { exactProportion, type Proportion } from "./proportion.ts";
import type { Evidence, ModelAnswer, ModelVote } from "./model-vote.ts";

/** What calibration needs of a model's vote; `answer` null: it was asked and gave no vote. */
export interface CalibratedVote {
  readonly record: string;
  readonly answer: ModelAnswer | null;
  readonly score: number | null;
  readonly evidence: Evidence;
}

export function calibratedVote(vote: ModelVote): CalibratedVote {
  const { record } = vote;
  return vote.kind === "no-vote"
    ? { record, answer: null, score: null, evidence: "unquoted" }
    : { record, answer: vote.answer, score: vote.score, evidence: vote.evidence };
}

export interface CalibrationOptions {
  /** Of all intervals; default 0.95. */
  readonly ciLevel?: number;
  /** Equal bins of the score from 0 to 1; default 10. */
  readonly bins?: number;
}

/** Scores in one bin; `from` belongs to it, `to` to the next one, except 1, which belongs to the last. */
export interface ScoreBin {
  readonly from: number;
  readonly to: number;
  /** Mean of the scores; null in an empty bin. */
  readonly meanScore: number | null;
  /** Records that people included among those of the bin. */
  readonly included: Proportion;
}

/** How a model's votes compare with people's on the records that have both. */
export interface Calibration {
  readonly ciLevel: number;
  readonly votes: number;
  readonly labels: number;
  /** Records with a model's vote and people's label: all numbers below are about these. */
  readonly both: number;
  /** Labelled records where the model was asked and gave no vote: people read them, so they are in no number below. */
  readonly withoutVote: number;
  /** Among `both`: unsure; and those whose quotes do not hold. Both are counted as read by people, as if included. */
  readonly unsure: number;
  readonly unsupported: number;
  /** People include: the model too (tp), or it would have lost the record (fn). People exclude: extra reading (fp), or not (tn). */
  readonly table: { readonly tp: number; readonly fn: number; readonly fp: number; readonly tn: number };
  /** tp/(tp + fn): of what people include, the share that would be read. */
  readonly sensitivity: Proportion;
  /** tn/(fp + tn): of what people exclude, the share that would not. */
  readonly specificity: Proportion;
  /** Cohen's κ of the model with people. */
  readonly kappa: Coefficient;
  /** Of the records with a score. */
  readonly scores: {
    readonly n: number;
    /** Mean of (score − label)²; null without scores. */
    readonly brier: number | null;
    /** Brier score of giving every record the share that is included: p(1 − p). A model above it knows less than that share. */
    readonly brierOfShare: number | null;
    readonly bins: readonly ScoreBin[];
  };
}

/**
 * Compares a model's votes with people's labels.
 *
 * An exclusion counts as one only when its quotes hold (or none were given): an unsupported vote, like an unsure one, leaves the
 * record to people, and stands in the table as read.
 *
 * @param votes - of one source; at most one a record
 * @param labels - people's, 1 relevant or 0 irrelevant, by id of record
 * @throws ScreeningError `duplicate-id` (two votes on one record), `invalid-label` (a score outside 0 to 1), `invalid-option`
 * @see Brier 1950, Monthly Weather Review 78:1; as {@link exactProportion} and {@link cohenKappa}
 */
export function calibrate(
  votes: readonly CalibratedVote[],
  labels: ReadonlyMap<string, 0 | 1>,
  { ciLevel = 0.95, bins = 10 }: CalibrationOptions = {},
): Calibration {
  checkInput(votes, ciLevel, bins);
  const table = { tp: 0, fn: 0, fp: 0, tn: 0 };
  const scored: { readonly score: number; readonly label: 0 | 1 }[] = [];
  const counts = { both: 0, withoutVote: 0, unsure: 0, unsupported: 0 };
  for (const { record, answer, score, evidence } of votes) {
    const label = labels.get(record);
    if (label === undefined) continue;
    if (answer === null) {
      counts.withoutVote += 1;
      continue;
    }
    counts.both += 1;
    if (answer === "unsure") counts.unsure += 1;
    if (evidence === "unsupported") counts.unsupported += 1;
    const isRead = answer !== "exclude" || evidence === "unsupported";
    table[label === 1 ? (isRead ? "tp" : "fn") : isRead ? "fp" : "tn"] += 1;
    if (score !== null) scored.push({ score, label });
  }
  const { tp, fn, fp, tn } = table;
  return {
    ciLevel,
    votes: votes.length,
    labels: labels.size,
    ...counts,
    table,
    sensitivity: exactProportion(tp, tp + fn, ciLevel),
    specificity: exactProportion(tn, fp + tn, ciLevel),
    kappa: cohenKappa([[tp, fn], [fp, tn]], agreementWeights(2, "identity"), ciLevel).coefficient, // prettier-ignore
    scores: scoresOf(scored, bins, ciLevel),
  };
}

function scoresOf(
  scored: readonly { readonly score: number; readonly label: 0 | 1 }[],
  bins: number,
  ciLevel: number,
): Calibration["scores"] {
  const n = scored.length;
  const mean = (of: (each: { score: number; label: 0 | 1 }) => number): number | null =>
    n === 0 ? null : scored.reduce((sum, each) => sum + of(each), 0) / n;
  const share = mean(({ label }) => label);
  const groups = Array.from({ length: bins }, () => ({ n: 0, sum: 0, included: 0 }));
  for (const { score, label } of scored) {
    let place = Math.min(bins - 1, Math.floor(score * bins));
    // The product rounds: 0.29 · 100 is under 29, and 0.29 belongs to the bin that begins there.
    if (place + 1 < bins && score >= (place + 1) / bins) place += 1;
    if (score < place / bins) place -= 1;
    const group = groups[place]!;
    group.n += 1;
    group.sum += score;
    group.included += label;
  }
  return {
    n,
    brier: mean(({ score, label }) => (score - label) ** 2),
    brierOfShare: share === null ? null : share * (1 - share),
    bins: groups.map((group, place) => ({
      from: place / bins,
      to: (place + 1) / bins,
      meanScore: group.n === 0 ? null : group.sum / group.n,
      included: exactProportion(group.included, group.n, ciLevel),
    })),
  };
}

function checkInput(votes: readonly CalibratedVote[], ciLevel: number, bins: number): void {
  if (!(ciLevel > 0 && ciLevel < 1))
    throw new ScreeningError("invalid-option", `ciLevel is ${ciLevel}, not between 0 and 1.`, {
      field: "ciLevel",
    });
  if (!Number.isInteger(bins) || bins < 1 || bins > 1000)
    throw new ScreeningError("invalid-option", `bins is ${bins}, not a whole number from 1 to 1000.`, {
      field: "bins",
    });
  const seen = new Set<string>();
  votes.forEach(({ record, score }, row) => {
    if (seen.has(record))
      throw new ScreeningError(
        "duplicate-id",
        `The record ${record} has two votes of the model.`,
        { row },
        "Give the one that counts: the last.",
      );
    seen.add(record);
    if (score !== null && !(score >= 0 && score <= 1))
      throw new ScreeningError("invalid-label", `The score of ${record} is ${score}, not from 0 to 1.`, {
        field: "score",
        row,
      });
  });
}
