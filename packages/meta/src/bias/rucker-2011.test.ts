import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../input-error.ts";
import { LIMIT_ADJUSTMENTS, limitMetaAnalysis } from "./limit-meta-analysis.ts";
import { NSAIDS } from "./nsaids.testing.ts";
import { twoByTwoEffects } from "../effects/two-by-two.ts";

const close = (found: number, expected: number, digits: number): void => {
  expect(Math.abs(found / expected - 1)).toBeLessThan(10 ** -digits);
};

describe("metasens, ten effects", () => {
  // limitmeta(metagen(TE, seTE, method.tau = "DL")) of R 4.5.2, printed in the repository mahmood726-cyber/allmeta,
  // limit-ma/tests/fixtures/limit-oracle.json.
  const yi = [0.55, 0.48, 0.7, 0.6, 0.3, 0.75, 0.52, 0.65, 0.45, 0.58];
  const vi = [0.08, 0.1, 0.15, 0.09, 0.07, 0.2, 0.08, 0.12, 0.17, 0.1].map((s) => s * s);
  const found = limitMetaAnalysis(yi, vi, { method: "DL" });

  test.each([
    ["TE.adjust (beta0)", found.estimate, 0.411998010092046],
    ["seTE.adjust", found.se, 0.0887921158931855],
    ["alpha.r", found.alpha, 2.43639715422829],
    ["beta.r", found.beta, 0.204805826788178],
    ["tau^2", found.tau2, 0.00723186926562673],
    ["G.squared", found.g2!, 0.313520932540967],
    ["Q", found.q.statistic, 15.37115744375647],
    ["Q.small", found.qSmall.statistic, 5.16598481704287],
    ["Q.resid", found.qResidual.statistic, 10.2051726267136],
    ["TE.random", found.unadjusted.estimate, 0.530092365739086],
    ["seTE.random", found.unadjusted.se, 0.0430674258514936],
  ])("%s", (_, value, expected) => close(value, expected, 11));

  test("TE.limit: the shrunken effects", () => {
    const printed = [
      0.456232317302073, 0.383084060195666, 0.449030592626785, 0.476223586980037, 0.27830319508838,
      0.418139259743667, 0.434381442343102, 0.462217199190092, 0.314501680802026, 0.447866766648635,
    ];
    printed.forEach((value, i) => close(found.limitEffects[i]!, value, 11));
  });

  test("degrees of freedom and tests", () => {
    expect([found.q.df, found.qSmall.df, found.qResidual.df]).toEqual([9, 1, 8]);
    expect(found.qSmall.pValue).toBeCloseTo(0.023033394810632, 12);
  });
});

describe("topical NSAIDs against placebo (Moore 1998), the example of the paper and of metasens", () => {
  const { yi, vi } = twoByTwoEffects("OR", NSAIDS);
  const found = limitMetaAnalysis(yi.map(Number), vi.map(Number), { method: "DL" });

  // R 4.2.2: rma(method = "DL"), then lm() on the radial plots with summary()$cov.unscaled, as the paper defines them.
  test.each([
    ["tau2", found.tau2, 0.4659821876981],
    ["alpha", found.alpha, 3.736158096541],
    ["beta", found.beta, -1.941770389442],
    ["beta0", found.adjusted.expectation.estimate, 0.6086390271964],
    ["se of beta0", found.adjusted.expectation.se, 0.2186186424488],
    ["beta-lim", found.adjusted["including-bias"].estimate, 0.4178703420448],
    ["se of beta-lim", found.adjusted["including-bias"].se, 0.192334038747],
    ["mu-lim", found.adjusted["excluding-bias"].estimate, 0.5644205976299],
    ["se of mu-lim", found.adjusted["excluding-bias"].se, 0.07587085293463],
    ["G2", found.g2!, 0.9146125039003],
    ["Q", found.q.statistic, 113.3489022537],
    ["Q - Q'", found.qSmall.statistic, 44.02666677345],
    ["Q'", found.qResidual.statistic, 69.32223548025],
    ["random effects", found.unadjusted.estimate, 1.317375290405],
  ])("%s", (_, value, expected) => close(value, expected, 10));
});

describe("properties", () => {
  const studies = fc
    .array(fc.record({ y: fc.double({ min: -3, max: 3, noNaN: true }), s: fc.double({ min: 0.05, max: 2, noNaN: true }) }), { minLength: 4, maxLength: 20 })
    .filter((all) => Math.max(...all.map(({ s }) => s)) / Math.min(...all.map(({ s }) => s)) > 1.1); // prettier-ignore
  const estimates = (all: readonly { readonly y: number; readonly s: number }[]) =>
    limitMetaAnalysis(
      all.map(({ y }) => y),
      all.map(({ s }) => s * s),
      { method: "DL" },
    );

  test("shift, scale and order", () => {
    fc.assert(
      fc.property(studies, fc.double({ min: -5, max: 5, noNaN: true }), (all, c) => {
        const plain = estimates(all);
        const shifted = estimates(all.map(({ y, s }) => ({ y: y + c, s })));
        const scaled = estimates(all.map(({ y, s }) => ({ y: 3 * y, s: 3 * s })));
        const reversed = estimates([...all].reverse());
        for (const name of LIMIT_ADJUSTMENTS) {
          const { estimate, se } = plain.adjusted[name];
          expect(shifted.adjusted[name].estimate).toBeCloseTo(estimate + c, 7);
          expect(scaled.adjusted[name].estimate).toBeCloseTo(3 * estimate, 7);
          expect(scaled.adjusted[name].se).toBeCloseTo(3 * se, 7);
          expect(reversed.adjusted[name].estimate).toBeCloseTo(estimate, 7);
        }
        expect(shifted.alpha).toBeCloseTo(plain.alpha, 6);
        expect(plain.q.statistic).toBeCloseTo(plain.qSmall.statistic + plain.qResidual.statistic, 6);
      }),
    );
  });

  test("without heterogeneity nothing is left to shrink: G2 is 0 and every limit effect is the slope", () => {
    const found = limitMetaAnalysis([0.5, 0.5, 0.51, 0.5], [0.1, 0.2, 0.3, 0.4], { method: "DL" });
    expect(found.tau2).toBe(0);
    expect(found.g2).toBe(0);
    found.limitEffects.forEach((effect) => expect(effect).toBeCloseTo(found.beta, 12));
    expect(found.estimate).toBe(found.beta);
  });
});

test.each([
  ["too-few-effects", [0.1, 0.2], [0.1, 0.2]],
  ["collinear-design", [0.1, 0.2, 0.4], [0.1, 0.1, 0.1]],
  ["nonpositive-variance", [0.1, 0.2, 0.4], [0.1, 0, 0.1]],
])("%s is said", (code, yi, vi) => {
  expect(() => limitMetaAnalysis(yi, vi)).toThrow(expect.objectContaining({ code }) as InputError);
});

test("the chosen adjustment is the result", () => {
  const found = limitMetaAnalysis([0.9, 0.8, 0.2, 0.3], [0.25, 0.16, 0.04, 0.01], {
    adjustment: "excluding-bias",
  });
  expect(found.estimate).toBe(found.adjusted["excluding-bias"].estimate);
  expect(found.options).toEqual({ adjustment: "excluding-bias", method: "REML", ciLevel: 0.95 });
  expect(found.warnings).toHaveLength(1);
});
