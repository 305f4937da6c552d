import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designFromFormula } from "../design/design-from-formula.ts";
import { InputError } from "../input-error.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { fitRegression, type RegressionFit } from "../pairwise/fit-regression.ts";
import { compareModels } from "./compare-models.ts";
import { coefficientTest, contrastTest } from "./contrast.ts";
import { predictEffects } from "./predict.ts";
import { studyDeviations, studyEffects } from "./study-effects.ts";
import { heterogeneityInterval } from "./tau2-interval.ts";
import { varianceInflation } from "./variance-inflation.ts";

const row = fc.record({
  y: fc.double({ min: -3, max: 3, noNaN: true }),
  v: fc.double({ min: 0.01, max: 2, noNaN: true }),
  x: fc.double({ min: -2, max: 2, noNaN: true }),
});
const sets = fc
  .array(row, { minLength: 6, maxLength: 12 })
  .filter((set) => new Set(set.map(({ x }) => x.toFixed(2))).size > 4);

function modelOf(set: readonly { y: number; v: number; x: number }[], method: "ML" | "REML" = "REML") {
  const [yi, vi] = [set.map(({ y }) => y), set.map(({ v }) => v)];
  const { design } = designFromFormula("~ x + z", {
    x: set.map(({ x }) => x),
    z: set.map((_, i) => ["a", "b", "c"][i % 3]!),
  });
  return { yi, vi, design, fit: fitRegression(yi, vi, design, { method, test: "knha" }) };
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.code;
    throw error;
  }
  return undefined;
}

/** Smaller numbers cannot lose 16 digits and still be normal doubles. */
const LEAST_WITH_DIGITS = 2 ** -1022 / Number.EPSILON;

/** Condition number of the correlation matrix of two coefficients. */
function condition({ vcov, se }: RegressionFit, i: number, j: number): number {
  const correlation = Math.abs(vcov[i]![j]! / se[i]! / se[j]!);
  return (1 + correlation) / (1 - correlation);
}

describe("predictions and contrasts", () => {
  test("a row that picks one coefficient gives that coefficient, its interval and its test", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { fit } = modelOf(set);
        const pick = fit.names.map((_, j) => (j === 2 ? 1 : 0));
        const [prediction] = predictEffects(fit, [pick]);
        const contrast = contrastTest(fit, [pick]);
        expect(prediction!.estimate).toBe(fit.beta[2]);
        expect(prediction!.ciUpper).toBeCloseTo(fit.ciUpper[2]!, 10);
        expect(contrast.pValue[0]).toBeCloseTo(fit.pValue[2]!, 10);
        expect(contrast.joint.statistic).toBeCloseTo(fit.statistic[2]! ** 2, 6);
        expect(coefficientTest(fit, [2]).pValue).toBeCloseTo(fit.pValue[2]!, 8);
      }),
    );
  });

  test("effects whose squares have no digits left are told as identical", () => {
    const set = [3, 1, 4, 1, 5, 9].map((y, i) => ({ y: y * 1e-160, v: 0.1 + i / 10, x: i * i }));
    expect(modelOf(set).fit.warnings.map(({ code }) => code)).toContain("zero-standard-error");
  });

  test.each([658994777, undefined])(
    "the joint test does not change with the combinations that span it (seed %s)",
    (seed) => {
      fc.assert(
        fc.property(sets, (set) => {
          const { fit } = modelOf(set);
          const direct = coefficientTest(fit, [1, 2]).statistic;
          fc.pre(direct > 0 && direct < Infinity);
          // Digits to compare: no variance in the range where doubles lose theirs, and a condition number that costs eight of 16.
          fc.pre([1, 2].every((j) => fit.se[j]! ** 2 > LEAST_WITH_DIGITS) && condition(fit, 1, 2) < 1e8);
          const mixed = contrastTest(fit, [[0, 1, 1, 0], [0, 1, -2, 0]]).joint.statistic; // prettier-ignore
          expect(Math.abs(mixed / direct - 1)).toBeLessThan(1e-6);
        }),
        seed === undefined ? {} : { seed },
      );
    },
  );

  test("a wider level gives a wider interval; the prediction interval holds the confidence interval", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { fit, design } = modelOf(set);
        const [narrow] = predictEffects(fit, [design.rows[0]!], 0.8);
        const [wide] = predictEffects(fit, [design.rows[0]!], 0.99);
        expect(wide!.ciUpper).toBeGreaterThanOrEqual(narrow!.ciUpper);
        expect(wide!.piLower!).toBeLessThanOrEqual(wide!.ciLower + 1e-12);
      }),
    );
  });

  test("rows of another width and values that are not finite are refused", () => {
    const { fit } = modelOf(Array.from({ length: 7 }, (_, i) => ({ y: i % 3, v: 0.1 + i / 10, x: i * i })));
    expect(codeOf(() => predictEffects(fit, [[1, 2]]))).toBe("length-mismatch");
    expect(codeOf(() => contrastTest(fit, [[1, 2, 0, Number.NaN]]))).toBe("not-finite");
    expect(codeOf(() => coefficientTest(fit, [9]))).toBe("invalid-option");
  });
});

