import type { CopasModel } from "../bias/copas/copas-model.ts";
import type { LimitMetaAnalysis } from "../bias/limit-meta-analysis.ts";
import type { SelectionModel } from "../bias/selection/selection-model.ts";
import type { SelectionRegression } from "../bias/selection/selection-regression.ts";
import type { CommonAndRandomFit, PooledEffect } from "../cochrane-style/common-and-random.ts";
import type { GlmmFit } from "../glmm/fit-glmm.ts";
import type { GlmmRegressionFit } from "../glmm/fit-glmm-regression.ts";
import type { LocationScaleFit } from "../location-scale/fit-location-scale.ts";
import type { MantelHaenszelFit } from "../mantel-haenszel/mantel-haenszel.ts";
import type { MantelHaenszelRatesFit } from "../mantel-haenszel/mantel-haenszel-rates.ts";
import type { PetoFit } from "../mantel-haenszel/peto.ts";
import type { WaldTest } from "../pairwise/wald-test.ts";
import { copasLines, limitLines } from "./small-study-text.ts";
import { decimals, levelText, pCell, pText, tableLines } from "./table.ts";

/** Fits that {@link modelText} prints; {@link fitText} prints pooled effects and meta-regressions. */
export type PrintedModel =
  | CommonAndRandomFit
  | CopasModel
  | GlmmFit
  | GlmmRegressionFit
  | LimitMetaAnalysis
  | LocationScaleFit
  | MantelHaenszelFit
  | MantelHaenszelRatesFit
  | PetoFit
  | SelectionModel
  | SelectionRegression;

/**
 * A fit as plain text, in the manner of metafor's print (R's meta for both models side by side).
 *
 * @example modelText(peto([{ ai: 10, bi: 5, ci: 5, di: 10 }])).split("\n")[0] // "Peto's one-step odds ratio (k = 1; level 95%; logarithms)"
 */
export function modelText(fit: PrintedModel): string {
  return linesOf(fit).join("\n");
}

function linesOf(fit: PrintedModel): readonly string[] {
  switch (fit.kind) {
    case "peto":
    case "mantel-haenszel":
      return stratifiedLines(fit);
    case "glmm":
    case "glmm-regression":
      return glmmLines(fit);
    case "location-scale":
      return locationScaleLines(fit);
    case "selection-model":
    case "selection-regression":
      return selectionLines(fit);
    case "common-and-random":
      return styleLines(fit);
    case "limit-meta-analysis":
      return limitLines(fit);
    case "copas-model":
      return copasLines(fit);
  }
}

interface Row {
  readonly estimate: number;
  readonly se: number | null;
  readonly statistic: number | null;
  readonly pValue: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
}

const HEAD = ["estimate", "se", "stat", "pval", "ci.lb", "ci.ub"];

function cells({ estimate, se, statistic, pValue, ciLower, ciUpper }: Row): readonly string[] {
  const p = pValue === null ? decimals(null) : pCell(pValue);
  return [decimals(estimate), decimals(se), decimals(statistic), p, decimals(ciLower), decimals(ciUpper)];
}

function testText(
  name: string,
  test: { readonly statistic: number; readonly df: number; readonly pValue: number | null },
): string {
  const p = test.pValue === null ? "" : `, p ${pText(test.pValue)}`;
  return `${name}(df = ${test.df}) = ${decimals(test.statistic)}${p}`;
}

function stratifiedLines(fit: MantelHaenszelFit | MantelHaenszelRatesFit | PetoFit): readonly string[] {
  const name = fit.kind === "peto" ? "Peto's one-step odds ratio" : `Mantel-Haenszel ${fit.measure}`;
  const log = fit.measure === "RD" || fit.measure === "IRD" ? "" : "; logarithms";
  const tests =
    fit.kind === "peto"
      ? []
      : [
          ...(fit.cmh === null ? [] : [testText("Cochran-Mantel-Haenszel: X2", fit.cmh)]),
          ...("breslowDay" in fit && fit.breslowDay !== null
            ? [testText("Breslow-Day: X2", fit.breslowDay)]
            : []),
          ...("tarone" in fit && fit.tarone !== null ? [testText("Tarone: X2", fit.tarone)] : []),
        ];
  return [
    `${name} (k = ${fit.k}; level ${levelText(fit.ciLevel)}${log})`,
    "",
    `I2 ((Q - df)/Q):  ${decimals(fit.i2, 2)}%`,
    `Heterogeneity: Q(df = ${Math.max(0, fit.kEffects - 1)}) = ${decimals(fit.q)}, p ${pText(fit.qPValue)}`,
    "",
    ...tableLines([["", ...HEAD], ["", ...cells(fit)]]),
    ...tests,
  ]; // prettier-ignore
}

