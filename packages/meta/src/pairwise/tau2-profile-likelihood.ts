import { findRoot } from "../optim/find-root.ts";
import { chiSquaredQuantile } from "../special/index.ts";
import type { Tau2Interval } from "./tau2-q-profile.ts";
import { restrictedLogLikelihood, tau2RestrictedLikelihood } from "./tau2-restricted-likelihood.ts";

/**
 * Profile-likelihood confidence interval of the REML τ²: the values around it whose restricted log-likelihood lies no
 * more than half a chi-square quantile (1 degree of freedom) below the maximum. Where the likelihood crosses that line
 * more than once, the crossing nearest to the estimate counts. A bound that is not crossed above 0 is 0.
 *
 * @returns undefined when k = 1
 * @see Hardy & Thompson 1996, Statistics in Medicine 15:619; Viechtbauer 2007, Statistics in Medicine 26:37, section 2.1
 */
export function tau2ProfileLikelihood(
  yi: readonly number[],
  vi: readonly number[],
  ciLevel: number,
): Tau2Interval | undefined {
  if (yi.length < 2) return undefined;
  const groups = [{ yi, vi }];
  const estimate = tau2RestrictedLikelihood(groups);
  const line = restrictedLogLikelihood(groups, estimate) - chiSquaredQuantile(1 - ciLevel, 1, "upper") / 2;
  const excess = (tau2: number): number => restrictedLogLikelihood(groups, tau2) - line;
  // Steps that grow away from the estimate: small enough near it to meet the nearest crossing first.
  const unit = Math.max(estimate, smallest(vi)) / 64;
  return {
    lower: crossing(excess, estimate, -unit),
    upper: crossing(excess, estimate, unit),
  };
}

function crossing(excess: (tau2: number) => number, start: number, firstStep: number): number {
  let inside = start;
  for (let step = firstStep; ; step *= 1.25) {
    const next = Math.max(0, inside + step);
    if (excess(next) < 0) return findRoot(excess, Math.min(inside, next), Math.max(inside, next));
    if (next === 0) return 0;
    inside = next;
  }
}

function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}