describe("model comparisons", () => {
  test("the larger model is never less likely; twice the difference is the statistic", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { fit, yi, vi } = modelOf(set, "ML");
        const found = compareModels(fit, fitPairwise(yi, vi, { method: "ML" }));
        expect(found.statistic).toBeGreaterThanOrEqual(-1e-8);
        expect(found.df).toBe(3);
        expect(found.pValue).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("restricted likelihoods of different moderators are not compared", () => {
    const { fit, yi, vi } = modelOf(
      Array.from({ length: 7 }, (_, i) => ({ y: i % 3, v: 0.1 + i / 10, x: i * i })),
    );
    expect(codeOf(() => compareModels(fit, fitPairwise(yi, vi)))).toBe("invalid-option");
    expect(codeOf(() => compareModels(fit, fitPairwise(yi, vi, { method: "DL" })))).toBe("invalid-option");
  });
});

describe("effects of the studies", () => {
  test("lie between the study's own effect and the mean; effect = mean + deviation", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const [yi, vi] = [set.map(({ y }) => y), set.map(({ v }) => v)];
        const fit = fitPairwise(yi, vi);
        const [effects, deviations] = [studyEffects(fit, yi, vi), studyDeviations(fit, yi, vi)];
        effects.estimate.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(Math.min(yi[i]!, fit.estimate) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(yi[i]!, fit.estimate) + 1e-9);
          expect(value).toBeCloseTo(fit.estimate + deviations.estimate[i]!, 9);
        });
      }),
    );
  });
});

describe("intervals of heterogeneity", () => {
  test("weights 1/vi and the Q-profile interval differ, and both hold the truth of their definition", () => {
    const [yi, vi] = [[0.1, 0.9, 0.4, 1.6], [0.02, 0.05, 0.03, 0.1]]; // prettier-ignore
    const fit = fitPairwise(yi, vi, { method: "DL" });
    const weights = vi.map((v) => 1 / v);
    const profile = heterogeneityInterval(fit, yi, vi, { type: "QP" });
    const fixed = heterogeneityInterval(fit, yi, vi, { type: "GENQ", weights });
    expect(profile.tau2.upper).not.toBeCloseTo(fixed.tau2.upper, 3);
    expect(profile.i2.upper).toBeCloseTo(
      (100 * profile.tau2.upper) / (profile.tau2.upper + fit.typicalVariance!),
      9,
    );
    expect(codeOf(() => heterogeneityInterval(fit, yi, vi, { type: "GENQ" }))).toBe("invalid-option");
    expect(codeOf(() => heterogeneityInterval(fit, yi, vi, { type: "PL" }))).toBe("unsupported");
  });
});

test("variance inflation: 1 for uncorrelated moderators, large for nearly equal ones", () => {
  const [yi, vi] = [[0.1, 0.9, 0.4, 1.6], [0.1, 0.1, 0.1, 0.1]]; // prettier-ignore
  const crossed = designFromFormula("~ a + b", { a: [1, 1, -1, -1], b: [1, -1, 1, -1] }).design;
  for (const { vif } of varianceInflation(fitRegression(yi, vi, crossed), crossed))
    expect(vif).toBeCloseTo(1, 12);
  const close = designFromFormula("~ a + b", { a: [1, 2, 3, 4], b: [1, 2, 3, 4.1] }).design;
  for (const { vif } of varianceInflation(fitRegression(yi, vi, close), close))
    expect(vif).toBeGreaterThan(100);
});
