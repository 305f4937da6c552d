import type { ModelData } from "../pairwise/model-data.ts";
import { weightedFit } from "../pairwise/weighted-fit.ts";

export type ScaleMethod = "ML" | "REML";

/** ML or REML of these τᵢ², β at its best; −Infinity where a τᵢ² is below 0 or not finite. */
export function logLikelihood(data: ModelData, tau2: Float64Array, method: ScaleMethod): number {
  const { k, p, interceptOnly } = data;
  const weights = weightsOf(data, tau2);
  if (weights === undefined) return -Infinity;
  let logVariances = 0;
  for (const weight of weights) logVariances -= Math.log(weight);
  const { q, logDeterminant } = weightedFit(data, weights);
  const logTwoPi = Math.log(2 * Math.PI);
  if (method === "ML") return -0.5 * (k * logTwoPi + logVariances + q);
  const own = interceptOnly ? Math.log(k) : 0;
  return -0.5 * ((k - p) * logTwoPi - own + logVariances + logDeterminant + q);
}

/**
 * Derivatives of {@link logLikelihood} in each τᵢ²: ½ (wᵢ² eᵢ² − wᵢ), with REML ½ (wᵢ² eᵢ² − wᵢ (1 − hᵢ)), hᵢ the leverage; NaN
 * outside.
 */
export function tau2Slopes(data: ModelData, tau2: Float64Array, method: ScaleMethod): Float64Array {
  const { k, p, yi } = data;
  const weights = weightsOf(data, tau2);
  if (weights === undefined) return new Float64Array(k).fill(Number.NaN);
  const { beta, inverse } = weightedFit(data, weights);
  return weights.map((weight, i) => {
    let [residual, spread] = [yi[i]!, 0];
    for (let a = 0; a < p; a += 1) {
      const xa = entry(data, i, a);
      residual -= xa * beta[a]!;
      for (let b = 0; b < p; b += 1) spread += xa * inverse[a * p + b]! * entry(data, i, b);
    }
    const lost = method === "REML" ? weight * spread : 0;
    return 0.5 * weight * (weight * residual * residual - 1 + lost);
  });
}

/** xᵢⱼ of a design in its basis. */
export function entry({ p, x, interceptOnly }: ModelData, i: number, j: number): number {
  return interceptOnly ? 1 : x[i * p + j]!;
}

function weightsOf({ k, vi }: ModelData, tau2: Float64Array): Float64Array | undefined {
  const weights = new Float64Array(k);
  for (let i = 0; i < k; i += 1) {
    const variance = vi[i]! + tau2[i]!;
    if (!(tau2[i]! >= 0) || !(variance < Infinity)) return undefined;
    weights[i] = 1 / variance;
  }
  return weights;
}
