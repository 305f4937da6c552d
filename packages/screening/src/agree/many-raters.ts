import { pointBecause, symmetricInterval, undefinedBecause, type Coefficient } from "./coefficient.ts";
import type { VotePattern } from "./ratings.ts";
import type { AgreementWeights } from "./weights.ts";

interface Options {
  readonly ciLevel: number;
  /** How squares are averaged: over n units for tables of two raters (Gwet 2008, section 3), over n − 1 for more (section 4). */
  readonly variance: "n" | "n-1";
}

/** Below this a mean of squared deviations is rounding. */
const ROUNDING = 1e-26;

/**
 * Share of agreeing pairs of votes, averaged over the units with two votes or more.
 *
 *   pa = mean of Σ_k r_ik (r*_ik − 1)/(r_i (r_i − 1)),  r*_ik = Σ_l w_kl r_il
 *
 * Interval by Student's t with n − 1 degrees of freedom over all n units that have a vote, cut at 0 and 1.
 *
 * @see Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition, chapters 2 and 5
 */
export function observedAgreement(
  patterns: readonly VotePattern[],
  weights: AgreementWeights,
  options: Options,
): Coefficient {
  const parts = partsOf(patterns, weights);
  if (parts === undefined) return undefinedBecause("no-overlap");
  return linearised(patterns, parts.agreement, (place) => parts.scale * parts.units[place]!, options, 0);
}

/**
 * Gwet's AC1, or AC2 where the weights are not those of identity, for any number of raters and missing votes.
 *
 *   γ = (pa − pe)/(1 − pe),  pe = Σ_kl w_kl / (q(q − 1)) × Σ_k π_k (1 − π_k),  π_k = mean of r_ik/r_i
 *
 * Units with one vote count for π, not for pa. The variance is that of the linearised coefficient of each unit,
 * γ_i − 2(1 − γ)(pe_i − pe)/(1 − pe); interval by Student's t with n − 1 degrees of freedom.
 *
 * @returns `no-overlap` when no unit has two votes; always defined otherwise: pe ≤ Σ w/q² < 1
 * @see Gwet 2008, British Journal of Mathematical and Statistical Psychology 61:29; Gwet 2014, Handbook of Inter-Rater
 *   Reliability, 4th edition, chapter 5
 */
export function gwetAc(
  patterns: readonly VotePattern[],
  weights: AgreementWeights,
  options: Options,
): Coefficient {
  const parts = partsOf(patterns, weights);
  if (parts === undefined) return undefinedBecause("no-overlap");
  const q = weights.length;
  const factor = weights.flat().reduce((sum, w) => sum + w, 0) / (q * (q - 1));
  const chance = factor * parts.shares.reduce((sum, share) => sum + share * (1 - share), 0);
  return corrected(patterns, parts, chance, ({ counts, votes }) =>
    factor * counts.reduce((sum, count, k) => sum + (count / votes) * (1 - parts.shares[k]!), 0), options); // prettier-ignore
}

/** Fleiss' κ, with the standard error under the hypothesis that raters agree by chance only. */
export interface FleissKappa {
  readonly coefficient: Coefficient;
  /** For a test of κ = 0 (Fleiss, Nee & Landis 1979); null unless all units have the same number of votes. Not for an interval. */
  readonly seNull: number | null;
}

/**
 * Fleiss' κ for any number of raters, who need not be the same for each unit; with missing votes, Gwet's extension.
 *
 *   κ = (pa − pe)/(1 − pe),  pe = Σ π_k²,  π_k = mean of r_ik/r_i
 *   seNull² = 2 ((Σ π_k(1 − π_k))² − Σ π_k(1 − π_k)(1 − 2π_k)) / (N m(m − 1) (Σ π_k(1 − π_k))²)
 *
 * The interval does not use seNull, which holds for κ = 0 only, but the variance of the linearised coefficient of each unit,
 * with Student's t and n − 1 degrees of freedom.
 *
 * @returns `one-category` when all votes are the same
 * @see Fleiss 1971, Psychological Bulletin 76:378; Fleiss, Nee & Landis 1979, Psychological Bulletin 86:974 (equation 12);
 *   Gwet 2021, Educational and Psychological Measurement 81:781
 */
