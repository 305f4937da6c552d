import { checkOptions, type OptionRules } from "../../arguments/check-options.ts";
import { anArray, LEVEL, oneOf } from "../../arguments/rules.ts";
import type { Design } from "../../design/design.ts";
import { InputError } from "../../input-error.ts";
import { coefficientsOf, type Coefficients } from "../../pairwise/coefficients.ts";
import { estimate, fitModel } from "../../pairwise/fit-regression.ts";
import { linearPredictor } from "../../pairwise/linear-predictor.ts";
import { modelData } from "../../pairwise/model-data.ts";
import { chooseOptions } from "../../pairwise/options.ts";
import { chiSquaredCdf } from "../../special/index.ts";
import { cutsOf } from "./cuts.ts";
import { setupOf, type Kind, type Setup } from "./likelihoods.ts";
import { isStopped, maximise, uncertaintyOf, type Found, type Search } from "./search.ts";
import { WEIGHT_FUNCTIONS, type WeightFunctionName } from "./weight-functions.ts";

export interface SelectionModelOptions {
  /** Default ML. */
  readonly method?: "ML" | "EE";
  /**
   * Default `stepfun`, one relative chance of publication for each interval of p (Hedges 1992; Vevea & Hedges 1995); `trunc`,
   * one for effects on the unfavoured side of 0 (Rust, Lehmann & Farley 1990); `truncest`, the same with the cut estimated as δ₂;
   * or a curve, see {@link WEIGHT_FUNCTIONS}.
   */
  readonly type?: "stepfun" | "trunc" | "truncest" | WeightFunctionName;
  /** The side on which effects are likelier to be published; default greater. */
  readonly alternative?: "greater" | "less" | "two.sided";
  /** Ends of the intervals of p, rising, below 1; default [0.025]. For `trunc` the point of truncation; default [0]. */
  readonly steps?: readonly number[];
  /**
   * Known values of δ (null: estimated): all parameters, the 1 of the first interval of `stepfun` and `trunc` included; for
   * `truncest` the relative chance and the cut.
   */
  readonly delta?: readonly (number | null)[];
  /** Default 0.95. */
  readonly ciLevel?: number;
}

/** What a selection model tells beside its coefficients. */
export interface SelectionSummary {
  readonly k: number;
  readonly tau2: number;
  /** Selection parameters; for `stepfun` and `trunc` of each interval, the first 1; for `truncest` chance and cut. */
  readonly delta: readonly number[];
  /** null for known ones, for a cut, and where the likelihood is too flat to tell. */
  readonly deltaSe: readonly (number | null)[];
  readonly logLik: number;
  /** Likelihood-ratio test of no selection. */
  readonly selectionTest: { readonly statistic: number; readonly df: number; readonly pValue: number | null };
  /** Likelihood-ratio test of τ² = 0; null with EE. */
  readonly heterogeneityTest: {
    readonly statistic: number;
    readonly df: number;
    readonly pValue: number;
  } | null;
  /** Effects in each interval. */
  readonly counts: readonly number[];
  readonly iterations: number;
  readonly warnings: readonly string[];
  readonly options: Required<Omit<SelectionModelOptions, "delta">> & {
    readonly delta: readonly (number | null)[] | null;
  };
}

const RULES: OptionRules<SelectionModelOptions> = {
  method: oneOf(["ML", "EE"], { FE: "EE", CE: "EE" }),
  type: oneOf([
    "stepfun",
    "trunc",
    "truncest",
    ...(Object.keys(WEIGHT_FUNCTIONS) as readonly WeightFunctionName[]),
  ]),
  alternative: oneOf(["greater", "less", "two.sided"]),
  steps: anArray(),
  delta: anArray(),
  ciLevel: LEVEL,
};

/** A selection model before its coefficients are tested. */
interface SelectionFit {
  readonly beta: readonly number[];
  /** null where the likelihood is too flat to tell. */
  readonly vcov: Coefficients["vcov"] | null;
  readonly summary: SelectionSummary;
  /** The same model without selection. */
  readonly unadjusted: { readonly beta: readonly number[]; readonly tau2: number; readonly logLik: number };
}

