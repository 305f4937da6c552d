import { interceptDesign } from "../../design/design.ts";
import { compareModels } from "../../inference/compare-models.ts";
import { coefficientTest, contrastTest } from "../../inference/contrast.ts";
import { predictEffects, type Prediction } from "../../inference/predict.ts";
import { studyDeviations, studyEffects, type StudyEffects } from "../../inference/study-effects.ts";
import { heterogeneityInterval, type Tau2IntervalType } from "../../inference/tau2-interval.ts";
import { varianceInflation } from "../../inference/variance-inflation.ts";
import { InputError } from "../../input-error.ts";
import { fitRegression, type RegressionFit } from "../../pairwise/fit-regression.ts";
import { fitSubgroups } from "../../pairwise/fit-subgroups.ts";
import type { CaseOptions, Columns } from "../case-input.ts";
import type { ComputeResult, ComputeTable } from "../compute-function.ts";
import { designOf, fitOptions, modelCase, modelOptions, predictionKeys } from "./pairwise.ts";

export const INFERENCE_FUNCTIONS: ComputeTable = {
  predict,
  weights: (options, columns) => {
    const value = modelCase(options, columns).weights;
    return { value, reference: () => ({ weights: value }) };
  },
  tau2CI: tau2Interval,
  subgroups,
  blup: (options, columns) => shrunken(options, columns, studyEffects),
  ranef: (options, columns) => shrunken(options, columns, studyDeviations),
  compareModels: compared,
  waldTest: (options, columns) => {
    // Places of coefficients are counted from 1 in a case.
    const places = options.numbers("btt").map((place) => place - 1);
    const value = coefficientTest(regressionCase(options, columns), places);
    return { value, reference: () => ({ QM: value.statistic, QMdf: value.df, QMp: value.pValue }) };
  },
  contrast: (options, columns) => {
    const value = contrastTest(regressionCase(options, columns), options.matrix("L"));
    return {
      value,
      reference: () => ({
        est: value.estimate,
        se: value.se,
        stat: value.statistic,
        p: value.pValue,
        QM: value.joint.statistic,
        QMdf: value.joint.df,
        QMp: value.joint.pValue,
      }),
    };
  },
  vif: (options, columns) => {
    const fit = regressionCase(options, columns);
    const value = varianceInflation(fit, designOf(options, columns) ?? interceptDesign(fit.k));
    return { value, reference: () => ({ vif: value.map(({ vif }) => vif) }) };
  },
};

function regressionCase(options: CaseOptions, columns: Columns): RegressionFit {
  const yi = columns.numbers("yi");
  const design = designOf(options, columns) ?? interceptDesign(yi.length);
  return fitRegression(yi, columns.numbers("vi"), design, fitOptions(options, columns));
}

/** At the rows of `newmods` (columns of the design, the intercept included); without them at every effect's own. */
function predict(options: CaseOptions, columns: Columns): ComputeResult {
  const rows = options.matrixOrNone("newmods");
  if (rows === undefined && designOf(options, columns) === undefined) {
    const value = modelCase(options, columns);
    if (value.kind === "pairwise") return { value, reference: () => predictionKeys(value, true) };
  }
  const fit = regressionCase(options, columns);
  const value = predictEffects(fit, rows ?? designOf(options, columns)!.rows);
  const of = (key: keyof Prediction): unknown[] => value.map((prediction) => prediction[key]);
  return {
    value,
    reference: () => ({
      pred: of("estimate"),
      se: of("se"),
      ciLow: of("ciLower"),
      ciHigh: of("ciUpper"),
      piLow: of("piLower"),
      piHigh: of("piUpper"),
    }),
  };
}

function shrunken(options: CaseOptions, columns: Columns, predictor: typeof studyEffects): ComputeResult {
  const value: StudyEffects = predictor(
    modelCase(options, columns),
    columns.numbers("yi"),
    columns.numbers("vi"),
    designOf(options, columns),
  );
  const { estimate, se, lower, upper } = value;
  return { value, reference: () => ({ pred: estimate, se, piLow: lower, piHigh: upper }) };
}

const TYPES: readonly Tau2IntervalType[] = ["QP", "GENQ", "PL", "HT"];

function tau2Interval(options: CaseOptions, columns: Columns): ComputeResult {
  const type = options.oneOf("type", TYPES, "QP");
  const [yi, vi] = [columns.numbers("yi"), columns.numbers("vi")];
  const design = designOf(options, columns);
  // The reference files give no weights for an interval of this type: theirs are 1/(vi + 0.1), in either τ² method.
  const weights =
    type !== "GENQ"
      ? undefined
      : columns.has("weights")
        ? columns.numbers("weights")
        : vi.map((v) => 1 / (v + 0.1));
  const value = heterogeneityInterval(modelCase(options, columns), yi, vi, {
    type,
    ...(design && { design }),
    ...(weights && { weights }),
  });
  const ends = ({ lower, upper }: { readonly lower: number; readonly upper: number }) => [lower, upper];
  return {
    value: { ...value, ...(weights && { weights }) },
    reference: () =>
      type === "PL"
        ? { profileCI: ends(value.tau2) }
        : { tau2: ends(value.tau2), I2: ends(value.i2), H2: ends(value.h2) },
  };
}

function compared(options: CaseOptions, columns: Columns): ComputeResult {
  const [full, reduced] = [options.text("full"), options.text("reduced")];
  if (full === undefined || reduced === undefined)
    throw new InputError("invalid-option", "a comparison needs two formulas, full and reduced", {
      field: full === undefined ? "full" : "reduced",
    });
  const [yi, vi] = [columns.numbers("yi"), columns.numbers("vi")];
  const chosen = fitOptions(options, columns);
  const fullDesign = designOf(options, columns) ?? columns.design(full);
  const value = compareModels(
    fitRegression(yi, vi, fullDesign, chosen),
    fitRegression(
      yi,
      vi,
      isIntercept(reduced) ? interceptDesign(yi.length) : columns.design(reduced),
      chosen,
    ),
  );
  return {
    value,
    reference: () => ({
      LRT: value.statistic,
      pval: value.pValue,
      dfFull: value.parametersFull,
      dfReduced: value.parametersReduced,
      R2: value.r2,
      tau2Full: value.tau2Full,
      tau2Reduced: value.tau2Reduced,
    }),
  };
}

function isIntercept(formula: string): boolean {
  return formula.replaceAll(" ", "") === "~1";
}

function subgroups(options: CaseOptions, columns: Columns): ComputeResult {
  const by = options.text("by") ?? "by";
  const groupTau2 = options.oneOf("tau2", ["separate", "common"], "separate");
  const value = fitSubgroups(columns.numbers("yi"), columns.numbers("vi"), columns.texts(by), {
    ...modelOptions(options),
    groupTau2,
  });
  const { groups, qBetween, qBetweenDf, qBetweenPValue } = value;
  return {
    value,
    reference: () => ({
      levels: groups.map(({ level }) => level),
      k: groups.map(({ fit }) => fit.k),
      est: groups.map(({ fit }) => fit.estimate),
      se: groups.map(({ fit }) => fit.se),
      tau2: groups.map(({ fit }) => fit.tau2),
      I2: groups.map(({ fit }) => fit.i2),
      Qbetween: qBetween,
      df: qBetweenDf,
      p: qBetweenPValue,
    }),
  };
}
