import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { designFromFormula, type DataColumn } from "../design/design-from-formula.ts";
import { interceptDesign } from "../design/design.ts";
import { InputError } from "../input-error.ts";
import type { GlmmOptions } from "./fit-counts.ts";
import { fitGlmm } from "./fit-glmm.ts";
import { fitGlmmRegression } from "./fit-glmm-regression.ts";
import type { GlmmData, GlmmModel } from "./studies.ts";

type Numbers = readonly number[];

/** What metafor says, its optimisers as tight as they go; see reference/moderators.R. */
interface GoldenCase {
  readonly id: string;
  readonly set: string;
  readonly measure: GlmmData["measure"];
  readonly model: GlmmModel | "one";
  readonly method: "ML" | "EE";
  readonly test: "z" | "t";
  readonly mods: string;
  readonly metafor: {
    readonly names: readonly string[];
    readonly b: Numbers;
    readonly se: Numbers;
    readonly p: Numbers;
    readonly tau2: number;
    readonly sigma2: number | null;
    readonly I2: number;
    readonly QM: number;
    readonly QMp: number;
    readonly QEWld?: number | null;
    readonly QELRT?: number | null;
    readonly QEdf: number | null;
    readonly parms: number;
    readonly k: number;
    /** Log-likelihood at metafor's estimates, integrated independently; UM.RS: as metafor reports it. */
    readonly atPeer?: number;
    readonly logLik?: number;
  } | null;
  /** The maximum of an independent integration of the likelihood. */
  readonly direct: {
    readonly b: Numbers;
    readonly se: Numbers;
    readonly tau2: number;
    readonly logLik: number;
  } | null;
}

const golden = JSON.parse(
  readFileSync(new URL("reference/moderators.golden.json", import.meta.url), "utf8"),
) as {
  readonly datasets: Readonly<Record<string, Readonly<Record<string, DataColumn>>>>;
  readonly cases: readonly GoldenCase[];
};

const MODELS = ["UM.FS", "UM.RS", "CM.EL", "CM.AL"] as const;

function dataOf(measure: GlmmData["measure"], columns: Readonly<Record<string, DataColumn>>): GlmmData {
  const rows = <N extends string>(...names: readonly N[]): readonly Record<N, number>[] =>
    columns[names[0]!]!.map(
      (_, i) =>
        Object.fromEntries(names.map((name) => [name, Number(columns[name]![i])])) as Record<N, number>,
    );
  switch (measure) {
    case "OR":
      return { measure, tables: rows("ai", "bi", "ci", "di") };
    case "IRR":
      return { measure, rates: rows("x1i", "t1i", "x2i", "t2i") };
    case "PLO":
      return { measure, proportions: rows("xi", "ni") };
    case "IRLN":
      return { measure, counts: rows("x1i", "t1i").map(({ x1i, t1i }) => ({ xi: x1i, ti: t1i })) };
  }
}

/** Largest |found − expected| relative to the larger of |expected| and `floor`. */
function apart(found: number | Numbers, expected: number | Numbers, floor = 0.01): number {
  const [a, b] = [[found].flat(), [expected].flat()];
  expect(a).toHaveLength(b.length);
  return Math.max(...a.map((one, i) => Math.abs(one - b[i]!) / Math.max(floor, Math.abs(b[i]!))));
}

