import { checkValue } from "../arguments/check-options.ts";
import { LEVEL } from "../arguments/rules.ts";
import { chiSquaredQuantile, keepRecent } from "../special/index.ts";
import { modelData, type ModelData } from "./model-data.ts";
import { tau2WhereQ } from "./tau2/paule-mandel.ts";

const quantile = keepRecent(chiSquaredQuantile);

/** Ends of a confidence interval of τ². */
export interface Tau2Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Q-profile confidence interval of τ²: the values at which the generalised Q(τ²) equals the chi-square quantiles with
 * k − p degrees of freedom. A bound below 0 is 0.
 *
 * @returns undefined when k = 1
 * @see Viechtbauer 2007, Statistics in Medicine 26:37
 * @example tau2QProfile([0.1, 0.9, 0.4], [0.02, 0.05, 0.03], 0.95).upper // 6.41
 */
export function tau2QProfile(
  yi: readonly number[],
  vi: readonly number[],
  ciLevel: number,
): Tau2Interval | undefined {
  checkValue("ciLevel", ciLevel, LEVEL);
  return tau2QProfileOf(modelData(yi, vi), ciLevel);
}

/** @returns undefined when there are no more effects than coefficients */
export function tau2QProfileOf(data: ModelData, ciLevel: number): Tau2Interval | undefined {
  const freedom = data.k - data.p;
  if (freedom < 1) return undefined;
  const alpha = (1 - ciLevel) / 2;
  const solve = (target: number): number => tau2WhereQ(data, target).tau2;
  return {
    lower: solve(quantile(alpha, freedom, "upper")),
    upper: solve(quantile(alpha, freedom, "lower")),
  };
}
