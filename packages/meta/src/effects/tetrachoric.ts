import { findRoot } from "../optim/find-root.ts";
import { bivariateNormalCdf, bivariateNormalDensity, normalCdf, normalQuantile } from "../special/index.ts";
import type { EffectSize } from "./effect-size.ts";
import type { TwoByTwo } from "./two-by-two.ts";

/**
 * Tetrachoric correlation by maximum likelihood: that of two normal variables of which the table has only the halves.
 *
 *   h = Φ⁻¹((a + b)/n), k = Φ⁻¹((a + c)/n), and ρ solves Φ₂(h, k, ρ) = a/n: the three parameters fit the table exactly
 *   v = (Σ pᵢ dᵢ² − (Σ pᵢ dᵢ)²)/n over the cells, with u = Φ((k − ρh)/√(1 − ρ²)), w = Φ((h − ρk)/√(1 − ρ²)), φ₂ the density:
 *   dₐ = (1 − u − w)/φ₂, d_b = −u/φ₂, d_c = −w/φ₂, d_d = 0 (the inverse information, which the delta method gives too)
 *
 * metafor's RTET stops its search for ρ at a tolerance of 1.2e-4, so it differs by up to 3e-5; this is the maximum.
 *
 * @param table - counts, at least 0, fractions too; both margins must have two halves
 * @returns ρ from −1 to 1 and its variance. A zero cell makes ρ exactly ±1, where the variance is NaN: the maximum lies on the
 *   edge. Both are NaN where a row or a column is empty.
 * @see Pearson 1900, Phil Trans R Soc A 195:1; Olsson 1979, Psychometrika 44:443, equations 5 and 12 to 17; Brown & Benedetti
 *   1977, Psychometrika 42:347, for the variance
 * @example tetrachoric({ ai: 20, bi: 10, ci: 10, di: 20 }).vi // 0.0274155677808038
 */
export function tetrachoric({ ai, bi, ci, di }: TwoByTwo): EffectSize {
  const n = ai + bi + ci + di;
  const [row, column] = [(ai + bi) / n, (ai + ci) / n];
  if (!(row > 0 && row < 1 && column > 0 && column < 1)) return { yi: Number.NaN, vi: Number.NaN };
  if (ai === 0 || di === 0) return { yi: -1, vi: Number.NaN };
  if (bi === 0 || ci === 0) return { yi: 1, vi: Number.NaN };
  const [h, k] = [normalQuantile(row), normalQuantile(column)];
  const rho = findRoot((r) => bivariateNormalCdf(h, k, r) - ai / n, -1, 1);
  const spread = Math.sqrt((1 - rho) * (1 + rho));
  if (!(spread > 0)) return { yi: rho, vi: Number.NaN };
  const [u, w] = [normalCdf((k - rho * h) / spread), normalCdf((h - rho * k) / spread)];
  const density = bivariateNormalDensity(h, k, rho);
  const slopes = [
    [ai, (1 - u - w) / density],
    [bi, -u / density],
    [ci, -w / density],
  ] as const;
  let [squares, sum] = [0, 0];
  for (const [count, slope] of slopes) {
    squares += (count / n) * slope * slope;
    sum += (count / n) * slope;
  }
  return { yi: rho, vi: (squares - sum * sum) / n };
}
