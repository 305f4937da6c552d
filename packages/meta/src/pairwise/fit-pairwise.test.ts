import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../input-error.ts";
import { fitPairwise } from "./fit-pairwise.ts";
import { fitSubgroups } from "./fit-subgroups.ts";
import type { FitOptions } from "./options.ts";
import { tau2DerSimonianLaird } from "./tau2-dersimonian-laird.ts";
import { tau2RestrictedLikelihood } from "./tau2-restricted-likelihood.ts";
import { weightedSums } from "./weighted-sums.ts";

const effect = fc.record({
  y: fc.double({ min: -3, max: 3, noNaN: true }),
  v: fc.double({ min: 0.005, max: 2, noNaN: true }),
});
const sets = fc.array(effect, { minLength: 2, maxLength: 12 });
const models: readonly FitOptions[] = (["EE", "DL", "REML"] as const).flatMap((method) =>
  (["z", "t", "knha", "adhoc"] as const).map((test) => ({ method, test })),
);
const split = (set: readonly { y: number; v: number }[]) => ({
  yi: set.map(({ y }) => y),
  vi: set.map(({ v }) => v),
});

function restricted(yi: readonly number[], vi: readonly number[], tau2: number): number {
  const { logVariances, w, q } = weightedSums(yi, vi, tau2);
  return -0.5 * (logVariances + Math.log(w) + q);
}

describe("properties", () => {
  test("adding a constant moves the estimate and leaves tau2; scaling scales both", () => {
    fc.assert(
      fc.property(
        sets,
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (set, shift, scale) => {
          const { yi, vi } = split(set);
          for (const method of ["EE", "DL", "REML"] as const) {
            const fit = fitPairwise(yi, vi, { method });
            const moved = fitPairwise(
              yi.map((y) => y + shift),
              vi,
              { method },
            );
            expect(moved.estimate).toBeCloseTo(fit.estimate + shift, 6);
            expect(Math.abs(moved.tau2 - fit.tau2)).toBeLessThanOrEqual(1e-6 * Math.max(1, fit.tau2));
            const scaled = fitPairwise(
              yi.map((y) => y * scale),
              vi.map((v) => v * scale * scale),
              { method },
            );
            expect(Math.abs(scaled.tau2 - fit.tau2 * scale * scale)).toBeLessThanOrEqual(
              1e-6 * Math.max(1, fit.tau2 * scale * scale),
            );
          }
        },
      ),
    );
  });

  test("the order of studies never matters; weights are percentages in the order of the input", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { yi, vi } = split(set);
        const reversed = split([...set].reverse());
        for (const options of models) {
          const [fit, back] = [fitPairwise(yi, vi, options), fitPairwise(reversed.yi, reversed.vi, options)];
          expect(back.estimate).toBeCloseTo(fit.estimate, 7);
          expect(fit.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 8);
          fit.weights.forEach((weight, index) => expect(back.weights.at(-1 - index)).toBeCloseTo(weight, 4));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("REML is the highest point of its likelihood: no point of a grid lies above it", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { yi, vi } = split(set);
        const tau2 = tau2RestrictedLikelihood([{ yi, vi }]);
        const top = restricted(yi, vi, tau2);
        for (let i = 0; i <= 400; i += 1) {
          const at = i === 0 ? 0 : 10 ** (-8 + (i / 400) * 11);
          expect(restricted(yi, vi, at)).toBeLessThanOrEqual(top + 1e-9);
        }
      }),
    );
  });

  test("with its floor, Hartung-Knapp is never narrower than t with the ordinary standard error", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { yi, vi } = split(set);
        const [floor, t] = [fitPairwise(yi, vi, { test: "adhoc" }), fitPairwise(yi, vi, { test: "t" })];
        expect(floor.se).toBeGreaterThanOrEqual(t.se * (1 - 1e-12));
      }),
    );
  });

  test("DerSimonian-Laird is exactly 0 when Q is at most its degrees of freedom", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { yi, vi } = split(set);
        const { q, k } = weightedSums(yi, vi, 0);
        expect(tau2DerSimonianLaird(yi, vi) === 0).toBe(q <= k - 1);
      }),
    );
    expect(tau2DerSimonianLaird([0.1, 0.9], [0.02, 0.05])).toBeCloseTo(0.285, 12);
  });
});

