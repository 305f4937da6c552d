import { normalCdf, chiSquaredCdf } from "../../special/index.ts";
import { fitRegression } from "../../pairwise/fit-regression.ts";
import { waldEffect } from "../adjusted-effect.ts";
import { fitCopas, type CopasMaximum, type CopasSearch } from "./fit-copas.ts";
import type { CopasParameters } from "./likelihood.ts";

/** On which side of the funnel studies are thought to be missing. */
export type CopasSide = "left" | "right";

/** How much selection a pair (γ0, γ1) is. */
export interface CopasSelection {
  /** null with gamma1 null: every study is published, whatever it found. */
  readonly gamma0: number | null;
  /** Unit of yi. */
  readonly gamma1: number | null;
  /** Φ(γ0 + γ1/s) of the study with the largest and with the smallest standard error. */
  readonly probabilityLargestSe: number;
  readonly probabilitySmallestSe: number;
  /** Expected number of studies that were not published: Σ (1 − Φ(ui))/Φ(ui). */
  readonly unpublished: number;
}

/** The model's fit at one (γ0, γ1), on the scale of analysis. */
export interface CopasFit extends CopasSelection {
  readonly kind: "copas-fit";
  readonly estimate: number;
  /** This and what rests on it is null where the likelihood is too flat to tell. */
  readonly se: number | null;
  readonly statistic: number | null;
  /** Two-sided, normal. */
  readonly pValue: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly tau2: number;
  /** Correlation of effect and publication; null without selection, where it means nothing. */
  readonly rho: number | null;
  /** Whether ρ ended at 0 or at its bound: the standard error then takes it as known. */
  readonly rhoAtBound: boolean;
  readonly logLik: number;
  /** Likelihood-ratio test of whether effects still depend on their standard error; 0 and 1 where they do on the other side. */
  readonly residual: {
    readonly slope: number;
    readonly statistic: number;
    readonly df: 1;
    readonly pValue: number;
  };
}

/** No maximum was found at this (γ0, γ1). */
export interface CopasFailure extends CopasSelection {
  readonly kind: "copas-failure";
  readonly reason: string;
  readonly trace: readonly CopasSearch[];
}

export type CopasPoint = CopasFit | CopasFailure;

export interface CopasSetting {
  readonly side: CopasSide;
  readonly rhoBound: number;
  readonly ciLevel: number;
  readonly start: CopasParameters;
}

/** The result of {@link copasModel} at one (γ0, γ1), with its test of residual selection, and where the next search may start. */
export function copasPoint(
  yi: readonly number[],
  vi: readonly number[],
  { gamma0, gamma1 }: { readonly gamma0: number; readonly gamma1: number },
  { side, rhoBound, ciLevel, start }: CopasSetting,
): { readonly point: CopasPoint; readonly parameters: CopasParameters } {
  const selection = selectionAt(vi, gamma0, gamma1);
  const problem = { yi, vi, gamma0, gamma1, rhoBound: side === "left" ? rhoBound : -rhoBound };
  const fit = fitCopas({ ...problem, start });
  if (!fit.found) return { point: failure(selection, fit, ""), parameters: start };
  const { parameters } = fit;
  const wider = fitCopas({ ...problem, withSlope: true, start: parameters });
  if (!wider.found) return { point: failure(selection, wider, "with a slope: "), parameters };
  const point: CopasFit = {
    kind: "copas-fit",
    ...selection,
    ...effectOf(parameters.mu, fit.se, ciLevel),
    tau2: parameters.tau ** 2,
    rho: parameters.rho,
    rhoAtBound: fit.atBorder.rho,
    logLik: fit.logLik,
    residual: residualTest(wider.parameters.slope, wider.logLik - fit.logLik, side),
  };
  return { point, parameters };
}

/** Without selection the model is the random-effects model by maximum likelihood. */
export function withoutSelection(
  yi: readonly number[],
  vi: readonly number[],
  { side, ciLevel }: Pick<CopasSetting, "side" | "ciLevel">,
): CopasFit {
  const options = { method: "ML", tau2Interval: "none" } as const;
  const fit = fitRegression(yi, vi, { names: ["intrcpt"], rows: yi.map(() => [1]) }, options);
  const rows = vi.map((v) => [1, Math.sqrt(v)]);
  const wider = fitRegression(yi, vi, { names: ["intrcpt", "sei"], rows }, options);
  const gain = wider.likelihood.ml.logLik - fit.likelihood.ml.logLik;
  return {
    kind: "copas-fit",
    gamma0: null,
    gamma1: null,
    probabilityLargestSe: 1,
    probabilitySmallestSe: 1,
    unpublished: 0,
    ...effectOf(fit.beta[0]!, fit.se[0]!, ciLevel),
    tau2: fit.tau2,
    rho: null,
    rhoAtBound: false,
    logLik: fit.likelihood.ml.logLik,
    residual: residualTest(wider.beta[1]!, gain, side),
  };
}

/** @returns probabilities in (0, 1], the expected number ≥ 0 */
function selectionAt(vi: readonly number[], gamma0: number, gamma1: number): CopasSelection {
  const at = (se: number): number => gamma0 + gamma1 / se;
  const { largest, smallest } = seRange(vi);
  return {
    gamma0,
    gamma1,
    probabilityLargestSe: normalCdf(at(largest)),
    probabilitySmallestSe: normalCdf(at(smallest)),
    unpublished: vi.reduce((sum, v) => {
      const u = at(Math.sqrt(v));
      return sum + normalCdf(u, "upper") / normalCdf(u);
    }, 0),
  };
}

/** The largest and the smallest standard error. */
export function seRange(vi: readonly number[]): { readonly largest: number; readonly smallest: number } {
  const [most, least] = vi.reduce(([high, low], v) => [Math.max(high, v), Math.min(low, v)], [0, Infinity]);
  return { largest: Math.sqrt(most), smallest: Math.sqrt(least) };
}

function effectOf(
  estimate: number,
  se: number | null,
  ciLevel: number,
): Pick<CopasFit, "estimate" | "se" | "statistic" | "pValue" | "ciLower" | "ciUpper"> {
  return se === null
    ? { estimate, se, statistic: null, pValue: null, ciLower: null, ciUpper: null }
    : waldEffect(estimate, se, ciLevel);
}

function residualTest(slope: number, gain: number, side: CopasSide): CopasFit["residual"] {
  const expected = side === "left" ? slope > 0 : slope < 0;
  const statistic = expected ? Math.max(0, 2 * gain) : 0;
  return { slope, statistic, df: 1, pValue: chiSquaredCdf(statistic, 1, "upper") };
}

function failure(
  selection: CopasSelection,
  { reason, trace }: Extract<CopasMaximum, { found: false }>,
  model: string,
): CopasFailure {
  return { kind: "copas-failure", ...selection, reason: model + reason, trace };
}
