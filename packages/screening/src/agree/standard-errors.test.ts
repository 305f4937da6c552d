import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalQuantile } from "@coppice/meta/special";
import { cohenKappa } from "./cohen-kappa.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";
import { gwetAc } from "./many-raters.ts";
import { measureAgreement } from "./measure-agreement.ts";
import { randomCounts } from "./random-counts.ts";
import type { VotePattern } from "./ratings.ts";
import { ratingsOfTable } from "./ratings.testing.ts";
import { agreementWeights } from "./weights.ts";

/** Tables with no empty cell, so that every derivative exists. */
const tables = fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
});

/** Σ p g² − (Σ p g)², over n: the variance of a function of multinomial shares by the delta method, g by differences. */
function deltaVariance(table: readonly (readonly number[])[], of: (table: number[][]) => number): number {
  const n = table.flat().reduce((sum, count) => sum + count, 0);
  const step = 1e-5 * n;
  let [squares, mean] = [0, 0];
  table.forEach((row, i) =>
    row.forEach((count, j) => {
      const moved = (by: number): number =>
        of(table.map((each, r) => each.map((value, c) => value + (r === i && c === j ? by : 0))));
      const slope = (n * (moved(step) - moved(-step))) / (2 * step);
      squares += (count / n) * slope * slope;
      mean += (count / n) * slope;
    }),
  );
  return (squares - mean * mean) / n;
}

describe("standard errors are those of the delta method", () => {
  it.each(["identity", "linear", "quadratic"] as const)("Cohen's κ, %s weights", (kind) => {
    const weights = agreementWeights(3, kind);
    fc.assert(
      fc.property(tables, (table) => {
        const expected = deltaVariance(table, (each) => cohenKappa(each, weights, 0.95).coefficient.estimate!);
        const { se } = cohenKappa(table, weights, 0.95).coefficient;
        expect(se! ** 2 / expected).toBeCloseTo(1, 5);
      }), // prettier-ignore
      { numRuns: 50 },
    );
  });

  it.each(["identity", "linear", "quadratic"] as const)("Gwet's coefficient, %s weights", (kind) => {
    const weights = agreementWeights(3, kind);
    const patterns = (table: readonly (readonly number[])[]): readonly VotePattern[] =>
      table.flatMap((row, i) =>
        row.map((times, j) => ({
          counts: [0, 1, 2].map((k) => (k === i ? 1 : 0) + (k === j ? 1 : 0)),
          votes: 2,
          times,
        })),
      );
    const ac = (table: readonly (readonly number[])[]): ReturnType<typeof gwetAc> =>
      gwetAc(patterns(table), weights, { ciLevel: 0.95, variance: "n" });
    fc.assert(
      fc.property(tables, (table) => {
        const expected = deltaVariance(table, (each) => ac(each).estimate!);
        expect(ac(table).se! ** 2 / expected).toBeCloseTo(1, 5);
      }),
      { numRuns: 50 },
    );
  });

  it("positive agreement: 2 √(a(b + c)(a + b + c))/(2a + b + c)²", () => {
    const [a, b, c, d] = [40, 9, 6, 45] as const;
    const pair = measureAgreement(ratingsOfTable([[a, b], [c, d]])).pairs[0]!; // prettier-ignore
    const expected = (2 * Math.sqrt(a * (b + c) * (a + b + c))) / (2 * a + b + c) ** 2;
    expect(pair.byCategory[0]!.agreement.se).toBeCloseTo(expected, 12);
  });
});

describe("intervals", () => {
  it("of observed agreement are Wilson's: 81 of 263 gives .255 to .366 (Newcombe 1998, Statistics in Medicine 17:857, table I)", () => {
    const { observed } = measureAgreement(ratingsOfTable([[81, 182], [0, 0]])).pairs[0]!; // prettier-ignore
    expect(observed.ciLower).toBeCloseTo(0.2553, 4);
    expect(observed.ciUpper).toBeCloseTo(0.3662, 4);
  });

  it("of κ are its estimate ± z standard errors at the level asked for", () => {
    const { kappa } = measureAgreement(ratingsOfTable([[40, 9], [6, 45]]), { ciLevel: 0.8 }).pairs[0]!; // prettier-ignore
    const { estimate, se, ciLower, ciUpper } = kappa.coefficient;
    expect(ciUpper! - ciLower!).toBeCloseTo(2 * normalQuantile(0.9) * se!, 12);
    expect((ciUpper! + ciLower!) / 2).toBeCloseTo(estimate!, 12);
  });

  /** Votes of raters who see the truth with error, over and over: how often the interval of α holds what many units give. */
  it("of α hold their level with a bootstrap of units; with one of pairs they are too short for four raters", () => {
    const random = randomCounts(20260101);
    // How often 0 to 4 of four raters include: one in ten is relevant, included with .85, the others with .04.
    const chances = [0, 1, 2, 3, 4].map((hits) => {
      const ways = [1, 4, 6, 4, 1][hits]!;
      const of = (p: number): number => ways * p ** hits * (1 - p) ** (4 - hits);
      return 0.1 * of(0.85) + 0.9 * of(0.04);
    });
    const agreeing = chances.reduce((sum, p, hits) => sum + (p * (hits * (hits - 1) + (4 - hits) * (3 - hits))) / 12, 0);
    const share = chances.reduce((sum, p, hits) => sum + (p * hits) / 4, 0);
    const truth = 1 - (1 - agreeing) / (2 * share * (1 - share));
    const held = { units: 0, pairs: 0 };
    const times = new Float64Array(5);
    const RUNS = 200;
    for (let run = 0; run < RUNS; run += 1) {
      random.multinomial(300, chances, times);
      const patterns = Array.from(times, (many, hits) => ({ counts: [4 - hits, hits], votes: 4, times: many }));
      for (const bootstrap of ["units", "pairs"] as const) {
        const how = { metric: "nominal", values: [0, 1], ciLevel: 0.95, bootstrap, seed: run, replicates: 200 } as const;
        const { coefficient } = krippendorffAlpha(patterns, how);
        if (coefficient.ciLower! <= truth && truth <= coefficient.ciUpper!) held[bootstrap] += 1;
      }
    }
    // Bounds three standard errors of 200 runs below 95 %, and above what pairs reach.
    expect(held.units / RUNS).toBeGreaterThan(0.9);
    expect(held.pairs / RUNS).toBeLessThan(0.85);
  }); // prettier-ignore
});

describe("random counts", () => {
  it("have the mean and variance of a multinomial draw, and add up", () => {
    const random = randomCounts(3);
    const sizes = [1, 3, 6];
    const into = new Float64Array(3);
    const [sums, squares] = [[0, 0, 0], [0, 0, 0]]; // prettier-ignore
    const [draws, n] = [20_000, 50];
    for (let draw = 0; draw < draws; draw += 1) {
      random.multinomial(n, sizes, into);
      expect(into.reduce((sum, count) => sum + count, 0)).toBe(n);
      into.forEach((count, cell) => {
        sums[cell]! += count;
        squares[cell]! += count * count;
      });
    }
    sizes.forEach((size, cell) => {
      const p = size / 10;
      const mean = sums[cell]! / draws;
      const variance = squares[cell]! / draws - mean * mean;
      const error = Math.sqrt((n * p * (1 - p)) / draws);
      expect(Math.abs(mean - n * p)).toBeLessThan(4 * error);
      expect(variance / (n * p * (1 - p))).toBeCloseTo(1, 1);
    });
  });
});
