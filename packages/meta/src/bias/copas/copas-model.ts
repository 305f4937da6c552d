import { checkGiven, checkOptions, checkValue, type OptionRules } from "../../arguments/check-options.ts";
import {
  ALPHA,
  anArray,
  anObject,
  between,
  FINITE,
  LEVEL,
  oneOf,
  wholeNumberFrom,
} from "../../arguments/rules.ts";
import { InputError } from "../../input-error.ts";
import { fitPairwise } from "../../pairwise/fit-pairwise.ts";
import { checkEffects, METHOD_RULE, type HeterogeneityMethod } from "../../pairwise/options.ts";
import { normalQuantile } from "../../special/index.ts";
import type { AdjustedEffect } from "../adjusted-effect.ts";
import { checkSpread } from "../check-spread.ts";
import { radialRegression } from "../radial-regression.ts";
import { fewStudies } from "../regression-test.ts";
import {
  copasPoint,
  seRange,
  withoutSelection,
  type CopasFit,
  type CopasPoint,
  type CopasSetting,
  type CopasSide,
} from "./copas-point.ts";

export interface CopasOptions {
  /**
   * Chances of publication, falling, of the study with the largest standard error along the path; default 0.95, 0.9, …, 0.05.
   * No selection (1) always comes first.
   */
  readonly publication?: readonly number[];
  /** The same of the study with the smallest standard error, for the whole path; default 0.99. */
  readonly precisePublication?: number;
  /** Values of γ0 and γ1 (unit of yi) whose every pair is fitted for `grid`; default none. {@link copasGrid} proposes some. */
  readonly grid?: { readonly gamma0: readonly number[]; readonly gamma1: readonly number[] };
  /** Level of the test of residual selection; default 0.1. */
  readonly residualAlpha?: number;
  /** Where studies are missing; default that of Egger's test: left where small studies have larger effects. */
  readonly side?: CopasSide;
  /** ρ is at most this, below 1; default 0.9999. It is 0 or more where studies are missing on the left, 0 or less on the right. */
  readonly rhoBound?: number;
  /** Estimator of τ² of the unadjusted effect; default REML. The selection model is fitted by maximum likelihood. */
  readonly method?: HeterogeneityMethod;
  /** Default 0.95. */
  readonly ciLevel?: number;
}

/** What selective publication could have done to a pooled effect, on the scale of analysis. */
export interface CopasModel {
  readonly kind: "copas-model";
  readonly k: number;
  /** The least selection on the path that leaves no residual selection; null where none does. */
  readonly adjusted: CopasFit | null;
  readonly unadjusted: AdjustedEffect & { readonly tau2: number };
  /** Rising selection: first none, then one point for each chance of publication. */
  readonly path: readonly CopasPoint[];
  /** Every pair of the asked values, γ0 changing fastest. */
  readonly grid: readonly CopasPoint[];
  readonly warnings: readonly string[];
  readonly options: Required<Omit<CopasOptions, "grid">>;
}

/**
 * Copas' selection model, a sensitivity analysis. Study i is published where zi > 0:
 *
 *   yi = μ + N(0, τ²) + σi εi,  zi = γ0 + γ1/si + δi,  corr(εi, δi) = ρ
 *
 * with ρ ≥ 0 where studies are missing on the left of the funnel, ρ ≤ 0 where on the right (selection against the side it is
 * blamed for explains nothing, and with a slope the likelihood would grow along it). The data say next to nothing about (γ0, γ1), so that μ, ρ and τ are estimated by maximum likelihood at given (γ0, γ1), and it is
 * shown how the estimate changes. Estimates are much the same along lines in the plane of (γ0, γ1); one path across those lines
 * tells the story: the chance of publication of the study with the largest standard error falls, while that of the study with
 * the smallest stays. At every point a likelihood-ratio test asks whether effects still depend on si. The adjusted estimate
 * is that of the least selection on the path with which the test's p value is above 0.1; where no selection at all
 * passes, the estimate is that of the random-effects model by maximum likelihood.
 *
 * A point whose search fails is a `copas-failure` with the trace of the searches, and takes no part.
 *
 * @throws InputError as {@link fitPairwise}; `too-few-effects` (k < 3); `collinear-design` (one standard error for all);
 *   `invalid-option`
 * @see Copas 1999, JRSS A 162:95; Copas & Shi 2000, Biostatistics 1:247, and 2001, Statistical Methods in Medical Research
 *   10:251; Carpenter, Schwarzer, Rücker & Künstler 2009, Journal of Clinical Epidemiology 62:624 (the choice)
 * @example copasModel([0.9, 0.8, 0.5, 0.3, 0.25], [0.2, 0.1, 0.06, 0.03, 0.01]).path.length // 20
 */
