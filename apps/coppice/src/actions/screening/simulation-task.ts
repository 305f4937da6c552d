import {
  replayRule,
  simulate,
  type RankableRecord,
  type RankingMetrics,
  type ReplayedRule,
  type StoppingRule,
} from "@coppice/screening";
import { modelNamed } from "./models.ts";

/** One model on one set, with several seeds: texts are prepared once. */
export interface SimulationTask {
  readonly model: string;
  readonly records: readonly RankableRecord[];
  readonly labels: Int8Array;
  /** What the review asks, for models that start from it. */
  readonly question?: string;
  readonly runs: readonly { readonly seed: number; readonly priors: readonly number[] }[];
  readonly until: "last-relevant" | "end";
  /** To be replayed over every run. */
  readonly rules: readonly StoppingRule[];
}

/** Where a rule would have stopped a run, priors and audits counted as read. */
export type StoppedRun = Omit<ReplayedRule, "looks">;

export interface SimulatedRun {
  readonly seed: number;
  /** Rows, counted from 0. */
  readonly priors: readonly number[];
  readonly order: readonly number[];
  /** Places of the relevant ones in the order, from 1. */
  readonly places: readonly number[];
  readonly metrics: RankingMetrics;
  /** In the order of the rules. */
  readonly stops: readonly StoppedRun[];
  /** Milliseconds: all texts to features; and from a label to the next record, mean and 95th percentile. */
  readonly prepareMs: number;
  readonly labelMs: number;
  readonly labelMsP95: number;
}

export function runSimulation(
  task: SimulationTask,
  onRecord?: (done: number) => void,
): readonly SimulatedRun[] {
  const started = performance.now();
  const prepared = modelNamed(task.model).prepare(task.records, task.question);
  const prepareMs = performance.now() - started;
  let done = 0;
  return task.runs.map(({ seed, priors }) => {
    const times: number[] = [];
    let last = performance.now();
    const { order, places, metrics } = simulate(prepared, task.labels, {
      seed,
      priors,
      until: task.until,
      onRecord: () => {
        const now = performance.now();
        times.push(now - last);
        last = now;
        done += 1;
        onRecord?.(done);
      },
    });
    const sorted = times.toSorted((a, b) => a - b);
    return {
      seed,
      priors,
      order,
      places,
      metrics,
      stops: stopsOf(task, priors, places, seed),
      prepareMs,
      labelMs: times.reduce((sum, time) => sum + time, 0) / times.length,
      labelMsP95: sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))]!,
    };
  });
}

/** The rules on the labels as they were read: priors first. After the last relevant record any order is the same to them. */
function stopsOf(
  { rules, labels }: SimulationTask,
  priors: readonly number[],
  places: readonly number[],
  seed: number,
): readonly StoppedRun[] {
  if (rules.length === 0) return [];
  const known = [...new Set(priors)];
  const found = new Set(places);
  const ranking = Array.from(labels, (_, at): 0 | 1 =>
    (at < known.length ? labels[known[at]!] === 1 : found.has(at - known.length + 1)) ? 1 : 0,
  );
  return rules.map((rule) => {
    const { looks: _, ...stopped } = replayRule(rule, ranking, seed);
    return stopped;
  });
}