describe("mixed models with moderators, held to metafor", () => {
  test("the whole grid ran", () => {
    expect(golden.cases).toHaveLength(38);
    expect(golden.cases.filter(({ direct }) => direct !== null).length).toBeGreaterThanOrEqual(25);
    expect(golden.cases.filter(({ metafor }) => metafor === null).map(({ id }) => id)).toEqual([
      "bcg|OR|CM.EL|ML|z|~ lat",
    ]);
  });

  test.each(golden.cases.map((one) => [one.id, one] as const))("%s", (_, one) => {
    const columns = golden.datasets[one.set]!;
    const { design } = designFromFormula(one.mods, columns);
    const fit = fitGlmmRegression(dataOf(one.measure, columns), design, {
      model: one.model === "one" ? "UM.FS" : one.model,
      method: one.method,
      test: one.test,
      quadraturePoints: 25,
    });
    const { metafor, direct } = one;
    if (direct !== null) {
      expect(fit.logLik).toBeGreaterThan(direct.logLik - 1e-9 * Math.abs(direct.logLik));
      expect(apart(fit.beta, direct.b)).toBeLessThan(1e-6);
      expect(apart(fit.se, direct.se)).toBeLessThan(1e-6);
      expect(apart(fit.tau2, direct.tau2)).toBeLessThan(1e-6);
    }
    if (metafor === null) return;
    expect(fit.names).toEqual(metafor.names);
    expect([fit.k, fit.parameters]).toEqual([metafor.k, metafor.parms]);
    // lme4 stops early with two random effects, and takes standard errors there that leave out the variances.
    const two = one.model === "UM.RS";
    // The curvature of the exact conditional likelihood is a difference of sums that lose digits.
    const exact = one.model === "CM.EL" && one.measure === "OR";
    const loose = one.method === "EE" ? 1e-6 : 5e-5;
    expect(apart(fit.beta, metafor.b)).toBeLessThan(two ? 2e-3 : loose);
    expect(apart(fit.se, metafor.se)).toBeLessThan(two ? 0.02 : exact ? 1e-3 : 1e-4);
    expect(apart(fit.tau2, metafor.tau2)).toBeLessThan(two ? 2e-4 : 2e-5);
    expect(apart(fit.i2, metafor.I2, 1)).toBeLessThan(two ? 2e-4 : 2e-5);
    const { statistic, pValue } = fit.moderatorTest!;
    expect(apart(statistic, metafor.QM)).toBeLessThan(two ? 0.03 : exact ? 5e-3 : 2e-4);
    expect(Math.abs(pValue - metafor.QMp)).toBeLessThan(two ? 0.02 : exact ? 5e-3 : 1e-4);
    if (metafor.sigma2 !== null) expect(apart(fit.sigma2!, metafor.sigma2)).toBeLessThan(0.01);
    const saturated = metafor.QELRT ?? null;
    if (saturated !== null) expect(apart(fit.qLikelihoodRatio, saturated)).toBeLessThan(two ? 2e-3 : 1e-6);
    const wald = metafor.QEWld ?? null;
    if (wald !== null && !exact) expect(apart(fit.qWald!, wald)).toBeLessThan(two ? 0.025 : 1e-5);
    if (metafor.QEdf !== null) expect(fit.qDf).toBe(metafor.QEdf);
    if (metafor.atPeer !== undefined) expect(fit.logLik).toBeGreaterThan(metafor.atPeer - 1e-8);
    if (metafor.logLik !== undefined && one.method === "ML")
      expect(fit.logLik).toBeGreaterThan(metafor.logLik - 1e-8);
  });
});

const { counts, ablat } = BCG;
const tables = counts.tpos.map((ai, i) => ({
  ai,
  bi: counts.tneg[i]!,
  ci: counts.cpos[i]!,
  di: counts.cneg[i]!,
}));
const bcg: GlmmData = { measure: "OR", tables };
const line = (values: readonly number[]) => ({
  names: ["intrcpt", "x"],
  rows: values.map((value) => [1, value]),
});

