import { demand } from "./domain-error.ts";
import { laplaceCdf } from "./laplace-cdf.ts";
import type { Tail } from "./tail.ts";

/**
 * Distribution function of a weighted sum of independent chi-square variables with one degree of freedom, Σ λⱼ χ²₁, all
 * λⱼ ≥ 0, from its Laplace transform Π (1 + 2 λⱼ s)^(−1/2). Absolute error about 1e-12, whatever the ratio of the weights.
 *
 * @param weights - λⱼ, at least one above 0; zeros do not count
 * @throws DomainError a weight that is negative or not finite, or all zero; x NaN
 * @see Imhof 1961, Biometrika 48:419 (the transform, and table 1 for values); {@link laplaceCdf} for the inversion
 * @example weightedChiSquaredCdf(2, [0.6, 0.3, 0.1]) // 0.876
 */
export function weightedChiSquaredCdf(x: number, weights: Iterable<number>, tail: Tail = "lower"): number {
  demand(!Number.isNaN(x), "x", x, "a number");
  const positive: number[] = [];
  for (const weight of weights) {
    demand(weight >= 0 && weight < Infinity, "weights", weight, "0 or more and finite");
    if (weight > 0) positive.push(weight);
  }
  demand(positive.length > 0, "weights", 0, "not all 0");
  if (x <= 0 || x === Infinity) return x <= 0 === (tail === "lower") ? 0 : 1;
  const lower = laplaceCdf(x, (re, im) => {
    let [logSize, angle] = [0, 0];
    for (const weight of positive) {
      const [a, b] = [1 + 2 * weight * re, 2 * weight * im];
      logSize -= Math.log(a * a + b * b) / 4;
      angle -= Math.atan2(b, a) / 2;
    }
    return { logSize, angle };
  });
  const clamped = Math.min(1, Math.max(0, lower));
  return tail === "lower" ? clamped : 1 - clamped;
}
