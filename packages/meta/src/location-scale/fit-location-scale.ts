import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { anObject, LEVEL, oneOf } from "../arguments/rules.ts";
import { interceptColumn, interceptDesign, type Design } from "../design/design.ts";
import { InputError } from "../input-error.ts";
import { choleskyFactor, choleskyInverse } from "../linalg/cholesky.ts";
import { minimise, type Minimum } from "../optim/minimise.ts";
import { numericalHessian } from "../optim/numerical-hessian.ts";
import { coefficientsOf, type Coefficients } from "../pairwise/coefficients.ts";
import { criticalValue } from "../pairwise/critical-value.ts";
import { tests } from "../pairwise/fit-regression.ts";
import { modelData, type ModelData } from "../pairwise/model-data.ts";
import { estimateTau2 } from "../pairwise/tau2/estimators.ts";
import { waldTest, type WaldTest } from "../pairwise/wald-test.ts";
import { weightedFit } from "../pairwise/weighted-fit.ts";

export interface LocationScaleOptions {
  /** Default REML. */
  readonly method?: "ML" | "REML";
  /** `log` (default): τᵢ² = exp(zᵢᵀα); `identity`: τᵢ² = zᵢᵀα, at least 0 for every effect. */
  readonly link?: "log" | "identity";
  /** Default z; t with k − p (location) and k − q (scale) degrees of freedom. */
  readonly test?: "z" | "t";
  /** Default 0.95. */
  readonly ciLevel?: number;
}

/** Coefficients of one part of the model, in the order of its design's columns. */
export interface ScaleCoefficients {
  readonly names: readonly string[];
  readonly estimate: readonly number[];
  /** null at a border (τ² = 0), where the likelihood has no curvature to take it from. */
  readonly se: readonly (number | null)[];
  readonly statistic: readonly (number | null)[];
  readonly pValue: readonly (number | null)[];
  readonly ciLower: readonly (number | null)[];
  readonly ciUpper: readonly (number | null)[];
  /** Of all coefficients but the intercept; of the intercept where there is nothing else. */
  readonly jointTest: WaldTest | null;
  /** null: normal. */
  readonly df: number | null;
}

export interface LocationScaleFit {
  readonly kind: "location-scale";
  readonly k: number;
  /** What moves the mean. */
  readonly location: ScaleCoefficients;
  /** What moves heterogeneity. */
  readonly scale: ScaleCoefficients;
  /** τ² of each effect. */
  readonly tau2: readonly number[];
  /** Of the method; metafor's constants. */
  readonly logLik: number;
  readonly aic: number;
  readonly search: { readonly iterations: number; readonly starts: number; readonly sameMaximum: number };
  readonly options: Required<LocationScaleOptions>;
}

const RULES: OptionRules<LocationScaleOptions> = {
  method: oneOf(["ML", "REML"]),
  link: oneOf(["log", "identity"]),
  test: oneOf(["z", "t"]),
  ciLevel: LEVEL,
};

interface Designs {
  readonly location?: Design;
  readonly scale?: Design;
}

const DESIGN_RULES: OptionRules<Designs> = { location: anObject(), scale: anObject() };

/**
 * A location-scale model: moderators of the mean and of the heterogeneity, yi = xᵢᵀβ + uᵢ + eᵢ with var uᵢ = τᵢ².
 *
 * The likelihood of α (β profiled out; for REML integrated out) is maximised from several starts; the covariance of α is the
 * inverse of its negative Hessian there, that of β is (XᵀWX)⁻¹.
 *
 * @param designs - k rows each; default a mean, and one τ²
 * @throws InputError as {@link fitRegression}; `no-convergence` when no start leads to a maximum
 * @see Viechtbauer & López-López 2022, Research Synthesis Methods 13:697, equations 3 to 9
 * @example fitLocationScale([0.1, 0.9, 0.4, 1.2], [0.02, 0.05, 0.03, 0.04], {}, { method: "ML" }).tau2.length // 4
 */
export function fitLocationScale(
  yi: readonly number[],
  vi: readonly number[],
  designs: Designs = {},
  options: LocationScaleOptions = {},
): LocationScaleFit {
  checkOptions(designs, DESIGN_RULES, "designs");
  checkOptions(options, RULES);
  const { method = "REML", link = "log", test = "z", ciLevel = 0.95 } = options;
  const data = modelData(yi, vi, designs.location);
  const scale = scaleBasis(modelData(yi, vi, designs.scale));
  const { k, p } = data;
  if (k <= p)
    throw new InputError("too-few-effects", `${k} effects leave no heterogeneity to model`, { field: "yi" });
  const at = (gamma: ArrayLike<number>): number => -logLikelihood(data, taus(scale, gamma, link), method);
  const found = startsOf(data, scale, link, method).flatMap((start): readonly Minimum[] =>
    Number.isFinite(at(start)) ? [minimise(at, start)] : [],
  );
  const best = found.reduce<Minimum | undefined>(
    (a, b) => (a !== undefined && a.value <= b.value ? a : b),
    undefined,
  );
  if (best === undefined)
    throw new InputError("no-convergence", "no start of the search has a likelihood", { field: "yi" });
  const tau2 = taus(scale, best.x, link);
  const fit = weightedFit(data, tau2.map((t, i) => 1 / (data.vi[i]! + t))); // prettier-ignore
  const df = test === "t" ? k - p : null;
  const scaleDf = test === "t" ? k - scale.p : null;
  const beta = coefficientsOf(data, fit, null, 1);
  const location = described(designs.location ?? interceptDesign(k), { ...beta, df, ciLevel });
  const logLik = -best.value;
  return {
    kind: "location-scale",
    k,
    location,
    scale: scaleCoefficients(designs.scale ?? interceptDesign(k), scale, best.x, at, {
      df: scaleDf,
      ciLevel,
    }),
    tau2: Array.from(tau2),
    logLik,
    aic: -2 * logLik + 2 * (p + scale.p),
    search: {
      iterations: best.iterations,
      starts: found.length,
      sameMaximum: found.filter(({ value }) => value - best.value < 1e-6).length,
    },
    options: { method, link, test, ciLevel },
  };
}

