import { describe, expect, test } from "vitest";
import { fitPairwise } from "./fit-pairwise.ts";
import { fitRegression } from "./fit-regression.ts";

/** Variances whose weights have squares beyond the range of numbers, above and below. */
const SCALES = [1e100, 1e-100] as const;

describe("a change of unit, however large, is one of τ²", () => {
  const yi = [0.1, 0.9, -0.4, 1.2, 2];
  const vi = [0.02, 0.05, 0.03, 0.04, 0.1];
  const design = { names: ["intrcpt", "x"], rows: [1, 2, 3, 5, 8].map((x) => [1, x]) };
  const scaled = (c: number) => [yi.map((y) => c * y), vi.map((v) => c * c * v)] as const;

  test.each(["REML", "ML", "PM", "EB", "DL", "SJ"] as const)("%s", (method) => {
    const options = { method, tau2Interval: "none" } as const;
    const [mean, line] = [fitPairwise(yi, vi, options).tau2, fitRegression(yi, vi, design, options).tau2];
    for (const c of SCALES) {
      expect(fitPairwise(...scaled(c), options).tau2 / c / c).toBeCloseTo(mean, 10);
      expect(fitRegression(...scaled(c), design, options).tau2 / c / c).toBeCloseTo(line, 10);
    }
  });
});

test.each([
  ["REML", 2],
  ["ML", 1],
  ["PM", 2],
] as const)("%s of two effects beside which their variances are nothing", (method, expected) => {
  for (const c of SCALES)
    expect(fitPairwise([c, -c], [c * c * 1e-14, c * c * 1e-14], { method, tau2Interval: "none" }).tau2 / c / c).toBeCloseTo(expected, 10); // prettier-ignore
  expect(fitPairwise([1e100, -1e100], [1, 1], { method, tau2Interval: "none" }).tau2 / 1e200).toBeCloseTo(
    expected,
    10,
  );
});
