import { baujat } from "../../diagnostics/baujat.ts";
import { gosh } from "../../diagnostics/gosh.ts";
import { influence } from "../../diagnostics/influence.ts";
import { cumulative, leaveOneOut, type PartialFits } from "../../diagnostics/leave-one-out.ts";
import type { DiagnosedModel } from "../../diagnostics/model.ts";
import { residuals } from "../../diagnostics/residuals.ts";
import type { CaseOptions, Columns } from "../case-input.ts";
import type { ComputeResult, ComputeTable } from "../compute-function.ts";
import { designOf, fitOptions } from "./pairwise.ts";

export const DIAGNOSTICS_FUNCTIONS: ComputeTable = {
  leaveOneOut: (options, columns) => partial(leaveOneOut(modelOf(options, columns))),
  cumulative: (options, columns) => {
    // Places are counted from 1 in a case.
    const order = options.numbers("order").map((place) => place - 1);
    return partial(cumulative(modelOf(options, columns), order));
  },
  influence: (options, columns) => {
    const value = influence(modelOf(options, columns));
    const single = value.fit.p === 1;
    return {
      value,
      reference: () => ({
        rstudent: value.rstudent,
        dffits: value.dffits,
        cookd: value.cookD,
        covr: value.covRatio,
        tau2del: value.tau2Without,
        QEdel: value.qWithout,
        hat: value.hat,
        weight: value.weights,
        dfbs: single ? value.dfbetas.map((row) => row?.[0] ?? null) : value.dfbetas,
        inf: value.influential,
      }),
    };
  },
  residuals: (options, columns) => {
    const value = residuals(modelOf(options, columns));
    return {
      value,
      reference: () => ({
        resid: value.resid,
        se: value.se,
        z: value.z,
        residDel: value.residWithout,
        seDel: value.seWithout,
        zDel: value.zWithout,
        pearson: value.pearson,
        cholesky: value.pearson,
      }),
    };
  },
  baujat: (options, columns) => {
    const value = baujat(modelOf(options, columns));
    return { value, reference: () => ({ baujatX: value.x, baujatY: value.y }) };
  },
  gosh: goshCase,
};

function modelOf(options: CaseOptions, columns: Columns): DiagnosedModel {
  const design = designOf(options, columns);
  return {
    yi: columns.numbers("yi"),
    vi: columns.numbers("vi"),
    options: fitOptions(options, columns),
    ...(design && { design }),
  };
}

function partial(value: PartialFits): ComputeResult {
  const { fits } = value;
  const equal = fits.every(({ method }) => method === "EE");
  return {
    value,
    reference: () => ({
      est: fits.map(({ estimate }) => estimate),
      se: fits.map(({ se }) => se),
      stat: fits.map(({ statistic }) => statistic),
      p: fits.map(({ pValue }) => pValue),
      ciLow: fits.map(({ ciLower }) => ciLower),
      ciHigh: fits.map(({ ciUpper }) => ciUpper),
      Q: fits.map(({ q }) => q),
      Qp: fits.map(({ qPValue }) => qPValue),
      tau2: equal ? null : fits.map(({ tau2 }) => tau2),
      I2: fits.map(({ i2 }) => i2),
      H2: fits.map(({ h2 }) => h2),
    }),
  };
}

const PROBABILITIES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1];

function goshCase(options: CaseOptions, columns: Columns): ComputeResult {
  const method = options.oneOf("method", ["EE", "FE", "DL", "REML", "ML", "PM"], "REML");
  // The test changes intervals, which subsets do not report.
  options.oneOf("test", ["z", "t", "knha", "adhoc"], "z");
  const value = gosh(
    { yi: columns.numbers("yi"), vi: columns.numbers("vi") },
    { method: method === "FE" ? "EE" : method },
  );
  const mean = (values: Float64Array): number => values.reduce((sum, one) => sum + one / values.length, 0);
  return {
    value: {
      ...value,
      estimate: [...value.estimate],
      tau2: [...value.tau2],
      i2: [...value.i2],
      q: [...value.q],
    },
    reference: () => ({
      nSubsets: value.estimate.length,
      meanEst: mean(value.estimate),
      quantProbs: PROBABILITIES,
      estQuant: quantiles(value.estimate),
      I2Quant: quantiles(value.i2),
      tau2Quant: quantiles(value.tau2),
      QEmean: mean(value.q),
    }),
  };
}

/** Quantiles between order statistics (Hyndman & Fan 1996, type 7). */
function quantiles(values: Float64Array): readonly number[] {
  const sorted = values.slice().sort();
  return PROBABILITIES.map((p) => {
    const at = p * (sorted.length - 1);
    const below = Math.floor(at);
    const next = sorted[Math.min(below + 1, sorted.length - 1)]!;
    return sorted[below]! + (at - below) * (next - sorted[below]!);
  });
}