function glmmLines(fit: GlmmFit | GlmmRegressionFit): readonly string[] {
  const { model, method } = fit.options;
  const arms = fit.measure === "OR" || fit.measure === "IRR" ? `, ${model}` : "";
  const equal = method === "EE";
  const moderated = fit.kind === "glmm-regression";
  const effects = moderated
    ? equal
      ? "Fixed-effects"
      : "Mixed-effects"
    : equal
      ? "Equal-effects"
      : "Random-effects";
  const heterogeneity = moderated ? "Residual heterogeneity" : "Heterogeneity";
  return [
    `${effects} generalised linear model (${fit.measure}${arms}; k = ${fit.k}; level ${levelText(fit.options.ciLevel)}; logarithms)`,
    "",
    `logLik ${decimals(fit.logLik)} (${fit.parameters} parameters), AIC ${decimals(fit.aic)}`,
    ...(equal
      ? []
      : [
          `tau2 (variance between studies):  ${decimals(fit.tau2)}`,
          `I2 (tau2 of total variance):      ${decimals(fit.i2, 2)}%`,
          `H2 (total over sampling variance): ${decimals(fit.h2, 2)}`,
        ]),
    ...(fit.sigma2 === null ? [] : [`sigma2 (variance of baselines):   ${decimals(fit.sigma2)}`]),
    "",
    ...(fit.qWald === null ? [] : [testText(`${heterogeneity}, Wald: Q`, { statistic: fit.qWald, df: fit.qDf, pValue: fit.qWaldPValue })]),
    testText(`${heterogeneity}, likelihood ratio: Q`, { statistic: fit.qLikelihoodRatio, df: fit.qDf, pValue: fit.qLikelihoodRatioPValue }),
    "",
    ...(moderated
      ? coefficientLines("Coefficients", { ...fit, estimate: fit.beta, jointTest: fit.moderatorTest })
      : tableLines([["", ...HEAD], ["", ...cells(fit)]])),
  ]; // prettier-ignore
}

/** Coefficients with what follows from their standard errors, where there are any. */
interface CoefficientTable {
  readonly names: readonly string[];
  readonly estimate: readonly number[];
  readonly se: readonly (number | null)[];
  readonly statistic: readonly (number | null)[];
  readonly pValue: readonly (number | null)[];
  readonly ciLower: readonly (number | null)[];
  readonly ciUpper: readonly (number | null)[];
  readonly jointTest: WaldTest | null;
}

function coefficientLines(title: string, part: CoefficientTable): readonly string[] {
  const { jointTest } = part;
  return [
    `${title}:`,
    ...(jointTest === null
      ? []
      : [
          jointTest.df[1] === null
            ? `Joint test: X2(df = ${jointTest.df[0]}) = ${decimals(jointTest.statistic)}, p ${pText(jointTest.pValue)}`
            : `Joint test: F(df1 = ${jointTest.df[0]}, df2 = ${jointTest.df[1]}) = ${decimals(jointTest.statistic)}, p ${pText(jointTest.pValue)}`,
        ]),
    ...tableLines([
      ["", ...HEAD],
      ...part.names.map((name, j) => [
        name,
        ...cells({
          estimate: part.estimate[j]!,
          se: part.se[j] ?? null,
          statistic: part.statistic[j] ?? null,
          pValue: part.pValue[j] ?? null,
          ciLower: part.ciLower[j] ?? null,
          ciUpper: part.ciUpper[j] ?? null,
        }),
      ]),
    ]),
  ];
}

