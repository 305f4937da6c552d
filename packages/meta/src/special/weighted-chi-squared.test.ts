import { expect, test } from "vitest";
import { chiSquaredCdf } from "./chi-squared.ts";
import { weightedChiSquaredCdf } from "./weighted-chi-squared.ts";

test("equal weights are a chi-square", () => {
  for (const n of [1, 2, 3, 10, 50])
    for (const x of [0.001, 0.1, 1, 5, 30, 100]) {
      const error = weightedChiSquaredCdf(3 * x, new Array<number>(n).fill(3)) - chiSquaredCdf(x, n);
      expect(Math.abs(error)).toBeLessThan(2e-12);
    }
});

test("Imhof 1961, table 1: upper tails of 0.6 χ² + 0.3 χ² + 0.1 χ²", () => {
  expect(weightedChiSquaredCdf(0.1, [0.6, 0.3, 0.1], "upper")).toBeCloseTo(0.9458, 4);
  expect(weightedChiSquaredCdf(0.7, [0.6, 0.3, 0.1], "upper")).toBeCloseTo(0.5064, 4);
  expect(weightedChiSquaredCdf(2, [0.6, 0.3, 0.1], "upper")).toBeCloseTo(0.124, 4);
});

test("weights over many decades: two that differ by 1e8 are the larger alone", () => {
  const both = weightedChiSquaredCdf(2, [1, 1e-8]);
  expect(Math.abs(both - chiSquaredCdf(2, 1))).toBeLessThan(1e-8);
});

test("edges and refusals", () => {
  expect(weightedChiSquaredCdf(-1, [1])).toBe(0);
  expect(weightedChiSquaredCdf(Infinity, [1], "upper")).toBe(0);
  expect(() => weightedChiSquaredCdf(1, [0, 0])).toThrow(/weights/);
  expect(() => weightedChiSquaredCdf(1, [1, -1])).toThrow(/weights/);
});
