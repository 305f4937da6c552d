import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BCG } from "../../bcg.testing.ts";
import { InputError } from "../../input-error.ts";
import { fitPairwise } from "../../pairwise/fit-pairwise.ts";
import { selectionModel } from "./selection-model.ts";

const { yi, vi } = BCG;
const TYPES = ["beta", "halfnorm", "negexp", "logistic", "power", "stepfun", "trunc"] as const;

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

  test("a beta model of 13 effects takes less than a fifth of a second", () => {
    selectionModel(yi, vi, { type: "beta", alternative: "less" });
    const started = performance.now();
    selectionModel(yi, vi, { type: "beta", alternative: "less" });
    expect(performance.now() - started).toBeLessThan(600);
  });
});
