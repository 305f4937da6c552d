import { excessSignificance } from "../../bias/excess-significance.ts";
import { fileDrawerModel, generalFailSafeN, LARGEST_FILE_DRAWER } from "../../bias/fail-safe-n-general.ts";
import { failSafeN } from "../../bias/fail-safe-n.ts";
import { henmiCopas } from "../../bias/henmi-copas.ts";
import { rankTest } from "../../bias/rank-test.ts";
import { BIAS_PREDICTORS, regressionTest } from "../../bias/regression-test.ts";
import type { SelectionModelOptions } from "../../bias/selection/fit-selection.ts";
import { selectionModel } from "../../bias/selection/selection-model.ts";
import { selectionRegression } from "../../bias/selection/selection-regression.ts";
import { trimAndFill } from "../../bias/trim-and-fill.ts";
import { findRoot } from "../../optim/find-root.ts";
import { HETEROGENEITY_METHODS } from "../../pairwise/options.ts";
import type { CaseOptions, Columns } from "../case-input.ts";
import type { ComputeResult, ComputeTable } from "../compute-function.ts";
import { studySizes } from "../study-sizes.ts";
import { designOf, modelOptions } from "./pairwise.ts";

export const PUBLICATION_BIAS_FUNCTIONS: ComputeTable = {
  regtest: (options, columns) => {
    const predictor = options.oneOf("predictor", BIAS_PREDICTORS, "sei");
    const model = options.oneOf("model", ["rma", "lm"], "rma");
    const needsSizes = predictor !== "sei" && predictor !== "vi";
    const value = regressionTest(...effects(columns), {
      ...modelOptions(options),
      predictor,
      model: model === "lm" ? "weighted-regression" : "meta-regression",
      ...(needsSizes ? { ni: studySizes(options, columns) } : {}),
    });
    return {
      value,
      reference: () => ({
        stat: value.statistic,
        df: value.df,
        p: value.pValue,
        est: value.limit?.estimate,
        ciLow: value.limit?.ciLower,
        ciHigh: value.limit?.ciUpper,
        slope: value.slope,
        slopeSe: value.slopeSe,
      }),
    };
  },
  selectionModel: (options, columns) => {
    const delta = options.list("delta");
    const steps = options.list("steps");
    const method = options.oneOf("method", ["ML", "EE", "FE"], "ML");
    const design = designOf(options, columns);
    const chosen: SelectionModelOptions = {
      method: method === "FE" ? "EE" : method,
      type: options.oneOf(
        "type",
        ["stepfun", "trunc", "truncest", "beta", "halfnorm", "negexp", "logistic", "power", "negexppow"],
        "stepfun",
      ),
      alternative: options.oneOf("alternative", ["greater", "less", "two.sided"], "greater"),
      ciLevel: (options.number("level") ?? 95) / 100,
      ...(steps === undefined ? {} : { steps: steps.map(Number) }),
      ...(delta === undefined ? {} : { delta: delta.map((one) => (typeof one === "number" ? one : null)) }),
    };
    const value =
      design === undefined
        ? selectionModel(...effects(columns), chosen)
        : selectionRegression(...effects(columns), design, chosen);
    const { selectionTest, heterogeneityTest } = value;
    return {
      value,
      reference: () => ({
        ...(value.kind === "selection-model"
          ? { b: [value.estimate], se: [value.se], ciLow: [value.ciLower], ciHigh: [value.ciUpper] }
          : {
              names: value.names,
              b: value.beta,
              se: value.se,
              ciLow: value.ciLower,
              ciHigh: value.ciUpper,
              QM: value.moderatorTest?.statistic,
              QMp: value.moderatorTest?.pValue,
            }),
        tau2: value.tau2,
        delta: value.delta,
        seDelta: value.deltaSe,
        logLik: value.logLik,
        LRT: selectionTest.statistic,
        LRTdf: selectionTest.df,
        LRTp: selectionTest.pValue,
        tau2LRT: heterogeneityTest?.statistic ?? null,
        tau2LRTp: heterogeneityTest?.pValue ?? null,
      }),
    };
  },
  ranktest: (options, columns) => {
    const value = rankTest(...effects(columns), { exact: options.boolean("exact", true) });
    return { value, reference: () => ({ tau: value.tau, p: value.pValue }) };
  },
  trimfill: (options, columns) => {
    const side = options.oneOf("side", ["auto", "left", "right"], "auto");
    const value = trimAndFill(...effects(columns), {
      ...modelOptions(options),
      estimator: options.oneOf("estimator", ["L0", "R0", "Q0"], "L0"),
      ...(side === "auto" ? {} : { side }),
    });
    const { fit } = value;
    return {
      value,
      reference: () => ({
        k0: value.k0,
        seK0: value.k0Se,
        side: value.side,
        b: fit.estimate,
        se: fit.se,
        ciLow: fit.ciLower,
        ciHigh: fit.ciUpper,
        tau2: fit.tau2,
        QE: fit.q,
        p0: value.k0PValue,
        yi: value.yi,
        vi: value.vi,
        fill: value.filled,
      }),
    };
  },
  failSafeN: (options, columns) => {
    const types = ["Rosenthal", "Orwin", "Rosenberg", "General"] as const;
    const type = options.oneOf("type", types, "Rosenthal");
    if (type === "General") return generalCase(options, columns);
    const target = options.number("target");
    const value = failSafeN(...effects(columns), {
      type,
      ...(target === undefined ? {} : { target }),
    });
    return {
      value,
      reference: () => ({
        fsnum: value.number,
        p: value.pValue,
        meanes: value.meanEffect,
        target: value.target,
      }),
    };
  },
  testExcessSignificance: (options, columns) => {
    const test = options.oneOf("test", ["chi2", "binom", "exact"], "exact");
    const alternative = options.oneOf("alternative", ["two.sided", "greater", "less"], "two.sided");
    const method = options.oneOf("method", ["FE", "EE", "DL", "REML", "ML", "PM"], "REML");
    const value = excessSignificance(...effects(columns), {
      fit: { method: method === "FE" ? "EE" : method },
      test,
      alternative,
    });
    return {
      value,
      reference: () => ({
        O: value.observed,
        E: value.expected,
        OEratio: value.ratio,
        theta: value.effect,
        stat: value.statistic,
        p: value.pValue,
        power: value.power,
      }),
    };
  },
  henmiCopas: (options, columns) => {
    const value = henmiCopas(...effects(columns), { ciLevel: (options.number("level") ?? 95) / 100 });
    return {
      value,
      reference: () => ({
        b: value.estimate,
        se: value.se,
        ciLow: value.ciLower,
        ciHigh: value.ciUpper,
        tau2: value.tau2,
      }),
    };
  },
};

