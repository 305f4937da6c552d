import { fitPairwise, type PairwiseFit } from "../../pairwise/fit-pairwise.ts";
import type { FitOptions } from "../../pairwise/options.ts";
import { unsupported, type CaseOptions, type Columns } from "../case-input.ts";
import type { ComputeTable } from "../compute-function.ts";

export const PAIRWISE_FUNCTIONS: ComputeTable = {
  randomEffects: (options, columns) => {
    const value = pairwiseCase(options, columns);
    return { value, reference: () => fitKeys(value) };
  },
};

const METHODS = ["EE", "FE", "DL", "REML"] as const;
const PREDICTIONS = { default: "default", simple: "simple", t: "t", Riley: "hts" } as const;

/** Everything but τ², which a subgroup case uses as a word. */
export function modelOptions(options: CaseOptions): FitOptions {
  const method = options.oneOf("method", METHODS, "REML");
  return {
    method: method === "FE" ? "EE" : method,
    test: options.oneOf("test", ["z", "t", "knha", "adhoc"], "z"),
    ciLevel: (options.number("level") ?? 95) / 100,
    prediction: PREDICTIONS[options.oneOf("predtype", ["default", "simple", "t", "Riley"], "default")],
  };
}

/** The model of a case on `yi` and `vi`. */
export function pairwiseCase(options: CaseOptions, columns: Columns): PairwiseFit {
  if (columns.has("X") || options.text("mods") !== undefined)
    throw unsupported("a model with moderators", "mods");
  if (columns.has("weights")) throw unsupported("a model with weights of one's own", "weights");
  const tau2 = options.number("tau2");
  return fitPairwise(columns.numbers("yi"), columns.numbers("vi"), {
    ...modelOptions(options),
    weighting: options.boolean("weighted", true) ? "inverse-variance" : "equal",
    ...(tau2 === undefined ? {} : { tau2 }),
  });
}

/** A prediction under the spelling of the reference files. */
export function predictionKeys(fit: PairwiseFit, asArrays: boolean): object {
  const wrap = (value: number | null): unknown => (asArrays ? [value] : value);
  return {
    pred: wrap(fit.estimate),
    se: wrap(fit.se),
    ciLow: wrap(fit.ciLower),
    ciHigh: wrap(fit.ciUpper),
    piLow: wrap(fit.piLower),
    piHigh: wrap(fit.piUpper),
  };
}

function fitKeys(fit: PairwiseFit): object {
  const { ml, reml, devianceMl } = fit.likelihood;
  const common = {
    b: [fit.estimate],
    se: [fit.se],
    stat: [fit.statistic],
    p: [fit.pValue],
    ciLow: [fit.ciLower],
    ciHigh: [fit.ciUpper],
    df: fit.df,
    k: fit.k,
    tau2: fit.tau2,
    seTau2: fit.tau2Se,
    I2: fit.i2,
    H2: fit.h2,
    vt: fit.typicalVariance,
    QE: fit.q,
    QEdf: fit.qDf,
    QEp: fit.qPValue,
    fit: {
      logLikML: ml.logLik,
      logLikREML: reml.logLik,
      devianceML: devianceMl,
      aicML: ml.aic,
      bicML: ml.bic,
      aiccML: ml.aicc,
      aicREML: reml.aic,
      bicREML: reml.bic,
      aiccREML: reml.aicc,
    },
    vcov: [fit.se * fit.se],
  };
  if (fit.method === "EE") return { ...common, predict: predictionKeys(fit, false) };
  const vt = fit.typicalVariance ?? Number.NaN;
  const ends = [fit.tau2CiLower ?? Number.NaN, Math.min(fit.tau2CiUpper ?? Number.NaN, searchEdge(fit.tau2))];
  return {
    ...common,
    predict: predictionKeys(fit, false),
    tau2CI: {
      tau2: ends,
      tau: ends.map(Math.sqrt),
      I2: ends.map((tau2) => (100 * tau2) / (tau2 + vt)),
      H2: ends.map((tau2) => (tau2 + vt) / vt),
    },
  };
}

/**
 * metafor looks for the upper Q-profile bound only up to this value and reports the edge when the root lies beyond. Our
 * own result is the root itself.
 */
function searchEdge(tau2: number): number {
  return Math.max(100, 10 * tau2);
}