/**
 * Fits a selection model, the means of the effects predicted by a design (without one: by a constant).
 *
 * @throws InputError as {@link selectionModel} and {@link selectionRegression}
 */
export function fitSelection(
  yi: readonly number[],
  vi: readonly number[],
  design: Design | undefined,
  options: SelectionModelOptions,
): SelectionFit {
  checkOptions(options, RULES);
  const { method = "ML", type = "stepfun", alternative = "greater", ciLevel = 0.95 } = options;
  const steps = checkedSteps(type, options.steps, alternative);
  const { p, data, at, start } = linearPredictor(modelData(yi, vi, design));
  const chosen = chooseOptions({ method, ciLevel, tau2Interval: "none" });
  const plain = fitModel(data, chosen, estimate(data, chosen));
  const { tau2, typicalVariance, likelihood } = plain.summary;
  const means = new Float64Array(yi.length);
  const leastVariance = Math.min(...vi);
  const search = (setup: Setup, known: readonly (number | null)[]): Search => ({
    logLik: (gamma, variance, delta) => {
      // Differences about a small τ² may step below 0, as far as variances allow.
      if (!(variance > -leastVariance)) return -Infinity;
      for (let i = 0; i < means.length; i += 1) means[i] = at(i, gamma);
      return setup.logLik(means, variance, delta);
    },
    known,
    start: setup.start,
    least: setup.least,
    plain: { gamma: start(tau2), tau2, typicalVariance: typicalVariance ?? harmonicMean(vi) },
  });
  const ways = searchesOf(yi, vi, { type, alternative, steps }, options.delta);
  const zeros = ways.map((way) => ({ ...way, found: maximise(search(way.setup, way.known), false) }));
  const frees =
    method === "ML"
      ? ways.map((way) => ({ ...way, found: maximise(search(way.setup, way.known), true) }))
      : zeros;
  const [zero, free] = [highest(zeros), highest(frees)];
  const best = free.found.logLik >= zero.found.logLik ? free : zero;
  const { found, setup, known, cut } = best;
  checkFound(best, type);
  const estimatesTau2 = method === "ML" && found.tau2 > 1e-9 * leastVariance;
  const atBorder = known.some(
    (value, j) => value === null && setup.least > 0 && found.delta[j]! < 1.01 * setup.least,
  );
  const errors = atBorder ? undefined : uncertaintyOf(search(setup, known), found, estimatesTau2);
  const inverse = errors?.covariance ?? new Float64Array(p * p).fill(NaN);
  const own = coefficientsOf(
    data,
    { beta: Float64Array.from(found.gamma), inverse, weights: new Float64Array(0) },
    null,
    1,
  );
  const seeksCut = cut !== undefined && (options.delta?.[1] ?? null) === null;
  const df = known.filter((value) => value === null).length + (seeksCut ? 1 : 0);
  const statistic = Math.max(0, 2 * (found.logLik - likelihood.ml.logLik));
  const heterogeneity = Math.max(0, 2 * (found.logLik - zero.found.logLik));
  const first = cut === undefined ? 0 : 1;
  const deltaSe = errors?.deltaSe ?? known.map(() => null);
  return {
    beta: own.beta,
    vcov: errors === undefined ? null : own.vcov,
    unadjusted: { beta: plain.coefficients.beta, tau2, logLik: likelihood.ml.logLik },
    summary: {
      k: yi.length,
      tau2: found.tau2,
      delta: [...found.delta.subarray(first), ...(cut === undefined ? [] : [cut])],
      deltaSe: [...deltaSe.slice(first), ...(cut === undefined ? [] : [null])],
      logLik: found.logLik,
      selectionTest: { statistic, df, pValue: df === 0 ? null : chiSquaredCdf(statistic, df, "upper") },
      heterogeneityTest:
        method === "EE"
          ? null
          : { statistic: heterogeneity, df: 1, pValue: chiSquaredCdf(heterogeneity, 1, "upper") },
      counts: setup.counts,
      iterations: found.iterations,
      warnings: [
        ...(type === "stepfun" && setup.counts.some((count) => count === 0)
          ? ["an interval of p holds no effect: its chance of publication cannot be told"]
          : []),
        ...(found.converged ? [] : ["the search ended where the likelihood may still rise, as towards a border"]),
        ...(errors === undefined ? ["the likelihood is too flat for standard errors"] : []),
        ...(seeksCut
          ? ["the likelihood jumps where the cut passes an effect: its test is rough, standard errors take the cut as known"]
          : []),
      ],
      options: { method, type, alternative, steps, delta: options.delta ?? null, ciLevel },
    },
  }; // prettier-ignore
}

