import type { AdjustedEffect } from "../bias/adjusted-effect.ts";
import type { CopasModel } from "../bias/copas/copas-model.ts";
import type { CopasFit, CopasPoint } from "../bias/copas/copas-point.ts";
import { LIMIT_ADJUSTMENTS, type LimitMetaAnalysis } from "../bias/limit-meta-analysis.ts";
import { decimals, levelText, pCell, pText, tableLines } from "./table.ts";

/**
 * A limit meta-analysis as lines, in the order of R's metasens.
 *
 * @example limitLines(limitMetaAnalysis([0.9, 0.8, 0.2, 0.3], [0.25, 0.16, 0.04, 0.01]))[0] // "Limit meta-analysis (k = 4; tau2 by REML; level 95%)"
 */
export function limitLines(fit: LimitMetaAnalysis): readonly string[] {
  const { adjustment, method, ciLevel } = fit.options;
  const test = (name: string, { statistic, df, pValue }: LimitMetaAnalysis["q"]): string =>
    `${name}(df = ${df}) = ${decimals(statistic)}, p ${pText(pValue)}`;
  const row = (name: string, effect: AdjustedEffect): readonly string[] => [
    name,
    decimals(effect.estimate),
    decimals(effect.se),
    decimals(effect.statistic),
    pCell(effect.pValue),
    decimals(effect.ciLower),
    decimals(effect.ciUpper),
  ];
  return [
    `Limit meta-analysis (k = ${fit.k}; tau2 by ${method}; level ${levelText(ciLevel)})`,
    "",
    ...tableLines([
      ["", "estimate", "se", "zval", "pval", "ci.lb", "ci.ub"],
      ...LIMIT_ADJUSTMENTS.map((name) =>
        row(`adjusted, ${name.replace("-", " ")}${name === adjustment ? " *" : ""}`, fit.adjusted[name]),
      ),
      row("unadjusted", fit.unadjusted),
    ]),
    "",
    `tau2 = ${decimals(fit.tau2)}, bias parameter alpha = ${decimals(fit.alpha)}`,
    `G2 (variation of limit effects that small-study effects leave): ${fit.g2 === null ? "–" : `${decimals(100 * fit.g2, 2)}%`}`,
    test("Heterogeneity: Q", fit.q),
    test("Small-study effects: Q - Q'", fit.qSmall),
    test("Residual heterogeneity: Q'", fit.qResidual),
    ...fit.warnings.map((warning) => `Note: ${warning}.`),
  ];
}

/**
 * A Copas selection model as lines: a row for each degree of selection, then the adjusted and the unadjusted effect.
 *
 * @example copasLines(copasModel([0.9, 0.8, 0.5, 0.3], [0.2, 0.1, 0.06, 0.01]))[0] // "Copas selection model (k = 4; studies missing on the left; level 95%)"
 */
export function copasLines(model: CopasModel): readonly string[] {
  const { ciLevel, side, residualAlpha } = model.options;
  const { adjusted, unadjusted } = model;
  return [
    `Copas selection model (k = ${model.k}; studies missing on the ${side}; level ${levelText(ciLevel)})`,
    "",
    ...tableLines([
      ["published", "estimate", "ci.lb", "ci.ub", "pval", "tau2", "residual p", "unpublished"],
      ...model.path.map(pointRow),
      adjusted === null ? ["adjusted", "–"] : ["adjusted", ...fitCells(adjusted)],
      [
        "unadjusted",
        decimals(unadjusted.estimate),
        decimals(unadjusted.ciLower),
        decimals(unadjusted.ciUpper),
        pCell(unadjusted.pValue),
        decimals(unadjusted.tau2),
      ],
    ]),
    "",
    "published: chance of publication of the study with the largest standard error; unpublished: expected number",
    `adjusted: the least selection with residual p > ${residualAlpha} (test of asymmetry that selection does not explain)`,
    ...model.warnings.map((warning) => `Note: ${warning}.`),
  ];
}

function pointRow(point: CopasPoint): readonly string[] {
  const published = point.probabilityLargestSe.toFixed(2);
  return point.kind === "copas-fit" ? [published, ...fitCells(point)] : [published, "no maximum"];
}

function fitCells(fit: CopasFit): readonly string[] {
  return [
    decimals(fit.estimate),
    decimals(fit.ciLower),
    decimals(fit.ciUpper),
    fit.pValue === null ? "–" : pCell(fit.pValue),
    decimals(fit.tau2),
    pCell(fit.residual.pValue),
    fit.unpublished.toFixed(1),
  ];
}
