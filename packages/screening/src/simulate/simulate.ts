import type { PreparedModel } from "../rank/ranker.ts";
import { ScreeningError } from "../screening-error.ts";
import { rankingMetrics, type RankingMetrics } from "./metrics.ts";

export interface SimulationOptions {
  readonly seed: number;
  /** Rows whose labels are known before the start. */
  readonly priors: readonly number[];
  /** Where to stop: when the last relevant one is found, or at the end. */
  readonly until: "last-relevant" | "end";
  /** Called after every record; time is the caller's business. */
  readonly onRecord?: (done: number) => void;
}

/** A review screened by a model, as it would have gone. */
export interface Simulation {
  /** Rows in the order they were read, without the priors. */
  readonly order: readonly number[];
  /** Whether each was relevant. */
  readonly found: readonly boolean[];
  /** Places of the relevant ones in the order, from 1. */
  readonly places: readonly number[];
  readonly metrics: RankingMetrics;
}

/**
 * Screens a labelled set: the record ranked first is read, its label learnt, and so on.
 *
 * @param labels - 1 relevant, 0 irrelevant, for every record
 * @throws ScreeningError `one-class` where nothing is left to find, or all is relevant; `unknown-record`
 */
export function simulate(
  model: PreparedModel,
  labels: Int8Array,
  { seed, priors, until, onRecord }: SimulationOptions,
): Simulation {
  const ranker = model.start(seed);
  const known = new Set(priors);
  for (const row of known) {
    if (labels[row] === undefined)
      throw new ScreeningError("unknown-record", `there is no record ${row}`, { field: "priors" });
    ranker.label(row, labels[row] === 1 ? "relevant" : "irrelevant");
  }
  const pool = labels.length - known.size;
  let left = 0;
  for (let row = 0; row < labels.length; row += 1) if (labels[row] === 1 && !known.has(row)) left += 1;
  const order: number[] = [];
  const found: boolean[] = [];
  const places: number[] = [];
  while (order.length < pool && (until === "end" || left > 0)) {
    const { row } = ranker.best(1)[0]!;
    const relevant = labels[row] === 1;
    ranker.label(row, relevant ? "relevant" : "irrelevant");
    order.push(row);
    found.push(relevant);
    if (relevant) {
      places.push(order.length);
      left -= 1;
    }
    onRecord?.(order.length);
  }
  return { order, found, places, metrics: rankingMetrics(places, pool) };
}
