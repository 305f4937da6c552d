import { designRows, type Design } from "../../design/design.ts";
import { fitGlmm, type GlmmFit } from "../../glmm/fit-glmm.ts";
import { fitGlmmRegression, type GlmmRegressionFit } from "../../glmm/fit-glmm-regression.ts";
import type { GlmmData } from "../../glmm/studies.ts";
import { InputError } from "../../input-error.ts";
import type { ComputeTable } from "../compute-function.ts";
import { columnsOf, givenColumns, ratesOf, tablesOf, type GivenColumns } from "../effect-columns.ts";
import { designOf } from "./pairwise.ts";

export const GLMM_FUNCTIONS: ComputeTable = {
  glmm: (options, columns) => {
    const measure = options.oneOf("measure", ["OR", "IRR", "PLO", "IRLN"], "OR");
    const { data, design } = completeRows(
      measure,
      givenColumns(options, columns),
      designOf(options, columns),
    );
    const chosen = {
      model: options.oneOf("model", ["UM.FS", "UM.RS", "CM.EL", "CM.AL"], "UM.FS"),
      method: options.oneOf("method", ["ML", "EE"], "ML"),
      test: options.oneOf("test", ["z", "t"], "z"),
      ciLevel: (options.number("level") ?? 95) / 100,
      quadraturePoints: options.number("nAGQ") ?? 7,
    };
    const value = design === undefined ? fitGlmm(data, chosen) : fitGlmmRegression(data, design, chosen);
    return { value, reference: () => ({ ...coefficientKeys(value), ...summaryKeys(value) }) };
  },
};

function coefficientKeys(fit: GlmmFit | GlmmRegressionFit): object {
  if (fit.kind === "glmm")
    return {
      names: ["intrcpt"],
      b: [fit.estimate],
      se: [fit.se],
      stat: [fit.statistic],
      p: [fit.pValue],
      ciLow: [fit.ciLower],
      ciHigh: [fit.ciUpper],
    };
  const { names, beta, se, statistic, pValue, ciLower, ciUpper, moderatorTest } = fit;
  return {
    names,
    b: beta,
    se,
    stat: statistic,
    p: pValue,
    ciLow: ciLower,
    ciHigh: ciUpper,
    QM: moderatorTest?.statistic,
    QMdf: moderatorTest?.df,
    QMp: moderatorTest?.pValue,
  };
}

function summaryKeys(fit: GlmmFit | GlmmRegressionFit): object {
  const logLik = referenceLogLik(fit);
  return {
    tau2: fit.tau2,
    sigma2: fit.sigma2,
    I2: fit.i2,
    H2: fit.h2,
    logLik,
    aic: -2 * logLik + 2 * fit.parameters,
    QEWld: fit.qWald,
    QELRT: fit.qLikelihoodRatio,
    QEdf: fit.qDf,
    k: fit.k,
  };
}

/**
 * metafor takes what lme4 calls the deviance for −2 log-likelihood: with one random effect that is the one given the predicted
 * effects, and with random baselines and equal effects the saturated likelihood is left out of it.
 */
function referenceLogLik({
  logLik,
  saturatedLogLik,
  conditionalLogLik,
  measure,
  options,
}: GlmmFit | GlmmRegressionFit): number {
  const unconditional = measure === "OR" || measure === "IRR";
  if (unconditional && options.model === "UM.RS")
    return options.method === "EE" ? logLik - saturatedLogLik : logLik;
  const integrated = measure === "OR" && options.model === "CM.EL";
  return integrated || options.method === "EE" || conditionalLogLik === null ? logLik : conditionalLogLik;
}

/** The rows in which no count is missing, of the data and of the design. */
function completeRows(
  measure: GlmmData["measure"],
  given: GivenColumns,
  design: Design | undefined,
): { readonly data: GlmmData; readonly design: Design | undefined } {
  const complete = <T>(rows: readonly (T | null)[]): { readonly rows: readonly T[]; readonly design: Design | undefined } => {
    if (design !== undefined && design.rows.length !== rows.length)
      throw new InputError("length-mismatch", `the design has ${design.rows.length} rows for ${rows.length} studies`, { field: "mods" });
    const places = rows.flatMap((row, place) => (row === null ? [] : [place]));
    return { rows: places.map((place) => rows[place]!), design: design && designRows(design, places) };
  }; // prettier-ignore
  const pairs = (second: string): readonly ({ readonly xi: number; readonly other: number } | null)[] => {
    const [x = [], other = []] = columnsOf(given, "xi", second);
    return x.map((xi, row) => {
      const value = other[row] ?? null;
      return xi === null || value === null ? null : { xi, other: value };
    });
  };
  switch (measure) {
    case "OR": {
      const { rows: tables, design: kept } = complete(tablesOf(given));
      return { data: { measure, tables }, design: kept };
    }
    case "IRR": {
      const { rows: rates, design: kept } = complete(ratesOf(given));
      return { data: { measure, rates }, design: kept };
    }
    case "PLO": {
      const { rows, design: kept } = complete(pairs("ni"));
      return {
        data: { measure, proportions: rows.map(({ xi, other }) => ({ xi, ni: other })) },
        design: kept,
      };
    }
    case "IRLN": {
      const { rows, design: kept } = complete(pairs("ti"));
      return { data: { measure, counts: rows.map(({ xi, other }) => ({ xi, ti: other })) }, design: kept };
    }
  }
}
