import { simulate, type RankableRecord, type RankingMetrics } from "@coppice/screening";
import { modelNamed } from "./models.ts";

/** One model on one set, with all its seeds: texts are prepared once. */
export interface SimulationTask {
  readonly model: string;
  readonly records: readonly RankableRecord[];
  readonly labels: Int8Array;
  readonly runs: readonly { readonly seed: number; readonly priors: readonly number[] }[];
  readonly until: "last-relevant" | "end";
}

export interface SimulatedRun {
  readonly seed: number;
  /** Rows, counted from 0. */
  readonly priors: readonly number[];
  readonly order: readonly number[];
  readonly metrics: RankingMetrics;
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
  const prepared = modelNamed(task.model).prepare(task.records);
  const prepareMs = performance.now() - started;
  let done = 0;
  return task.runs.map(({ seed, priors }) => {
    const times: number[] = [];
    let last = performance.now();
    const { order, metrics } = simulate(prepared, task.labels, {
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
      metrics,
      prepareMs,
      labelMs: times.reduce((sum, time) => sum + time, 0) / times.length,
      labelMsP95: sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))]!,
    };
  });
}
