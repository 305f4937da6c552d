import { checkArray } from "../arguments/check-shape.ts";
import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { anArray, LEVEL, numberFrom, oneOf } from "../arguments/rules.ts";
import { valueInWords } from "../arguments/value-in-words.ts";
import { InputError } from "../input-error.ts";

/**
 * How τ² is estimated; EE is the equal-effects (fixed-effect, common-effect) model without τ².
 * - `DL` DerSimonian–Laird, `HE` Hedges, `HS` Hunter–Schmidt, `HSk` the same for small samples, `SJ` Sidik–Jonkman
 * - `ML`, `REML` (restricted) maximum likelihood, `EB` empirical Bayes, `PM` Paule–Mandel, `PMM` its median-unbiased variant
 * - `GENQ`, `GENQM` generalised Q with the analyst's own weights, and its median-unbiased variant
 * - `DLIT`, `SJIT` DL and SJ repeated until they no longer change
 */
export type HeterogeneityMethod = (typeof HETEROGENEITY_METHODS)[number];

export const HETEROGENEITY_METHODS = [
  "EE",
  "DL",
  "HE",
  "HS",
  "HSk",
  "SJ",
  "ML",
  "REML",
  "EB",
  "PM",
  "PMM",
  "GENQ",
  "GENQM",
  "DLIT",
  "SJIT",
] as const;

/**
 * What the confidence interval and test rest on.
 * - `z`: the normal distribution
 * - `t`: t with k − p degrees of freedom (p coefficients; k − 1 without moderators), the same standard error
 * - `knha`: Hartung & Knapp 2001, Sidik & Jonkman 2002: the standard error rescaled by s, t with k − p
 * - `adhoc`: as knha with s never below 1, so that the interval is never narrower than with `t` (Knapp & Hartung 2003)
 */
export type TestKind = "z" | "t" | "knha" | "adhoc";

/**
 * Which distribution a prediction interval uses around the estimate with variance τ² + se².
 * - `default`: normal with test z, otherwise t with k − p
 * - `t`: t with k − p; `hts`: t with k − p − 1 (Higgins, Thompson & Spiegelhalter 2009; Riley 2011)
 * - `simple`: normal, and τ² alone as the variance
 */
export type PredictionKind = "default" | "t" | "hts" | "simple";

/**
 * How effects are averaged: by inverse variance, all alike, or by weights of one's own. The last two have the variance that
 * the model gives them, Σ a² (vi + τ²) / (Σ a)² for a mean; Q stays that of inverse variances.
 */
export type Weighting = "inverse-variance" | "equal" | "own";

export interface FitOptions {
  /** Default REML. */
  readonly method?: HeterogeneityMethod;
  /** Default z. */
  readonly test?: TestKind;
  /** Default 0.95. */
  readonly ciLevel?: number;
  /** Default "default". */
  readonly prediction?: PredictionKind;
  /** A known τ², instead of an estimate; not with EE, where it is 0. */
  readonly tau2?: number;
  /** Default "default": the interval that belongs to the method. "none" saves its time, in simulations. */
  readonly tau2Interval?: "default" | "none";
  /** Default "inverse-variance"; "own" is chosen by giving `weights`. */
  readonly weighting?: Exclude<Weighting, "own">;
  /** Weights of one's own, one for each effect, 0 or more; GENQ and GENQM use them for their Q statistic too. */
  readonly weights?: readonly number[];
}

/** All choices of a fit, defaults filled in: part of every result. */
export interface ChosenOptions {
  readonly method: HeterogeneityMethod;
  readonly test: TestKind;
  readonly ciLevel: number;
  readonly prediction: PredictionKind;
  readonly tau2: number | undefined;
  readonly tau2Interval: "default" | "none";
  readonly weighting: Weighting;
  readonly weights: readonly number[] | undefined;
}

