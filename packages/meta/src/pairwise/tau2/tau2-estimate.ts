import type { ModelData } from "../model-data.ts";

/** A between-study variance and how it was found. */
export interface Tau2Estimate {
  /** ≥ 0, squared unit of yi. */
  readonly tau2: number;
  /** Evaluations of the estimating equation; 0 for closed forms. */
  readonly iterations: number;
  /** Other values of τ² at which the likelihood has a local maximum; empty for estimators without one. */
  readonly otherOptima: readonly number[];
}

/**
 * An estimator of τ² for a model with k > p effects.
 *
 * @param weights - the analyst's own weights, for the estimators that use them
 */
export type Tau2Estimator = (data: ModelData, weights?: Float64Array) => Tau2Estimate;

export function closedForm(tau2: number): Tau2Estimate {
  return { tau2: Math.max(0, tau2), iterations: 0, otherOptima: [] };
}
