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
  /** Profile likelihood; null where it never falls far enough. */
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly tau2: number;
  readonly logLik: number;
  /** Likelihood-ratio test of no effect: χ² with one degree of freedom, two-sided. */
  readonly effectTest: { readonly statistic: number; readonly pValue: number };
  /** The same of τ² = 0, a border: half the p value of χ² with one degree of freedom, 1 where the statistic is 0. */
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
 * Significant is yi > zα √vi. With one variance for all effects it is a step selection model with one step at alpha whose weight is
 * profiled out: the same μ, τ², tests and profile intervals (Pustejovsky 2026).
 *
 * If all effects are significant and decline above their thresholds no faster than exponentially, the likelihood rises without
 * end as μ falls and τ² grows, to k (ln(1/m) − 1) with m the mean excess over the thresholds: there is no estimate.
 *
 * @param options.side - of the effects that are likelier to be published; default that of the inverse-variance mean
 * @param options.alpha - one-sided threshold; default 0.025
 * @throws InputError as {@link fitPairwise}; `too-few-effects` when no effect is significant or k < 2; `no-convergence` where the
 *   likelihood has no maximum
 * @see van Aert & van Assen 2026, Correcting for publication bias in a meta-analysis with the p-uniform* method, Psychonomic Bulletin
 *   & Review 33, equations 3 and 4; on tests at a border Self & Liang 1987, J Am Stat Assoc 82:605
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
  // In units of a typical standard error: a change of scale then changes nothing.
  const unit = Math.sqrt(vi.length / vi.reduce((sum, v) => sum + 1 / v, 0));
  const effects = yi.map((y, i): Effect => {
    const v = vi[i]! / unit / unit;
    const critical = normalQuantile(alpha, "upper") * Math.sqrt(v);
    const scaled = (sign * y) / unit;
    return { y: scaled, v, critical, seen: scaled > critical };
  });
  const significant = effects.filter(({ seen }) => seen).length;
  if (significant === 0 || yi.length < 2)
    throw new InputError(
      "too-few-effects",
      "p-uniform* needs two effects or more, of which one is significant",
      { field: "yi" },
      { found: `${significant} significant of ${yi.length}` },
    );
  const best = maximum(effects, (sign * plain.estimate) / unit, plain.tau2 / unit / unit);
  if (significant === yi.length) checkMaximum(effects, best.logLik);
  const drop = chiSquaredQuantile(ciLevel, 1);
  const below = (mu: number): number => 2 * (best.logLik - overTau2(effects, mu).logLik) - drop;
  const ends = [-1, 1].map((direction) => endOf(below, best.mu, direction * Math.max(plain.se / unit, 1e-6)));
  const limits = ends.map((end) => (end === null ? null : sign * unit * end));
  const [low, high] = sign === 1 ? limits : limits.toReversed();
  const effect = Math.max(0, 2 * (best.logLik - overTau2(effects, 0).logLik));
  const heterogeneity = best.tau2 === 0 ? 0 : Math.max(0, 2 * (best.logLik - best.withoutTau2));
  return {
    kind: "p-uniform-star",
    estimate: sign * unit * best.mu,
    ciLower: low ?? null,
    ciUpper: high ?? null,
    tau2: best.tau2 * unit * unit,
    logLik: best.logLik - yi.length * Math.log(unit),
    effectTest: { statistic: effect, pValue: chiSquaredCdf(effect, 1, "upper") },
    heterogeneityTest: {
      statistic: heterogeneity,
      pValue: heterogeneity === 0 ? 1 : chiSquaredCdf(heterogeneity, 1, "upper") / 2,
    },
    significant,
    options: { side, alpha, ciLevel },
  };
}

interface Effect {
  readonly y: number;
  readonly v: number;
  /** The effect is significant above it. */
  readonly critical: number;
  readonly seen: boolean;
}

interface Point {
  readonly tau2: number;
  readonly logLik: number;
}

