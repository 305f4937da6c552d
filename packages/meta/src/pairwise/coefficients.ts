import type { ModelData } from "./model-data.ts";
import { weightedProducts, type WeightedFit } from "./weighted-fit.ts";

/** Coefficients of the design's columns with their covariance matrix. */
export interface Coefficients {
  readonly beta: readonly number[];
  readonly vcov: readonly (readonly number[])[];
}

/**
 * Coefficients in terms of the design's own columns: β = R⁻¹γ with γ those of the basis.
 *
 * @param tau2 - null when the weights are the inverse variances, so that (XᵀAX)⁻¹ is the covariance; otherwise τ², for
 *   M XᵀA(V + τ²)AX M, M = (XᵀAX)⁻¹
 * @param scale - a factor on the covariance (Hartung–Knapp)
 */
export function coefficientsOf(
  data: ModelData,
  { beta, inverse, weights }: Pick<WeightedFit, "beta" | "inverse" | "weights">,
  tau2: number | null,
  scale: number,
): Coefficients {
  const { p, r, vi } = data;
  let covariance = inverse;
  if (tau2 !== null) {
    const middle = weightedProducts(
      data,
      weights.map((a, i) => a * a * (vi[i]! + tau2)),
    );
    covariance = threefold(inverse, middle, p);
  }
  if (data.interceptOnly) return { beta: [beta[0]!], vcov: [[scale * covariance[0]!]] };
  // Columns of R⁻¹ C, then the same from the other side.
  const half = new Float64Array(p * p);
  for (let j = 0; j < p; j += 1)
    backSolve(r, p, (i) => covariance[i * p + j]!).forEach((value, i) => (half[i * p + j] = value));
  const vcov = Array.from({ length: p }, () => new Array<number>(p).fill(0));
  for (let i = 0; i < p; i += 1) {
    const row = backSolve(r, p, (j) => half[i * p + j]!);
    for (let j = 0; j < p; j += 1) vcov[i]![j] = scale * row[j]!;
  }
  return { beta: Array.from(backSolve(r, p, (i) => beta[i]!)), vcov };
}

/** Solves R x = b for upper triangular R. */
function backSolve(r: Float64Array, p: number, b: (i: number) => number): Float64Array {
  const x = new Float64Array(p);
  for (let i = p - 1; i >= 0; i -= 1) {
    let sum = b(i);
    for (let j = i + 1; j < p; j += 1) sum -= r[i * p + j]! * x[j]!;
    x[i] = sum / r[i * p + i]!;
  }
  return x;
}

/** M B M */
function threefold(m: Float64Array, b: Float64Array, p: number): Float64Array {
  const product = new Float64Array(p * p);
  for (let i = 0; i < p; i += 1)
    for (let j = 0; j < p; j += 1)
      for (let u = 0; u < p; u += 1)
        for (let v = 0; v < p; v += 1) product[i * p + j]! += m[i * p + u]! * b[u * p + v]! * m[v * p + j]!;
  return product;
}
