import { findRoot } from "../../optim/find-root.ts";
import { unweightedSquares, type ModelData } from "../model-data.ts";
import { scoreTerms } from "../score-terms.ts";
import { inverseVariances, weightedFit } from "../weighted-fit.ts";
import type { Tau2Estimate } from "./tau2-estimate.ts";

export type LikelihoodKind = "ML" | "REML";

/**
 * Between-study variance by maximum likelihood or restricted maximum likelihood,
 *
 *   l(τ²) = −½ Σ ln(vi + τ²) − ½ yᵀPy  [ − ½ ln |XᵀWX| with REML ],  W = diag(1/(vi + τ²))
 *   2 l′(τ²) = yᵀPPy − Σ w  (ML),  yᵀPPy − tr(P)  (REML)
 *
 * The likelihood can have several maxima. The sign of the score on a grid from far below the smallest sampling variance to
 * the largest τ² that the spread of the effects allows brackets them all (two maxima closer than a grid step, a factor of
 * 1.8, are taken for one), each is refined to a root of the score, and the highest wins, 0 included. A search from one
 * start, as Fisher scoring is, can stop at a lower one.
 *
 * @see Viechtbauer 2005, J Educ Behav Stat 30:261, equations 5 and 6; Raudenbush 2009 for moderators
 */
export function maximumLikelihood(data: ModelData, kind: LikelihoodKind): Tau2Estimate {
  let iterations = 0;
  const score = (tau2: number): number => {
    iterations += 1;
    const terms = scoreTerms(data, tau2);
    return terms.q2 - (kind === "REML" ? terms.traceP : terms.w);
  };
  const { low, high } = searchRange(data);
  const maxima: number[] = [];
  let left = 0;
  let leftScore = score(0);
  if (!(leftScore > 0)) maxima.push(0);
  for (let right = low; left < high; right *= GRID_FACTOR) {
    const rightScore = score(right);
    if (leftScore > 0 && !(rightScore > 0)) maxima.push(findRoot(score, left, right));
    [left, leftScore] = [right, rightScore];
  }
  const [only] = maxima;
  if (maxima.length <= 1) return { tau2: only ?? 0, iterations, otherOptima: [] };
  const heights = maxima.map((tau2) => logLikelihood(data, tau2, kind));
  const best = heights.indexOf(Math.max(...heights));
  return { tau2: maxima[best]!, iterations, otherOptima: maxima.filter((_, index) => index !== best) };
}

const GRID_FACTOR = 1.8;

/**
 * Where maxima other than 0 can lie. Let m be the larger of the sum of squares about the unweighted fit and the largest
 * variance: for τ² ≥ 2m, yᵀPPy ≤ m/τ⁴ ≤ 1/(2τ²), while tr(P) ≥ 1/(max vi + τ²) ≥ 1/(1.5 τ²), so the score is negative.
 * Below a quarter of the smallest variance the weights hardly change, so nothing lies between 0 and there but one maximum.
 */
function searchRange(data: ModelData): { readonly low: number; readonly high: number } {
  let [smallest, largest] = [Infinity, 0];
  for (let i = 0; i < data.k; i += 1) {
    const v = data.vi[i]!;
    if (v < smallest) smallest = v;
    if (v > largest) largest = v;
  }
  return { low: smallest / 4, high: 2 * Math.max(unweightedSquares(data), largest) };
}

/** l(τ²) as above, without the constants that do not depend on τ². */
export function logLikelihood(data: ModelData, tau2: number, kind: LikelihoodKind): number {
  const fit = weightedFit(data, inverseVariances(data, tau2));
  let sum = fit.q + (kind === "REML" ? fit.logDeterminant : 0);
  for (const v of data.vi) sum += Math.log(v + tau2);
  return -sum / 2;
}
