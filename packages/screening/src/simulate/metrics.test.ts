import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ScreeningError } from "../screening-error.ts";
import { rankingMetrics } from "./metrics.ts";

describe("measures of an order", () => {
  test("by hand: 3 relevant among 10, at places 1, 3 and 8", () => {
    const found = rankingMetrics([1, 3, 8], 10);
    // Found so far: 1 1 2 2 2 2 2 3 3 3 = 21; best 1 2 3 3 … = 27, worst 0 … 1 2 3 = 6.
    expect(found.loss).toBeCloseTo((27 - 21) / (27 - 6), 12);
    expect(found.ndcg).toBeCloseTo((1 + 1 / 2 + 1 / Math.log2(9)) / (1 + 1 / Math.log2(3) + 1 / 2), 12);
    expect(found.recallAt).toEqual({ 1: 0, 2: 0, 5: 0, 10: 1 / 3, 20: 1 / 3, 50: 2 / 3 });
    expect(found.wss95).toBeCloseTo(0.2 - 0.05, 12);
    expect(found.wss100).toBeCloseTo(0.2, 12);
    expect(found.atd).toBeCloseTo(4, 12);
    expect(found.last).toBe(8);
  });

  test("the perfect order loses 0, the worst 1; a reversed one what is left", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 1, max: 59 }),
        fc.integer(),
        (records, some, seed) => {
          const relevant = Math.min(some, records - 1);
          const first = Array.from({ length: relevant }, (_, i) => i + 1);
          expect(rankingMetrics(first, records).loss).toBeCloseTo(0, 12);
          expect(rankingMetrics(first, records).ndcg).toBeCloseTo(1, 12);
          const lastPlaces = first.map((place) => records - relevant + place);
          expect(rankingMetrics(lastPlaces, records).loss).toBeCloseTo(1, 12);
          const places = [
            ...new Set(first.map((place) => 1 + Math.abs((place * 7919 + seed) % records))),
          ].sort((a, b) => a - b);
          const reversed = places.map((place) => records + 1 - place).reverse();
          expect(rankingMetrics(places, records).loss + rankingMetrics(reversed, records).loss).toBeCloseTo(
            1,
            10,
          );
        },
      ),
    );
  });

  test("one kind of label cannot be measured", () => {
    for (const places of [[], [1, 2]]) {
      expect(() => rankingMetrics(places, 2)).toThrow(ScreeningError);
    }
  });
});