function locationScaleLines(fit: LocationScaleFit): readonly string[] {
  const { method, link, test, ciLevel } = fit.options;
  return [
    `Location-scale model (k = ${fit.k}; ${method}; ${link} link; test ${test}; level ${levelText(ciLevel)})`,
    "",
    `logLik ${decimals(fit.logLik)}, AIC ${decimals(fit.aic)}; ${fit.search.sameMaximum} of ${fit.search.starts} searches ended at this maximum`,
    "",
    ...coefficientLines("Location (the mean)", fit.location),
    "",
    ...coefficientLines(`Scale (${link === "log" ? "ln tau2" : "tau2"})`, fit.scale),
  ];
}

function selectionLines(fit: SelectionModel | SelectionRegression): readonly string[] {
  const { type, alternative, ciLevel, steps, method } = fit.options;
  const from = ["0", ...steps.map(String)];
  const label = (j: number): string =>
    type === "stepfun"
      ? `${from[j]!} < p <= ${from[j + 1] ?? "1"}`
      : type === "truncest"
        ? ["beyond the cut", "cut"][j]!
        : `delta.${j + 1}`;
  return [
    `Selection model (${type}, ${alternative}; k = ${fit.k}; ${method}; level ${levelText(ciLevel)})`,
    "",
    `logLik ${decimals(fit.logLik)} (without selection ${decimals(fit.unadjusted.logLik)})`,
    `tau2 (variance between studies): ${decimals(fit.tau2)} (without selection ${decimals(fit.unadjusted.tau2)})`,
    ...(fit.heterogeneityTest === null ? [] : [testText("Heterogeneity: LRT", fit.heterogeneityTest)]),
    testText("Selection: LRT", fit.selectionTest),
    "",
    ...(fit.kind === "selection-regression"
      ? [
          ...coefficientLines("Adjusted coefficients", {
            ...fit,
            estimate: fit.beta,
            jointTest: fit.moderatorTest,
          }),
          "",
          ...tableLines([
            ["unadjusted", "estimate"],
            ...fit.names.map((name, j) => [name, decimals(fit.unadjusted.beta[j])]),
          ]),
        ]
      : tableLines([
          ["", "estimate", "se", "ci.lb", "ci.ub"],
          [
            "adjusted",
            decimals(fit.estimate),
            decimals(fit.se),
            decimals(fit.ciLower),
            decimals(fit.ciUpper),
          ],
          ["unadjusted", decimals(fit.unadjusted.estimate), "", "", ""],
        ])),
    "",
    ...tableLines([
      ["chance of publication", "estimate", "se", ...(type === "stepfun" ? ["k"] : [])],
      ...fit.delta.map((delta, j) => [
        label(j),
        decimals(delta),
        decimals(fit.deltaSe[j]),
        ...(type === "stepfun" ? [String(fit.counts[j])] : []),
      ]),
    ]),
    ...fit.warnings.map((warning) => `Note: ${warning}.`),
  ];
}

const RANDOM_CI = { classic: "normal", HK: "Hartung-Knapp", KR: "Kenward-Roger" } as const;

function styleLines(fit: CommonAndRandomFit): readonly string[] {
  const { ciLevel, method, randomCi, prediction, qAbout } = fit.options;
  const row = (name: string, effect: PooledEffect): readonly string[] => [name, ...cells(effect)];
  const level = levelText(ciLevel);
  return [
    `Common and random effects, definitions of RevMan and R's meta (k = ${fit.k}; tau2 by ${method}; random effects ${RANDOM_CI[randomCi]}; level ${level})`,
    "",
    ...tableLines([["", ...HEAD], row("common effect", fit.common), row("random effects", fit.random)]),
    ...(fit.piLower === null ? [] : [`${level} prediction interval (${prediction}): ${decimals(fit.piLower)} to ${decimals(fit.piUpper)}`]),
    "",
    `tau2 = ${decimals(fit.tau2)} [${decimals(fit.tau2CiLower)}; ${decimals(fit.tau2CiUpper)}]`,
    `I2 ((Q - df)/Q) = ${decimals(fit.i2FromQ, 1)}% [${decimals(fit.i2CiLower, 1)}%; ${decimals(fit.i2CiUpper, 1)}%], H = ${decimals(fit.h, 2)}`,
    `Heterogeneity: Q(df = ${fit.qDf}) = ${decimals(fit.q)}, p ${pText(fit.qPValue)} (about the ${qAbout === "common-effect" ? "common effect" : "inverse-variance mean"})`,
  ]; // prettier-ignore
}
