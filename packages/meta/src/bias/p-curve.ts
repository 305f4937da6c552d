import { checkValue } from "../arguments/check-options.ts";
import { ALPHA } from "../arguments/rules.ts";
import { normalCdf, normalQuantile, regularizedBeta } from "../special/index.ts";
import { findRoot } from "../optim/find-root.ts";
import { checkEffects } from "../pairwise/options.ts";

/** A test of Stouffer's: Σ Φ⁻¹(pp)/√k. */
export interface StoufferTest {
  readonly statistic: number;
  /** One-sided: small when significant p values are crowded near 0 (or, for flatness, near the threshold). */
  readonly pValue: number;
}

export interface PCurve {
  readonly kind: "p-curve";
  /** Significant effects, and those with p below half the threshold. */
  readonly significant: number;
  readonly half: number;
  /** Chance of as many p below half the threshold (right skew), or as few (flatness), if each has chance 1/2, or that of 33 % power. */
  readonly rightSkewBinomial: number | null;
  readonly flatterBinomial: number | null;
  /** Right skew: evidential value; full and half curve; null without such effects. */
  readonly rightSkew: StoufferTest | null;
  readonly rightSkewHalf: StoufferTest | null;
  /** Flatter than 33 % power: evidential value, if any, is inadequate. */
  readonly flatter: StoufferTest | null;
  readonly flatterHalf: StoufferTest | null;
  /** Simonsohn's combination: the half curve's p below 0.05, or both below 0.1. */
  readonly evidentialValue: boolean;
  readonly inadequate: boolean;
  /** Average power of the significant effects, corrected for their selection, with its 90 % interval; null without any. */
  readonly power: number | null;
  readonly powerLower: number | null;
  readonly powerUpper: number | null;
  readonly options: { readonly alpha: number };
}

/**
 * p-curve of z tests yi/√vi: how two-sided p values below α are spread. Under no effect they are uniform: pp = p/α. With
 * noncentrality λ, pp = P(|Z + λ| > z) / P(|Z + λ| > z at the threshold of the curve): uniform again among the effects that pass
 * the threshold, for the full curve (α) as for the half (α/2). Flatness takes the λ at which a test has power 1/3 at α.
 *
 * The authors' web program prints another number for the flatness of the half curve: it divides by the share of *significant*
 * effects with p < α/2 where the chance among *all* effects belongs, so that its pp lie between 2/3 and 1 even at power 1/3. See
 * `docs/definitions.md`.
 *
 * @param alpha - threshold of significance; default 0.05
 * @throws InputError as {@link fitPairwise}; `invalid-option`
 * @see Simonsohn, Nelson & Simmons 2014, J Exp Psychol General 143:534; Simonsohn, Simmons & Nelson 2015, ibid. 144:1146 (half
 *   curve, Stouffer)
 * @example pCurve([0.6, 0.7, 0.1], [0.01, 0.04, 0.01]).significant // 2
 */
export function pCurve(yi: readonly number[], vi: readonly number[], alpha = 0.05): PCurve {
  checkValue("alpha", alpha, ALPHA);
  checkEffects(yi, vi);
  const all = yi.map((y, i) => Math.abs(y) / Math.sqrt(vi[i]!));
  const [full, half] = [significantOf(all, alpha), significantOf(all, alpha / 2)];
  const rightSkew = skewTest(full, 0, alpha, "lower");
  const rightSkewHalf = skewTest(half, 0, alpha / 2, "lower");
  const third = findRoot((lambda) => exceeds(threshold(alpha), lambda) - 1 / 3, 0, 40);
  const flatter = skewTest(full, third, alpha, "upper");
  const flatterHalf = skewTest(half, third, alpha / 2, "upper");
  const either = (
    one: StoufferTest | null,
    two: StoufferTest | null,
    decisive: StoufferTest | null,
  ): boolean => (decisive?.pValue ?? 1) < 0.05 || ((one?.pValue ?? 1) < 0.1 && (two?.pValue ?? 1) < 0.1);
  const some = full.length > 0;
  return {
    kind: "p-curve",
    significant: full.length,
    half: half.length,
    rightSkewBinomial: some ? binomialCdf(full.length - half.length, full.length, 1 / 2) : null,
    flatterBinomial: some
      ? binomialCdf(half.length, full.length, 3 * exceeds(threshold(alpha / 2), third))
      : null,
    rightSkew,
    rightSkewHalf,
    flatter,
    flatterHalf,
    evidentialValue: either(rightSkew, rightSkewHalf, rightSkewHalf),
    inadequate: either(flatter, flatterHalf, flatter),
    power: some ? powerAt(full, alpha, 0) : null,
    powerLower: some ? powerAt(full, alpha, -normalQuantile(0.95)) : null,
    powerUpper: some ? powerAt(full, alpha, normalQuantile(0.95)) : null,
    options: { alpha },
  };
}

function threshold(alpha: number): number {
  return normalQuantile(alpha / 2, "upper");
}

function significantOf(z: readonly number[], alpha: number): readonly number[] {
  return z.filter((one) => one > threshold(alpha));
}

/** P(|Z + λ| > z): the chance of a two-sided p value as small as that of z. */
function exceeds(z: number, lambda: number): number {
  return normalCdf(z - lambda, "upper") + normalCdf(-z - lambda);
}

/** Stouffer's statistic of the pp values of a curve with threshold α under noncentrality λ. */
function stouffer(z: readonly number[], lambda: number, alpha: number): number {
  const passing = exceeds(threshold(alpha), lambda);
  const inside = (p: number): number => Math.min(1 - 1e-15, Math.max(1e-300, p));
  const sum = z.reduce((total, one) => total + normalQuantile(inside(exceeds(one, lambda) / passing)), 0);
  return sum / Math.sqrt(z.length);
}

function skewTest(
  z: readonly number[],
  lambda: number,
  alpha: number,
  tail: "lower" | "upper",
): StoufferTest | null {
  if (z.length === 0) return null;
  const statistic = stouffer(z, lambda, alpha);
  return { statistic, pValue: normalCdf(statistic, tail) };
}

/** The power at which Stouffer's statistic equals the given one: 0 for the estimate, ±z for the ends of its interval. */
function powerAt(z: readonly number[], alpha: number, statistic: number): number {
  const skew = (lambda: number): number => stouffer(z, lambda, alpha) - statistic;
  if (skew(0) >= 0) return alpha;
  if (skew(30) <= 0) return 1;
  return exceeds(threshold(alpha), findRoot(skew, 0, 30));
}

/** P(X <= x) of x successes among n: the regularised beta function I(1 - p; n - x, x + 1). */
function binomialCdf(x: number, n: number, p: number): number {
  return x >= n ? 1 : regularizedBeta(p, x + 1, n - x, "upper");
}
