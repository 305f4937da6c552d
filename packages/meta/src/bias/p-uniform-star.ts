import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { ALPHA, LEVEL, oneOf } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { findRoot } from "../optim/find-root.ts";
import { minimise } from "../optim/minimise.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { chiSquaredCdf, chiSquaredQuantile, normalLogCdf, normalQuantile } from "../special/index.ts";

/** An effect corrected for publication bias under the assumption that significance alone decides about publication. */
export interface PUniformStar {
  readonly kind: "p-uniform-star";
  readonly estimate: number;
  /** Profile likelihood; null where it does not fall far enough. */
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly tau2: number;
  readonly logLik: number;
  /** Likelihood-ratio tests, one degree of freedom each: no effect, no heterogeneity. */
  readonly effectTest: { readonly statistic: number; readonly pValue: number };
  readonly heterogeneityTest: { readonly statistic: number; readonly pValue: number };
  readonly significant: number;
  readonly options: { readonly side: "right" | "left"; readonly alpha: number; readonly ciLevel: number };
}

interface PUniformStarOptions {
  readonly side?: "right" | "left";
  readonly alpha?: number;
  readonly ciLevel?: number;
}

const RULES: OptionRules<PUniformStarOptions> = {
  side: oneOf(["right", "left"]),
  alpha: ALPHA,
  ciLevel: LEVEL,
};

/**
 * p-uniform*: maximum likelihood of mean and τ², each effect conditional on whether it is significant, so that significant effects
 * may be over-represented to any degree:
 *
 *   Σ ln N(yi; μ, vi + τ²) − ln P(yi significant) or − ln P(yi not significant)
 *
 * @param options.side - of the effects that are likelier to be published; default that of the inverse-variance mean
 * @param options.alpha - one-sided threshold; default 0.025
 * @throws InputError as {@link fitPairwise}; `too-few-effects` when no effect is significant or k < 2
 * @see van Aert & van Assen 2021, Correcting for publication bias in a meta-analysis with the p-uniform* method, equation 4
 * @example pUniformStar([0.9, 0.7, 0.2, 0.5], [0.09, 0.04, 0.05, 0.02]).significant // 3
 */
export function pUniformStar(
  yi: readonly number[],
  vi: readonly number[],
  options: PUniformStarOptions = {},
): PUniformStar {
  checkOptions(options, RULES);
  const { alpha = 0.025, ciLevel = 0.95 } = options;
  const plain = fitPairwise(yi, vi, { method: "ML", ciLevel, tau2Interval: "none" });
  const side = options.side ?? (plain.estimate < 0 ? "left" : "right");
  const sign = side === "left" ? -1 : 1;
  const y = yi.map((one) => sign * one);
  const critical = vi.map((v) => normalQuantile(alpha, "upper") * Math.sqrt(v));
  const seen = y.map((one, i) => one > critical[i]!);
  const significant = seen.filter(Boolean).length;
  if (significant === 0 || yi.length < 2)
    throw new InputError(
      "too-few-effects",
      "p-uniform* needs two effects or more, of which one is significant",
      { field: "yi" },
      { found: `${significant} significant of ${yi.length}` },
    );
  const logLik = (mu: number, tau2: number): number => {
    let sum = 0;
    for (let i = 0; i < y.length; i += 1) {
      const variance = vi[i]! + tau2;
      const z = (critical[i]! - mu) / Math.sqrt(variance);
      sum -= 0.5 * (Math.log(2 * Math.PI * variance) + (y[i]! - mu) ** 2 / variance);
      sum -= normalLogCdf(z, seen[i]! ? "upper" : "lower");
    }
    return sum;
  };
  const overTau2 = (mu: number): number =>
    highest((log) => logLik(mu, Math.exp(log)), logLik(mu, 0), plain.tau2 + 1e-3);
  const start = sign * plain.estimate;
  const free = minimise((x) => -logLik(x[0]!, Math.exp(x[1]!)), [start, Math.log(plain.tau2 + 1e-3)], {
    tolerance: 1e-9,
  });
  const zero = minimise((x) => -logLik(x[0]!, 0), [start], { tolerance: 1e-9 });
  const atZero = -zero.value >= -free.value;
  const [mu, tau2, top] = atZero
    ? [zero.x[0]!, 0, -zero.value]
    : [free.x[0]!, Math.exp(free.x[1]!), -free.value];
  const drop = chiSquaredQuantile(ciLevel, 1);
  const below = (at: number): number => 2 * (top - overTau2(at)) - drop;
  const ends = [-1, 1].map((direction) => endOf(below, mu, direction * Math.max(plain.se, 1e-6)));
  const [low, high] = sign === 1 ? ends : ends.map((one) => (one === null ? null : -one)).reverse();
  const test = (statistic: number) => {
    const size = Math.max(0, statistic);
    return { statistic: size, pValue: chiSquaredCdf(size, 1, "upper") };
  };
  return {
    kind: "p-uniform-star",
    estimate: sign * mu,
    ciLower: low ?? null,
    ciUpper: high ?? null,
    tau2,
    logLik: top,
    effectTest: test(2 * (top - overTau2(0))),
    heterogeneityTest: test(2 * (top + zero.value)),
    significant,
    options: { side, alpha, ciLevel },
  };
}

/** The highest value over ln τ², or that at τ² = 0. */
function highest(f: (log: number) => number, atZero: number, start: number): number {
  return Math.max(atZero, -minimise((x) => -f(x[0]!), [Math.log(start)], { tolerance: 1e-9 }).value);
}

/** Where a function that is below 0 at the start crosses 0 in one direction; null within 2^20 steps. */
function endOf(f: (x: number) => number, start: number, step: number): number | null {
  let [inner, outer] = [start, start + step];
  for (let doubling = 0; doubling < 20; doubling += 1) {
    if (f(outer) > 0) return findRoot(f, Math.min(inner, outer), Math.max(inner, outer));
    inner = outer;
    outer += step * 2 ** doubling;
  }
  return null;
}
