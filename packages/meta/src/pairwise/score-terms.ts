import { choleskyFactor, choleskyInverse, choleskySolve } from "../linalg/cholesky.ts";
import type { ModelData } from "./model-data.ts";

/** What the estimating equations of τ² need of the data at one τ², with w = 1/(vi + τ²) and residuals e about the fit. */
export interface ScoreTerms {
  /** Q(τ²) = yᵀPy = Σ w e² */
  readonly q: number;
  /** yᵀPPy = Σ w² e² */
  readonly q2: number;
  /** Σ w */
  readonly w: number;
  /** tr(P) = Σ w (1 − leverage) */
  readonly traceP: number;
}

/**
 * O(k p²) time; no k × k matrix. Where squares of weights are beyond the range of numbers (vi + τ² above 1e140 or below 1e-140)
 * they are taken of the weights' shares of their sum.
 */
export function scoreTerms(data: ModelData, tau2: number): ScoreTerms {
  return data.interceptOnly ? ofMean(data.yi, data.vi, tau2) : ofRegression(data, tau2);
}

function ofMean(yi: Float64Array, vi: Float64Array, tau2: number): ScoreTerms {
  const k = yi.length;
  let [w, w2, wy] = [0, 0, 0];
  for (let i = 0; i < k; i += 1) {
    const weight = 1 / (vi[i]! + tau2);
    w += weight;
    w2 += weight * weight;
    wy += weight * yi[i]!;
  }
  const mean = wy / w;
  let [q, q2] = [0, 0];
  for (let i = 0; i < k; i += 1) {
    const residual = yi[i]! - mean;
    const weighted = residual / (vi[i]! + tau2);
    q += weighted * residual;
    q2 += weighted * weighted;
  }
  const lost = w2 > 1e-280 && w2 < 1e280 ? w2 / w : meanWeight(vi, tau2, w);
  return { q, q2, w, traceP: w - lost };
}

/** Σ w²/Σ w without a square of w. */
function meanWeight(vi: Float64Array, tau2: number, sum: number): number {
  let mean = 0;
  for (const v of vi) mean += 1 / (v + tau2) / sum / (v + tau2);
  return mean;
}

/** @param unit - by which weights are multiplied; w and tr(P) are given without it */
function ofRegression(data: ModelData, tau2: number, unit = 1): ScoreTerms {
  const { k, p, yi, vi, x } = data;
  const cross = new Float64Array(p * p);
  const square = new Float64Array(p * p);
  const xwy = new Float64Array(p);
  let w = 0;
  for (let i = 0; i < k; i += 1) {
    const weight = unit / (vi[i]! + tau2);
    w += weight;
    for (let a = 0; a < p; a += 1) {
      const xa = weight * x[i * p + a]!;
      xwy[a]! += xa * yi[i]!;
      for (let b = 0; b <= a; b += 1) {
        const product = xa * x[i * p + b]!;
        cross[a * p + b]! += product;
        square[a * p + b]! += product * weight;
      }
    }
  }
  if (unit === 1 && !(w > 1e-140 && w < 1e140)) return ofRegression(data, tau2, 1 / w);
  const factor = choleskyFactor(cross, p);
  if (factor === undefined) return { q: Number.NaN, q2: Number.NaN, w: w / unit, traceP: Number.NaN };
  const beta = choleskySolve(factor, p, xwy);
  const inverse = choleskyInverse(factor, p);
  let lost = 0;
  for (let a = 0; a < p; a += 1) {
    lost += inverse[a * p + a]! * square[a * p + a]!;
    for (let b = 0; b < a; b += 1) lost += 2 * inverse[a * p + b]! * square[a * p + b]!;
  }
  let [q, q2] = [0, 0];
  for (let i = 0; i < k; i += 1) {
    let residual = yi[i]!;
    for (let a = 0; a < p; a += 1) residual -= x[i * p + a]! * beta[a]!;
    const weighted = residual / (vi[i]! + tau2);
    q += weighted * residual;
    q2 += weighted * weighted;
  }
  return { q, q2, w: w / unit, traceP: (w - lost) / unit };
}
