import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designFromFormula } from "../design/design-from-formula.ts";
import { interceptDesign, type Design } from "../design/design.ts";
import { BCG } from "../bcg.testing.ts";
import { InputError } from "../input-error.ts";
import { fitPairwise } from "./fit-pairwise.ts";
import { fitRegression, type RegressionFit } from "./fit-regression.ts";
import { fitSubgroups } from "./fit-subgroups.ts";
import { HETEROGENEITY_METHODS, type FitOptions, type TestKind } from "./options.ts";

const rows = fc.array(
  fc.record({
    y: fc.double({ min: -3, max: 3, noNaN: true }),
    v: fc.double({ min: 0.01, max: 2, noNaN: true }),
    x: fc.integer({ min: -20, max: 20 }),
  }),
  { minLength: 5, maxLength: 14 },
).filter((set) => new Set(set.map(({ x }) => x)).size > 2); // prettier-ignore

const split = (set: readonly { y: number; v: number; x: number }[]) => ({
  yi: set.map(({ y }) => y),
  vi: set.map(({ v }) => v),
  xi: set.map(({ x }) => x),
});
const onLine = (xi: readonly number[]): Design => ({ names: ["intrcpt", "x"], rows: xi.map((x) => [1, x]) });
const METHODS = HETEROGENEITY_METHODS.filter((method) => !method.startsWith("GENQ"));

function close(found: number, expected: number, relative = 1e-7): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(expected)));
}

describe("a published meta-regression", () => {
  test("BCG on absolute latitude: Viechtbauer 2010, J Stat Software 36(3), section 3.3", () => {
    const { design } = designFromFormula("~ ablat", { ablat: BCG.ablat });
    const fit = fitRegression(BCG.yi, BCG.vi, design, { method: "REML" });
    // tau2 0.0764 (SE 0.0591), I2 68.39 %, R2 75.62 %, QM(1) 16.3571; 0.2515 (0.2491), −0.0291 (0.0072)
    // The paper stops Fisher scoring at its default threshold, which leaves tau2 at 0.0764 where the maximum is at 0.07635.
    const near = (found: number, printed: number): void =>
      expect(Math.abs(found / printed - 1)).toBeLessThan(2e-3);
    near(fit.tau2, 0.0764);
    near(fit.tau2Se!, 0.0591);
    near(fit.i2, 68.39);
    near(fit.r2!, 75.62);
    near(fit.moderatorTest!.statistic, 16.3571);
    near(fit.beta[0]!, 0.2515);
    near(fit.beta[1]!, -0.0291);
    near(fit.se[1]!, 0.0072);
    expect(fit.q).toBeCloseTo(30.733, 3);
  });
});

