import { InputError } from "../../input-error.ts";
import { choleskyFactor, choleskyInverse } from "../../linalg/cholesky.ts";
import { minimise } from "../../optim/minimise.ts";
import { numericalHessian } from "../../optim/numerical-hessian.ts";
import { criticalValue } from "../../pairwise/critical-value.ts";
import { fitPairwise } from "../../pairwise/fit-pairwise.ts";
import { chiSquaredCdf } from "../../special/index.ts";
import { setupOf, type Kind } from "./likelihoods.ts";
import type { WeightFunctionName } from "./weight-functions.ts";

export interface SelectionModelOptions {
  /** Default ML. */
  readonly method?: "ML" | "EE";
  /**
   * Default `stepfun`, one relative chance of publication for each interval of p (Hedges 1992; Vevea & Hedges 1995); `trunc`,
   * one for effects on the unfavoured side of 0 (Rust, Lehmann & Farley 1990); or a curve, see {@link WEIGHT_FUNCTIONS}.
   */
  readonly type?: "stepfun" | "trunc" | WeightFunctionName;
  /** The side on which effects are likelier to be published; default greater. */
  readonly alternative?: "greater" | "less" | "two.sided";
  /** Ends of the intervals of p, rising, below 1; default [0.025]. For `trunc` the point of truncation; default [0]. */
  readonly steps?: readonly number[];
  /** Known values of δ (null: estimated): all parameters, the 1 of the first interval included. */
  readonly delta?: readonly (number | null)[];
  /** Default 0.95. */
  readonly ciLevel?: number;
}

/** An effect adjusted for selective publication, on the scale of analysis. */
export interface SelectionModel {
  readonly kind: "selection-model";
  readonly k: number;
  readonly estimate: number;
  /** null where the likelihood is too flat to tell. */
  readonly se: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly tau2: number;
  /** Selection parameters; for `stepfun` of each interval, the first 1. */
  readonly delta: readonly number[];
  readonly deltaSe: readonly (number | null)[];
  readonly logLik: number;
  /** The same model without selection. */
  readonly unadjusted: { readonly estimate: number; readonly tau2: number; readonly logLik: number };
  /** Likelihood-ratio test of no selection. */
  readonly selectionTest: { readonly statistic: number; readonly df: number; readonly pValue: number | null };
  /** Likelihood-ratio test of τ² = 0; null with EE. */
  readonly heterogeneityTest: {
    readonly statistic: number;
    readonly df: number;
    readonly pValue: number;
  } | null;
  /** Effects in each interval of p. */
  readonly counts: readonly number[];
  readonly iterations: number;
  readonly warnings: readonly string[];
  readonly options: Required<Omit<SelectionModelOptions, "delta">> & {
    readonly delta: readonly (number | null)[] | null;
  };
}

/**
 * A selection model: effects are normal with variance vi + τ² about their mean, and seen with a chance w(p) that depends on
 * their p value. The likelihood of one effect is
 *
 *   w(pi) N(yi; μ, vi + τ²)/Ai,  Ai = ∫ w(p(y)) N(y; μ, vi + τ²) dy
 *
 * Steps have Ai in closed form; curves are integrated over y/√vi by Gauss–Legendre quadrature on which one evaluation of w serves
 * all effects. The maximum is sought from several starts, with τ² = 0 as one of them.
 *
 * @throws InputError as {@link fitPairwise}; `invalid-option`; `no-convergence`
 * @see Hedges 1992, Statistical Science 7:246; Vevea & Hedges 1995, Psychometrika 60:419; Citkowicz & Vevea 2017, Psychological
 *   Methods 22:28; Preston, Ashby & Smyth 2004, Statistics in Medicine 23:2369
 * @example selectionModel([0.5, 0.4, 0.6, 0.1], [0.02, 0.03, 0.05, 0.04], { method: "EE", delta: [1, 1] }).estimate // 0.4117
 */
