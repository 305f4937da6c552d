import { InputError } from "../input-error.ts";
import type { PairwiseFit } from "../pairwise/fit-pairwise.ts";
import type { RegressionFit } from "../pairwise/fit-regression.ts";
import { chiSquaredCdf } from "../special/index.ts";
import { checkFit } from "./check-fit.ts";

/** A likelihood-ratio test of two nested models. */
export interface ModelComparison {
  readonly kind: "model-comparison";
  /** −2 (log-likelihood of the reduced model − that of the full one). */
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
  /** Estimated parameters, τ² included. */
  readonly parametersFull: number;
  readonly parametersReduced: number;
  readonly tau2Full: number;
  readonly tau2Reduced: number;
  /** Percent of the reduced model's τ² that the full one accounts for; null when it is 0. */
  readonly r2: number | null;
  readonly likelihood: "ML" | "REML";
}

/**
 * Compares two models of the same effects by their likelihoods. Models that differ in moderators must both be fitted by ML:
 * restricted likelihoods of different moderators are of different data.
 *
 * @throws InputError `invalid-option` when the fits are not ML (or REML with the same moderators), are not of the same
 *   number of effects, or the first is not the larger
 * @example compareModels(fitRegression([0.1, 0.4, 0.9, 0.8], [0.02, 0.05, 0.03, 0.04], designFromFormula("~ x", { x: [0, 1, 2, 2] }).design, { method: "ML" }), fitPairwise([0.1, 0.4, 0.9, 0.8], [0.02, 0.05, 0.03, 0.04], { method: "ML" })).statistic // 8.54
 */
export function compareModels(
  full: RegressionFit | PairwiseFit,
  reduced: RegressionFit | PairwiseFit,
): ModelComparison {
  checkFit(full, ["pairwise", "regression"], "full");
  checkFit(reduced, ["pairwise", "regression"], "reduced");
  const likelihood = full.method === "REML" ? "REML" : "ML";
  for (const [name, fit] of [
    ["full", full],
    ["reduced", reduced],
  ] as const) {
    if (fit.method === "EE" || fit.method === "ML" || (fit.method === "REML" && likelihood === "REML"))
      continue;
    throw new InputError(
      "invalid-option",
      `the ${name} model was fitted by ${fit.method}, which has no likelihood to compare`,
      { field: "method" },
      { found: fit.method, expected: "ML", fix: "fit both models by ML" },
    );
  }
  if (likelihood === "REML" && size(full) !== size(reduced)) {
    throw new InputError(
      "invalid-option",
      "restricted likelihoods of models with different moderators cannot be compared",
      { field: "method" },
      { found: "REML", expected: "ML", fix: "fit both models by ML" },
    );
  }
  if (full.k !== reduced.k) {
    throw new InputError("invalid-option", `the models are of ${full.k} and of ${reduced.k} effects`, {
      field: "k",
    });
  }
  const [parametersFull, parametersReduced] = [full.likelihood.parameters, reduced.likelihood.parameters];
  const df = parametersFull - parametersReduced;
  if (df < 1)
    throw new InputError("invalid-option", "the full model has no more parameters than the reduced one", {
      field: "full",
    });
  const logLik = (fit: RegressionFit | PairwiseFit): number =>
    likelihood === "REML" ? fit.likelihood.reml.logLik : fit.likelihood.ml.logLik;
  const statistic = -2 * (logLik(reduced) - logLik(full));
  const r2 = reduced.tau2 > 0 ? Math.max(0, (100 * (reduced.tau2 - full.tau2)) / reduced.tau2) : null;
  return {
    kind: "model-comparison",
    statistic,
    df,
    pValue: chiSquaredCdf(Math.max(0, statistic), df, "upper"),
    parametersFull,
    parametersReduced,
    tau2Full: full.tau2,
    tau2Reduced: reduced.tau2,
    r2,
    likelihood,
  };
}

function size(fit: RegressionFit | PairwiseFit): number {
  return fit.kind === "regression" ? fit.p : 1;
}
