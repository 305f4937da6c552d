import { chiSquaredCdf, normalCdf, normalQuantile, studentTCdf, studentTQuantile } from "../special/index.ts";
import {
  checkEffects,
  chooseOptions,
  type ChosenOptions,
  type FitOptions,
  type HeterogeneityMethod,
  type TestKind,
} from "./options.ts";
import { tau2DerSimonianLaird } from "./tau2-dersimonian-laird.ts";
import { tau2QProfile } from "./tau2-q-profile.ts";
import { tau2RestrictedLikelihood } from "./tau2-restricted-likelihood.ts";
import { weightedSums, type WeightedSums } from "./weighted-sums.ts";

export interface FitWarning {
  readonly code:
    | "single-effect"
    | "hartung-knapp-k2"
    | "hartung-knapp-narrower"
    | "hartung-knapp-equal-effects"
    | "zero-standard-error"
    | "few-effects";
  readonly message: string;
}

/** Log-likelihood and information criteria of one likelihood, with metafor's constants. */
export interface Likelihood {
  readonly logLik: number;
  readonly aic: number;
  readonly bic: number;
  readonly aicc: number;
}

/** A pooled effect. Numbers are on the scale of analysis (log for ratios); null where a quantity does not exist. */
export interface PairwiseFit {
  readonly kind: "pairwise";
  readonly estimate: number;
  readonly se: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly ciLevel: number;
  /** z or t */
  readonly statistic: number;
  /** Degrees of freedom of t; null for z. */
  readonly df: number | null;
  /** Two-sided. */
  readonly pValue: number;
  readonly k: number;
  readonly tau2: number;
  readonly tau2Se: number | null;
  readonly tau2CiLower: number | null;
  readonly tau2CiUpper: number | null;
  /** Percent: τ² of total variance, τ²/(τ² + typical sampling variance); with EE from Q. metafor's definition. */
  readonly i2: number;
  /** Percent: max(0, (Q − df)/Q). Higgins & Thompson 2002; RevMan and R's meta. */
  readonly i2FromQ: number;
  readonly h2: number;
  /** Higgins & Thompson 2002, equation 9. */
  readonly typicalVariance: number | null;
  /** Cochran's Q about the inverse-variance mean, and its chi-square test. */
  readonly q: number;
  readonly qDf: number;
  readonly qPValue: number;
  readonly piLower: number | null;
  readonly piUpper: number | null;
  /** What the prediction interval rests on, in words. */
  readonly piKind: string | null;
  /** Percent, in the order of the input. */
  readonly weights: readonly number[];
  readonly method: HeterogeneityMethod;
  readonly test: TestKind;
  readonly options: ChosenOptions;
  readonly likelihood: { readonly ml: Likelihood; readonly reml: Likelihood; readonly devianceMl: number };
  readonly warnings: readonly FitWarning[];
}

/**
 * Pools effects by an equal-effects or a random-effects model.
 *
 * One effect is returned as it is (τ² = 0, no prediction interval) with the warning `single-effect`.
 *
 * @param yi - effects on the scale of analysis, length k ≥ 1
 * @param vi - sampling variances, length k, all > 0
 * @throws InputError `too-few-effects`, `length-mismatch`, `not-finite`, `nonpositive-variance`, `invalid-option`
 */
export function fitPairwise(
  yi: readonly number[],
  vi: readonly number[],
  options: FitOptions = {},
): PairwiseFit {
  const chosen = chooseOptions(options);
  checkEffects(yi, vi);
  const tau2 = estimateTau2(yi, vi, chosen);
  const atZero = weightedSums(yi, vi, 0);
  return assembleFit(yi, vi, chosen, tau2, atZero);
}

function estimateTau2(yi: readonly number[], vi: readonly number[], { method, tau2 }: ChosenOptions): number {
  if (method === "EE") return 0;
  if (tau2 !== undefined) return tau2;
  return method === "DL" ? tau2DerSimonianLaird(yi, vi) : tau2RestrictedLikelihood([{ yi, vi }]);
}

