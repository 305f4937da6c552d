import fc from "fast-check";
import { expect, test } from "vitest";
import { ScreeningError } from "../screening-error.ts";
import { RECALL_SHARES, rankingMetrics } from "./metrics.ts";
import { recallCurve } from "./recall-curve.ts";

test("two orders of ten records by hand", () => {
  const curve = recallCurve(
    [
      { places: [1, 3], records: 10 },
      { places: [4, 10], records: 10 },
    ],
    5,
  );
  expect(curve).toEqual([
    { share: 0, mean: 0, low: 0, high: 0 },
    { share: 0.2, mean: 0.25, low: 0, high: 0.5 },
    { share: 0.4, mean: 0.75, low: 0.5, high: 1 },
    { share: 0.6, mean: 0.75, low: 0.5, high: 1 },
    { share: 0.8, mean: 0.75, low: 0.5, high: 1 },
    { share: 1, mean: 1, low: 1, high: 1 },
  ]);
});

/** A pool and the places of its relevant records. */
const pool = fc
  .integer({ min: 2, max: 200 })
  .chain((records) =>
    fc
      .uniqueArray(fc.integer({ min: 1, max: records }), { minLength: 1, maxLength: records - 1 })
      .map((places) => ({ records, places: places.sort((a, b) => a - b) })),
  );

test("it agrees with recall@n, rises from 0 to 1 and its mean lies within its range", () => {
  fc.assert(
    fc.property(fc.array(pool, { minLength: 1, maxLength: 4 }), (runs) => {
      const curve = recallCurve(runs, 100);
      expect(curve[0]!.high).toBe(0);
      expect(curve.at(-1)!.low).toBe(1);
      curve.slice(1).forEach(({ mean, low, high }, i) => {
        expect(low).toBeGreaterThanOrEqual(curve[i]!.low);
        expect(high).toBeGreaterThanOrEqual(curve[i]!.high);
        expect(mean).toBeGreaterThanOrEqual(low - 1e-12);
        expect(mean).toBeLessThanOrEqual(high + 1e-12);
      });
      const [alone] = runs;
      const { recallAt } = rankingMetrics(alone!.places, alone!.records);
      const own = recallCurve([alone!], 100);
      for (const share of RECALL_SHARES) expect(own[share]!.mean).toBe(recallAt[share]);
    }),
  );
});

test("no orders, and an order without a relevant record, have no curve", () => {
  expect(() => recallCurve([], 10)).toThrow(ScreeningError);
  expect(() => recallCurve([{ places: [], records: 10 }], 10)).toThrow(ScreeningError);
});
