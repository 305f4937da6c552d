import { checkDesign, interceptColumn, type Design } from "../design/design.ts";
import { chiSquaredCdf, normalCdf, studentTCdf } from "../special/index.ts";
import { coefficientsOf, type Coefficients } from "./coefficients.ts";
import { criticalValue } from "./critical-value.ts";
import { fitWarnings, type FitWarning } from "./fit-warnings.ts";
import { likelihoods, type Likelihoods } from "./likelihood.ts";
import { modelData, type ModelData } from "./model-data.ts";
import {
  checkEffects,
  checkWeights,
  chooseOptions,
  type ChosenOptions,
  type FitOptions,
  type HeterogeneityMethod,
  type TestKind,
} from "./options.ts";
import { tau2GeneralisedQInterval } from "./generalised-q.ts";
import { scoreTerms } from "./score-terms.ts";
import { estimateTau2 } from "./tau2/estimators.ts";
import type { Tau2Estimate } from "./tau2/tau2-estimate.ts";
import { tau2QProfileOf } from "./tau2-q-profile.ts";
import { tau2StandardError } from "./tau2-standard-error.ts";
import { inverseVariances, quadraticForms, squaresAbout, weightedFit } from "./weighted-fit.ts";
import { waldTest, type WaldTest } from "./wald-test.ts";

/** What every model of independent effects tells about heterogeneity, fit and choices. */
export interface ModelSummary {
  readonly ciLevel: number;
  /** Degrees of freedom of t; null for z. */
  readonly df: number | null;
  readonly k: number;
  /** Hartung–Knapp's factor on the covariance of the coefficients; 1 with test z and t. */
  readonly varianceFactor: number;
  readonly tau2: number;
  readonly tau2Se: number | null;
  readonly tau2CiLower: number | null;
  readonly tau2CiUpper: number | null;
  /** Evaluations that τ² took, and other values at which its likelihood has a local maximum. */
  readonly tau2Search: Omit<Tau2Estimate, "tau2">;
  /** Percent: τ² of total variance, τ²/(τ² + typical sampling variance); with EE from Q. metafor's definition. */
  readonly i2: number;
  /** Percent: max(0, (Q − df)/Q). Higgins & Thompson 2002; RevMan and R's meta. */
  readonly i2FromQ: number;
  readonly h2: number;
  /** (k − p)/tr(P), weights 1/vi: Higgins & Thompson 2002, equation 9. */
  readonly typicalVariance: number | null;
  /** Cochran's Q about the inverse-variance fit, and its chi-square test; with moderators the residual heterogeneity. */
  readonly q: number;
  readonly qDf: number;
  readonly qPValue: number;
  /** Percent, in the order of the input. */
  readonly weights: readonly number[];
  readonly method: HeterogeneityMethod;
  readonly test: TestKind;
  readonly options: ChosenOptions;
  readonly likelihood: Likelihoods;
  readonly warnings: readonly FitWarning[];
}

/** A meta-regression. Lists are in the order of the design's columns. */
export interface RegressionFit extends ModelSummary {
  readonly kind: "regression";
  readonly names: readonly string[];
  readonly beta: readonly number[];
  readonly se: readonly number[];
  /** z or t */
  readonly statistic: readonly number[];
  /** Two-sided. */
  readonly pValue: readonly number[];
  readonly ciLower: readonly number[];
  readonly ciUpper: readonly number[];
  readonly vcov: readonly (readonly number[])[];
  /** Number of coefficients. */
  readonly p: number;
  /** Test of all coefficients but the intercept; null when there is nothing else. */
  readonly moderatorTest: WaldTest | null;
  /**
   * Percent of τ² without moderators that they account for: max(0, (τ₀² − τ²)/τ₀²); 0 when τ₀² is 0 (Raudenbush 2009). With
   * equal effects the adjusted R² of the weighted regression, max(0, 1 − (Q/(k − p))/(Q₀/(k − 1))).
   */
  readonly r2: number | null;
}

/**
 * Fits a mixed-effects (or, with method EE, a fixed-effects) meta-regression:  yi = xᵢᵀβ + uᵢ + eᵢ, uᵢ ~ N(0, τ²),
 * eᵢ ~ N(0, vi).
 *
 * O(k p²) time and O(k p) memory for every estimator.
 *
 * @param yi - effects on the scale of analysis, length k
 * @param vi - sampling variances, length k, all > 0
 * @param design - k rows, p ≤ k columns that do not depend on each other
 * @throws InputError `too-few-effects`, `length-mismatch`, `not-finite`, `nonpositive-variance`, `collinear-design`,
 *   `invalid-option`, with field and row
 * @see Raudenbush 2009, in: The Handbook of Research Synthesis and Meta-Analysis, chapter 16; Knapp & Hartung 2003,
 *   Statistics in Medicine 22:2693, for test knha
 * @example fitRegression([0.1, 0.4, 0.9, 0.8], [0.02, 0.05, 0.03, 0.04], { names: ["intrcpt", "x"], rows: [[1, 0], [1, 1], [1, 2], [1, 2]] }).beta // [0.09, 0.38]
 */
