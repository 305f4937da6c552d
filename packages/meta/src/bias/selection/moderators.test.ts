import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BCG } from "../../bcg.testing.ts";
import { designFromFormula, type DataColumn } from "../../design/design-from-formula.ts";
import { interceptDesign } from "../../design/design.ts";
import { InputError } from "../../input-error.ts";
import { fitRegression } from "../../pairwise/fit-regression.ts";
import type { SelectionModelOptions } from "./fit-selection.ts";
import { selectionModel } from "./selection-model.ts";
import { selectionRegression } from "./selection-regression.ts";

type Numbers = readonly number[];

/** What metafor says (source metafor), or a search by R of the likelihood as the help page defines it; see reference/moderators.R. */
interface GoldenCase {
  readonly id: string;
  readonly set: string;
  readonly type: NonNullable<SelectionModelOptions["type"]>;
  readonly alternative: NonNullable<SelectionModelOptions["alternative"]>;
  readonly method: "ML" | "EE";
  readonly mods: string;
  readonly steps: Numbers;
  readonly fixed: readonly (number | "NA" | null)[] | null;
  readonly source: "metafor" | "direct";
  readonly expected: {
    readonly names?: readonly string[];
    readonly b: Numbers;
    readonly se?: readonly (number | null)[];
    readonly tau2: number;
    readonly delta: Numbers;
    readonly logLik: number;
    readonly QM?: number | null;
    readonly LRT?: number;
    readonly LRTdf?: number;
    readonly tau2LRT?: number | null;
  };
}

const golden = JSON.parse(
  readFileSync(new URL("reference/moderators.golden.json", import.meta.url), "utf8"),
) as {
  readonly datasets: Readonly<
    Record<string, Readonly<Record<string, DataColumn>> & { readonly yi: Numbers; readonly vi: Numbers }>
  >;
  readonly cases: readonly GoldenCase[];
};

/** Largest |found − expected| relative to the larger of |expected| and `floor`. */
function apart(found: number | Numbers, expected: number | Numbers, floor = 0.01): number {
  const [a, b] = [[found].flat(), [expected].flat()];
  expect(a).toHaveLength(b.length);
  return Math.max(...a.map((one, i) => Math.abs(one - b[i]!) / Math.max(floor, Math.abs(b[i]!))));
}

const { yi, vi, ablat } = BCG;
const line = (values: readonly number[]) => ({
  names: ["intrcpt", "x"],
  rows: values.map((value) => [1, value]),
});
const TYPES = [
  "stepfun",
  "trunc",
  "truncest",
  "beta",
  "halfnorm",
  "negexp",
  "logistic",
  "power",
  "negexppow",
] as const;

describe("identities", () => {
  test.each(TYPES)("%s: an intercept alone is the model without moderators", (type) => {
    const options = { type, method: type === "stepfun" ? "ML" : "EE", alternative: "less" } as const;
    const plain = selectionModel(yi, vi, options);
    const fit = selectionRegression(yi, vi, interceptDesign(yi.length), options);
    expect(fit.beta).toEqual([plain.estimate]);
    expect(fit.se).toEqual([plain.se]);
    expect([fit.delta, fit.tau2, fit.logLik]).toEqual([plain.delta, plain.tau2, plain.logLik]);
    expect(fit.moderatorTest).toBeNull();
  });

  test("without selection they are the meta-regression", () => {
    const plain = fitRegression(yi, vi, line(ablat), { method: "ML" });
    const fit = selectionRegression(yi, vi, line(ablat), { delta: [1, 1], alternative: "less" });
    expect(apart(fit.beta, plain.beta)).toBeLessThan(1e-6);
    expect(apart(fit.tau2, plain.tau2)).toBeLessThan(1e-6);
    expect(apart(fit.logLik, plain.likelihood.ml.logLik)).toBeLessThan(1e-10);
    expect(apart(fit.unadjusted.beta, plain.beta)).toBeLessThan(1e-12);
  });

  test.each(["stepfun", "negexp", "negexppow"] as const)("%s: shift and scale of a moderator, sides of effects", (type) => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: 1, max: 900 }), (shift, scale) => {
        const options = { type, method: "EE", alternative: "less" } as const;
        const fit = selectionRegression(yi, vi, line(ablat), options);
        const moved = selectionRegression(yi, vi, line(ablat.map((value) => (value + shift) / scale)), options);
        expect(apart(moved.beta[1]! / scale, fit.beta[1]!)).toBeLessThan(1e-4);
        expect(apart(moved.beta[0]! + (moved.beta[1]! * shift) / scale, fit.beta[0]!)).toBeLessThan(1e-4);
        expect(apart(moved.logLik, fit.logLik)).toBeLessThan(1e-9);
        const mirrored = selectionRegression(yi.map((y) => -y), vi, line(ablat), { ...options, alternative: "greater" });
        expect(apart(mirrored.beta.map((b) => -b), fit.beta)).toBeLessThan(1e-6);
      }),
      { numRuns: 3 },
    );
  }); // prettier-ignore

  test("the negative exponential power function holds two others", () => {
    for (const [power, type] of [[0.5, "halfnorm"], [1, "negexp"]] as const) {
      const fit = selectionModel(yi, vi, { type: "negexppow", delta: [null, power], alternative: "less" });
      const other = selectionModel(yi, vi, { type, alternative: "less" });
      expect(fit.logLik).toBeCloseTo(other.logLik, 9);
      expect(fit.delta[0]).toBeCloseTo(other.delta[0]!, 5);
      const free = selectionModel(yi, vi, { type: "negexppow", alternative: "less" });
      expect(free.logLik).toBeGreaterThan(other.logLik - 1e-7);
    }
    const none = selectionModel(yi, vi, { type: "negexppow", delta: [3, 0], method: "EE" });
    expect(none.logLik).toBeCloseTo(none.unadjusted.logLik, 9);
  }); // prettier-ignore

  test("an estimated cut is the best of all cuts, and has effects on both sides", () => {
    const fit = selectionModel(yi, vi, { type: "truncest", method: "EE", alternative: "less" });
    const [chance, cut] = fit.delta;
    expect(fit.counts.every((count) => count > 0)).toBe(true);
    expect(fit.selectionTest.df).toBe(2);
    expect(fit.deltaSe[1]).toBeNull();
    expect(fit.warnings.join()).toMatch(/jumps/);
    const inside = yi.slice().sort((a, b) => a - b).slice(1, -1); // prettier-ignore
    for (const step of inside.flatMap((y) => [y - 1e-9, y, y + 1e-9])) {
      const at = selectionModel(yi, vi, { type: "trunc", steps: [step], method: "EE", alternative: "less" });
      expect(fit.logLik).toBeGreaterThan(at.logLik - 1e-7);
    }
    const known = selectionModel(yi, vi, { type: "truncest", delta: [null, cut! - 1e-12], method: "EE", alternative: "less" }); // prettier-ignore
    const beside = selectionModel(yi, vi, { type: "truncest", delta: [null, cut! + 1e-12], method: "EE", alternative: "less" }); // prettier-ignore
    expect(Math.max(known.logLik, beside.logLik)).toBeCloseTo(fit.logLik, 6);
    expect(known.selectionTest.df).toBe(1);
    expect(chance).toBeGreaterThan(0);
  });
});

