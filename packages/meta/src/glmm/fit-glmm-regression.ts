import { designRows, interceptColumn, type Design } from "../design/design.ts";
import { tests } from "../pairwise/fit-regression.ts";
import { waldTest, type WaldTest } from "../pairwise/wald-test.ts";
import { fitCounts, type GlmmOptions, type GlmmSummary } from "./fit-counts.ts";
import type { GlmmData } from "./studies.ts";

/** A generalised linear mixed-effects model with moderators. Lists are in the order of the design's columns. */
export interface GlmmRegressionFit extends GlmmSummary {
  readonly kind: "glmm-regression";
  readonly names: readonly string[];
  readonly beta: readonly number[];
  readonly se: readonly number[];
  /** z or t */
  readonly statistic: readonly number[];
  /** Two-sided. */
  readonly pValue: readonly number[];
  readonly ciLower: readonly number[];
  readonly ciUpper: readonly number[];
  readonly vcov: readonly (readonly number[])[];
  /** Number of coefficients. */
  readonly p: number;
  /** Wald's test of all coefficients but the intercept (chi-square; F with test t); null when there is nothing else. */
  readonly moderatorTest: WaldTest | null;
  /** Rows of the data that the model rests on; the others say nothing about the effect. */
  readonly rows: readonly number[];
}

/**
 * Explains differences between the effects of studies by moderators, in a generalised linear mixed-effects model of their
 * counts:
 *
 *   θᵢ = xᵢᵀβ + uᵢ,  uᵢ ~ N(0, τ²)
 *
 * with θᵢ the log odds ratio (log rate ratio, logit, log rate) of study i, and the counts given θᵢ distributed as in
 * {@link fitGlmm}. Moderators act on the effect alone: the baselines of UM.RS have one mean.
 *
 * @param design - a row for each row of the data (see {@link designFromFormula}), p ≤ k columns that do not depend on each other
 *   in the studies that are used
 * @throws InputError as {@link fitGlmm}; `length-mismatch`, `not-finite`, `collinear-design` (a constant moderator beside an
 *   intercept is one), `too-few-effects` when there are more coefficients than studies
 * @see Stijnen, Hamza & Özdemir 2010, Statistics in Medicine 29:3046, section 5; Turner, Omar, Yang, Goldstein & Thompson 2000,
 *   Statistics in Medicine 19:3417
 * @example fitGlmmRegression({ measure: "PLO", proportions: [{ xi: 5, ni: 10 }, { xi: 6, ni: 10 }, { xi: 9, ni: 12 }] }, { names: ["intrcpt", "x"], rows: [[1, 0], [1, 0], [1, 1]] }, { method: "EE" }).beta // [0.2007, 0.8979]
 */
export function fitGlmmRegression(
  data: GlmmData,
  design: Design,
  options: GlmmOptions = {},
): GlmmRegressionFit {
  const { coefficients, summary, rows } = fitCounts(data, design, options);
  const { df, options: chosen } = summary;
  const intercept = interceptColumn(designRows(design, rows));
  const others = design.names.flatMap((_, j) => (j === intercept ? [] : [j]));
  return {
    kind: "glmm-regression",
    ...summary,
    names: design.names,
    ...tests(coefficients, { df, ciLevel: chosen.ciLevel }),
    p: design.names.length,
    moderatorTest: others.length > 0 ? waldTest({ ...coefficients, df }, others) : null,
    rows,
  };
}
