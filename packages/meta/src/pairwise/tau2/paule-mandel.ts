import { findRoot } from "../../optim/find-root.ts";
import { chiSquaredQuantile } from "../../special/index.ts";
import type { ModelData } from "../model-data.ts";
import { scoreTerms } from "../score-terms.ts";
import type { Tau2Estimate } from "./tau2-estimate.ts";

/**
 * Between-study variance by Paule and Mandel's method: the τ² ≥ 0 at which the generalised Q statistic equals its
 * expectation,
 *
 *   Q(τ²) = yᵀPy = k − p
 *
 * and 0 where Q(0) is already below it. Q falls with τ², so there is one root. Empirical Bayes (Morris 1983), the moment
 * estimators iterated with weights 1/(vi + τ²) (DerSimonian & Laird; Sidik & Jonkman) all have this root as their fixed
 * point and are computed by it.
 *
 * @see Paule & Mandel 1982, J Res Natl Bur Stand 87:377; Viechtbauer et al. 2015, Psychological Methods 20:360
 */
export function pauleMandel(data: ModelData): Tau2Estimate {
  return tau2WhereQ(data, data.k - data.p);
}

/**
 * Median-unbiased variant: Q(τ²) equals the median of the chi-square distribution with k − p degrees of freedom.
 *
 * @see Viechtbauer 2021, in: Handbook of Meta-Analysis (eds. Schmid, Stijnen & White), chapter 9
 */
export function pauleMandelMedian(data: ModelData): Tau2Estimate {
  return tau2WhereQ(data, chiSquaredQuantile(0.5, data.k - data.p));
}

/** The τ² ≥ 0 where Q(τ²) = target; 0 when Q(0) is not above it. */
export function tau2WhereQ(data: ModelData, target: number): Tau2Estimate {
  let iterations = 0;
  const excess = (tau2: number): number => {
    iterations += 1;
    return scoreTerms(data, tau2).q - target;
  };
  const none = { tau2: 0, otherOptima: [] };
  const atZero = excess(0);
  if (!(atZero > 0)) return { ...none, iterations };
  // Q is convex and falls like 1/τ² or slower, so Newton's steps from the left never overshoot; here secant steps on 1/Q.
  let [low, high] = [0, (smallest(data.vi) * atZero) / target];
  while (excess(high) > 0) {
    low = high;
    high *= 4;
    if (!(high < Infinity)) return { ...none, tau2: low, iterations };
  }
  return { tau2: findRoot(excess, low, high), iterations, otherOptima: [] };
}

function smallest(values: Float64Array): number {
  let least = Infinity;
  for (const value of values) if (value < least) least = value;
  return least;
}
