import { symmetricInterval, undefinedBecause, type Coefficient } from "./coefficient.ts";
import type { AgreementWeights } from "./weights.ts";

/** Cohen's κ with the standard error that many tools print beside the one that its interval comes from. */
export interface CohenKappa {
  readonly coefficient: Coefficient;
  /** Agreement that chance alone would give, from the raters' own shares; null without units. */
  readonly chance: number | null;
  /**
   * √(po(1 − po)/n)/(1 − pe), which takes pe as known (Cohen 1960, p. 43); null where κ is not defined. The interval does
   * not use it.
   */
  readonly seSimple: number | null;
}

/** Below this a sum of squares of order 1 is rounding. */
const ROUNDING = 1e-14;

/**
 * Cohen's κ of two raters, weighted or not, with the large-sample standard error of Fleiss, Cohen and Everitt and a normal
 * interval, cut at −1 and 1.
 *
 *   κ = (po − pe)/(1 − pe),  po = Σ w_ij p_ij,  pe = Σ w_ij p_i. p_.j
 *   n (1 − pe)² var = Σ p_ij (w_ij − (w̄_i. + w̄_.j)(1 − κ))² − (κ − pe(1 − κ))²
 *   w̄_i. = Σ_j p_.j w_ij,  w̄_.j = Σ_i p_i. w_ij
 *
 * @param table - counts: first rater's category by second rater's
 * @param weights - weights of agreement, 1 on the diagonal; those of `agreementWeights`, or others
 * @returns undefined (`one-category`) when both raters used one category only, the same; `no-overlap` without units;
 *   without interval (`no-spread`) when the standard error is 0, as under perfect agreement
 * @see Cohen 1960, Educational and Psychological Measurement 20:37; Cohen 1968, Psychological Bulletin 70:213; Fleiss,
 *   Cohen & Everitt 1969, Psychological Bulletin 72:323 (equations 8 and 9 for the variance)
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
  weights: AgreementWeights,
  ciLevel: number,
): CohenKappa {
  const q = table.length;
  const n = table.flat().reduce((sum, count) => sum + count, 0);
  if (n === 0) return { coefficient: undefinedBecause("no-overlap"), chance: null, seSimple: null };
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0) / n);
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0) / n);
  if (rows.some((share, i) => share === 1 && columns[i] === 1))
    return { coefficient: undefinedBecause("one-category"), chance: 1, seSimple: null };
  const rowWeights = weights.map((row) => row.reduce((sum, w, j) => sum + w * columns[j]!, 0));
  const columnWeights = weights.map((_, j) => weights.reduce((sum, row, i) => sum + row[j]! * rows[i]!, 0));
  const pe = rowWeights.reduce((sum, w, i) => sum + w * rows[i]!, 0);
  let po = 0;
  for (let i = 0; i < q; i += 1) for (let j = 0; j < q; j += 1) po += (weights[i]![j]! * table[i]![j]!) / n;
  const kappa = (po - pe) / (1 - pe);
  let squares = 0;
  for (let i = 0; i < q; i += 1)
    for (let j = 0; j < q; j += 1)
      squares +=
        (table[i]![j]! / n) * (weights[i]![j]! - (rowWeights[i]! + columnWeights[j]!) * (1 - kappa)) ** 2;
  const spread = squares - (kappa - pe * (1 - kappa)) ** 2;
  const variance = spread < ROUNDING ? 0 : spread / (n * (1 - pe) ** 2);
  return {
    coefficient: symmetricInterval(kappa, variance, { ciLevel }),
    chance: pe,
    seSimple: Math.sqrt(Math.max(0, po * (1 - po)) / n) / (1 - pe),
  };
}
