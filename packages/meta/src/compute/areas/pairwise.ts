import type { Design } from "../../design/design.ts";
import { fitPairwise, type PairwiseFit } from "../../pairwise/fit-pairwise.ts";
import { fitRegression, type ModelSummary, type RegressionFit } from "../../pairwise/fit-regression.ts";
import { HETEROGENEITY_METHODS, type FitOptions } from "../../pairwise/options.ts";
import type { CaseOptions, Columns } from "../case-input.ts";
import type { ComputeTable } from "../compute-function.ts";

export const PAIRWISE_FUNCTIONS: ComputeTable = {
  randomEffects: (options, columns) => {
    const value = modelCase(options, columns);
    return {
      value,
      reference: () => (value.kind === "pairwise" ? pooledKeys(value) : regressionKeys(value)),
    };
  },
};

const PREDICTIONS = { default: "default", simple: "simple", t: "t", Riley: "hts" } as const;

/** Everything but τ², which a subgroup case uses as a word. */
export function modelOptions(options: CaseOptions): FitOptions {
  const method = options.oneOf("method", [...HETEROGENEITY_METHODS, "FE", "CE"], "REML");
  return {
    method: method === "FE" || method === "CE" ? "EE" : method,
    test: options.oneOf("test", ["z", "t", "knha", "adhoc"], "z"),
    ciLevel: (options.number("level") ?? 95) / 100,
    prediction: PREDICTIONS[options.oneOf("predtype", ["default", "simple", "t", "Riley"], "default")],
  };
}

/** Options of a model on columns, with τ² and weights of one's own. */
export function fitOptions(options: CaseOptions, columns: Columns): FitOptions {
  const tau2 = options.number("tau2");
  const weighted = options.boolean("weighted", true);
  return {
    ...modelOptions(options),
    ...(tau2 === undefined ? {} : { tau2 }),
    ...(weighted ? {} : { weighting: "equal" as const }),
    ...(columns.has("weights") ? { weights: columns.numbers("weights") } : {}),
  };
}

/** The model of a case on `yi` and `vi`: a meta-regression when it comes with a design. */
export function modelCase(options: CaseOptions, columns: Columns): PairwiseFit | RegressionFit {
  const design = designOf(options, columns);
  const [yi, vi] = [columns.numbers("yi"), columns.numbers("vi")];
  const chosen = fitOptions(options, columns);
  return design ? fitRegression(yi, vi, design, chosen) : fitPairwise(yi, vi, chosen);
}

/** The matrix `X`, or the one that the formula `mods` gives. */
export function designOf(options: CaseOptions, columns: Columns): Design | undefined {
  const formula = options.text("mods");
  if (columns.has("X")) {
    const rows = columns.matrix("X");
    const names = columns.has("Xnames") ? columns.texts("Xnames") : (rows[0] ?? []).map((_, j) => `x${j}`);
    return { names, rows };
  }
  return formula === undefined ? undefined : columns.design(formula);
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

function pooledKeys(fit: PairwiseFit): object {
  return {
    b: [fit.estimate],
    se: [fit.se],
    stat: [fit.statistic],
    p: [fit.pValue],
    ciLow: [fit.ciLower],
    ciHigh: [fit.ciUpper],
    ...summaryKeys(fit),
    vcov: [fit.se * fit.se],
    predict: predictionKeys(fit, false),
  };
}

function regressionKeys(fit: RegressionFit): object {
  return {
    names: fit.names,
    b: fit.beta,
    se: fit.se,
    stat: fit.statistic,
    p: fit.pValue,
    ciLow: fit.ciLower,
    ciHigh: fit.ciUpper,
    ...summaryKeys(fit),
    R2: fit.r2,
    QM: fit.moderatorTest?.statistic,
    QMdf: fit.moderatorTest?.df,
    QMp: fit.moderatorTest?.pValue,
    vcov: fit.vcov,
  };
}

function summaryKeys(fit: ModelSummary): object {
  const { ml, reml, devianceMl } = fit.likelihood;
  const common = {
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
  };
  if (fit.method === "EE") return common;
  const vt = fit.typicalVariance ?? Number.NaN;
  const ends = [fit.tau2CiLower ?? Number.NaN, Math.min(fit.tau2CiUpper ?? Number.NaN, searchEdge(fit.tau2))];
  return {
    ...common,
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
