import { ScreeningError } from "../screening-error.ts";

/** Where the relevant records of a pool came, in one order. */
export interface FoundPlaces {
  /** From 1, rising. */
  readonly places: readonly number[];
  /** Size of the pool. */
  readonly records: number;
}

/** What several orders found after a share of their pools. */
export interface RecallPoint {
  /** Of the pool, from 0 to 1. */
  readonly share: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The recall curve of several orders: mean, lowest and highest recall after 0, 1/steps, 2/steps … of the pool.
 *
 *   recall after a share s = places ≤ ⌊s P⌋ / R,  P records in the pool, R relevant ones
 *
 * Pools of different size can be taken together: shares are compared, not numbers.
 *
 * @param steps - whole number, at least 1
 * @throws ScreeningError `one-class` where an order has no relevant record, `no-records` where there is no order
 * @example recallCurve([{ places: [1, 4], records: 4 }], 2) // means 0, 0.5, 1
 */
export function recallCurve(runs: readonly FoundPlaces[], steps: number): readonly RecallPoint[] {
  if (runs.length === 0) throw new ScreeningError("no-records", "there is no order", { field: "runs" });
  for (const { places } of runs)
    if (places.length === 0)
      throw new ScreeningError("one-class", "none of the records is relevant", { field: "places" });
  const reached = runs.map(() => 0);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const recalls = runs.map(({ places, records }, run) => {
      const read = Math.floor((step * records) / steps);
      let found = reached[run]!;
      while (found < places.length && places[found]! <= read) found += 1;
      reached[run] = found;
      return found / places.length;
    });
    return {
      share: step / steps,
      mean: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length,
      low: Math.min(...recalls),
      high: Math.max(...recalls),
    };
  });
}
