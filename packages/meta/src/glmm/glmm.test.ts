import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../input-error.ts";
import { gaussHermite } from "../quadrature/gauss-hermite.ts";
import { fitGlmm } from "./fit-glmm.ts";
import type { GlmmModel } from "./studies.ts";
import { binomial, noncentralHypergeometric } from "./log-likelihoods.ts";
import { logMixture } from "./mixture.ts";

const MODELS = ["UM.FS", "UM.RS", "CM.EL", "CM.AL"] as const satisfies readonly GlmmModel[];

const cell = fc.integer({ min: 1, max: 60 });
const tables = fc.array(fc.record({ ai: cell, bi: cell, ci: cell, di: cell }), {
  minLength: 3,
  maxLength: 6,
});

test("Gauss and Hermite integrate polynomials exactly", () => {
  for (const n of [1, 2, 7, 25, 60]) {
    const { nodes, weights } = gaussHermite(n);
    const moment = (power: number): number => weights.reduce((sum, w, i) => sum + w * nodes[i]! ** power, 0);
    expect(moment(0)).toBeCloseTo(Math.sqrt(Math.PI), 12);
    if (n > 1) expect(moment(2)).toBeCloseTo(Math.sqrt(Math.PI) / 2, 12);
    if (n > 2) expect(moment(4)).toBeCloseTo((3 * Math.sqrt(Math.PI)) / 4, 11);
    expect(moment(3)).toBeCloseTo(0, 10);
  }
});

test("the noncentral hypergeometric probabilities add up to 1, with the right mean", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.double({ min: -4, max: 4, noNaN: true }), fc.nat(), (n1, n2, eta, choice) => {
      const m = 1 + (choice % (n1 + n2 - 1));
      const support = Array.from({ length: n1 + 1 }, (_, a) => a).filter((a) => m - a >= 0 && m - a <= n2);
      const p = support.map((a) => Math.exp(noncentralHypergeometric(a, n1, m, n2)(eta).value));
      expect(p.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 10);
      const mean = support.reduce((sum, a, i) => sum + a * p[i]!, 0);
      const { score } = noncentralHypergeometric(support[0]!, n1, m, n2)(eta);
      expect(support[0]! - score).toBeCloseTo(mean, 8);
    }),
  ); // prettier-ignore
});

test("quadrature agrees with a fine sum over the random effect", () => {
  const ell = binomial(3, 20);
  let sum = 0;
  const step = 0.001;
  for (let u = -12; u <= 12; u += step) sum += step * Math.exp(ell(-1 + 0.8 * u).value - u * u / 2) / Math.sqrt(2 * Math.PI); // prettier-ignore
  expect(logMixture(ell, -1, 0.8, 40)).toBeCloseTo(Math.log(sum), 10);
  expect(logMixture(ell, -1, 0.8, 7)).toBeCloseTo(Math.log(sum), 5);
});

describe("models", () => {
  test.each(MODELS)("%s: groups changed about turn the sign; random effects never fit worse", (model) => {
    fc.assert(
      fc.property(tables, (set) => {
        const turned = set.map(({ ai, bi, ci, di }) => ({ ai: ci, bi: di, ci: ai, di: bi }));
        const [fit, back] = [set, turned].map((one) =>
          fitGlmm({ measure: "OR", tables: one }, { model, method: "EE" }),
        );
        if (model !== "CM.AL") expect(back!.estimate).toBeCloseTo(-fit!.estimate, model === "UM.RS" ? 3 : 5);
        const random = fitGlmm({ measure: "OR", tables: set }, { model });
        if (model !== "UM.RS") expect(random.logLik).toBeGreaterThan(fit!.logLik - 1e-6);
        expect(random.se).toBeGreaterThan(0);
      }),
      { numRuns: 10 },
    );
  });

  test("the exact conditional model of one table is its conditional estimate; rare events bring CM.AL near", () => {
    const rare = [
      { ai: 3, bi: 9997, ci: 6, di: 9994 },
      { ai: 2, bi: 4998, ci: 5, di: 4995 },
      { ai: 4, bi: 7996, ci: 7, di: 7993 },
    ];
    const [exact, near] = (["CM.EL", "CM.AL"] as const).map((model) => fitGlmm({ measure: "OR", tables: rare }, { model, method: "EE" }));
    expect(near!.estimate).toBeCloseTo(exact!.estimate, 2);
    expect(exact!.se).toBeCloseTo(near!.se, 2);
  }); // prettier-ignore

  test("double-zero tables say nothing; zeros need no correction", () => {
    const set = [{ ai: 0, bi: 10, ci: 3, di: 9 }, { ai: 1, bi: 20, ci: 4, di: 18 }, { ai: 2, bi: 9, ci: 5, di: 11 }]; // prettier-ignore
    const fit = fitGlmm({ measure: "OR", tables: set }, { model: "CM.EL" });
    const more = fitGlmm(
      { measure: "OR", tables: [...set, { ai: 0, bi: 5, ci: 0, di: 6 }] },
      { model: "CM.EL" },
    );
    expect(more.estimate).toBe(fit.estimate);
    expect(fit.qWald).toBeNull();
    expect(() => fitGlmm({ measure: "OR", tables: [{ ai: 0, bi: 5, ci: 0, di: 6 }] })).toThrow(InputError);
    expect(() => fitGlmm({ measure: "OR", tables: [{ ai: -1, bi: 5, ci: 0, di: 6 }] })).toThrow(/row 0/);
    expect(() => fitGlmm({ measure: "PLO", proportions: [{ xi: 5, ni: 4 }] })).toThrow(/row 0/);
  });

  test("one proportion is its own logit", () => {
    const fit = fitGlmm({ measure: "PLO", proportions: [{ xi: 3, ni: 12 }] });
    expect(fit.estimate).toBeCloseTo(Math.log(3 / 9), 9);
    expect(fit.se).toBeCloseTo(Math.sqrt(1 / 3 + 1 / 9), 6);
    expect(fit.tau2).toBe(0);
  });
});