export function fitRegression(
  yi: readonly number[],
  vi: readonly number[],
  design: Design,
  options: FitOptions = {},
): RegressionFit {
  const chosen = chooseOptions(options);
  checkEffects(yi, vi);
  checkDesign(design, yi.length);
  const data = modelData(yi, vi, design);
  const fit = fitModel(data, chosen, estimate(data, chosen));
  const intercept = interceptColumn(design);
  const others = design.names.flatMap((_, j) => (j === intercept ? [] : [j]));
  const { coefficients, summary } = fit;
  return {
    ...summary,
    kind: "regression",
    names: design.names,
    ...tests(coefficients, summary),
    p: data.p,
    moderatorTest: others.length > 0 ? waldTest({ ...coefficients, df: summary.df }, others) : null,
    r2: others.length > 0 ? accountedFor(yi, vi, summary, chosen) : null,
  };
}

/** τ² as the options ask for it. */
export function estimate(data: ModelData, chosen: ChosenOptions): Tau2Estimate {
  if (chosen.weights !== undefined) checkWeights(chosen.weights, data.k);
  if (chosen.tau2 !== undefined && chosen.method !== "EE")
    return { tau2: chosen.tau2, iterations: 0, otherOptima: [] };
  return estimateTau2(data, chosen.method, chosen.weights && Float64Array.from(chosen.weights));
}

/**
 * How well τ² is known; null where it is not estimated. The interval is the Q-profile one, and that of the generalised Q
 * statistic with its own weights for GENQ and GENQM.
 */
export type Tau2Uncertainty = Pick<ModelSummary, "tau2Se" | "tau2CiLower" | "tau2CiUpper">;

export function tau2Uncertainty(
  data: ModelData,
  tau2: number,
  chosen: ChosenOptions,
  atZero = weightedFit(data, inverseVariances(data, 0)),
  atTau2 = tau2 === 0 ? atZero : weightedFit(data, inverseVariances(data, tau2)),
): Tau2Uncertainty {
  const { method, ciLevel } = chosen;
  const weights = chosen.weights && Float64Array.from(chosen.weights);
  const generalised = (method === "GENQ" || method === "GENQM") && weights !== undefined;
  const profile =
    method === "EE" || chosen.tau2Interval === "none"
      ? undefined
      : generalised
        ? tau2GeneralisedQInterval(data, weights, ciLevel)
        : tau2QProfileOf(data, ciLevel);
  return {
    tau2Se: tau2StandardError(data, tau2, chosen, { atZero, atTau2, weights }),
    tau2CiLower: profile?.lower ?? null,
    tau2CiUpper: profile?.upper ?? null,
  };
}

/**
 * A model at a τ² that is known by now (estimated, shared with other groups, or given).
 *
 * @param known - its uncertainty, where it comes from more data than these
 */
