import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { InputError } from "../input-error.ts";
import { excessSignificance } from "./excess-significance.ts";
import { failSafeN } from "./fail-safe-n.ts";
import { henmiCopas } from "./henmi-copas.ts";
import { kendallTest } from "./kendall.ts";
import { rankTest } from "./rank-test.ts";
import { regressionTest } from "./regression-test.ts";
import { trimAndFill } from "./trim-and-fill.ts";

const { yi, vi } = BCG;
const sets = fc.array(
  fc.record({ y: fc.double({ min: -2, max: 2, noNaN: true }), v: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
  { minLength: 4, maxLength: 12 },
).filter((set) => new Set(set.map(({ v }) => v.toFixed(3))).size > 2); // prettier-ignore
const split = (set: readonly { y: number; v: number }[]) =>
  [set.map(({ y }) => y), set.map(({ v }) => v)] as const;

describe("regression and rank tests", () => {
  test("Egger's own form, yi/√vi on 1/√vi: its intercept is the slope on √vi, with the same t", () => {
    const found = regressionTest(yi, vi, { model: "weighted-regression" });
    const [x, y] = [vi.map((v) => 1 / Math.sqrt(v)), yi.map((one, i) => one / Math.sqrt(vi[i]!))];
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const sxx = x.reduce((sum, one) => sum + (one - mean(x)) ** 2, 0);
    const slope = x.reduce((sum, one, i) => sum + (one - mean(x)) * y[i]!, 0) / sxx;
    const intercept = mean(y) - slope * mean(x);
    const rss = y.reduce((sum, one, i) => sum + (one - intercept - slope * x[i]!) ** 2, 0);
    const se = Math.sqrt((rss / 11) * (1 / 13 + mean(x) ** 2 / sxx));
    expect(found.slope).toBeCloseTo(intercept, 10);
    expect(found.statistic).toBeCloseTo(intercept / se, 10);
    expect(found.limit!.estimate).toBeCloseTo(slope, 10);
    expect(found.df).toBe(11);
  });

  test("mirrored effects mirror the slope", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const [y, v] = split(set);
        const found = regressionTest(y, v, { method: "DL" });
        expect(regressionTest(y.map((one) => -one), v, { method: "DL" }).slope).toBeCloseTo(-found.slope, 7);
        expect(rankTest(y.map((one) => -one), v).tau).toBeCloseTo(-rankTest(y, v).tau, 10);
      }),
    ); // prettier-ignore
  });

  test("Kendall 1970: ten ranks with S = 27, one-sided 0.0083 by his table 1", () => {
    const x = Array.from({ length: 10 }, (_, i) => i);
    const y = [0, 3, 1, 2, 5, 4, 9, 8, 7, 6];
    const found = kendallTest(x, y, true);
    expect(found.tau * 45).toBeCloseTo(27, 10);
    expect(found.pValue / 2).toBeCloseTo(0.0083, 4);
    expect(found.exact).toBe(true);
    expect(kendallTest([1, 1, 2, 3], [1, 2, 3, 4], true).exact).toBe(false);
  });

  test("sizes that are missing or not above 0 are refused", () => {
    expect(() => regressionTest(yi, vi, { predictor: "ni" })).toThrow(/sizes/);
    expect(() => regressionTest(yi, vi, { predictor: "ni", ni: yi.map(() => 0) })).toThrow(/row 0/);
    expect(regressionTest([0.1, 0.5, 0.3], [0.01, 0.04, 0.02]).warnings).toHaveLength(1);
  });
});

describe("trim and fill", () => {
  test("a symmetric funnel is left alone, whichever estimator", () => {
    for (const estimator of ["L0", "R0", "Q0"] as const) {
      const found = trimAndFill([-0.4, -0.1, 0, 0.1, 0.4], [0.04, 0.01, 0.01, 0.01, 0.04], {
        estimator,
        side: "left",
      });
      expect(found.k0).toBe(0);
      expect(found.fit.estimate).toBeCloseTo(0, 12);
    }
  });

  test("filled effects are mirror images with the variances of what they mirror; the estimate moves to their side", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const [y, v] = split(set);
        const { k0, yi: all, vi: variances, filled, side, fit } = trimAndFill(y, v, { method: "EE" });
        expect(filled.filter(Boolean)).toHaveLength(k0);
        expect(all.slice(0, y.length)).toEqual(y);
        for (const variance of variances.slice(y.length)) expect(v).toContain(variance);
        const weights = v.map((one) => 1 / one);
        const total = weights.reduce((a, b) => a + b, 0);
        const mean = y.reduce((sum, one, i) => sum + one * weights[i]!, 0) / total;
        if (side === "left") expect(fit.estimate).toBeLessThanOrEqual(mean + 1e-9);
        else expect(fit.estimate).toBeGreaterThanOrEqual(mean - 1e-9);
      }),
    );
  });
});

describe("fail-safe N, excess significance, Henmi and Copas", () => {
  test("Rosenthal and Rosenberg on BCG, as fsn of metafor 5.0-1", () => {
    expect(failSafeN(yi, vi, { type: "Rosenthal" }).number).toBe(598);
    expect(failSafeN(yi, vi, { type: "Rosenberg" }).number).toBe(370);
    expect(failSafeN(yi, vi, { type: "Orwin", target: 0.1 }).number).toBe(43);
  });

  test("with as many expected as observed nothing is in excess; the exact test counts what the binomial nears", () => {
    const same = [0.3, 0.3, 0.3, 0.3, 0.3];
    const equal = [0.02, 0.02, 0.02, 0.02, 0.02];
    const exact = excessSignificance(same, equal, { fit: { method: "EE" }, test: "exact" });
    const binomial = excessSignificance(same, equal, { fit: { method: "EE" }, test: "binom" });
    expect(exact.pValue).toBeCloseTo(binomial.pValue, 12);
    expect(exact.observed).toBe(5);
    expect(() => excessSignificance(same, equal, { alpha: 2 })).toThrow(InputError);
  });

  test("the interval stands about the equal-effects mean, evenly", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const [y, v] = split(set);
        const { estimate, ciLower, ciUpper } = henmiCopas(y, v);
        const w = v.reduce((sum, one) => sum + 1 / one, 0);
        expect(estimate).toBeCloseTo(y.reduce((sum, one, i) => sum + one / v[i]!, 0) / w, 10);
        expect(ciUpper - estimate).toBeCloseTo(estimate - ciLower, 9);
      }),
      { numRuns: 20 },
    );
  });
});