describe("what cannot be", () => {
  test("constant and collinear moderators, short designs, sides of cuts", () => {
    const fails = (work: () => unknown, code: string): void => {
      expect(work).toThrow(expect.objectContaining({ code }) as InputError);
    };
    fails(() => selectionRegression(yi, vi, line(yi.map(() => 2))), "collinear-design");
    fails(() => selectionRegression(yi, vi, line([1])), "length-mismatch");
    fails(() => selectionModel(yi, vi, { type: "truncest", alternative: "two.sided" }), "invalid-option");
    fails(() => selectionModel(yi, vi, { type: "truncest", delta: [1] }), "invalid-option");
    fails(() => selectionModel([0.2, 0.2], [0.1, 0.2], { type: "truncest" }), "too-few-effects");
  });
});

describe("selection models with moderators, held to R", () => {
  const compared: string[] = [];

  test("the whole grid ran", () => {
    expect(golden.cases).toHaveLength(49);
  });

  test.each(golden.cases.map((one) => [one.id, one] as const))("%s", (_, one) => {
    const columns = golden.datasets[one.set]!;
    const { design } = designFromFormula(one.mods, columns);
    const fit = selectionRegression(columns.yi, columns.vi, design, {
      type: one.type,
      alternative: one.alternative,
      method: one.method,
      ...(one.steps.length > 0 ? { steps: one.steps } : {}),
      ...(one.fixed === null
        ? {}
        : { delta: one.fixed.map((value) => (typeof value === "number" ? value : null)) }),
    });
    const { expected } = one;
    const gain = fit.logLik - expected.logLik;
    // metafor integrates curves to about 1e-6; so does the sum of a weight with a kink (where p is kept away from 1).
    const curve = one.type !== "stepfun" && one.type !== "trunc" && one.type !== "truncest";
    const loose = one.type === "power" || (curve && one.source === "metafor");
    expect(gain).toBeGreaterThan(loose ? -1e-6 : -1e-8);
    if (expected.names !== undefined) expect(fit.names).toEqual(expected.names);
    if (expected.LRTdf !== undefined) expect(fit.selectionTest.df).toBe(expected.LRTdf);
    if (Math.abs(gain) > 1e-9) return;
    compared.push(one.id);
    // A likelihood within 1e-9 of the maximum leaves its place open in the 5th digit.
    expect(apart(fit.beta, expected.b)).toBeLessThan(2e-5);
    expect(apart(fit.tau2, expected.tau2)).toBeLessThan(5e-5);
    expect(apart(fit.delta, expected.delta, 0.1)).toBeLessThan(2e-5);
    if (expected.se !== undefined)
      expect(apart(fit.se.map(Number), expected.se.map(Number))).toBeLessThan(1e-5);
    if (typeof expected.QM === "number" && fit.moderatorTest !== null)
      expect(apart(fit.moderatorTest.statistic, expected.QM)).toBeLessThan(2e-5);
    if (expected.LRT !== undefined)
      expect(Math.abs(fit.selectionTest.statistic - expected.LRT)).toBeLessThan(1e-6);
    if (typeof expected.tau2LRT === "number")
      expect(Math.abs(fit.heterogeneityTest!.statistic - expected.tau2LRT)).toBeLessThan(1e-4);
  });

  test("most of them stop at the maximum themselves, and are ours in all numbers", () => {
    expect(compared.length).toBeGreaterThanOrEqual(30);
  });
});