/** A likelihood to search, with the known values of its δ. */
interface Way {
  readonly setup: Setup;
  readonly known: readonly (number | null)[];
  /** Of `truncest`. */
  readonly cut?: number;
}

/** One for each cut of `truncest`, otherwise one. */
function searchesOf(
  yi: readonly number[],
  vi: readonly number[],
  kind: Kind,
  delta: readonly (number | null)[] | undefined,
): readonly Way[] {
  const { type, alternative } = kind;
  if (type !== "truncest") {
    const setup = setupOf(yi, vi, { ...kind, type });
    return [{ setup, known: knownDelta(setup.start, type in WEIGHT_FUNCTIONS ? 0 : 1, delta) }];
  }
  if (delta !== undefined && delta.length !== 2) throw wrongDelta(delta, 2);
  const [chance = null, given = null] = delta ?? [];
  const cuts = cutsOf(yi, vi, alternative === "less" ? -1 : 1, given);
  if (cuts.length === 0)
    throw new InputError("too-few-effects", "all effects are equal: there is no place for a cut", {
      field: "yi",
    });
  return cuts.map(({ at, setup }) => ({ setup, known: knownDelta(setup.start, 1, [1, chance]), cut: at }));
}

/** Whether there is a summit; under `beta`, whose large δ leave weight at one p only, one that is not such a spike. */
function checkFound(
  { found, known }: { readonly found: Found; readonly known: Way["known"] },
  type: Kind["type"],
): void {
  const fail = (message: string): InputError => new InputError("no-convergence", message, { field: "yi" });
  if (!Number.isFinite(found.logLik)) throw fail("no start of the search has a likelihood");
  const open = Array.from(found.delta).filter((_, j) => known[j] === null);
  if (type === "beta" && open.length > 1 && open.every(isStopped))
    throw fail(
      `the likelihood rises without end with delta (${open.map((one) => one.toFixed(0)).join(", ")}): it is flat in the effect`,
    );
}

function harmonicMean(vi: readonly number[]): number {
  return vi.length / vi.reduce((sum, v) => sum + 1 / v, 0);
}

function highest<T extends { readonly found: Found }>(ways: readonly T[]): T {
  return ways.reduce((best, way) => (way.found.logLik > best.found.logLik ? way : best));
}

function checkedSteps(
  type: Kind["type"],
  steps: readonly number[] | undefined,
  alternative: Kind["alternative"],
): readonly number[] {
  if (type === "trunc" || type === "truncest") {
    if (alternative === "two.sided")
      throw new InputError("invalid-option", "a truncation has a side: greater or less", {
        field: "alternative",
      });
    return type === "trunc" ? (steps ?? [0]) : [];
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

/** @param first - how many values are 1 by definition */
function knownDelta(
  start: readonly number[],
  first: number,
  given: readonly (number | null)[] | undefined,
): readonly (number | null)[] {
  if (given === undefined) return start.map((_, j) => (j < first ? 1 : null));
  const wrong = given.some((value) => value !== null && !(value >= 0 && value < Infinity));
  if (given.length !== start.length || wrong) throw wrongDelta(given, start.length);
  return given.map((value, j) => (j < first ? 1 : value));
}

function wrongDelta(given: readonly (number | null)[], size: number): InputError {
  return new InputError(
    "invalid-option",
    `delta has ${given.length} values, the model has ${size} (0 or more, or null to estimate)`,
    { field: "delta" },
  );
}
