import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpuClock } from "../../../../../tools/testing/cpu-time.ts";
import { BCG } from "../../bcg.testing.ts";
import { InputError } from "../../input-error.ts";
import { fitPairwise } from "../../pairwise/fit-pairwise.ts";
import { selectionModel } from "./selection-model.ts";

const { yi, vi } = BCG;
const TYPES = ["beta", "halfnorm", "negexp", "logistic", "power", "stepfun", "trunc"] as const;

function outcome(...call: Parameters<typeof selectionModel>): string {
  try {
    const { estimate, se, tau2 } = selectionModel(...call);
    return [estimate, se ?? 0, tau2].every(Number.isFinite) ? "fit" : "no number";
  } catch (error) {
    return error instanceof InputError ? error.code : String(error);
  }
}

const sets = fc.array(
  fc.record({ y: fc.double({ min: -1, max: 2, noNaN: true }), v: fc.double({ min: 0.02, max: 0.5, noNaN: true }) }),
  { minLength: 6, maxLength: 12 },
); // prettier-ignore

describe("selection models", () => {
  test("without selection they are the model without selection", () => {
    const plain = fitPairwise(yi, vi, { method: "ML" });
    const fit = selectionModel(yi, vi, { delta: [1, 1], alternative: "less" });
    expect(fit.estimate).toBeCloseTo(plain.estimate, 6);
    expect(fit.tau2).toBeCloseTo(plain.tau2, 6);
    expect(fit.logLik).toBeCloseTo(plain.likelihood.ml.logLik, 9);
    expect(fit.selectionTest).toMatchObject({ df: 0, pValue: null });
  });

  test.each(TYPES)("%s: freeing the selection never fits worse, and the sides mirror each other", (type) => {
    fc.assert(
      fc.property(sets, (set) => {
        const [y, v] = [set.map((one) => one.y), set.map((one) => one.v)];
        // A beta likelihood of effects near 0 has no summit.
        fc.pre(type !== "beta" || outcome(y, v, { type, method: "EE" }) !== "no-convergence");
        const fit = selectionModel(y, v, { type, method: "EE" });
        expect(fit.logLik).toBeGreaterThan(fit.unadjusted.logLik - 1e-6);
        const mirrored = selectionModel(y.map((one) => -one), v, { type, method: "EE", alternative: "less" }); // prettier-ignore
        expect(mirrored.logLik).toBeCloseTo(fit.logLik, 5);
      }),
      { numRuns: 8 },
    );
  });

  test("two-sided steps: the sign does not matter", () => {
    const two = (effects: readonly number[]) =>
      selectionModel(effects, vi, { alternative: "two.sided", steps: [0.05] });
    expect(two(yi.map((y) => -y)).estimate).toBeCloseTo(-two(yi).estimate, 5);
  });

  test("steps that say nothing, or do not rise, are told", () => {
    expect(() => selectionModel(yi, vi, { steps: [0.5, 0.1] })).toThrow(/rising/);
    expect(() => selectionModel(yi, vi, { delta: [1] })).toThrow(InputError);
    expect(() => selectionModel(yi, vi, { type: "trunc", alternative: "two.sided" })).toThrow(/has a side/);
    expect(selectionModel(yi, vi, { steps: [1e-9], method: "EE" }).warnings.join()).toMatch(
      /holds no effect/,
    );
  });

  test.each(TYPES)("%s: a change of unit changes nothing but units", (type) => {
    const plain = selectionModel(yi, vi, { type, alternative: "less" });
    for (const unit of [1e-6, 1e6]) {
      const scaled = selectionModel(
        yi.map((y) => y * unit),
        vi.map((v) => v * unit * unit),
        { type, alternative: "less" },
      );
      expect(scaled.estimate / unit).toBeCloseTo(plain.estimate, 5);
      expect(scaled.tau2 / unit ** 2).toBeCloseTo(plain.tau2, 5);
      expect(scaled.logLik + yi.length * Math.log(unit)).toBeCloseTo(plain.logLik, 6);
      if (plain.se !== null) expect(scaled.se! / unit / plain.se).toBeCloseTo(1, 3);
    }
  });

  test("variances near 0, huge or of all sizes end in numbers or in a named failure", () => {
    const power = (exponents: readonly number[]) => exponents.map((one) => 10 ** one);
    const sets = [
      [[2e-7], power([-12])],
      [[3e-7, 8e-7, 1e-6], power([-12, -11.9, -11.8])],
      [[0.3], power([20])],
      [[0.2, -0.1, 0.6, 0.4], power([-12, -5, 0, 4])],
      [[5.8e6, 2.1e5], [1.9e12, 1.4e6]],
    ] as const; // prettier-ignore
    for (const [y, v] of sets)
      for (const type of [...TYPES, "negexppow"] as const)
        for (const method of ["ML", "EE"] as const)
          expect(["fit", ...(type === "beta" ? ["no-convergence"] : [])]).toContain(
            outcome(y, v, { type, method }),
          );
  });

  test("beta with effects of 0 has no summit, in any order", () => {
    const v = [0.02, 0.5, 0.11, 0.3, 0.07];
    for (const order of [v, v.toReversed(), v.toSorted()])
      expect(
        outcome(
          v.map(() => 0),
          order,
          { type: "beta" },
        ),
      ).toBe("no-convergence");
  });

  test("negexppow of one effect with a huge variance takes less than 0.5 s of computing", () => {
    const spent = cpuClock();
    selectionModel([0.3], [1e12], { type: "negexppow" });
    expect(spent()).toBeLessThan(500);
  });

  test("a beta model of 13 effects takes less than 0.6 s of computing", () => {
    selectionModel(yi, vi, { type: "beta", alternative: "less" });
    const spent = cpuClock();
    selectionModel(yi, vi, { type: "beta", alternative: "less" });
    expect(spent()).toBeLessThan(600);
  });
});