/** A fit at a τ² that is already known (estimated, shared between groups, or given). */
export function assembleFit(
  yi: readonly number[],
  vi: readonly number[],
  chosen: ChosenOptions,
  tau2: number,
  atZero: WeightedSums = weightedSums(yi, vi, 0),
): PairwiseFit {
  const { method, test, ciLevel } = chosen;
  const sums = weightedSums(yi, vi, tau2);
  const k = yi.length;
  const df = test === "z" || k === 1 ? null : k - 1;
  const spread = k > 1 ? sums.q / (k - 1) : 1;
  const scale = test === "knha" ? spread : test === "adhoc" ? Math.max(1, spread) : 1;
  const se = Math.sqrt((k > 1 ? scale : 1) / sums.w);
  // Identical effects leave plain Hartung–Knapp a standard error of 0: no evidence at 0, all evidence elsewhere.
  const statistic = se > 0 ? sums.mean / se : sums.mean === 0 ? 0 : Math.sign(sums.mean) * Infinity;
  const margin = critical(ciLevel, df) * se;
  const qDf = k - 1;
  const typicalVariance = k > 1 ? (qDf * atZero.w) / (atZero.w * atZero.w - atZero.w2) : null;
  const i2FromQ = qDf > 0 && atZero.q > 0 ? Math.max(0, (100 * (atZero.q - qDf)) / atZero.q) : 0;
  const i2 =
    method === "EE" ? i2FromQ : typicalVariance === null ? 0 : (100 * tau2) / (tau2 + typicalVariance);
  const h2 =
    method === "EE"
      ? qDf > 0
        ? atZero.q / qDf
        : 1
      : typicalVariance === null
        ? 1
        : (tau2 + typicalVariance) / typicalVariance;
  const profile = method === "EE" ? undefined : tau2QProfile(yi, vi, ciLevel);
  const prediction = predictionInterval(sums.mean, se, tau2, k, df, chosen);
  return {
    kind: "pairwise",
    estimate: sums.mean,
    se,
    ciLower: sums.mean - margin,
    ciUpper: sums.mean + margin,
    ciLevel,
    statistic,
    df,
    pValue:
      2 *
      (df === null ? normalCdf(Math.abs(statistic), "upper") : studentTCdf(Math.abs(statistic), df, "upper")),
    k,
    tau2,
    tau2Se: tau2StandardError(sums, atZero, chosen, tau2),
    tau2CiLower: profile?.lower ?? null,
    tau2CiUpper: profile?.upper ?? null,
    i2,
    i2FromQ,
    h2,
    typicalVariance,
    q: atZero.q,
    qDf,
    qPValue: qDf > 0 ? chiSquaredCdf(atZero.q, qDf, "upper") : 1,
    piLower: prediction?.lower ?? null,
    piUpper: prediction?.upper ?? null,
    piKind: prediction?.kind ?? null,
    weights: vi.map((v) => 100 / (v + tau2) / sums.w),
    method,
    test,
    options: chosen,
    likelihood: likelihoods(sums, vi, method !== "EE" && chosen.tau2 === undefined),
    warnings: warningsFor(k, test, spread, method),
  };
}

function critical(level: number, df: number | null): number {
  const alpha = (1 - level) / 2;
  return df === null ? normalQuantile(alpha, "upper") : studentTQuantile(alpha, df, "upper");
}

function predictionInterval(
  mean: number,
  se: number,
  tau2: number,
  k: number,
  df: number | null,
  { method, prediction, ciLevel }: ChosenOptions,
) {
  if (method === "EE" || k < 2) return undefined;
  const kind = prediction === "default" ? (df === null ? "normal" : "t") : prediction;
  if (kind === "hts" && k < 3) return undefined;
  const degrees = kind === "t" ? k - 1 : kind === "hts" ? k - 2 : null;
  const margin = critical(ciLevel, degrees) * Math.sqrt(kind === "simple" ? tau2 : tau2 + se * se);
  const words = {
    normal: "normal distribution, variance tau2 + se2",
    t: `t with k - 1 = ${k - 1} degrees of freedom, variance tau2 + se2`,
    hts: `t with k - 2 = ${k - 2} degrees of freedom, variance tau2 + se2 (Higgins-Thompson-Spiegelhalter)`,
    simple: "normal distribution, variance tau2",
  } as const;
  return { lower: mean - margin, upper: mean + margin, kind: words[kind] };
}

