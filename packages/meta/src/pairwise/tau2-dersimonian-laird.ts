import { weightedSums } from "./weighted-sums.ts";

/**
 * Between-study variance by DerSimonian and Laird's method of moments.
 *
 *   tau2 = max(0, (Q − (k − 1)) / (S1 − S2 / S1)),  Sr = Σ vi^−r
 *
 * @param yi - effects on the scale of analysis, length k ≥ 1
 * @param vi - sampling variances, length k, all > 0
 * @returns tau2 ≥ 0; exactly 0 when Q ≤ k − 1 or k = 1
 * @see DerSimonian & Laird 1986, Controlled Clinical Trials 7:177, equation 8
 * @example tau2DerSimonianLaird([0.1, 0.9], [0.02, 0.05]) // 0.285
 */
export function tau2DerSimonianLaird(yi: readonly number[], vi: readonly number[]): number {
  const { k, w, w2, q } = weightedSums(yi, vi, 0);
  if (k < 2) return 0;
  return Math.max(0, (q - (k - 1)) / (w - w2 / w));
}
