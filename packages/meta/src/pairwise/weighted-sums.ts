/** Sums over effects with weights w = 1/(vi + τ²): all that the pairwise models need of the data at one τ². */
export interface WeightedSums {
  readonly k: number;
  /** Σ w, Σ w², Σ w³ */
  readonly w: number;
  readonly w2: number;
  readonly w3: number;
  /** Σ w y / Σ w */
  readonly mean: number;
  /** Σ w (y − mean)² */
  readonly q: number;
  /** Σ w² (y − mean)² */
  readonly q2: number;
  /** Σ ln(vi + τ²) */
  readonly logVariances: number;
}

/** One pass for the mean, one for the squares about it (no cancellation); O(k) time, no memory. */
export function weightedSums(yi: readonly number[], vi: readonly number[], tau2: number): WeightedSums {
  const k = yi.length;
  let [w, w2, w3, wy, logVariances] = [0, 0, 0, 0, 0];
  for (let i = 0; i < k; i += 1) {
    const variance = vi[i]! + tau2;
    const weight = 1 / variance;
    w += weight;
    w2 += weight * weight;
    w3 += weight * weight * weight;
    wy += weight * yi[i]!;
    logVariances += Math.log(variance);
  }
  const mean = wy / w;
  let [q, q2] = [0, 0];
  for (let i = 0; i < k; i += 1) {
    const weight = 1 / (vi[i]! + tau2);
    const residual = yi[i]! - mean;
    q += weight * residual * residual;
    q2 += weight * weight * residual * residual;
  }
  return { k, w, w2, w3, mean, q, q2, logVariances };
}