describe("identities", () => {
  test.each(MODELS)("%s: an intercept alone is the model without moderators", (model) => {
    for (const method of ["ML", "EE"] as const) {
      const plain = fitGlmm(bcg, { model, method });
      const fit = fitGlmmRegression(bcg, interceptDesign(tables.length), { model, method });
      expect(fit.beta).toEqual([plain.estimate]);
      expect(fit.se).toEqual([plain.se]);
      expect([fit.logLik, fit.tau2, fit.sigma2, fit.qWald]).toEqual([plain.logLik, plain.tau2, plain.sigma2, plain.qWald]); // prettier-ignore
      expect(fit.moderatorTest).toBeNull();
    }
  });

  test.each(["UM.FS", "CM.EL", "CM.AL"] as const)("%s: equal effects within two levels are two models", (model) => {
    const north = ablat.map((latitude) => latitude > 40);
    const options: GlmmOptions = { model, method: "EE" };
    const [yes, no] = [true, false].map((side) =>
      fitGlmm({ measure: "OR", tables: tables.filter((_, i) => north[i] === side) }, options),
    );
    const rows = north.map((one) => [Number(one), Number(!one)]);
    const fit = fitGlmmRegression(bcg, { names: ["north", "south"], rows }, options);
    expect(apart(fit.beta, [yes!.estimate, no!.estimate])).toBeLessThan(1e-7);
    expect(apart(fit.se, [yes!.se, no!.se])).toBeLessThan(1e-6);
    expect(apart(fit.logLik, yes!.logLik + no!.logLik)).toBeLessThan(1e-10);
    expect(apart(fit.qLikelihoodRatio, yes!.qLikelihoodRatio + no!.qLikelihoodRatio)).toBeLessThan(1e-9);
    expect(apart(fit.qWald!, yes!.qWald! + no!.qWald!)).toBeLessThan(1e-9);
  }); // prettier-ignore

  test.each(MODELS)("%s: shift and scale of a moderator change its units alone", (model) => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: 1, max: 900 }), (shift, scale) => {
        const options: GlmmOptions = { model };
        const fit = fitGlmmRegression(bcg, line(ablat), options);
        const moved = fitGlmmRegression(bcg, line(ablat.map((value) => (value + shift) / scale)), options);
        expect(apart(moved.beta[1]! / scale, fit.beta[1]!)).toBeLessThan(1e-5);
        expect(apart(moved.beta[0]! + (moved.beta[1]! * shift) / scale, fit.beta[0]!)).toBeLessThan(1e-5);
        expect(apart(moved.tau2, fit.tau2)).toBeLessThan(1e-4);
        expect(apart(moved.logLik, fit.logLik)).toBeLessThan(1e-9);
        expect(apart(moved.moderatorTest!.statistic, fit.moderatorTest!.statistic)).toBeLessThan(1e-4);
      }),
      { numRuns: 2 },
    );
  });

  test.each(MODELS)("%s: more moderators never fit worse, random effects neither", (model) => {
    const both = { names: ["intrcpt", "lat", "order"], rows: ablat.map((value, i) => [1, value, i % 3]) };
    for (const method of ["ML", "EE"] as const) {
      const [none, one, two] = [interceptDesign(tables.length), line(ablat), both].map((design) =>
        fitGlmmRegression(bcg, design, { model, method }),
      );
      expect(one!.logLik).toBeGreaterThan(none!.logLik - 1e-7);
      expect(two!.logLik).toBeGreaterThan(one!.logLik - 1e-7);
      expect(one!.qLikelihoodRatio).toBeLessThan(none!.qLikelihoodRatio);
    }
  });

  test("as many coefficients as studies leave no heterogeneity", () => {
    const proportions = [{ xi: 5, ni: 10 }, { xi: 6, ni: 10 }]; // prettier-ignore
    const fit = fitGlmmRegression({ measure: "PLO", proportions }, line([0, 1]), { test: "t" });
    expect(fit.beta[1]).toBeCloseTo(Math.log(6 / 4), 7);
    expect(fit).toMatchObject({ tau2: 0, qDf: 0, df: null, qLikelihoodRatioPValue: 1 });
  });
});

describe("what cannot be", () => {
  const code = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (error instanceof InputError) return error.code;
      throw error;
    }
    return "none";
  };

  test("constant and collinear moderators, short designs, too many coefficients", () => {
    for (const model of MODELS) {
      expect(code(() => fitGlmmRegression(bcg, line(ablat.map(() => 3)), { model }))).toBe(
        "collinear-design",
      );
      const twice = { names: ["intrcpt", "x", "y"], rows: ablat.map((value) => [1, value, 2 * value + 1]) };
      expect(code(() => fitGlmmRegression(bcg, twice, { model }))).toBe("collinear-design");
    }
    expect(code(() => fitGlmmRegression(bcg, line([1, 2])))).toBe("length-mismatch");
    expect(code(() => fitGlmmRegression(bcg, line(ablat.map((value, i) => (i === 3 ? NaN : value)))))).toBe("not-finite"); // prettier-ignore
    const two: GlmmData = { measure: "OR", tables: tables.slice(0, 2) };
    const three = { names: ["a", "b", "c"], rows: [[1, 0, 2], [1, 1, 5]] }; // prettier-ignore
    expect(code(() => fitGlmmRegression(two, three))).toBe("too-few-effects");
  });

  test("tables that say nothing go with their rows of the design, and can leave a moderator constant", () => {
    const more: GlmmData = { measure: "OR", tables: [{ ai: 0, bi: 5, ci: 0, di: 6 }, ...tables] };
    const fit = fitGlmmRegression(more, line([99, ...ablat]), { model: "CM.AL" });
    expect(fit.beta).toEqual(fitGlmmRegression(bcg, line(ablat), { model: "CM.AL" }).beta);
    expect(fit.rows).toEqual(tables.map((_, i) => i + 1));
    const constant = line([1, ...tables.map(() => 0)]);
    expect(code(() => fitGlmmRegression(more, constant, { model: "CM.EL" }))).toBe("collinear-design");
  });

  test("a level without any event has no finite effect", () => {
    const proportions = [{ xi: 0, ni: 9 }, { xi: 0, ni: 12 }, { xi: 4, ni: 9 }, { xi: 5, ni: 12 }]; // prettier-ignore
    const work = (): unknown => fitGlmmRegression({ measure: "PLO", proportions }, line([1, 1, 0, 0]));
    expect(code(work)).toBe("no-convergence");
  });
});
