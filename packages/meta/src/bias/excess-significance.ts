import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { ALPHA, anObject, oneOf } from "../arguments/rules.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import type { FitOptions } from "../pairwise/options.ts";
import { normalCdf, normalQuantile, regularizedBeta } from "../special/index.ts";

export interface ExcessSignificance {
  readonly kind: "excess-significance";
  /** Studies that are significant, and how many are expected to be. */
  readonly observed: number;
  readonly expected: number;
  /** null where none is expected. */
  readonly ratio: number | null;
  /** Of each study at the pooled effect. */
  readonly power: readonly number[];
  readonly effect: number;
  /** Chi-square; null for the other tests. */
  readonly statistic: number | null;
  /** One-sided: more significant studies than expected. */
  readonly pValue: number;
  readonly test: "chi2" | "binom" | "exact";
  readonly alternative: "two.sided" | "greater" | "less";
  readonly alpha: number;
}

interface ExcessOptions {
  readonly fit?: FitOptions;
  readonly test?: ExcessSignificance["test"];
  readonly alternative?: ExcessSignificance["alternative"];
  readonly alpha?: number;
}

const RULES: OptionRules<ExcessOptions> = {
  fit: anObject(),
  test: oneOf(["chi2", "binom", "exact"]),
  alternative: oneOf(["two.sided", "greater", "less"]),
  alpha: ALPHA,
};

/**
 * Ioannidis and Trikalinos' test of an excess of significant findings.
 *
 * The power of a study is the probability that its estimate passes its own critical value (√vi times the normal quantile)
 * when drawn from N(pooled effect, vi + τ²).
 *
 * @param options.test - `chi2` (O − E)²/E + (O − E)²/(k − E); `binom` binomial with the mean power; `exact` (default) with each
 *   study's own power
 * @param options.alternative - of the studies' tests; default two.sided
 * @throws InputError as {@link fitPairwise}; `invalid-option` for an alpha outside (0, 1)
 * @see Ioannidis & Trikalinos 2007, Clinical Trials 4:245; van Assen et al. 2015 for heterogeneous effects
 * @example excessSignificance([0.3, 0.5, 0.4], [0.01, 0.04, 0.02], { fit: { method: "EE" } }).observed // 3
 */
export function excessSignificance(
  yi: readonly number[],
  vi: readonly number[],
  options: ExcessOptions = {},
): ExcessSignificance {
  checkOptions(options, RULES);
  const { fit = {}, test = "exact", alternative = "two.sided", alpha = 0.05 } = options;
  const { estimate, tau2 } = fitPairwise(yi, vi, { ...fit, tau2Interval: "none" });
  const quantile = normalQuantile(alternative === "two.sided" ? alpha / 2 : alpha, "upper");
  const above = (critical: number, v: number): number =>
    normalCdf((critical - estimate) / Math.sqrt(v + tau2), "upper");
  const below = (critical: number, v: number): number =>
    normalCdf((critical - estimate) / Math.sqrt(v + tau2), "lower");
  const power = vi.map((v) => {
    const critical = quantile * Math.sqrt(v);
    if (alternative === "greater") return above(critical, v);
    if (alternative === "less") return below(-critical, v);
    return above(critical, v) + below(-critical, v);
  });
  const k = yi.length;
  const observed = yi.filter((y, i) => {
    const z = y / Math.sqrt(vi[i]!);
    return (alternative !== "less" && z >= quantile) || (alternative !== "greater" && z <= -quantile);
  }).length;
  const expected = power.reduce((sum, one) => sum + one, 0);
  const difference = observed - expected;
  const statistic = test === "chi2" ? share(difference, expected) + share(difference, k - expected) : null;
  const pValue =
    statistic !== null
      ? normalCdf(Math.sign(difference) * Math.sqrt(statistic), "upper")
      : test === "binom"
        ? binomialUpper(observed, k, expected / k)
        : poissonBinomialUpper(observed, power);
  return {
    kind: "excess-significance",
    observed,
    expected,
    ratio: expected > 0 ? observed / expected : null,
    power,
    effect: estimate,
    statistic,
    pValue,
    test,
    alternative,
    alpha,
  };
}

/** (O − E)²/E; 0 where nothing is expected and nothing found. */
function share(difference: number, expected: number): number {
  return difference === 0 ? 0 : difference ** 2 / Math.max(0, expected);
}

/** P(X ≥ x), X binomial. */
function binomialUpper(x: number, n: number, p: number): number {
  return x === 0 ? 1 : regularizedBeta(p, x, n - x + 1, "lower");
}

/** P(X ≥ x), X the number of successes of independent trials with these probabilities. */
function poissonBinomialUpper(x: number, probabilities: readonly number[]): number {
  const shares = new Array<number>(probabilities.length + 1).fill(0);
  shares[0] = 1;
  probabilities.forEach((p, n) => {
    for (let at = n + 1; at > 0; at -= 1) shares[at] = shares[at]! * (1 - p) + shares[at - 1]! * p;
    shares[0]! *= 1 - p;
  });
  return Math.min(
    1,
    shares.slice(x).reduce((sum, share) => sum + share, 0),
  );
}
