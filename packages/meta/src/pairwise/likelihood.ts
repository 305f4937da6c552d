import type { ModelData } from "./model-data.ts";

/** Log-likelihood and information criteria of one likelihood, with metafor's constants. */
export interface Likelihood {
  readonly logLik: number;
  readonly aic: number;
  readonly bic: number;
  readonly aicc: number;
}

/** Both likelihoods at the fitted τ² and coefficients, whichever of the two τ² came from. */
export interface Likelihoods {
  readonly ml: Likelihood;
  readonly reml: Likelihood;
  /** −2 (ML − ML of the model in which every effect is its own mean). */
  readonly devianceMl: number;
  /** Estimated parameters: the coefficients, and τ² unless it is known. */
  readonly parameters: number;
}

/**
 * Full and restricted log-likelihoods of the model, W = diag(1/(vi + τ²)), p coefficients:
 *
 *   ML   = −½ (k ln 2π + Σ ln(vi + τ²) + q)
 *   REML = −½ ((k − p) ln 2π − ln |XᵀX| + Σ ln(vi + τ²) + ln |XᵀWX| + q),  q = Σ w e²
 *
 * @param logVariances - Σ ln(vi + τ²)
 * @param q - Σ w e², e the residuals about the fitted coefficients
 * @param logDeterminant - ln |XᵀWX| in the basis of the data, where ln |XᵀX| is 0, or ln k for a column of ones
 * @see Viechtbauer 2005, J Educ Behav Stat 30:261, equations 5 and 6
 */
export function likelihoods({
  data: { k, p, vi, interceptOnly },
  logVariances,
  q,
  logDeterminant,
  parameters,
}: {
  readonly data: ModelData;
  readonly logVariances: number;
  readonly q: number;
  readonly logDeterminant: number;
  readonly parameters: number;
}): Likelihoods {
  const logTwoPi = Math.log(2 * Math.PI);
  const ml = -0.5 * (k * logTwoPi + logVariances + q);
  const ownDeterminant = interceptOnly ? Math.log(k) : 0;
  const reml = -0.5 * ((k - p) * logTwoPi - ownDeterminant + logVariances + logDeterminant + q);
  let logVi = 0;
  for (const v of vi) logVi += Math.log(v);
  const saturated = -0.5 * (k * logTwoPi + logVi);
  return {
    ml: criteria(ml, parameters, k),
    reml: criteria(reml, parameters, k - p),
    devianceMl: -2 * (ml - saturated),
    parameters,
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
