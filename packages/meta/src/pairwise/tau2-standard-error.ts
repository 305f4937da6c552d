import type { ModelData } from "./model-data.ts";
import type { ChosenOptions } from "./options.ts";
import { sidikJonkmanStart } from "./tau2/sidik-jonkman.ts";
import {
  inverseVariances,
  projectionTraces,
  weightedFit,
  type ProjectionTraces,
  type WeightedFit,
} from "./weighted-fit.ts";

/** Fits of the same data with inverse-variance weights, and the analyst's own weights. */
export interface FitsAround {
  readonly atZero: WeightedFit;
  readonly atTau2: WeightedFit;
  readonly weights: Float64Array | undefined;
}

/**
 * Standard error of τ²: from the expected information for the likelihood estimators, from the variance of the quadratic
 * form for the moment estimators.
 *
 *   ML      √(2 / Σ w²)                    w = 1/(vi + τ²)
 *   REML    √(2 / tr(PP))                  P with weights w
 *   EB, PM, PMM, DLIT, SJIT
 *           √(2 k² / (k − p)) / Σ w
 *   DL, HE, GENQ, GENQM
 *           √(2 tr(PVPV) + 4 τ² tr(PVP) + 2 τ⁴ tr(PP)) / tr(P)     P with the estimator's own fixed weights
 *   HS, HSk as DL with Σ 1/vi in the place of tr(P); HSk times k/(k − p)
 *   SJ      τ₀²/(k − p) √(2 tr(PVPV) + 4 τ² tr(PVP) + 2 τ⁴ tr(PP)) P with weights 1/(vi + τ₀²)
 *
 * @returns null where τ² is not estimated: equal effects, k ≤ p, or a τ² given by hand (with REML its information is still
 *   returned, as metafor does)
 * @see Viechtbauer 2005, J Educ Behav Stat 30:261; Biggerstaff & Tweedie 1997, Statistics in Medicine 16:753
 */
export function tau2StandardError(
  data: ModelData,
  tau2: number,
  { method, tau2: given }: Pick<ChosenOptions, "method" | "tau2">,
  { atZero, atTau2, weights }: FitsAround,
): number | null {
  const { k, p } = data;
  if (method === "EE" || k <= p) return null;
  if (given !== undefined && method !== "REML") return null;
  const traces = (fit: WeightedFit): ProjectionTraces => projectionTraces(data, fit);
  const spread = ({ pvpv, pvp, pp }: ProjectionTraces): number =>
    Math.sqrt(2 * pvpv + 4 * tau2 * pvp + 2 * tau2 * tau2 * pp);
  const byMoments = (fit: WeightedFit): number => {
    const found = traces(fit);
    return spread(found) / found.p;
  };
  switch (method) {
    case "ML":
      return Math.sqrt(2 / sum(atTau2.weights, (w) => w * w));
    case "REML":
      return Math.sqrt(2 / traces(atTau2).pp);
    case "EB":
    case "PM":
    case "PMM":
    case "DLIT":
    case "SJIT":
      return Math.sqrt((2 * k * k) / (k - p)) / sum(atTau2.weights, (w) => w);
    case "DL":
      return byMoments(atZero);
    case "HE":
      return byMoments(weightedFit(data, new Float64Array(k).fill(1)));
    case "GENQ":
    case "GENQM":
      return byMoments(weights ? weightedFit(data, weights) : atTau2);
    case "HS":
    case "HSk":
      return ((method === "HSk" ? k / (k - p) : 1) * spread(traces(atZero))) / sum(atZero.weights, (w) => w);
    case "SJ": {
      const start = sidikJonkmanStart(data);
      return start === 0
        ? null
        : (start * spread(traces(weightedFit(data, inverseVariances(data, start))))) / (k - p);
    }
  }
}

function sum(values: Float64Array, of: (value: number) => number): number {
  let total = 0;
  for (const value of values) total += of(value);
  return total;
}
