import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { LEVEL, oneOf } from "../arguments/rules.ts";
import { fitPairwise, type PairwiseFit } from "../pairwise/fit-pairwise.ts";
import { METHOD_RULE, type HeterogeneityMethod } from "../pairwise/options.ts";
import { chiSquaredCdf } from "../special/index.ts";
import { waldEffect, type AdjustedEffect } from "./adjusted-effect.ts";
import { checkSpread } from "./check-spread.ts";
import { radialRegression, type RadialRegression } from "./radial-regression.ts";
import { fewStudies } from "./regression-test.ts";

/** Estimates adjusted for small-study effects, as {@link limitMetaAnalysis} names them. */
export const LIMIT_ADJUSTMENTS = ["expectation", "including-bias", "excluding-bias"] as const;
export type LimitAdjustment = (typeof LIMIT_ADJUSTMENTS)[number];

interface SplitQ {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
}

/** Effects adjusted for small-study effects by a limit meta-analysis, on the scale of analysis. */
export interface LimitMetaAnalysis extends AdjustedEffect {
  readonly kind: "limit-meta-analysis";
  readonly k: number;
  /** All three adjustments; the chosen one is repeated above. */
  readonly adjusted: Readonly<Record<LimitAdjustment, AdjustedEffect>>;
  /** The random-effects model without adjustment. */
  readonly unadjusted: AdjustedEffect;
  readonly tau2: number;
  /** Bias parameter: the expected standardised effect of a study without precision. */
  readonly alpha: number;
  /** Slope of the generalised radial plot. */
  readonly beta: number;
  /** Cochran's Q, the part of it that small-study effects explain, and the rest. */
  readonly q: SplitQ;
  readonly qSmall: SplitQ;
  readonly qResidual: SplitQ;
  /** Share (0 to 1) of the limit effects' variation that small-study effects leave; null where they do not vary. */
  readonly g2: number | null;
  /** Effects of the studies with infinite precision, in input order. */
  readonly limitEffects: readonly number[];
  readonly warnings: readonly string[];
  readonly options: {
    readonly adjustment: LimitAdjustment;
    readonly method: HeterogeneityMethod;
    readonly ciLevel: number;
  };
}

interface LimitOptions {
  readonly adjustment?: LimitAdjustment;
  readonly method?: HeterogeneityMethod;
  readonly ciLevel?: number;
}

const RULES: OptionRules<LimitOptions> = {
  adjustment: oneOf(LIMIT_ADJUSTMENTS, {
    beta0: "expectation",
    betalim: "including-bias",
    mulim: "excluding-bias",
  }),
  method: METHOD_RULE,
  ciLevel: LEVEL,
};

/**
 * Limit meta-analysis: a random-effects model in which effects may depend on their standard error si,
 *
 *   yi = β + √(si² + τ²)(α + εi),  εi ~ N(0, 1),
 *
 * and what it says of studies whose precision is infinite (si = 0, each with its own εi). τ² is that of the ordinary model; α
 * and β are intercept and slope of least squares on the generalised radial plot (1/√(si² + τ²), yi/√(si² + τ²)). Adjusted are
 *
 *   expectation:     β0 = β + τα
 *   including-bias:  βlim, the slope, with an intercept, of the radial plot (1/si, yi,lim/si)
 *   excluding-bias:  μlim, the slope through the origin of the same plot: the inverse-variance mean of the limit effects
 *   limit effects:   yi,lim = β + τ(yi − β)/√(si² + τ²)
 *
 * Standard errors take τ² as known and the plots' error variance as 1. Q' is the residual sum of squares of yi/si on 1/si, Q − Q'
 * tests small-study effects; G² = 1 − R² of the limit effects' radial plot, 0 where τ² = 0.
 *
 * @param options.adjustment - which of the three is the result's estimate; default expectation
 * @param options.method - estimator of τ²; default REML (the paper: DL)
 * @throws InputError as {@link fitPairwise}; `too-few-effects` (k < 3); `collinear-design` (one standard error for all, with τ² too)
 * @see Rücker, Schwarzer, Carpenter, Binder & Schumacher 2011, Biostatistics 12:122, sections 3, 4 and 7; Rücker, Carpenter &
 *   Schwarzer 2011, Biometrical Journal 53:351
 * @example limitMetaAnalysis([0.9, 0.8, 0.2, 0.3], [0.25, 0.16, 0.04, 0.01], { method: "DL" }).estimate // 0.18
 */
export function limitMetaAnalysis(
  yi: readonly number[],
  vi: readonly number[],
  options: LimitOptions = {},
): LimitMetaAnalysis {
  checkOptions(options, RULES);
  const { adjustment = "expectation", method = "REML", ciLevel = 0.95 } = options;
  const plain = fitPairwise(yi, vi, { method, ciLevel, tau2Interval: "none" });
  checkSpread(vi);
  const { tau2, k } = plain;
  const tau = Math.sqrt(tau2);
  const sei = vi.map(Math.sqrt);
  if (tau2 > 0) checkSpread(vi.map((v) => v + tau2));
  const radial = radialRegression(
    yi,
    vi.map((v) => Math.sqrt(v + tau2)),
  );
  const { intercept: alpha, slope: beta } = radial;
  const limitEffects = yi.map((y, i) => beta + (tau * (y - beta)) / Math.sqrt(vi[i]! + tau2));
  const limit = radialRegression(limitEffects, sei);
  const weight = vi.reduce((sum, v) => sum + 1 / v, 0);
  const effect = (estimate: number, variance: number): AdjustedEffect =>
    waldEffect(estimate, Math.sqrt(variance), ciLevel);
  const adjusted = {
    expectation: effect(
      beta + tau * alpha,
      radial.slopeVariance + 2 * tau * radial.covariance + tau2 * radial.interceptVariance,
    ),
    "including-bias": effect(limit.slope, limit.slopeVariance),
    "excluding-bias": effect(limitEffects.reduce((sum, y, i) => sum + y / vi[i]!, 0) / weight, 1 / weight),
  };
  return {
    kind: "limit-meta-analysis",
    k,
    ...adjusted[adjustment],
    adjusted,
    unadjusted: unadjustedEffect(plain),
    tau2,
    alpha,
    beta,
    ...splitQ(plain, radialRegression(yi, sei)),
    g2: tau2 === 0 ? 0 : limit.totalSquares > 0 ? limit.residualSquares / limit.totalSquares : null,
    limitEffects,
    warnings: fewStudies(k),
    options: { adjustment, method, ciLevel },
  };
}

function unadjustedEffect({
  estimate,
  se,
  statistic,
  pValue,
  ciLower,
  ciUpper,
}: PairwiseFit): AdjustedEffect {
  return { estimate, se, statistic, pValue, ciLower, ciUpper };
}

function splitQ(
  { q, k }: PairwiseFit,
  { residualSquares }: RadialRegression,
): Pick<LimitMetaAnalysis, "q" | "qSmall" | "qResidual"> {
  const test = (statistic: number, df: number): SplitQ => ({
    statistic,
    df,
    pValue: chiSquaredCdf(statistic, df, "upper"),
  });
  return {
    q: test(q, k - 1),
    qSmall: test(Math.max(0, q - residualSquares), 1),
    qResidual: test(residualSquares, k - 2),
  };
}
