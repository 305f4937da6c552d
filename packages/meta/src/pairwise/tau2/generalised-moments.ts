import type { ModelData } from "../model-data.ts";
import { projectionTraces, weightedFit } from "../weighted-fit.ts";
import { closedForm, type Tau2Estimate } from "./tau2-estimate.ts";

/**
 * Between-study variance by the method of moments, for any fixed weights a:
 *
 *   τ² = max(0, (yᵀPy − tr(PV)) / tr(P)),  P = A − AX(XᵀAX)⁻¹XᵀA, A = diag(a)
 *
 * With a = 1/vi this is DerSimonian and Laird's estimator, with a = 1 Hedges'.
 *
 * @see DerSimonian & Kacker 2007, Contemporary Clinical Trials 28:105, equation 6; Jackson, Turner, Rhodes & Viechtbauer
 *   2014, BMC Medical Research Methodology 14:103, for moderators
 */
export function generalisedMoments(data: ModelData, weights: Float64Array): Tau2Estimate {
  const fit = weightedFit(data, weights);
  const traces = projectionTraces(data, fit);
  return closedForm((fit.q - traces.pv) / traces.p);
}
