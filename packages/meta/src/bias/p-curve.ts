import { checkValue } from "../arguments/check-options.ts";
import { ALPHA } from "../arguments/rules.ts";
import { normalCdf, normalQuantile } from "../special/index.ts";
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
  /** Right skew: evidential value; full and half curve; null without such effects. */
  readonly rightSkew: StoufferTest | null;
  readonly rightSkewHalf: StoufferTest | null;
  /** Flatter than 33 % power: evidential value, if any, is inadequate. */
  readonly flatter: StoufferTest | null;
  readonly flatterHalf: StoufferTest | null;
  /** Simonsohn's combination: the half curve's p below 0.05, or both below 0.1. */
  readonly evidentialValue: boolean;
  readonly inadequate: boolean;
  /** Average power of the significant effects, corrected for their selection; null without any. */
  readonly power: number | null;
  readonly options: { readonly alpha: number };
}

/**
 * p-curve of z tests yi/√vi: how two-sided p values below α are spread. Under no effect they are uniform: pp = p/α. Under a z
 * test of power 1/3 with noncentrality λ, pp = (Φ(z − λ) − 2/3)·3 for z on the side of the effect.
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
  const rightSkew = skewTest(full, alpha);
  const rightSkewHalf = skewTest(half, alpha / 2);
  // The noncentrality at which a test has power 1/3 at the threshold of significance; the half curve keeps it.
  const third = findRoot((lambda) => exceeds(lambda, alpha) - 1 / 3, 0, 40);
  const flatter = flatnessTest(full, third, alpha);
  const flatterHalf = flatnessTest(half, third, alpha / 2);
  const both = (one: StoufferTest | null, two: StoufferTest | null): boolean =>
    (two?.pValue ?? 1) < 0.05 || ((one?.pValue ?? 1) < 0.1 && (two?.pValue ?? 1) < 0.1);
  return {
    kind: "p-curve",
    significant: full.length,
    half: half.length,
    rightSkew,
    rightSkewHalf,
    flatter,
    flatterHalf,
    evidentialValue: both(rightSkew, rightSkewHalf),
    inadequate:
      (flatter?.pValue ?? 1) < 0.05 || ((flatter?.pValue ?? 1) < 0.1 && (flatterHalf?.pValue ?? 1) < 0.1),
    power: full.length === 0 ? null : averagePower(full, alpha),
    options: { alpha },
  };
}

function significantOf(z: readonly number[], alpha: number): readonly number[] {
  const threshold = normalQuantile(alpha / 2, "upper");
  return z.filter((one) => one > threshold);
}

function stouffer(pp: readonly number[], tail: "lower" | "upper"): StoufferTest | null {
  if (pp.length === 0) return null;
  const inside = (p: number): number => Math.min(1 - 1e-15, Math.max(1e-300, p));
  const statistic = pp.reduce((sum, p) => sum + normalQuantile(inside(p)), 0) / Math.sqrt(pp.length);
  return { statistic, pValue: normalCdf(statistic, tail) };
}

function skewTest(z: readonly number[], alpha: number): StoufferTest | null {
  return stouffer(
    z.map((one) => (2 * normalCdf(one, "upper")) / alpha),
    "lower",
  );
}

/** Chance of exceeding the threshold on the side of the effect. */
function exceeds(lambda: number, alpha: number): number {
  return normalCdf(normalQuantile(alpha / 2, "upper") - lambda, "upper");
}

function flatnessTest(z: readonly number[], lambda: number, alpha: number): StoufferTest | null {
  const power = exceeds(lambda, alpha);
  return stouffer(
    z.map((one) => normalCdf(one - lambda, "upper") / power),
    "upper",
  );
}

/** The power at which the significant effects look neither right- nor left-skewed: Stouffer's statistic is 0. */
function averagePower(z: readonly number[], alpha: number): number {
  const skew = (lambda: number): number =>
    stouffer(
      z.map((one) => normalCdf(one - lambda, "upper") / exceeds(lambda, alpha)),
      "lower",
    )!.statistic;
  if (skew(0) >= 0) return alpha;
  if (skew(30) <= 0) return 1;
  const lambda = findRoot(skew, 0, 30);
  return exceeds(lambda, alpha) + normalCdf(-normalQuantile(alpha / 2, "upper") - lambda);
}