export function selectionModel(
  yi: readonly number[],
  vi: readonly number[],
  options: SelectionModelOptions = {},
): SelectionModel {
  const { method = "ML", type = "stepfun", alternative = "greater", ciLevel = 0.95 } = options;
  const steps = checkedSteps(type, options.steps, alternative);
  const plain = fitPairwise(yi, vi, { method, ciLevel, tau2Interval: "none" });
  const setup = setupOf(yi, vi, { type, alternative, steps });
  const known = knownDelta(setup.start, type, options.delta);
  const open = known.flatMap((value, j) => (value === null ? [j] : []));
  const deltaOf = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(known, (value, j) => value ?? values[open.indexOf(j)]!);
  const logLik = (mu: number, tau2: number, delta: ArrayLike<number>): number =>
    setup.logLik(mu, tau2, delta);
  const search = (random: boolean): Found =>
    maximise(logLik, { deltaOf, open, plain, start: setup.start, least: setup.least, random });
  const zero = search(false);
  const free = method === "ML" ? search(true) : zero;
  const best = free.logLik >= zero.logLik ? free : zero;
  if (!Number.isFinite(best.logLik))
    throw new InputError("no-convergence", "no start of the search has a likelihood", { field: "yi" });
  const estimatesTau2 = method === "ML" && best.tau2 > 1e-9 * Math.min(...vi);
  const atBorder = open.some((j) => setup.least > 0 && best.delta[j]! < 1.01 * setup.least);
  const errors = atBorder ? undefined : standardErrors(logLik, best, { open, deltaOf, estimatesTau2 });
  const margin = errors === undefined ? null : criticalValue(ciLevel, null) * errors[0]!;
  const statistic = Math.max(0, 2 * (best.logLik - plain.likelihood.ml.logLik));
  const heterogeneity = Math.max(0, 2 * (best.logLik - zero.logLik));
  const counts = setup.counts;
  return {
    kind: "selection-model",
    k: yi.length,
    estimate: best.mu,
    se: errors?.[0] ?? null,
    ciLower: margin === null ? null : best.mu - margin,
    ciUpper: margin === null ? null : best.mu + margin,
    tau2: best.tau2,
    delta: Array.from(best.delta),
    deltaSe: known.map((value, j) => (value === null ? (errors?.[1 + open.indexOf(j)] ?? null) : null)),
    logLik: best.logLik,
    unadjusted: { estimate: plain.estimate, tau2: plain.tau2, logLik: plain.likelihood.ml.logLik },
    selectionTest: {
      statistic,
      df: open.length,
      pValue: open.length === 0 ? null : chiSquaredCdf(statistic, open.length, "upper"),
    },
    heterogeneityTest:
      method === "EE"
        ? null
        : { statistic: heterogeneity, df: 1, pValue: chiSquaredCdf(heterogeneity, 1, "upper") },
    counts,
    iterations: best.iterations,
    warnings: [
      ...(type === "stepfun" && counts.some((count) => count === 0)
        ? ["an interval of p holds no effect: its chance of publication cannot be told"]
        : []),
      ...(errors === undefined ? ["the likelihood is too flat for standard errors"] : []),
    ],
    options: { method, type, alternative, steps, delta: options.delta ?? null, ciLevel },
  };
}

function checkedSteps(
  type: Kind["type"],
  steps: readonly number[] | undefined,
  alternative: Kind["alternative"],
): readonly number[] {
  if (type === "trunc") {
    if (alternative === "two.sided")
      throw new InputError("invalid-option", "a truncation has a side: greater or less", {
        field: "alternative",
      });
    return steps ?? [0];
  }
  if (type !== "stepfun") return steps ?? [];
  const chosen = (steps ?? [0.025]).filter((step) => step !== 1);
  const rising = chosen.every((step, j) => step > (chosen[j - 1] ?? 0) && step < 1);
  if (!rising || chosen.length === 0)
    throw new InputError(
      "invalid-option",
      `steps ${chosen.join(", ")} are not rising numbers between 0 and 1`,
      { field: "steps" },
      { found: steps, expected: "for instance 0.025, 0.5" },
    );
  return chosen;
}

function knownDelta(
  start: readonly number[],
  type: Kind["type"],
  given: readonly (number | null)[] | undefined,
): readonly (number | null)[] {
  const first = type === "stepfun" || type === "trunc" ? 1 : 0;
  if (given === undefined) return start.map((_, j) => (j < first ? 1 : null));
  if (
    given.length !== start.length ||
    given.some((value) => value !== null && !(value >= 0 && value < Infinity))
  )
    throw new InputError(
      "invalid-option",
      `delta has ${given.length} values, the model has ${start.length} (0 or more, or null to estimate)`,
      { field: "delta" },
    );
  return given.map((value, j) => (j < first ? 1 : value));
}