describe("properties", () => {
  test.each(METHODS)(
    "%s: shifting effects by a line moves the coefficients by it and nothing else",
    (method) => {
      fc.assert(
      fc.property(rows, fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), (set, a, b) => {
        const { yi, vi, xi } = split(set);
        const fit = fitRegression(yi, vi, onLine(xi), { method });
        const moved = fitRegression(yi.map((y, i) => y + a + b * xi[i]!), vi, onLine(xi), { method });
        // Sidik and Jonkman start from the variance of the effects about their plain mean, which a line changes.
        if (method === "SJ") return;
        close(moved.tau2, fit.tau2, 1e-5);
        close(moved.beta[0]!, fit.beta[0]! + a, 1e-4);
        close(moved.beta[1]!, fit.beta[1]! + b, 1e-4);
      }),
      { numRuns: 40 },
    ); // prettier-ignore
    },
  );

  test("another unit of a moderator divides its coefficient; predictions, tau2 and tests stay", () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0.001, max: 1000, noNaN: true }), (set, unit) => {
        const { yi, vi, xi } = split(set);
        const fit = fitRegression(yi, vi, onLine(xi), { test: "knha" });
        const other = fitRegression(yi, vi, onLine(xi.map((x) => x * unit + 7)), { test: "knha" });
        close(other.beta[1]! * unit, fit.beta[1]!, 1e-6);
        close(other.tau2, fit.tau2, 1e-6);
        close(other.moderatorTest!.pValue, fit.moderatorTest!.pValue, 1e-6);
        close(other.likelihood.ml.logLik, fit.likelihood.ml.logLik, 1e-6);
      }),
    );
  });

  test("a column of ones alone is the pooled effect, in every method and test", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...METHODS), fc.constantFrom<TestKind[]>("z", "t", "knha", "adhoc"), (set, method, kind) => {
        const { yi, vi } = split(set);
        const options: FitOptions = { method, test: kind };
        const [one, other] = [fitPairwise(yi, vi, options), fitRegression(yi, vi, interceptDesign(yi.length), options)];
        expect([other.beta[0], other.se[0], other.tau2, other.q]).toEqual([one.estimate, one.se, one.tau2, one.q]);
        expect(other.moderatorTest).toBeNull();
      }),
    ); // prettier-ignore
  });

  test("two groups: the slope is the difference of subgroup means, its square the test between them", () => {
    fc.assert(
      fc.property(rows, (set) => {
        const { yi, vi } = split(set);
        const levels = yi.map((_, i) => (i % 2 === 0 ? "a" : "b"));
        const { design } = designFromFormula("~ levels", { levels });
        const fit = fitRegression(yi, vi, design, { method: "DL" });
        const groups = fitSubgroups(yi, vi, levels, { method: "DL", groupTau2: "common" });
        close(fit.beta[1]!, groups.groups[1]!.fit.estimate - groups.groups[0]!.fit.estimate);
        close(fit.tau2, groups.groups[0]!.fit.tau2);
        close(fit.moderatorTest!.statistic, groups.qBetween!, 1e-6);
        const turned = fitRegression(
          yi.map((y) => -y),
          vi,
          design,
          { method: "DL" },
        );
        close(turned.beta[1]!, -fit.beta[1]!);
      }),
    );
  });

  test("each study twice with twice the variance changes no coefficient of the equal-effects model", () => {
    fc.assert(
      fc.property(rows, (set) => {
        const { yi, vi, xi } = split(set);
        const fit = fitRegression(yi, vi, onLine(xi), { method: "EE" });
        const twice = vi.map((v) => 2 * v);
        const doubled = fitRegression([...yi, ...yi], [...twice, ...twice], onLine([...xi, ...xi]), { method: "EE" });
        fit.beta.forEach((b, j) => close(doubled.beta[j]!, b, 1e-6));
        fit.se.forEach((se, j) => close(doubled.se[j]!, se, 1e-6));
      }),
    ); // prettier-ignore
  });

  test("variances over twelve decades, and moderators far from 0, keep finite and ordered results", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: -6, max: 6 }), (set, decade) => {
        const { yi, vi, xi } = split(set);
        const wide = vi.map((v, i) => v * 10 ** (i % 2 === 0 ? decade : -decade / 2));
        for (const method of METHODS) {
          const fit = fitRegression(yi, wide, onLine(xi.map((x) => x + 1e5)), { method });
          expect(fit.tau2).toBeGreaterThanOrEqual(0);
          expect(fit.beta.every(Number.isFinite) && fit.se.every((se) => se > 0)).toBe(true);
          expect(fit.pValue.every((p) => p >= 0 && p <= 1)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("edges", () => {
  const design = (names: readonly string[], ...columns: readonly number[][]): Design => ({
    names,
    rows: columns[0]!.map((_, i) => columns.map((column) => column[i]!)),
  });

  test("as many effects as coefficients: tau2 is 0, said in a warning", () => {
    const fit: RegressionFit = fitRegression([1, 2], [0.1, 0.2], onLine([0, 1]));
    expect(fit.tau2).toBe(0);
    expect(fit.df).toBeNull();
    expect(fit.warnings.map(({ code }) => code)).toContain("saturated");
    expect(fit.beta[1]).toBeCloseTo(1, 12);
  });

  test.each([
    [
      "more coefficients than effects",
      design(["a", "b", "c"], [1, 1], [0, 1], [3, 5]),
      "too-few-effects",
      "design",
    ],
    ["a constant moderator", design(["intrcpt", "dose"], [1, 1], [3, 3]), "collinear-design", "dose"],
    ["a missing value", design(["intrcpt", "dose"], [1, 1], [3, Number.NaN]), "not-finite", "dose"],
    ["too few rows", design(["intrcpt"], [1]), "length-mismatch", "design"],
  ])("%s", (_, given, code, field) => {
    let error: unknown;
    try {
      fitRegression([1, 2], [0.1, 0.2], given);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ code, where: { field } });
  });

  test("a search with two maxima says where the other one is", () => {
    // Two tight clusters and wide ones: the likelihood of tau2 has a maximum at 0 and one near the spread.
    const found = [...Array(4000).keys()].some((seed) => {
      const value = (n: number): number => Math.abs(Math.sin(seed * 12.9898 + n * 78.233) * 43758.5453) % 1;
      const yi = [0, 1, 2, 3].map((n) => value(n) * 4);
      const vi = [4, 5, 6, 7].map((n) => 10 ** (value(n) * 6 - 4));
      const { tau2, tau2Search, likelihood } = fitPairwise(yi, vi);
      return tau2Search.otherOptima.every((other) => {
        const there = fitPairwise(yi, vi, { tau2: other }).likelihood.reml.logLik;
        expect(there).toBeLessThanOrEqual(likelihood.reml.logLik + 1e-12);
        return Math.abs(other - tau2) > 1e-6;
      }) && tau2Search.otherOptima.length > 0;
    });
    expect(found).toBe(true);
  }); // prettier-ignore
});
