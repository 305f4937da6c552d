import { checkGiven, checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { anArray, anObject, LEVEL, oneOf } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { checkFit } from "./check-fit.ts";
import { tau2GeneralisedQInterval } from "../pairwise/generalised-q.ts";
import { h2TestBased } from "../pairwise/h2-test-based.ts";
import { modelData, type ModelData } from "../pairwise/model-data.ts";
import { checkWeights } from "../pairwise/options.ts";
import type { ModelSummary } from "../pairwise/fit-regression.ts";
import { tau2ProfileLikelihoodOf } from "../pairwise/tau2-profile-likelihood.ts";
import { tau2QProfileOf, type Tau2Interval } from "../pairwise/tau2-q-profile.ts";
import type { Design } from "../design/design.ts";

/**
 * How an interval of τ² is found.
 * - `QP` Q-profile (Viechtbauer 2007); `GENQ` generalised Q with fixed weights (Jackson 2013)
 * - `PL` profile likelihood (Hardy & Thompson 1996); `HT` test-based, from H (Higgins & Thompson 2002)
 */
export type Tau2IntervalType = "QP" | "GENQ" | "PL" | "HT";

/** An interval of heterogeneity on its scales: τ², τ, I² (percent, τ² of total variance) and H². */
export interface HeterogeneityInterval {
  readonly kind: "heterogeneity-interval";
  readonly type: Tau2IntervalType;
  readonly ciLevel: number;
  readonly tau2: Tau2Interval;
  readonly tau: Tau2Interval;
  readonly i2: Tau2Interval;
  readonly h2: Tau2Interval;
}

interface IntervalOptions {
  readonly type: Tau2IntervalType;
  readonly design?: Design;
  readonly weights?: readonly number[];
  readonly ciLevel?: number;
}

const RULES: OptionRules<IntervalOptions> = {
  type: oneOf(["QP", "GENQ", "PL", "HT"]),
  design: anObject(),
  weights: anArray(),
  ciLevel: LEVEL,
};

/**
 * An interval of τ² of a fitted model and of the measures that follow from it.
 *
 * @param fit - any fit of these effects with an estimated τ²
 * @param options.weights - of `GENQ`; 1/vi gives Biggerstaff & Jackson's interval, 1/√vi Jackson's
 * @throws InputError `unsupported` for equal effects and a τ² given by hand, `PL` of a fit that is not ML or REML, `HT` with
 *   moderators; `too-few-effects` when there is nothing to estimate τ² from; `invalid-option` for GENQ without weights
 * @example heterogeneityInterval(fitPairwise([0.1, 0.9, 0.4], [0.02, 0.05, 0.03]), [0.1, 0.9, 0.4], [0.02, 0.05, 0.03], { type: "QP" }).i2.upper // 99.5
 */
export function heterogeneityInterval(
  fit: ModelSummary,
  yi: readonly number[],
  vi: readonly number[],
  options: IntervalOptions,
): HeterogeneityInterval {
  checkFit(fit, ["pairwise", "regression"]);
  checkOptions(options, RULES);
  checkGiven("type", options, RULES.type);
  const { type, design, weights, ciLevel = fit.ciLevel } = options;
  if (fit.method === "EE") throw refused("an interval of tau2 in the equal-effects model", "method");
  if (fit.options.tau2 !== undefined) throw refused("an interval of a tau2 given by hand", "tau2");
  const data = modelData(yi, vi, design);
  const typical = fit.typicalVariance;
  const tau2 = typical === null ? undefined : intervalOf(type, fit, data, ciLevel, weights);
  if (tau2 === undefined || typical === null) {
    throw new InputError("too-few-effects", `${fit.k} effects give no interval of type ${type}`, {
      field: "yi",
    });
  }
  const onScale = (scale: (value: number) => number): Tau2Interval => ({
    lower: scale(tau2.lower),
    upper: scale(tau2.upper),
  });
  return {
    kind: "heterogeneity-interval",
    type,
    ciLevel,
    tau2,
    tau: onScale((value) => Math.sqrt(Math.max(0, value))),
    i2: onScale((value) => (100 * value) / (value + typical)),
    h2: onScale((value) => (value + typical) / typical),
  };
}

function intervalOf(
  type: Tau2IntervalType,
  fit: ModelSummary,
  data: ModelData,
  ciLevel: number,
  weights: readonly number[] | undefined,
): Tau2Interval | undefined {
  switch (type) {
    case "QP":
      return tau2QProfileOf(data, ciLevel);
    case "GENQ": {
      if (weights === undefined)
        throw new InputError("invalid-option", "an interval of type GENQ needs weights", {
          field: "weights",
        });
      checkWeights(weights, data.k);
      return tau2GeneralisedQInterval(data, Float64Array.from(weights), ciLevel);
    }
    case "PL":
      if (fit.method !== "ML" && fit.method !== "REML")
        throw refused(`a profile likelihood with ${fit.method}`, "type");
      return tau2ProfileLikelihoodOf(data, ciLevel, fit.method);
    case "HT": {
      if (data.p > 1) throw refused("a test-based interval with moderators", "type");
      const h2 = h2TestBased(fit, ciLevel);
      const typical = fit.typicalVariance;
      if (h2 === undefined || typical === null) return undefined;
      return { lower: typical * (h2.lower - 1), upper: typical * (h2.upper - 1) };
    }
  }
}

function refused(what: string, field: string): InputError {
  return new InputError("unsupported", `${what} is not supported`, { field });
}
