import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { ALPHA, FINITE } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { METHOD_RULE, type HeterogeneityMethod } from "../pairwise/options.ts";
import { normalCdf } from "../special/index.ts";

/** What a pooled model says, with or without the studies of the file drawer. */
export interface FileDrawerModel {
  readonly estimate: number;
  readonly tau2: number;
  /** Two-sided, z. */
  readonly pValue: number;
}

export interface GeneralFailSafeN {
  readonly kind: "general-fail-safe-n";
  /** Studies that average no effect which would have to be missing; null beyond ten million. */
  readonly number: number | null;
  readonly observed: FileDrawerModel;
  /** The same with those studies; null where `number` is. */
  readonly withFileDrawer: FileDrawerModel | null;
  /** The estimate that counts as negligible, with the sign of the observed one; null where significance decides. */
  readonly target: number | null;
  readonly alpha: number;
  readonly method: HeterogeneityMethod;
}

export interface GeneralFailSafeNOptions {
  /** Default REML; with EE it is Rosenberg's number, or with a target Orwin's. */
  readonly method?: HeterogeneityMethod;
  /** Default 0.05. */
  readonly alpha?: number;
  /** Negligible estimate; its sign is that of the observed one. Without it, the p value decides. */
  readonly target?: number;
}

const RULES: OptionRules<GeneralFailSafeNOptions> = { method: METHOD_RULE, alpha: ALPHA, target: FINITE };

/** Beyond this many studies no number is given. */
export const LARGEST_FILE_DRAWER = 1e7;

/**
 * Fail-safe N of a random-effects model: the smallest N such that N more studies that average no effect make the p value at
 * least alpha, or bring the estimate down to a target.
 *
 * The studies of the file drawer are like those at hand but for their mean: effects with mean 0 and variance τ², and the harmonic
 * mean v of the sampling variances. The two sets of true effects together have the variance
 *
 *   τ²(N) = ((k + N − 2) τ² + k N μ² / (k + N)) / (k + N − 1)
 *
 * (sums of squares within and between them; μ and τ² of the model of the effects at hand), and with w = 1/(vi + τ²(N)) and
 * u = 1/(v + τ²(N))
 *
 *   μ(N) = Σ w yi / (Σ w + N u),  se(N) = (Σ w + N u)^−½
 *
 * With equal effects τ²(N) is 0. Metafor's `fsn(type = "General")` does the same by default; its help page names no formula, but
 * this one gives all its published numbers, except that metafor may report one study more: it searches a step function for a
 * root and rounds that up.
 *
 * @param yi - effects, length k, on the scale of analysis
 * @param vi - sampling variances, length k, all > 0
 * @returns number 0 when the p value is above alpha, or the estimate below the target, from the start
 * @throws InputError as {@link fitPairwise}; `invalid-option` for alpha outside 0 to 1 or a target of 0
 * @see Rosenberg 2005, Evolution 59:464 and Orwin 1983, J Educ Stat 8:157 (equal effects); sums of squares: Searle, Casella &
 *   McCulloch 1992, Variance Components, section 3.2
 * @example generalFailSafeN([0.3, 0.5, 0.4], [0.01, 0.04, 0.02], { method: "EE" }).number // 15
 */
export function generalFailSafeN(
  yi: readonly number[],
  vi: readonly number[],
  options: GeneralFailSafeNOptions = {},
): GeneralFailSafeN {
  checkOptions(options, RULES);
  const { method = "REML", alpha = 0.05 } = options;
  if (options.target === 0)
    throw new InputError("invalid-option", "target = 0 is not a number other than 0", {
      field: "target",
    });
  const model = fileDrawerModel(yi, vi, method);
  const observed = model(0);
  const target =
    options.target === undefined ? null : Math.sign(observed.estimate) * Math.abs(options.target);
  const enough = (n: number): boolean => {
    const { estimate, pValue } = model(n);
    return target === null ? pValue >= alpha : Math.abs(estimate) <= Math.abs(target);
  };
  const number = smallest(enough);
  return {
    kind: "general-fail-safe-n",
    number,
    observed,
    withFileDrawer: number === null ? null : model(number),
    target,
    alpha,
    method,
  };
}

/**
 * The pooled model of {@link generalFailSafeN} as a function of how many studies the file drawer holds.
 *
 * @throws InputError as {@link fitPairwise}
 * @example fileDrawerModel([0.3, 0.5, 0.4], [0.01, 0.04, 0.02], "EE")(0).estimate // 0.357
 */
export function fileDrawerModel(
  yi: readonly number[],
  vi: readonly number[],
  method: HeterogeneityMethod,
): (n: number) => FileDrawerModel {
  const fit = fitPairwise(yi, vi, { method, tau2Interval: "none" });
  const k = yi.length;
  const nullVariance = k / vi.reduce((sum, v) => sum + 1 / v, 0);
  return (n) => {
    const between = (k * n * fit.estimate ** 2) / (k + n);
    const tau2 = n === 0 ? fit.tau2 : ((k + n - 2) * fit.tau2 + between) / (k + n - 1);
    return pooled(yi, vi, { tau2: method === "EE" ? 0 : tau2, nullVariance, n });
  };
}

function pooled(
  yi: readonly number[],
  vi: readonly number[],
  { tau2, nullVariance, n }: { readonly tau2: number; readonly nullVariance: number; readonly n: number },
): FileDrawerModel {
  let [w, wy] = [n / (nullVariance + tau2), 0];
  vi.forEach((v, i) => {
    w += 1 / (v + tau2);
    wy += yi[i]! / (v + tau2);
  });
  return { estimate: wy / w, tau2, pValue: 2 * normalCdf(Math.abs(wy) / Math.sqrt(w), "upper") };
}

/** The smallest whole number that is enough; null beyond the largest file drawer. */
function smallest(enough: (n: number) => boolean): number | null {
  if (enough(0)) return 0;
  let [low, high] = [0, 1];
  while (!enough(high)) {
    if (high >= LARGEST_FILE_DRAWER) return null;
    [low, high] = [high, Math.min(2 * high, LARGEST_FILE_DRAWER)];
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
