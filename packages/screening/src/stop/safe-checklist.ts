import { screeningState, type LabelSequence } from "./labels-so-far.ts";
import { demandCount, demandShare } from "./option-ranges.ts";

/** What the checklist is filled in from. */
export interface SafeProgress {
  /** Records of the search. */
  readonly total: number;
  /** Phase 1: labels of the random sample. */
  readonly random: LabelSequence;
  /** Phase 2: labels of ranked screening with the first model, in the order of screening. */
  readonly ranked: LabelSequence;
  /** Phase 3: labels after the change to a different model. */
  readonly otherModel: LabelSequence;
  /** Phase 4: second looks at records excluded before; 1 an exclusion that was wrong. */
  readonly quality: LabelSequence;
  /** Reports known beforehand to belong in the review; found ones of them. */
  readonly keyReports: number;
  readonly keyReportsFound: number;
}

/** The numbers of the checklist; the defaults are those of the paper. */
export interface SafeThresholds {
  /** Share of the records in the random sample. Default 0.01. */
  readonly randomShare: number;
  /** Least share of all records screened. Default 0.1. */
  readonly leastShare: number;
  /** Times the estimated number of relevant records to screen. Default 2. */
  readonly timesEstimated: number;
  /** Irrelevant records in a row. Default 50. */
  readonly run: number;
}

export type SafeConditionId =
  | "random-share"
  | "random-both-kinds"
  | "key-reports"
  | "times-estimated"
  | "least-share"
  | "ranked-run"
  | "other-model-run"
  | "quality-run";

export interface SafeCondition {
  readonly id: SafeConditionId;
  readonly phase: 1 | 2 | 3 | 4;
  readonly words: string;
  /** What there is, and how much of it is wanted. */
  readonly value: number;
  readonly wanted: number;
  readonly holds: boolean;
}

export interface SafeChecklist {
  readonly thresholds: SafeThresholds;
  /** Relevant records expected among all, from the random sample; undefined before it has one. */
  readonly estimatedRelevant: number | undefined;
  readonly conditions: readonly SafeCondition[];
  /** The first phase with a condition that does not hold; undefined when all hold. */
  readonly phase: 1 | 2 | 3 | 4 | undefined;
  readonly complete: boolean;
}

const PAPER: SafeThresholds = { randomShare: 0.01, leastShare: 0.1, timesEstimated: 2, run: 50 };

/**
 * The SAFE procedure as a list of conditions, each with what it is now and what it must be.
 *
 * Four phases: a random sample to begin with; active learning until the key reports are found, twice the estimated number of
 * relevant records and a tenth of all are screened and 50 irrelevant ones came in a row; a different model until 50 in a row;
 * a second look at excluded records until 50 in a row. A heuristic: it says nothing about the recall (docs/stopping.md has what
 * its run-length condition alone does).
 *
 * A run longer than what is left to read cannot be wanted: a run that ends with the last record holds.
 *
 * @throws ScreeningError `invalid-option` (thresholds, key reports), and as {@link screeningState}
 * @see Boetje & van de Schoot 2024, Systematic Reviews 13:81
 */
export function safeChecklist(
  progress: SafeProgress,
  thresholds: Partial<SafeThresholds> = {},
): SafeChecklist {
  const t: SafeThresholds = { ...PAPER, ...thresholds };
  demandShare(t.randomShare, "randomShare");
  demandShare(t.leastShare, "leastShare");
  demandCount(t.timesEstimated, "timesEstimated", 1);
  demandCount(t.run, "run", 1);
  demandCount(progress.keyReports, "keyReports", 0);
  demandCount(progress.keyReportsFound, "keyReportsFound", 0);
  const { total, random, ranked, otherModel } = progress;
  const all = screeningState([...random, ...ranked, ...otherModel], total);
  const sample = screeningState(random, total);
  const done = all.screened === total;
  const estimatedRelevant = sample.found === 0 ? undefined : (sample.found / sample.screened) * total;
  const row = (
    id: SafeConditionId,
    phase: SafeCondition["phase"],
    words: string,
    value: number,
    wanted: number,
    exempt = false,
  ): SafeCondition => ({ id, phase, words, value, wanted, holds: exempt || value >= wanted });
  const conditions = [
    row(
      "random-share",
      1,
      `A random sample of ${percent(t.randomShare)} of the records is screened`,
      sample.screened,
      Math.ceil(t.randomShare * total),
    ),
    row(
      "random-both-kinds",
      1,
      "The sample holds a relevant and an irrelevant record",
      Number(sample.found > 0) + Number(sample.found < sample.screened),
      2,
    ),
    row("key-reports", 2, "All key reports are found", progress.keyReportsFound, progress.keyReports),
    row(
      "times-estimated",
      2,
      `${t.timesEstimated} times the estimated number of relevant records is screened`,
      all.screened,
      estimatedRelevant === undefined
        ? total
        : Math.min(total, Math.ceil(t.timesEstimated * estimatedRelevant)),
    ),
    row(
      "least-share",
      2,
      `${percent(t.leastShare)} of the records are screened`,
      all.screened,
      Math.ceil(t.leastShare * total),
    ),
    row(
      "ranked-run",
      2,
      `${t.run} irrelevant records in a row`,
      screeningState(ranked, total).irrelevantRun,
      t.run,
      done || otherModel.length > 0,
    ),
    row(
      "other-model-run",
      3,
      `${t.run} irrelevant records in a row with a different model`,
      screeningState(otherModel, total).irrelevantRun,
      t.run,
      done,
    ),
    row(
      "quality-run",
      4,
      `${t.run} excluded records in a row rightly excluded at a second look`,
      trailingZeros(progress.quality),
      t.run,
    ),
  ];
  const phase = conditions.find(({ holds }) => !holds)?.phase;
  return { thresholds: t, estimatedRelevant, conditions, phase, complete: phase === undefined };
}

function trailingZeros(labels: LabelSequence): number {
  return labels.length - 1 - labels.lastIndexOf(1);
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}
