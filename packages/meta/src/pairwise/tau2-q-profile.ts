import { findRoot } from "../optim/find-root.ts";
import { chiSquaredQuantile } from "../special/index.ts";
import type { EffectGroup } from "./tau2-restricted-likelihood.ts";
import { weightedSums } from "./weighted-sums.ts";

/** Ends of a confidence interval of τ². */
export interface Tau2Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Q-profile confidence interval of τ²: the values at which the generalised Q(τ²) equals the chi-square quantiles with
 * k − 1 degrees of freedom. A bound below 0 is 0.
 *
 * @returns undefined when k = 1
 * @see Viechtbauer 2007, Statistics in Medicine 26:37
 */
export function tau2QProfile(
  yi: readonly number[],
  vi: readonly number[],
  ciLevel: number,
): Tau2Interval | undefined {
  return tau2QProfileOfGroups([{ yi, vi }], ciLevel);
}

/**
 * The same for a τ² shared by p groups that each have their own mean: Q(τ²) is the sum over groups, with k − p degrees of
 * freedom.
 *
 * @returns undefined when no group has two effects
 */
export function tau2QProfileOfGroups(
  groups: readonly EffectGroup[],
  ciLevel: number,
): Tau2Interval | undefined {
  const freedom = groups.reduce((sum, { yi }) => sum + yi.length - 1, 0);
  if (freedom < 1) return undefined;
  const alpha = (1 - ciLevel) / 2;
  const solve = (target: number): number => {
    const excess = (tau2: number): number =>
      groups.reduce((sum, { yi, vi }) => sum + weightedSums(yi, vi, tau2).q, 0) - target;
    if (excess(0) <= 0) return 0;
    let high = 1;
    while (excess(high) > 0) high *= 8;
    return findRoot(excess, 0, high);
  };
  return {
    lower: solve(chiSquaredQuantile(alpha, freedom, "upper")),
    upper: solve(chiSquaredQuantile(alpha, freedom, "lower")),
  };
}