export function copasModel(
  yi: readonly number[],
  vi: readonly number[],
  options: CopasOptions = {},
): CopasModel {
  checkOptions(options, RULES);
  if (options.grid !== undefined) checkGrid(options.grid);
  const { method = "REML", ciLevel = 0.95, grid } = options;
  const plain = fitPairwise(yi, vi, { method, ciLevel, tau2Interval: "none" });
  checkSpread(vi);
  const chosen = chooseCopasOptions(options, yi, vi);
  const { side, rhoBound, publication, precisePublication, residualAlpha } = chosen;
  const none = withoutSelection(yi, vi, { side, ciLevel });
  const start = { mu: none.estimate, rho: 0, tau: Math.sqrt(none.tau2), slope: 0 };
  const setting = { side, rhoBound, ciLevel };
  const walk = (pairs: readonly Pair[]): readonly CopasPoint[] =>
    points(yi, vi, pairs, { ...setting, start });
  const gammas = publication.map((chance) => gammaOf(vi, chance, precisePublication));
  const path = [none, ...walk(gammas)];
  const adjusted =
    path.find((one): one is CopasFit => one.kind === "copas-fit" && one.residual.pValue > residualAlpha) ??
    null;
  const { estimate, se, statistic, pValue, ciLower, ciUpper, tau2, k } = plain;
  return {
    kind: "copas-model",
    k,
    adjusted,
    unadjusted: { estimate, se, statistic, pValue, ciLower, ciUpper, tau2 },
    path,
    grid:
      grid === undefined
        ? []
        : walk(grid.gamma1.flatMap((gamma1) => grid.gamma0.map((gamma0) => ({ gamma0, gamma1 })))),
    warnings: [...fewStudies(k), ...pathWarnings(path, adjusted, residualAlpha)],
    options: chosen,
  };
}

/**
 * Values of (γ0, γ1) for a contour plot: γ0 from Φ⁻¹(0.4) to 2, γ1 from 0 to where the study with the smallest standard error
 * is published with a chance of 0.99 when γ0 is at its least.
 *
 * @param size - how many of each, at least 2; default 20
 * @throws InputError `invalid-option`
 * @example copasGrid([0.04, 0.01], 3).gamma1[2] // 0.25797
 */
export function copasGrid(vi: readonly number[], size = 20): NonNullable<CopasOptions["grid"]> {
  checkValue("size", size, wholeNumberFrom(2));
  checkEffects(vi, vi);
  const least = normalQuantile(0.4);
  const most = seRange(vi).smallest * (normalQuantile(0.99) - least);
  const steps = Array.from({ length: size }, (_, j) => j / (size - 1));
  return {
    gamma0: steps.map((step) => least + (2 - least) * step),
    gamma1: steps.map((step) => most * step),
  };
}

const RULES: OptionRules<CopasOptions> = {
  publication: anArray(),
  precisePublication: between(0, 1),
  grid: anObject(),
  residualAlpha: ALPHA,
  side: oneOf(["left", "right"]),
  rhoBound: between(0, 1),
  method: METHOD_RULE,
  ciLevel: LEVEL,
};

const GRID_RULES: OptionRules<NonNullable<CopasOptions["grid"]>> = { gamma0: anArray(), gamma1: anArray() };

function checkGrid(grid: NonNullable<CopasOptions["grid"]>): void {
  checkOptions(grid, GRID_RULES, "grid");
  for (const field of ["gamma0", "gamma1"] as const) {
    checkGiven(field, grid, GRID_RULES[field]);
    for (const value of grid[field]) checkValue(field, value, FINITE);
  }
}

interface Pair {
  readonly gamma0: number;
  readonly gamma1: number;
}

/** Each point's first search starts where the one before ended. */
function points(
  yi: readonly number[],
  vi: readonly number[],
  pairs: readonly Pair[],
  setting: CopasSetting,
): readonly CopasPoint[] {
  let { start } = setting;
  return pairs.map((pair) => {
    const { point, parameters } = copasPoint(yi, vi, pair, { ...setting, start });
    start = parameters;
    return point;
  });
}

/** (γ0, γ1) with these chances of publication for the studies with the largest and the smallest standard error. */
function gammaOf(vi: readonly number[], largest: number, smallest: number): Pair {
  const [low, high] = [normalQuantile(largest), normalQuantile(smallest)];
  const { largest: long, smallest: short } = seRange(vi);
  const gamma1 = (high - low) / (1 / short - 1 / long);
  return { gamma0: low - gamma1 / long, gamma1 };
}

const DEFAULT_PUBLICATION = Array.from({ length: 19 }, (_, j) => (19 - j) / 20);

function chooseCopasOptions(
  options: CopasOptions,
  yi: readonly number[],
  vi: readonly number[],
): CopasModel["options"] {
  const {
    publication = DEFAULT_PUBLICATION,
    precisePublication = 0.99,
    residualAlpha = 0.1,
    rhoBound = 0.9999,
    method = "REML",
    ciLevel = 0.95,
  } = options;
  publication.forEach((chance, j) => {
    if (!(chance > 0 && chance <= precisePublication && chance < (publication[j - 1] ?? 1)))
      throw new InputError(
        "invalid-option",
        `publication ${publication.join(", ")}: falling numbers above 0, up to precisePublication, are needed`,
        { field: "publication" },
        { found: publication, expected: "for instance 0.9, 0.6, 0.3" },
      );
  });
  const bias = radialRegression(yi, vi.map(Math.sqrt)).intercept;
  const side = options.side ?? (bias < 0 ? "right" : "left");
  return { publication, precisePublication, residualAlpha, rhoBound, method, ciLevel, side };
}

function pathWarnings(
  path: readonly CopasPoint[],
  adjusted: CopasFit | null,
  alpha: number,
): readonly string[] {
  const failed = path.filter(({ kind }) => kind === "copas-failure").length;
  return [
    ...(failed === 0 ? [] : [`${failed} of ${path.length} degrees of selection have no estimate: their searches failed`]),
    ...(adjusted === null ? [`no selection on the path explains the asymmetry (p > ${alpha}): there is no adjusted estimate`] : []),
    ...(adjusted !== null && adjusted.se === null ? ["the likelihood is too flat for a standard error"] : []),
    ...(adjusted?.rhoAtBound === true ? ["the correlation is at its bound: the standard error takes it as known"] : []),
  ]; // prettier-ignore
}
