import { InputError } from "../../input-error.ts";
import { tau2OfGeneralisedQ } from "../generalised-q.ts";
import type { ModelData } from "../model-data.ts";
import type { HeterogeneityMethod } from "../options.ts";
import { inverseVariances } from "../weighted-fit.ts";
import { generalisedMoments } from "./generalised-moments.ts";
import { hunterSchmidt, hunterSchmidtSmallSample } from "./hunter-schmidt.ts";
import { maximumLikelihood } from "./maximum-likelihood.ts";
import { pauleMandel, pauleMandelMedian } from "./paule-mandel.ts";
import { sidikJonkman } from "./sidik-jonkman.ts";
import { closedForm, type Tau2Estimate, type Tau2Estimator } from "./tau2-estimate.ts";

/** The estimators of τ² by the name that a user gives. A new one is a file of this folder and a row here. */
const ESTIMATORS: Readonly<Record<Exclude<HeterogeneityMethod, "EE">, Tau2Estimator>> = {
  DL: (data) => generalisedMoments(data, inverseVariances(data, 0)),
  DLIT: pauleMandel,
  HE: (data) => generalisedMoments(data, new Float64Array(data.k).fill(1)),
  HS: hunterSchmidt,
  HSk: hunterSchmidtSmallSample,
  SJ: sidikJonkman,
  SJIT: pauleMandel,
  ML: (data) => maximumLikelihood(data, "ML"),
  REML: (data) => maximumLikelihood(data, "REML"),
  EB: pauleMandel,
  PM: pauleMandel,
  PMM: pauleMandelMedian,
  GENQ: (data, weights) => generalisedMoments(data, own(weights, "GENQ")),
  GENQM: (data, weights) => closedForm(tau2OfGeneralisedQ(data, own(weights, "GENQM"), 0.5)),
};

/**
 * τ² of a model; 0 with equal effects, and where there are no more effects than coefficients.
 *
 * @throws InputError `invalid-option` when GENQ or GENQM comes without weights
 */
export function estimateTau2(
  data: ModelData,
  method: HeterogeneityMethod,
  weights?: Float64Array,
): Tau2Estimate {
  if (method === "EE" || data.k <= data.p) return closedForm(0);
  return ESTIMATORS[method](data, weights);
}

function own(weights: Float64Array | undefined, method: string): Float64Array {
  if (weights !== undefined) return weights;
  throw new InputError(
    "invalid-option",
    `method ${method} needs the weights of its Q statistic`,
    { field: "weights" },
    { expected: "a weight for each effect", fix: "give weights, or choose method DL, HE or PM" },
  );
}