describe("edges", () => {
  test("one effect is returned as it is, with a warning and without what does not exist", () => {
    const fit = fitPairwise([0.5], [0.04], { test: "adhoc" });
    expect(fit).toMatchObject({
      estimate: 0.5,
      se: 0.2,
      k: 1,
      tau2: 0,
      df: null,
      piLower: null,
      tau2CiLower: null,
      q: 0,
    });
    expect(fit.warnings.map(({ code }) => code)).toEqual(["single-effect"]);
  });

  test("identical effects: no heterogeneity, equal weights for equal variances", () => {
    const fit = fitPairwise([0.3, 0.3, 0.3], [0.1, 0.1, 0.1]);
    expect([fit.estimate, fit.tau2, fit.i2, fit.i2FromQ, fit.q]).toEqual([
      expect.closeTo(0.3, 12),
      0,
      0,
      0,
      expect.closeTo(0, 12),
    ]);
    for (const weight of fit.weights) expect(weight).toBeCloseTo(100 / 3, 10);
  });

  test("two effects with Hartung-Knapp, and one that shrinks: warnings", () => {
    expect(fitPairwise([0, 1], [0.1, 0.1], { test: "knha" }).warnings.map(({ code }) => code)).toContain(
      "hartung-knapp-k2",
    );
    expect(
      fitPairwise([0.1, 0.11, 0.1, 0.11, 0.1], [1, 1, 1, 1, 1], { test: "knha" }).warnings.map(
        ({ code }) => code,
      ),
    ).toContain("hartung-knapp-narrower");
  });

  test("identical effects leave plain Hartung-Knapp no width: said, never NaN", () => {
    for (const y of [0, 0.5]) {
      const fit = fitPairwise([y, y, y], [0.5, 0.25, 0.125], { test: "knha" });
      expect(fit).toMatchObject({ estimate: y, se: 0, pValue: y === 0 ? 1 : 0 });
      expect(fit.warnings.map(({ code }) => code)).toContain("zero-standard-error");
    }
    expect(
      fitPairwise([1, 2], [1, 1], { method: "EE", test: "knha" }).warnings.map(({ code }) => code),
    ).toContain("hartung-knapp-equal-effects");
  });

  test("variances 8 orders of magnitude apart, and 50,000 effects in well under a second", () => {
    const fit = fitPairwise([0.1, 5, -4], [1e-8, 1, 1]);
    expect(fit.estimate).toBeGreaterThan(-4);
    const k = 50_000;
    const yi = Array.from({ length: k }, (_, i) => Math.sin(i));
    const vi = Array.from({ length: k }, (_, i) => 0.1 + (i % 7) / 10);
    const began = performance.now();
    expect(fitPairwise(yi, vi).tau2).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("a set where heterogeneity comes from imprecise studies: REML as metafor at threshold 1e-14", () => {
    const fit = fitPairwise([0.05, -0.3, 1.9, 2.1, 0, 2], [0.01, 0.02, 0.9, 0.8, 0.015, 0.7]);
    expect(fit.tau2).toBeCloseTo(0.822826049596479, 8);
    expect(fit.estimate).toBeCloseTo(0.628312639595065, 9);
    expect(fit.likelihood.reml.logLik).toBeCloseTo(-7.706125988000387, 10);
  });

  test.each([
    [[], [], "too-few-effects"],
    [[1, 2], [1], "length-mismatch"],
    [[1, Number.NaN], [1, 1], "not-finite"],
    [[1, 2], [1, 0], "nonpositive-variance"],
    [[1, 2], [1, -1], "nonpositive-variance"],
  ] as const)("%j with variances %j is refused as %s, with its row", (yi, vi, code) => {
    expect(() => fitPairwise(yi, vi)).toThrow(InputError);
    try {
      fitPairwise(yi, vi);
    } catch (error) {
      expect(error).toMatchObject({ code });
    }
  });

  test("options outside their range are refused, and all choices come back in the result", () => {
    expect(() => fitPairwise([1, 2], [1, 1], { ciLevel: 95 })).toThrow(/ciLevel = 95/);
    expect(() => fitPairwise([1, 2], [1, 1], { tau2: -1 })).toThrow(/tau2 = -1/);
    expect(fitPairwise([1, 2], [1, 1]).options).toEqual({
      method: "REML",
      test: "z",
      ciLevel: 0.95,
      prediction: "default",
      tau2: undefined,
    });
  });
});

describe("subgroups", () => {
  const yi = [0.1, 0.5, 0.9, 1.4, 1.2];
  const vi = [0.04, 0.09, 0.05, 0.08, 0.2];

  test("one level is the whole; groups in order of first appearance, rows of the input", () => {
    const whole = fitSubgroups(
      yi,
      vi,
      yi.map(() => "a"),
      { groupTau2: "common" },
    );
    expect(whole.groups[0]?.fit.estimate).toBeCloseTo(fitPairwise(yi, vi).estimate, 12);
    expect(whole).toMatchObject({ qBetween: null, qBetweenDf: 0 });
    const two = fitSubgroups(yi, vi, ["b", "a", "b", "a", "a"], { groupTau2: "separate" });
    expect(two.groups.map(({ level, rows }) => [level, rows])).toEqual([
      ["b", [0, 2]],
      ["a", [1, 3, 4]],
    ]);
  });

  test("a common tau2 keeps the uncertainty of groups of one; separate ones do not", () => {
    const levels = ["x", "x", "x", "y", "z"];
    const common = fitSubgroups(yi, vi, levels, { groupTau2: "common" });
    const separate = fitSubgroups(yi, vi, levels, { groupTau2: "separate" });
    expect(common.groups[1]?.fit.tau2).toBeGreaterThan(0);
    expect(separate.groups[1]?.fit.tau2).toBe(0);
    expect(common.qBetween).toBeLessThan(separate.qBetween!);
  });
});