function logLikelihood(effects: readonly Effect[], mu: number, tau2: number): number {
  let sum = 0;
  for (const { y, v, critical, seen } of effects) {
    const variance = v + tau2;
    sum -= 0.5 * (Math.log(2 * Math.PI * variance) + (y - mu) ** 2 / variance);
    sum -= normalLogCdf((critical - mu) / Math.sqrt(variance), seen ? "upper" : "lower");
  }
  return sum;
}

/** Derivative of the log-likelihood in τ². */
function slopeInTau2(effects: readonly Effect[], mu: number, tau2: number): number {
  let sum = 0;
  for (const { y, v, critical, seen } of effects) {
    const variance = v + tau2;
    const z = (critical - mu) / Math.sqrt(variance);
    const logDensity = -0.5 * (z * z + Math.log(2 * Math.PI));
    const hazard = Math.exp(logDensity - normalLogCdf(z, seen ? "upper" : "lower"));
    sum += (((y - mu) ** 2 / variance - 1) / 2 - ((seen ? 1 : -1) * hazard * z) / 2) / variance;
  }
  return sum;
}

/**
 * The best τ² at this mean: every sign change of the slope on a grid from a quarter of the least variance to where the slope is sure
 * to be negative (x φ(x)/Φ(x) ≤ 0.3 for x > 0, so where all (y − μ)² < 0.7 (v + τ²)), each refined, and 0.
 */
function overTau2(effects: readonly Effect[], mu: number): Point {
  const slope = (tau2: number): number => slopeInTau2(effects, mu, tau2);
  let [least, farthest] = [Infinity, 0];
  for (const { y, v } of effects) [least, farthest] = [Math.min(least, v), Math.max(farthest, (y - mu) ** 2)];
  let best: Point = { tau2: 0, logLik: logLikelihood(effects, mu, 0) };
  let [left, leftSlope] = [0, slope(0)];
  for (let right = least / 4; left < farthest / 0.7; right *= 1.8) {
    const rightSlope = slope(right);
    if (leftSlope > 0 && rightSlope <= 0) {
      const tau2 = findRoot(slope, left, right, 1e-10 * right);
      const logLik = logLikelihood(effects, mu, tau2);
      if (logLik > best.logLik) best = { tau2, logLik };
    }
    [left, leftSlope] = [right, rightSlope];
  }
  return best;
}

/** The highest of searches from three means, with τ² free and with τ² = 0. */
function maximum(
  effects: readonly Effect[],
  mean: number,
  tau2: number,
): Point & { readonly mu: number; readonly withoutTau2: number } {
  const starts = [mean, 0, mean - 4];
  const free = starts.map((mu) =>
    minimise((x) => -logLikelihood(effects, x[0]!, Math.exp(x[1]!)), [mu, Math.log(tau2 + 0.1)], { tolerance: 1e-9 }),
  ); // prettier-ignore
  const none = starts.map((mu) =>
    minimise((x) => -logLikelihood(effects, x[0]!, 0), [mu], { tolerance: 1e-9 }),
  );
  const [top, zero] = [free, none].map((all) => all.reduce((a, b) => (b.value < a.value ? b : a)));
  const withoutTau2 = -zero!.value;
  if (-top!.value <= withoutTau2) return { mu: zero!.x[0]!, tau2: 0, logLik: withoutTau2, withoutTau2 };
  return { mu: top!.x[0]!, tau2: Math.exp(top!.x[1]!), logLik: -top!.value, withoutTau2 };
}

/** @throws InputError `no-convergence` when exponential excesses over the thresholds, the limit of μ → −∞, are as likely */
function checkMaximum(effects: readonly Effect[], logLik: number): void {
  const excess = effects.reduce((sum, { y, critical }) => sum + (y - critical) / effects.length, 0);
  if (logLik > -effects.length * (Math.log(excess) + 1) + 1e-8) return;
  throw new InputError(
    "no-convergence",
    "all effects are significant and thin out above their thresholds so slowly that the likelihood rises without end as the mean falls",
    { field: "yi" },
    { fix: "effects that are not significant are needed to tell the mean" },
  );
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