export function fleissKappa(
  patterns: readonly VotePattern[],
  weights: AgreementWeights,
  options: Options,
): FleissKappa {
  const parts = partsOf(patterns, weights);
  if (parts === undefined) return { coefficient: undefinedBecause("no-overlap"), seNull: null };
  if (isOneCategory(patterns)) return { coefficient: undefinedBecause("one-category"), seNull: null };
  const { shares } = parts;
  const chance = shares.reduce((sum, share) => sum + share * share, 0);
  const coefficient = corrected(patterns, parts, chance, ({ counts, votes }) =>
    counts.reduce((sum, count, k) => sum + (count / votes) * shares[k]!, 0), options); // prettier-ignore
  const m = patterns[0]!.votes;
  if (patterns.some(({ votes }) => votes !== m)) return { coefficient, seNull: null };
  const spread = shares.reduce((sum, share) => sum + share * (1 - share), 0);
  const skew = shares.reduce((sum, share) => sum + share * (1 - share) * (1 - 2 * share), 0);
  const seNull = Math.sqrt((2 * (spread * spread - skew)) / (parts.n * m * (m - 1))) / spread;
  return { coefficient, seNull };
}

/** Whether all votes are for one category. */
function isOneCategory(patterns: readonly VotePattern[]): boolean {
  const used = new Set(
    patterns.flatMap(({ counts }) => counts.flatMap((count, k) => (count > 0 ? [k] : []))),
  );
  return used.size <= 1;
}

interface Parts {
  /** Units with a vote. */
  readonly n: number;
  /** n over the number of units with two votes or more. */
  readonly scale: number;
  /** Agreement within a unit of each pattern; 0 where it has one vote. */
  readonly units: readonly number[];
  readonly agreement: number;
  /** π: each category's share of the votes, averaged over units. */
  readonly shares: readonly number[];
}

function partsOf(patterns: readonly VotePattern[], weights: AgreementWeights): Parts | undefined {
  const n = patterns.reduce((sum, { times }) => sum + times, 0);
  const paired = patterns.reduce((sum, { times, votes }) => sum + (votes > 1 ? times : 0), 0);
  if (paired === 0) return undefined;
  const units = patterns.map(({ counts, votes }) => {
    if (votes < 2) return 0;
    let pairs = 0;
    counts.forEach((count, k) => {
      if (count === 0) return;
      const alike = counts.reduce((sum, other, l) => sum + other * weights[k]![l]!, 0);
      pairs += count * (alike - 1);
    });
    return pairs / (votes * (votes - 1));
  });
  return {
    n,
    scale: n / paired,
    units,
    agreement: units.reduce((sum, value, place) => sum + value * patterns[place]!.times, 0) / paired,
    shares: weights.map(
      (_, k) => patterns.reduce((sum, { counts, votes, times }) => sum + (times * counts[k]!) / votes, 0) / n,
    ),
  };
}

function corrected(
  patterns: readonly VotePattern[],
  { agreement, units, scale }: Parts,
  chance: number,
  chanceOf: (pattern: VotePattern) => number,
  options: Options,
): Coefficient {
  const estimate = (agreement - chance) / (1 - chance);
  const ofUnit = (place: number): number => {
    const pattern = patterns[place]!;
    const own = pattern.votes > 1 ? (scale * (units[place]! - chance)) / (1 - chance) : 0;
    return own - (2 * (1 - estimate) * (chanceOf(pattern) - chance)) / (1 - chance);
  };
  return linearised(patterns, estimate, ofUnit, options, -1);
}

function linearised(
  patterns: readonly VotePattern[],
  estimate: number,
  ofUnit: (place: number) => number,
  { ciLevel, variance }: Options,
  lowest: number,
): Coefficient {
  const n = patterns.reduce((sum, { times }) => sum + times, 0);
  if (n < 2) return pointBecause(estimate, "one-unit");
  const squares = patterns.reduce((sum, { times }, i) => sum + times * (ofUnit(i) - estimate) ** 2, 0);
  const spread = squares / n < ROUNDING ? 0 : squares;
  return symmetricInterval(estimate, spread / (n * (variance === "n" ? n : n - 1)), { ciLevel, df: n - 1, lowest });
} // prettier-ignore
