import { checkValue } from "../arguments/check-options.ts";
import { LEVEL, oneOf } from "../arguments/rules.ts";
import { findRoot } from "../optim/find-root.ts";
import { chiSquaredQuantile } from "../special/index.ts";
import { modelData, type ModelData } from "./model-data.ts";
import type { Tau2Interval } from "./tau2-q-profile.ts";
import { logLikelihood, maximumLikelihood, type LikelihoodKind } from "./tau2/maximum-likelihood.ts";

/**
 * Profile-likelihood confidence interval of the ML or REML τ²: the values around it whose log-likelihood lies no more than
 * half a chi-square quantile (1 degree of freedom) below the maximum. Where the likelihood crosses that line more than
 * once, the crossing nearest to the estimate counts. A bound that is not crossed above 0 is 0.
 *
 * @returns undefined when k = 1
 * @see Hardy & Thompson 1996, Statistics in Medicine 15:619; Viechtbauer 2007, Statistics in Medicine 26:37, section 2.1
 * @example tau2ProfileLikelihood([0.1, 0.9, 0.4], [0.02, 0.05, 0.03], 0.95).upper // 2.76
 */
export function tau2ProfileLikelihood(
  yi: readonly number[],
  vi: readonly number[],
  ciLevel: number,
  kind: LikelihoodKind = "REML",
): Tau2Interval | undefined {
  checkValue("ciLevel", ciLevel, LEVEL);
  checkValue("kind", kind, KIND);
  return tau2ProfileLikelihoodOf(modelData(yi, vi), ciLevel, kind);
}

const KIND = oneOf(["ML", "REML"]);

/** @returns undefined when there are no more effects than coefficients */
export function tau2ProfileLikelihoodOf(
  data: ModelData,
  ciLevel: number,
  kind: LikelihoodKind,
): Tau2Interval | undefined {
  if (data.k <= data.p) return undefined;
  const estimate = maximumLikelihood(data, kind).tau2;
  const line = logLikelihood(data, estimate, kind) - chiSquaredQuantile(1 - ciLevel, 1, "upper") / 2;
  const excess = (tau2: number): number => logLikelihood(data, tau2, kind) - line;
  // Steps that grow away from the estimate: small enough near it to meet the nearest crossing first.
  const smallest = data.vi.reduce((least, value) => Math.min(least, value), Infinity);
  const unit = Math.max(estimate, smallest) / 64;
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