function generalCase(options: CaseOptions, columns: Columns): ComputeResult {
  const [yi, vi] = effects(columns);
  const [target, alpha] = [options.number("target"), options.number("alpha") ?? 0.05];
  const chosen = options.oneOf("method", [...HETEROGENEITY_METHODS, "FE", "CE"], "REML");
  const method = chosen === "FE" || chosen === "CE" ? "EE" : chosen;
  const value = generalFailSafeN(yi, vi, { method, alpha, ...(target === undefined ? {} : { target }) });
  return {
    value,
    reference: () => {
      const model = fileDrawerModel(yi, vi, method);
      const excess = (n: number): number => {
        const { estimate, pValue } = model(Math.floor(n));
        return value.target === null ? pValue - alpha : Math.abs(value.target) - Math.abs(estimate);
      };
      return {
        fsnum: value.number === 0 ? 0 : Math.ceil(rootAsInR(excess, LARGEST_FILE_DRAWER)),
        p: value.observed.pValue,
        meanes: value.observed.estimate,
        target: value.target,
      };
    },
  };
}

/**
 * R searches the step function for a root to within its usual tolerance; where it stops above the step, rounding up gives one
 * study more than are needed. For comparisons only.
 */
function rootAsInR(f: (n: number) => number, high: number): number {
  return findRoot(f, 0, high, Number.EPSILON ** 0.25);
}

function effects(columns: Columns): readonly [readonly number[], readonly number[]] {
  return [columns.numbers("yi"), columns.numbers("vi")];
}
