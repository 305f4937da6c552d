import { findRoot } from "../optim/find-root.ts";
import { chiSquaredQuantile } from "../special/index.ts";
import { weightedSums } from "./weighted-sums.ts";

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
): { readonly lower: number; readonly upper: number } | undefined {
  const k = yi.length;
  if (k < 2) return undefined;
  const alpha = (1 - ciLevel) / 2;
  const solve = (target: number): number => {
    const excess = (tau2: number): number => weightedSums(yi, vi, tau2).q - target;
    if (excess(0) <= 0) return 0;
    let high = 1;
    while (excess(high) > 0) high *= 8;
    return findRoot(excess, 0, high);
  };
  return {
    lower: solve(chiSquaredQuantile(alpha, k - 1, "upper")),
    upper: solve(chiSquaredQuantile(alpha, k - 1, "lower")),
  };
}