/**
 * Standard error of τ²: for REML from the expected information √(2/tr(PP)) (Viechtbauer 2005, equation 15), for DL from
 * the variance of Q at τ² (Biggerstaff & Tweedie 1997).
 */
function tau2StandardError(
  sums: WeightedSums,
  atZero: WeightedSums,
  { method, tau2: given }: ChosenOptions,
  tau2: number,
): number | null {
  if (method === "EE" || sums.k < 2 || (given !== undefined && method !== "REML")) return null;
  if (method === "REML") return Math.sqrt(2 / traceSquare(sums));
  const trace = atZero.w - atZero.w2 / atZero.w;
  return Math.sqrt(2 * (sums.k - 1) + 4 * tau2 * trace + 2 * tau2 * tau2 * traceSquare(atZero)) / trace;
}

/** tr(PP) for P = W − W11ᵀW / 1ᵀW1. */
function traceSquare({ w, w2, w3 }: WeightedSums): number {
  return w2 - (2 * w3) / w + (w2 / w) ** 2;
}

function likelihoods(
  { k, w, q, logVariances }: WeightedSums,
  vi: readonly number[],
  tau2Estimated: boolean,
): PairwiseFit["likelihood"] {
  const logTwoPi = Math.log(2 * Math.PI);
  const ml = -0.5 * (k * logTwoPi + logVariances + q);
  const reml = -0.5 * ((k - 1) * logTwoPi - Math.log(k) + logVariances + Math.log(w) + q);
  const parameters = 1 + (tau2Estimated ? 1 : 0);
  let logVi = 0;
  for (const v of vi) logVi += Math.log(v);
  const saturated = -0.5 * (k * logTwoPi + logVi);
  return {
    ml: criteria(ml, parameters, k),
    reml: criteria(reml, parameters, k - 1),
    devianceMl: -2 * (ml - saturated),
  };
}

function criteria(logLik: number, parameters: number, n: number): Likelihood {
  const size = Math.max(n, parameters + 2);
  return {
    logLik,
    aic: -2 * logLik + 2 * parameters,
    bic: -2 * logLik + parameters * Math.log(n),
    aicc: -2 * logLik + (2 * parameters * size) / (size - parameters - 1),
  };
}

function warningsFor(
  k: number,
  test: TestKind,
  spread: number,
  method: HeterogeneityMethod,
): readonly FitWarning[] {
  const warnings: FitWarning[] = [];
  if (k === 1) warnings.push({ code: "single-effect", message: "one effect: nothing was pooled" });
  if (k === 2 && (test === "knha" || test === "adhoc")) {
    warnings.push({
      code: "hartung-knapp-k2",
      message:
        "a Hartung-Knapp interval from two effects rests on one degree of freedom: it is very wide and says little",
    });
  }
  if (k > 1 && (test === "knha" || test === "adhoc") && method === "EE") {
    warnings.push({
      code: "hartung-knapp-equal-effects",
      message:
        "Hartung-Knapp was made for random-effects models; with equal effects it has no meaning of its own",
    });
  }
  if (k > 1 && test === "knha" && spread === 0) {
    warnings.push({
      code: "zero-standard-error",
      message:
        "the effects are identical, so plain Hartung-Knapp gives an interval of no width: use test adhoc",
    });
  } else if (k > 1 && test === "knha" && spread < 1) {
    warnings.push({
      code: "hartung-knapp-narrower",
      message: `Hartung-Knapp shrinks the standard error by ${Math.sqrt(spread).toFixed(2)} here: consider test adhoc, which never does`,
    });
  }
  if (k < 5 && (k > 2 || (k === 2 && (test === "z" || test === "t"))) && method !== "EE") {
    warnings.push({
      code: "few-effects",
      message: `tau2 and the prediction interval rest on ${k} effects and are uncertain`,
    });
  }
  return warnings;
}
