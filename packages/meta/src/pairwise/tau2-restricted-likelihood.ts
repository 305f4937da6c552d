import { maximiseGlobally } from "../optim/maximise-globally.ts";
import { weightedSums } from "./weighted-sums.ts";

/** Effects that share one mean. */
export interface EffectGroup {
  readonly yi: readonly number[];
  readonly vi: readonly number[];
}

/**
 * Between-study variance by restricted maximum likelihood, shared by groups that each have their own mean (one group: the
 * usual random-effects model).
 *
 *   l(tau2) = −½ Σ ln(vi + tau2) − ½ Σ_g ln Σ_g wi − ½ Σ wi (yi − mean_g)²,  wi = 1/(vi + tau2)
 *
 * The likelihood can have several maxima; all are found on a grid and the highest is refined to the root of the score,
 * instead of following Fisher scoring from one start.
 *
 * @returns tau2 ≥ 0; 0 when no group has two effects
 * @see Viechtbauer 2005, J Educ Behav Stat 30:261, equation 6; Raudenbush 2009 for the group means
 */
export function tau2RestrictedLikelihood(groups: readonly EffectGroup[]): number {
  const usable = groups.filter(({ yi }) => yi.length > 0);
  if (usable.every(({ yi }) => yi.length < 2)) return 0;
  const score = (tau2: number): number => {
    let sum = 0;
    for (const { yi, vi } of usable) {
      const s = weightedSums(yi, vi, tau2);
      sum += s.q2 - s.w + s.w2 / s.w;
    }
    return sum / 2;
  };
  return maximiseGlobally((tau2) => restrictedLogLikelihood(usable, tau2), score, spread(usable));
}

/** l(tau2) as above, without its constants. */
export function restrictedLogLikelihood(groups: readonly EffectGroup[], tau2: number): number {
  let sum = 0;
  for (const { yi, vi } of groups) {
    const s = weightedSums(yi, vi, tau2);
    sum += s.logVariances + Math.log(s.w) + s.q;
  }
  return -sum / 2;
}

/** A scale for τ²: the larger of the effects' variance and the smallest sampling variance. */
function spread(groups: readonly EffectGroup[]): number {
  let largest = 0;
  let smallestVi = Infinity;
  for (const { yi, vi } of groups) {
    const { q, k } = weightedSums(yi, new Array<number>(yi.length).fill(1), 0);
    if (k > 1) largest = Math.max(largest, q / (k - 1));
    for (const v of vi) smallestVi = Math.min(smallestVi, v);
  }
  return Math.max(largest, smallestVi);
}
