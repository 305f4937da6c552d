import type { PairwiseFit } from "../pairwise/fit-pairwise.ts";
import type { ComputeResult } from "./functions.ts";

/**
 * Our results under the spelling of the reference files (R's metafor), for comparisons: the only place where other
 * programs' names live. Percentages stay percentages; missing quantities are null.
 */
export function referenceKeys(result: ComputeResult): object {
  switch (result.of) {
    case "effects":
      return { yi: result.value.yi, vi: result.value.vi, ni: result.value.ni };
    case "weights":
      return { weights: result.value };
    case "prediction":
      return prediction(result.value, true);
    case "tau2Interval": {
      const { type, tau2, i2, h2 } = result.value;
      if (type === "PL") return { profileCI: [tau2.lower, tau2.upper] };
      return { tau2: [tau2.lower, tau2.upper], I2: [i2.lower, i2.upper], H2: [h2.lower, h2.upper] };
    }
    case "subgroups": {
      const { groups, qBetween, qBetweenDf, qBetweenPValue } = result.value;
      return {
        levels: groups.map(({ level }) => level),
        k: groups.map(({ fit }) => fit.k),
        est: groups.map(({ fit }) => fit.estimate),
        se: groups.map(({ fit }) => fit.se),
        tau2: groups.map(({ fit }) => fit.tau2),
        I2: groups.map(({ fit }) => fit.i2),
        Qbetween: qBetween,
        df: qBetweenDf,
        p: qBetweenPValue,
      };
    }
    case "fit":
      return fitKeys(result.value);
  }
}

function prediction(fit: PairwiseFit, asArrays: boolean): object {
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
  if (fit.method === "EE") return { ...common, predict: prediction(fit, false) };
  const vt = fit.typicalVariance ?? Number.NaN;
  const ends = [fit.tau2CiLower ?? Number.NaN, Math.min(fit.tau2CiUpper ?? Number.NaN, searchEdge(fit.tau2))];
  return {
    ...common,
    predict: prediction(fit, false),
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
