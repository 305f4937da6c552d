import type { EffectGroup } from "./tau2-restricted-likelihood.ts";
import type { ChosenOptions } from "./options.ts";
import { weightedSums, type WeightedSums } from "./weighted-sums.ts";

/**
 * Standard error of τ², shared by groups that each have their own mean (one group: the usual model).
 *
 *   REML: √(2 / tr(PP)) at τ², the expected information                            (Viechtbauer 2005, equation 15)
 *   DL:   √(2 (k − p) + 4 τ² tr(P₀) + 2 τ⁴ tr(P₀P₀)) / tr(P₀), the variance of Q    (Biggerstaff & Tweedie 1997)
 *
 * with P = W − W1(1ᵀW1)⁻¹1ᵀW within each group, W = diag(1/(vi + τ²)), P₀ the same at τ² = 0, and p groups.
 *
 * @returns null where τ² is not estimated: equal effects, no group of two effects, or a τ² given by hand (with REML its
 *   information is still returned, as metafor does)
 */
export function tau2StandardError(
  groups: readonly EffectGroup[],
  tau2: number,
  { method, tau2: given }: Pick<ChosenOptions, "method" | "tau2">,
): number | null {
  if (method === "EE" || groups.every(({ yi }) => yi.length < 2)) return null;
  if (method === "REML") {
    const information = groups.map(({ yi, vi }) => traceSquare(weightedSums(yi, vi, tau2)));
    return Math.sqrt(2 / total(information));
  }
  if (given !== undefined) return null;
  const atZero = groups.map(({ yi, vi }) => weightedSums(yi, vi, 0));
  const trace = total(atZero.map(({ w, w2 }) => w - w2 / w));
  const freedom = total(atZero.map(({ k }) => k - 1));
  const squares = total(atZero.map(traceSquare));
  return Math.sqrt(2 * freedom + 4 * tau2 * trace + 2 * tau2 * tau2 * squares) / trace;
}

/** tr(PP) of one group. */
function traceSquare({ k, w, w2, w3 }: WeightedSums): number {
  return k < 2 ? 0 : w2 - (2 * w3) / w + (w2 / w) ** 2;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
