import { tests } from "../pairwise/fit-regression.ts";
import { fitCounts, type GlmmOptions, type GlmmSummary } from "./fit-counts.ts";
import type { GlmmData } from "./studies.ts";

/** A generalised linear mixed-effects model. Estimates are logarithms (logits). */
export interface GlmmFit extends GlmmSummary {
  readonly kind: "glmm";
  readonly estimate: number;
  readonly se: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly ciLower: number;
  readonly ciUpper: number;
}

/**
 * Pools counts by a generalised linear mixed-effects model with normal random effects, without continuity corrections. Tables
 * without any event, or with nothing else, say nothing about a ratio and are left out.
 *
 * Random effects enter with codes +½ and −½ for the two groups, so that both vary alike.
 *
 * @throws InputError `too-few-effects`, `impossible-counts`, `unsupported` (CM.AL for rates), `no-convergence`
 * @see Stijnen, Hamza & Özdemir 2010, Statistics in Medicine 29:3046; Jackson, Law, Stijnen, Viechtbauer & White 2018, Statistics
 *   in Medicine 37:1059, models 4 to 7
 * @example fitGlmm({ measure: "PLO", proportions: [{ xi: 5, ni: 10 }, { xi: 6, ni: 10 }] }, { method: "EE" }).estimate // 0.2007
 */
export function fitGlmm(data: GlmmData, options: GlmmOptions = {}): GlmmFit {
  const { coefficients, summary } = fitCounts(data, undefined, options);
  const tested = tests(coefficients, { df: summary.df, ciLevel: summary.options.ciLevel });
  return {
    kind: "glmm",
    ...summary,
    estimate: tested.beta[0]!,
    se: tested.se[0]!,
    statistic: tested.statistic[0]!,
    pValue: tested.pValue[0]!,
    ciLower: tested.ciLower[0]!,
    ciUpper: tested.ciUpper[0]!,
  };
}