interface Found {
  readonly mu: number;
  readonly tau2: number;
  readonly delta: Float64Array;
  readonly logLik: number;
  readonly iterations: number;
}

/** δ lies between 0 and this, as in metafor: a likelihood that rises to infinity is stopped here. */
const LARGEST_DELTA = 100;

function maximise(
  logLik: (mu: number, tau2: number, delta: ArrayLike<number>) => number,
  {
    deltaOf,
    open,
    plain,
    start,
    least,
    random,
  }: {
    readonly deltaOf: (values: ArrayLike<number>) => Float64Array;
    readonly open: readonly number[];
    readonly plain: {
      readonly estimate: number;
      readonly tau2: number;
      readonly typicalVariance: number | null;
    };
    readonly start: readonly number[];
    readonly least: number;
    readonly random: boolean;
  },
): Found {
  const shift = random ? 2 : 1;
  const read = (x: ArrayLike<number>): { mu: number; tau2: number; delta: Float64Array } => ({
    mu: x[0]!,
    tau2: random ? Math.exp(x[1]!) : 0,
    delta: deltaOf(open.map((_, j) => least + (LARGEST_DELTA - least) / (1 + Math.exp(-x[shift + j]!)))),
  });
  const at = (x: ArrayLike<number>): number => {
    const { mu, tau2, delta } = read(x);
    return tau2 < 1e8 ? -logLik(mu, tau2, delta) : Infinity;
  };
  const typical = plain.typicalVariance ?? 1;
  const levels = random ? [Math.max(plain.tau2, 0.05 * typical), 0.05 * typical] : [0];
  const points = [1, 0.3, 3].flatMap((factor) =>
    levels.map((level) => [
      plain.estimate,
      ...(random ? [Math.log(level)] : []),
      ...open.map(
        (j) => -Math.log((LARGEST_DELTA - least) / (Math.max(start[j]!, 0.1) * factor - least) - 1),
      ),
    ]),
  );
  // The two highest starts: one more than enough where the likelihood has one summit.
  const starts = points
    .map((point) => ({ point, height: -at(point) }))
    .filter(({ height }) => Number.isFinite(height))
    .sort((a, b) => b.height - a.height)
    .slice(0, 2);
  let best: Found | undefined;
  for (const { point } of starts) {
    const found = minimise(at, point, { tolerance: 1e-8, maxIterations: 300 });
    if (best === undefined || -found.value > best.logLik + 1e-10)
      best = { ...read(found.x), logLik: -found.value, iterations: found.iterations };
  }
  return (
    best ?? { mu: NaN, tau2: 0, delta: new Float64Array(start.length), logLik: -Infinity, iterations: 0 }
  );
}

/** Of the mean and of each estimated δ, from the observed information; τ² takes part unless it is 0. */
function standardErrors(
  logLik: (mu: number, tau2: number, delta: ArrayLike<number>) => number,
  best: Found,
  {
    open,
    deltaOf,
    estimatesTau2,
  }: {
    readonly open: readonly number[];
    readonly deltaOf: (values: ArrayLike<number>) => Float64Array;
    readonly estimatesTau2: boolean;
  },
): readonly number[] | undefined {
  const own = open.map((j) => best.delta[j]!);
  const point = [best.mu, ...own, ...(estimatesTau2 ? [best.tau2] : [])];
  const at = (x: Float64Array): number =>
    -logLik(x[0]!, estimatesTau2 ? x[1 + open.length]! : 0, deltaOf(x.subarray(1, 1 + open.length)));
  for (const step of [1e-2, 1e-3]) {
    const n = point.length;
    const hessian = numericalHessian(at, point, { step, floor: step });
    if (!hessian.every(Number.isFinite)) continue;
    const factor = choleskyFactor(hessian, n);
    if (factor === undefined) continue;
    const inverse = choleskyInverse(factor, n);
    return point.map((_, j) => Math.sqrt(inverse[j * n + j]!));
  }
  return undefined;
}
