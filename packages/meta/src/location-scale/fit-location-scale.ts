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
import { entry, logLikelihood, tau2Slopes, type ScaleMethod } from "./scale-likelihood.ts";

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
 * inverse of its negative Hessian there, that of β is (XᵀWX)⁻¹. With the identity link the maximum may lie where a τᵢ² is 0.
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
  const unit = link === "log" ? 1 : vi.length / vi.reduce((sum, v) => sum + 1 / v, 0);
  const linked = { link, unit };
  const { at, from } = search(data, scale, linked, method);
  const found = startsOf(data, scale, linked, method).flatMap((start): readonly Minimum[] =>
    Number.isFinite(at(start)) ? [from(start)] : [],
  );
  const best = found.reduce<Minimum | undefined>(
    (a, b) => (a !== undefined && a.value <= b.value ? a : b),
    undefined,
  );
  if (best === undefined)
    throw new InputError("no-convergence", "no start of the search has a likelihood", { field: "yi" });
  const tau2 = taus(scale, best.x, linked);
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
      unit,
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

/** τᵢ² = exp(zᵢᵀγ), or unit · zᵢᵀγ. */
function taus(scale: ModelData, gamma: ArrayLike<number>, { link, unit }: Linked): Float64Array {
  const tau2 = new Float64Array(scale.k);
  for (let i = 0; i < scale.k; i += 1) {
    let sum = 0;
    for (let j = 0; j < scale.p; j += 1) sum += entry(scale, i, j) * gamma[j]!;
    tau2[i] = link === "log" ? Math.exp(sum) : unit * sum;
  }
  return tau2;
}

interface Linked {
  readonly link: "log" | "identity";
  /** Of τ² with the identity link, so that a change of the unit of effects changes nothing; 1 with the log link. */
  readonly unit: number;
}

/**
 * A minimum of −ℓ from this start. With the identity link τᵢ² ≥ 0 are walls, at which a search gets stuck: where it ends on a slope,
 * −ℓ − c Σ ln τᵢ² is minimised for c falling to 1e-10, whose minima lie inside and approach that of −ℓ (a logarithmic barrier).
 *
 * @see Nocedal & Wright 2006, Numerical Optimization, section 19.6
 */
function search(data: ModelData, scale: ModelData, linked: Linked, method: ScaleMethod) {
  const { link, unit } = linked;
  const at = (gamma: ArrayLike<number>, barrier = 0): number => {
    const tau2 = taus(scale, gamma, linked);
    let value = -logLikelihood(data, tau2, method);
    if (barrier > 0) for (const t of tau2) value -= barrier * Math.log(t / unit);
    return value;
  };
  const gradient = (gamma: ArrayLike<number>, barrier = 0): Float64Array => {
    const tau2 = taus(scale, gamma, linked);
    const slopes = tau2Slopes(data, tau2, method);
    const sum = new Float64Array(scale.p);
    for (let i = 0; i < scale.k; i += 1) {
      const slope = -slopes[i]! - (barrier > 0 ? barrier / tau2[i]! : 0);
      const byIndex = (link === "log" ? tau2[i]! : unit) * slope;
      for (let j = 0; j < scale.p; j += 1) sum[j]! += byIndex * entry(scale, i, j);
    }
    return sum;
  };
  const from = (start: Float64Array): Minimum => {
    const direct = minimise(at, start, { gradient });
    const steepest = direct.gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
    if (link === "log" || steepest < 1e-6) return direct;
    let inside = start;
    for (const barrier of [0.1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10])
      inside = minimise((x) => at(x, barrier), inside, {
        gradient: (x) => gradient(x, barrier),
        tolerance: barrier > 1e-2 ? 1e-5 : 1e-10,
      }).x;
    return minimise(at, inside, { gradient });
  };
  return { at, from };
}

/** One common τ² (the estimate and a few multiples of it), written in the basis of the scale part. */
function startsOf(
  data: ModelData,
  scale: ModelData,
  { link, unit }: Linked,
  method: ScaleMethod,
): readonly Float64Array[] {
  const { tau2 } = estimateTau2(data, method, undefined);
  let typical = 0;
  for (const v of data.vi) typical += v / data.k;
  const common = tau2 > 1e-3 * typical ? tau2 : 0.1 * typical;
  return [1, 0.2, 5, 0.02].map((factor) => {
    const level = link === "log" ? Math.log(common * factor) : (common * factor) / unit;
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
  { df, ciLevel, unit }: { readonly df: number | null; readonly ciLevel: number; readonly unit: number },
): ScaleCoefficients {
  const { p } = scale;
  const fallback = new Float64Array(p * p);
  const hessian = curvature(at, gamma);
  const factor = hessian && choleskyFactor(hessian, p);
  const inverse = factor === undefined ? fallback : choleskyInverse(factor, p);
  const weights = new Float64Array(scale.k);
  const [beta, spread] = [gamma.map((one) => one * unit), inverse.map((one) => one * unit * unit)];
  const coefficients = coefficientsOf(scale, { beta, inverse: spread, weights }, null, 1);
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