/** Columns of the scale part with mean square 1, orthogonal: the search then sees round valleys. */
function scaleBasis(data: ModelData): ModelData {
  if (data.interceptOnly) return data;
  const root = Math.sqrt(data.k);
  return { ...data, x: data.x.map((value) => value * root), r: data.r.map((value) => value / root) };
}

function taus(
  { k, p, x, interceptOnly }: ModelData,
  gamma: ArrayLike<number>,
  link: "log" | "identity",
): Float64Array {
  const tau2 = new Float64Array(k);
  for (let i = 0; i < k; i += 1) {
    let sum = 0;
    for (let j = 0; j < p; j += 1) sum += (interceptOnly ? 1 : x[i * p + j]!) * gamma[j]!;
    tau2[i] = link === "log" ? Math.exp(sum) : sum;
  }
  return tau2;
}

/** ML or REML of these τᵢ², β at its best; −Infinity where a τᵢ² is below 0 or not finite. */
function logLikelihood(data: ModelData, tau2: Float64Array, method: "ML" | "REML"): number {
  const { k, p, vi, interceptOnly } = data;
  let logVariances = 0;
  const weights = new Float64Array(k);
  for (let i = 0; i < k; i += 1) {
    const variance = vi[i]! + tau2[i]!;
    if (!(tau2[i]! >= 0) || !(variance < Infinity)) return -Infinity;
    logVariances += Math.log(variance);
    weights[i] = 1 / variance;
  }
  const { q, logDeterminant } = weightedFit(data, weights);
  const logTwoPi = Math.log(2 * Math.PI);
  if (method === "ML") return -0.5 * (k * logTwoPi + logVariances + q);
  const own = interceptOnly ? Math.log(k) : 0;
  return -0.5 * ((k - p) * logTwoPi - own + logVariances + logDeterminant + q);
}

/** One common τ² (the estimate and a few multiples of it), written in the basis of the scale part. */
function startsOf(
  data: ModelData,
  scale: ModelData,
  link: "log" | "identity",
  method: "ML" | "REML",
): readonly Float64Array[] {
  const { tau2 } = estimateTau2(data, method, undefined);
  let typical = 0;
  for (const v of data.vi) typical += v / data.k;
  const common = tau2 > 1e-3 * typical ? tau2 : 0.1 * typical;
  return [1, 0.2, 5, 0.02].map((factor) => {
    const level = link === "log" ? Math.log(common * factor) : common * factor;
    if (scale.interceptOnly) return Float64Array.of(level);
    const gamma = new Float64Array(scale.p);
    // The projection of a constant on the basis: exact where the design holds an intercept.
    for (let i = 0; i < scale.k; i += 1)
      for (let j = 0; j < scale.p; j += 1) gamma[j]! += (scale.x[i * scale.p + j]! * level) / scale.k;
    return gamma;
  });
}

function described(
  design: Design,
  given: Coefficients & { readonly df: number | null; readonly ciLevel: number },
): ScaleCoefficients {
  const { beta, se, statistic, pValue, ciLower, ciUpper } = tests(given, given);
  return {
    names: design.names,
    estimate: beta,
    se,
    statistic,
    pValue,
    ciLower,
    ciUpper,
    jointTest: waldTest(given, testedPlaces(design)),
    df: given.df,
  };
}

function testedPlaces(design: Design): readonly number[] {
  const intercept = interceptColumn(design);
  const others = design.names.flatMap((_, j) => (j === intercept ? [] : [j]));
  return others.length > 0 ? others : [0];
}

function scaleCoefficients(
  design: Design,
  scale: ModelData,
  gamma: Float64Array,
  at: (gamma: ArrayLike<number>) => number,
  { df, ciLevel }: { readonly df: number | null; readonly ciLevel: number },
): ScaleCoefficients {
  const { p } = scale;
  const fallback = new Float64Array(p * p);
  const hessian = curvature(at, gamma);
  const factor = hessian && choleskyFactor(hessian, p);
  const inverse = factor === undefined ? fallback : choleskyInverse(factor, p);
  const weights = new Float64Array(scale.k);
  const coefficients = coefficientsOf(scale, { beta: gamma, inverse, weights }, null, 1);
  if (factor !== undefined) return described(design, { ...coefficients, df, ciLevel });
  const none = design.names.map(() => null);
  criticalValue(ciLevel, df);
  return {
    names: design.names,
    estimate: coefficients.beta,
    se: none,
    statistic: none,
    pValue: none,
    ciLower: none,
    ciUpper: none,
    jointTest: null,
    df,
  };
}

/** Second derivatives with steps that stay inside; undefined at a border. */
function curvature(at: (gamma: ArrayLike<number>) => number, gamma: Float64Array): Float64Array | undefined {
  for (const step of [1e-2, 1e-3, 1e-4]) {
    const hessian = numericalHessian(at, gamma, { step, floor: step === 1e-2 ? 0.1 : 0 });
    if (hessian.every(Number.isFinite)) return hessian;
  }
  return undefined;
}
