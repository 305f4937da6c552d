import { checkGiven, checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { anArray, anObject } from "../arguments/rules.ts";
import type { Design } from "../design/design.ts";
import { modelData } from "./model-data.ts";
import { checkWeights, METHOD_RULE, type HeterogeneityMethod } from "./options.ts";
import { estimateTau2 } from "./tau2/estimators.ts";
import type { Tau2Estimate } from "./tau2/tau2-estimate.ts";

interface BetweenStudyOptions {
  readonly method: HeterogeneityMethod;
  readonly design?: Design;
  readonly weights?: readonly number[];
}

const RULES: OptionRules<BetweenStudyOptions> = {
  method: METHOD_RULE,
  design: anObject(),
  weights: anArray(),
};

/**
 * The between-study variance alone, without the rest of a fit.
 *
 * @param yi - effects, length k; `vi` - sampling variances, all > 0, squared unit of yi
 * @param options.design - moderators; default one mean
 * @param options.weights - for GENQ and GENQM
 * @returns τ² ≥ 0 (0 with no more effects than coefficients), how many evaluations it took, and other local maxima of the
 *   likelihood
 * @throws InputError as {@link fitRegression}
 * @example betweenStudyVariance([0.1, 0.9], [0.02, 0.05], { method: "DL" }).tau2 // 0.285
 */
export function betweenStudyVariance(
  yi: readonly number[],
  vi: readonly number[],
  options: BetweenStudyOptions,
): Tau2Estimate {
  checkOptions(options, RULES);
  checkGiven("method", options, METHOD_RULE);
  const { method, design, weights } = options;
  if (weights !== undefined) checkWeights(weights, yi.length);
  return estimateTau2(modelData(yi, vi, design), method, weights && Float64Array.from(weights));
}