/** How τ² is estimated, with the names that other programs have for the equal-effects model. */
export const METHOD_RULE = oneOf(HETEROGENEITY_METHODS, { FE: "EE", CE: "EE", fixed: "EE", common: "EE" });

/** What the options of a fit may be. */
export const FIT_RULES: OptionRules<FitOptions> = {
  method: METHOD_RULE,
  test: oneOf(["z", "t", "knha", "adhoc"], { hk: "knha", hksj: "knha", "Hartung-Knapp": "knha" }),
  ciLevel: LEVEL,
  prediction: oneOf(["default", "t", "hts", "simple"], { Riley: "hts", z: "simple" }),
  tau2: numberFrom(0),
  tau2Interval: oneOf(["default", "none"]),
  weighting: oneOf(["inverse-variance", "equal"]),
  weights: anArray(),
};

/** @throws InputError `invalid-option`, `invalid-argument` */
export function chooseOptions(options: FitOptions): ChosenOptions {
  checkOptions(options, FIT_RULES);
  const {
    method = "REML",
    test = "z",
    ciLevel = 0.95,
    prediction = "default",
    tau2,
    tau2Interval = "default",
    weighting = "inverse-variance",
    weights,
  } = options;
  if (method === "EE" && tau2 !== undefined && tau2 > 0) {
    throw new InputError(
      "invalid-option",
      `tau2 = ${tau2} contradicts the equal-effects model, where it is 0`,
      { field: "tau2" },
      { found: tau2, expected: "no tau2", fix: "choose method REML or DL to pool with a known tau2" },
    );
  }
  if (weights !== undefined && options.weighting !== undefined) {
    throw new InputError(
      "invalid-option",
      `weights of one's own contradict weighting = ${weighting}`,
      { field: "weights" },
      { expected: "either weights or weighting", fix: "leave one of them out" },
    );
  }
  return {
    method,
    test,
    ciLevel,
    prediction,
    tau2,
    tau2Interval,
    weighting: weights ? "own" : weighting,
    weights,
  };
}

/**
 * @throws InputError `too-few-effects`, `length-mismatch`, `not-finite`, `nonpositive-variance`, with the row;
 *   `invalid-argument` for what is no array
 */
export function checkEffects(yi: readonly number[], vi: readonly number[]): void {
  checkArray("yi", yi, "effects");
  checkArray("vi", vi, "variances");
  if (yi.length === 0) throw new InputError("too-few-effects", "there is no effect to pool", { field: "yi" });
  if (yi.length !== vi.length) {
    throw new InputError("length-mismatch", `yi has ${yi.length} values, vi has ${vi.length}`, {
      field: "vi",
    });
  }
  for (let i = 0; i < yi.length; i += 1) {
    if (!Number.isFinite(yi[i]))
      throw new InputError("not-finite", `yi in row ${i} is not a finite number`, { field: "yi", row: i });
    if (!(Number.isFinite(vi[i]) && vi[i]! > 0)) {
      throw new InputError(
        "nonpositive-variance",
        `vi = ${valueInWords(vi[i])} in row ${i} is not a finite number greater than 0`,
        { field: "vi", row: i },
      );
    }
  }
}

/** @throws InputError `length-mismatch`, `invalid-option` with the row */
export function checkWeights(weights: readonly number[], k: number): void {
  checkArray("weights", weights, "numbers");
  if (weights.length !== k) {
    throw new InputError("length-mismatch", `weights has ${weights.length} values for ${k} effects`, {
      field: "weights",
    });
  }
  weights.forEach((weight, row) => {
    if (Number.isFinite(weight) && weight >= 0) return;
    throw new InputError(
      "invalid-option",
      `weights = ${valueInWords(weight)} in row ${row} is not a finite number of 0 or more`,
      { field: "weights", row },
    );
  });
  if (!weights.some((weight) => weight > 0))
    throw new InputError("invalid-option", "all weights are 0", { field: "weights" });
}