export function fitModel(
  data: ModelData,
  chosen: ChosenOptions,
  { tau2, ...tau2Search }: Tau2Estimate,
  known?: Tau2Uncertainty,
): { readonly coefficients: Coefficients; readonly summary: ModelSummary } {
  const { method, test, ciLevel } = chosen;
  const { k, p, vi } = data;
  const qDf = k - p;
  const atZero = weightedFit(data, inverseVariances(data, 0));
  const atTau2 = tau2 === 0 ? atZero : weightedFit(data, inverseVariances(data, tau2));
  const pooled = chosen.weighting === "inverse-variance" ? atTau2 : weightedFit(data, ownWeights(chosen, k));
  // About the inverse-variance fit whatever the weighting, as in metafor.
  const spread = qDf > 0 ? atTau2.q / qDf : 1;
  const scale = test === "knha" ? spread : test === "adhoc" ? Math.max(1, spread) : 1;
  const traceP = traceAtZero(data, atZero);
  const typicalVariance = qDf > 0 ? qDf / traceP : null;
  let [logVariances, weightSum] = [0, 0];
  for (let i = 0; i < k; i += 1) {
    logVariances += Math.log(vi[i]! + tau2);
    weightSum += pooled.weights[i]!;
  }
  const q = pooled === atTau2 ? atTau2.q : squaresAbout(data, pooled.beta, tau2);
  return {
    coefficients: coefficientsOf(data, pooled, chosen.weighting === "inverse-variance" ? null : tau2, scale),
    summary: {
      ciLevel,
      df: test === "z" || qDf < 1 ? null : qDf,
      k,
      varianceFactor: scale,
      tau2,
      ...(known ?? tau2Uncertainty(data, tau2, chosen, atZero, atTau2)),
      tau2Search,
      ...inconsistency(method, tau2, typicalVariance, atZero.q, qDf),
      typicalVariance,
      q: atZero.q,
      qDf,
      qPValue: qDf > 0 ? chiSquaredCdf(Math.max(0, atZero.q), qDf, "upper") : 1,
      weights: percentages(pooled.weights, weightSum),
      method,
      test,
      options: chosen,
      likelihood: likelihoods({
        data,
        logVariances,
        q,
        logDeterminant: atTau2.logDeterminant,
        parameters: p + (method === "EE" || chosen.tau2 !== undefined ? 0 : 1),
      }),
      warnings: fitWarnings({ k, p, test, spread, method }),
    },
  };
}

function percentages(weights: Float64Array, sum: number): readonly number[] {
  const shares = new Array<number>(weights.length);
  for (let i = 0; i < weights.length; i += 1) shares[i] = (100 * weights[i]!) / sum;
  return shares;
}

function ownWeights({ weights }: ChosenOptions, k: number): Float64Array {
  return weights === undefined ? new Float64Array(k).fill(1) : Float64Array.from(weights);
}

function traceAtZero(data: ModelData, atZero: ReturnType<typeof weightedFit>): number {
  const forms = data.interceptOnly ? undefined : quadraticForms(data, atZero.inverse);
  const one = atZero.inverse[0]!;
  let sum = 0;
  for (let i = 0; i < data.k; i += 1) {
    const weight = atZero.weights[i]!;
    sum += weight * (1 - weight * (forms?.[i] ?? one));
  }
  return sum;
}

/** Statistics, p values and intervals of coefficients. */
export function tests({ beta, vcov }: Coefficients, { df, ciLevel }: Pick<ModelSummary, "df" | "ciLevel">) {
  const se = vcov.map((row, j) => Math.sqrt(row[j]!));
  const quantile = criticalValue(ciLevel, df);
  // Identical effects leave plain Hartung–Knapp a standard error of 0: no evidence at 0, all evidence elsewhere.
  const statistic = beta.map((b, j) => (se[j]! > 0 ? b / se[j]! : b === 0 ? 0 : Math.sign(b) * Infinity));
  return {
    beta,
    se,
    statistic,
    pValue: statistic.map((value) => {
      const size = Math.abs(value);
      return 2 * (df === null ? normalCdf(size, "upper") : studentTCdf(size, df, "upper"));
    }),
    ciLower: beta.map((b, j) => b - quantile * se[j]!),
    ciUpper: beta.map((b, j) => b + quantile * se[j]!),
    vcov,
  };
}

function accountedFor(
  yi: readonly number[],
  vi: readonly number[],
  { tau2, q, qDf }: ModelSummary,
  chosen: ChosenOptions,
): number | null {
  if (chosen.tau2 !== undefined) return null;
  const data = modelData(yi, vi);
  if (chosen.method === "EE") {
    const total = scoreTerms(data, 0).q / (data.k - 1);
    return qDf > 0 && total > 0 ? Math.max(0, 100 * (1 - q / qDf / total)) : null;
  }
  const without = estimate(data, chosen).tau2;
  return without > 0 ? Math.max(0, (100 * (without - tau2)) / without) : 0;
}

/** I² in both definitions (percent) and H²; no inconsistency (0, 0, 1) where nothing is left to vary. */
function inconsistency(
  method: HeterogeneityMethod,
  tau2: number,
  typicalVariance: number | null,
  q: number,
  qDf: number,
): Pick<ModelSummary, "i2" | "i2FromQ" | "h2"> {
  if (typicalVariance === null) return { i2: 0, i2FromQ: 0, h2: 1 };
  const i2FromQ = q > 0 ? Math.max(0, (100 * (q - qDf)) / q) : 0;
  if (method === "EE") return { i2: i2FromQ, i2FromQ, h2: q / qDf };
  const total = tau2 + typicalVariance;
  return { i2: (100 * tau2) / total, i2FromQ, h2: total / typicalVariance };
}
