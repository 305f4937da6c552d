import type { WeightedSums } from "./weighted-sums.ts";

/** Log-likelihood and information criteria of one likelihood, with metafor's constants. */
export interface Likelihood {
  readonly logLik: number;
  readonly aic: number;
  readonly bic: number;
  readonly aicc: number;
}

/** Both likelihoods at the fitted τ² and mean, whichever of the two τ² came from. */
export interface Likelihoods {
  readonly ml: Likelihood;
  readonly reml: Likelihood;
  /** −2 (ML − ML of the model in which every effect is its own mean). */
  readonly devianceMl: number;
}

/**
 * Full and restricted log-likelihoods of the random-effects model, w = 1/(vi + τ²):
 *
 *   ML   = −½ (k ln 2π + Σ ln(vi + τ²) + q)
 *   REML = −½ ((k − 1) ln 2π − ln k + Σ ln(vi + τ²) + ln Σ w + q),  q = Σ w (yi − mean)²
 *
 * @param sums - at the fitted τ², with `q` about the fitted mean
 * @param parameters - estimated parameters: the mean, and τ² unless it is known
 * @see Viechtbauer 2005, J Educ Behav Stat 30:261, equations 5 and 6
 */
export function likelihoods(
  { k, w, q, logVariances }: WeightedSums,
  vi: readonly number[],
  parameters: number,
): Likelihoods {
  const logTwoPi = Math.log(2 * Math.PI);
  const ml = -0.5 * (k * logTwoPi + logVariances + q);
  const reml = -0.5 * ((k - 1) * logTwoPi - Math.log(k) + logVariances + Math.log(w) + q);
  let logVi = 0;
  for (const v of vi) logVi += Math.log(v);
  const saturated = -0.5 * (k * logTwoPi + logVi);
  return {
    ml: criteria(ml, parameters, k),
    reml: criteria(reml, parameters, k - 1),
    devianceMl: -2 * (ml - saturated),
  };
}

function criteria(logLik: number, parameters: number, n: number): Likelihood {
  const size = Math.max(n, parameters + 2);
  return {
    logLik,
    aic: -2 * logLik + 2 * parameters,
    bic: -2 * logLik + parameters * Math.log(n),
    aicc: -2 * logLik + (2 * parameters * size) / (size - parameters - 1),
  };
}
