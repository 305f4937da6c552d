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

/**
 * The τ² ≥ 0 where Q(τ²) = target; 0 when Q(0) is not above it. Newton's steps on 1/Q, which is nearly a straight line, with
 * Q′ = −yᵀPPy, kept inside a bracket by bisection.
 */
export function tau2WhereQ(data: ModelData, target: number): Tau2Estimate {
  let iterations = 1;
  let { q, q2 } = scoreTerms(data, 0);
  if (!(q > target)) return { tau2: 0, iterations, otherOptima: [] };
  let [low, high, tau2] = [0, Infinity, 0];
  for (; iterations < 200; iterations += 1) {
    const step = (q / q2) * (q / target - 1);
    const newton = tau2 + step;
    if (Math.abs(step) <= 1e-13 * newton) return { tau2: newton, iterations, otherOptima: [] };
    const inside = newton > low && newton < high;
    const next = inside ? newton : high === Infinity ? 8 * tau2 : (low + high) / 2;
    if (next === tau2 || !(next < Infinity)) break;
    tau2 = next;
    ({ q, q2 } = scoreTerms(data, tau2));
    if (q > target) low = tau2;
    else high = tau2;
  }
  return { tau2, iterations, otherOptima: [] };
}
