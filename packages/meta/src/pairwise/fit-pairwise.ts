import { chiSquaredCdf, normalCdf, studentTCdf } from "../special/index.ts";
import { criticalValue } from "./critical-value.ts";
import { fitWarnings, type FitWarning } from "./fit-warnings.ts";
import { likelihoods, type Likelihoods } from "./likelihood.ts";
import {
  checkEffects,
  chooseOptions,
  type ChosenOptions,
  type FitOptions,
  type HeterogeneityMethod,
  type TestKind,
} from "./options.ts";
import { predictionInterval } from "./prediction-interval.ts";
import { tau2DerSimonianLaird } from "./tau2-dersimonian-laird.ts";
import { tau2QProfileOfGroups } from "./tau2-q-profile.ts";
import { tau2RestrictedLikelihood, type EffectGroup } from "./tau2-restricted-likelihood.ts";
import { tau2StandardError } from "./tau2-standard-error.ts";
import { weightedSums } from "./weighted-sums.ts";

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
  readonly likelihood: Likelihoods;
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
  return assembleFit(yi, vi, chosen, { tau2, ...tau2Uncertainty([{ yi, vi }], tau2, chosen) });
}

function estimateTau2(yi: readonly number[], vi: readonly number[], { method, tau2 }: ChosenOptions): number {
  if (method === "EE") return 0;
  if (tau2 !== undefined) return tau2;
  return method === "DL" ? tau2DerSimonianLaird(yi, vi) : tau2RestrictedLikelihood([{ yi, vi }]);
}

/** How well τ² is known; null where it is not estimated. */
export interface Tau2Uncertainty {
  readonly tau2Se: number | null;
  readonly tau2CiLower: number | null;
  readonly tau2CiUpper: number | null;
}

/** The uncertainty of a τ² that these groups share (one group: the usual model). */
export function tau2Uncertainty(
  groups: readonly EffectGroup[],
  tau2: number,
  chosen: ChosenOptions,
): Tau2Uncertainty {
  const profile = chosen.method === "EE" ? undefined : tau2QProfileOfGroups(groups, chosen.ciLevel);
  return {
    tau2Se: tau2StandardError(groups, tau2, chosen),
    tau2CiLower: profile?.lower ?? null,
    tau2CiUpper: profile?.upper ?? null,
  };
}

/** A fit at a τ² that is already known (estimated, shared between groups, or given), with what is known about it. */
export function assembleFit(
  yi: readonly number[],
  vi: readonly number[],
  chosen: ChosenOptions,
  heterogeneity: Tau2Uncertainty & { readonly tau2: number },
): PairwiseFit {
  const { method, test, ciLevel } = chosen;
  const { tau2, tau2Se, tau2CiLower, tau2CiUpper } = heterogeneity;
  const k = yi.length;
  const atZero = weightedSums(yi, vi, 0);
  const sums = weightedSums(yi, vi, tau2);
  const pooled =
    chosen.weighting === "equal" ? equalMean(yi, vi, tau2) : { mean: sums.mean, variance: 1 / sums.w };
  const df = test === "z" || k === 1 ? null : k - 1;
  // About the inverse-variance mean whatever the weighting, as in metafor.
  const spread = k > 1 ? sums.q / (k - 1) : 1;
  const scale = test === "knha" ? spread : test === "adhoc" ? Math.max(1, spread) : 1;
  const estimate = pooled.mean;
  const se = Math.sqrt(scale * pooled.variance);
  // Identical effects leave plain Hartung–Knapp a standard error of 0: no evidence at 0, all evidence elsewhere.
  const statistic = se > 0 ? estimate / se : estimate === 0 ? 0 : Math.sign(estimate) * Infinity;
  const size = Math.abs(statistic);
  const margin = criticalValue(ciLevel, df) * se;
  const qDf = k - 1;
  const typicalVariance = k > 1 ? (qDf * atZero.w) / (atZero.w * atZero.w - atZero.w2) : null;
  const prediction = predictionInterval({ mean: estimate, se, tau2, k, df }, chosen);
  const q = sums.q + sums.w * (estimate - sums.mean) ** 2;
  return {
    kind: "pairwise",
    estimate,
    se,
    ciLower: estimate - margin,
    ciUpper: estimate + margin,
    ciLevel,
    statistic,
    df,
    pValue: 2 * (df === null ? normalCdf(size, "upper") : studentTCdf(size, df, "upper")),
    k,
    tau2,
    tau2Se,
    tau2CiLower,
    tau2CiUpper,
    ...inconsistency(method, tau2, typicalVariance, atZero.q, qDf),
    typicalVariance,
    q: atZero.q,
    qDf,
    qPValue: qDf > 0 ? chiSquaredCdf(atZero.q, qDf, "upper") : 1,
    piLower: prediction?.lower ?? null,
    piUpper: prediction?.upper ?? null,
    piKind: prediction?.kind ?? null,
    weights: vi.map((v) => (chosen.weighting === "equal" ? 100 / k : 100 / (v + tau2) / sums.w)),
    method,
    test,
    options: chosen,
    likelihood: likelihoods({ ...sums, q }, vi, method === "EE" || chosen.tau2 !== undefined ? 1 : 2),
    warnings: fitWarnings(k, test, spread, method),
  };
}

/** The mean of all effects alike, and the variance that the model gives it: Σ (vi + τ²) / k². */
function equalMean(yi: readonly number[], vi: readonly number[], tau2: number) {
  const k = yi.length;
  let [effects, variances] = [0, 0];
  for (let i = 0; i < k; i += 1) {
    effects += yi[i]!;
    variances += vi[i]! + tau2;
  }
  return { mean: effects / k, variance: variances / (k * k) };
}

/** I² in both definitions (percent) and H²; no inconsistency (0, 0, 1) with one effect. */
function inconsistency(
  method: HeterogeneityMethod,
  tau2: number,
  typicalVariance: number | null,
  q: number,
  qDf: number,
): Pick<PairwiseFit, "i2" | "i2FromQ" | "h2"> {
  if (typicalVariance === null) return { i2: 0, i2FromQ: 0, h2: 1 };
  const i2FromQ = q > 0 ? Math.max(0, (100 * (q - qDf)) / q) : 0;
  if (method === "EE") return { i2: i2FromQ, i2FromQ, h2: q / qDf };
  const total = tau2 + typicalVariance;
  return { i2: (100 * tau2) / total, i2FromQ, h2: total / typicalVariance };
}
