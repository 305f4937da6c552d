import { expect, test } from "vitest";
import { LEVELS, type Comparison } from "./comparators.ts";
import { estimateWeights } from "./estimate-weights.ts";

const comparison = (volume: Comparison["volume"]): Comparison => ({
  titles: { level: "equal", shared: 50, marksDiffer: false, exchanged: 0 },
  title: "equal", authors: "same", page: "range", volume, issue: "missing", year: "equal", journal: "same",
  doi: "missing", abstract: "missing",
}); // prettier-ignore

test("the weight of a finding is the logarithm of its odds, missing values apart", () => {
  const pairs = [
    ...Array.from({ length: 30 }, () => ({ comparison: comparison("equal"), isSame: true })),
    ...Array.from({ length: 9 }, () => ({ comparison: comparison("missing"), isSame: true })),
    ...Array.from({ length: 10 }, () => ({ comparison: comparison("equal"), isSame: false })),
    ...Array.from({ length: 30 }, () => ({ comparison: comparison("different"), isSame: false })),
  ];
  const { volume, issue } = estimateWeights(pairs);
  expect(volume.equal).toBeCloseTo(Math.log2(30.5 / 31.5 / (10.5 / 41.5)), 12);
  expect(volume.different).toBeCloseTo(Math.log2(0.5 / 31.5 / (30.5 / 41.5)), 12);
  expect([volume.missing, issue.equal, Object.keys(issue)]).toEqual([0, 0, [...LEVELS.issue]]);
});
