import { interceptColumn, type Design } from "../../design/design.ts";
import { tests } from "../../pairwise/fit-regression.ts";
import { waldTest, type WaldTest } from "../../pairwise/wald-test.ts";
import { fitSelection, type SelectionModelOptions, type SelectionSummary } from "./fit-selection.ts";

/**
 * A meta-regression adjusted for selective publication. Lists are in the order of the design's columns; what follows from
 * standard errors is null where the likelihood is too flat to tell.
 */
export interface SelectionRegression extends SelectionSummary {
  readonly kind: "selection-regression";
  readonly names: readonly string[];
  readonly beta: readonly number[];
  readonly se: readonly (number | null)[];
  /** z */
  readonly statistic: readonly (number | null)[];
  /** Two-sided. */
  readonly pValue: readonly (number | null)[];
  readonly ciLower: readonly (number | null)[];
  readonly ciUpper: readonly (number | null)[];
  readonly vcov: readonly (readonly number[])[] | null;
  /** Number of coefficients. */
  readonly p: number;
  /** Wald's chi-square test of all coefficients but the intercept; null when there is nothing else. */
  readonly moderatorTest: WaldTest | null;
  /** The same model without selection. */
  readonly unadjusted: {
    readonly beta: readonly number[];
    readonly tau2: number;
    readonly logLik: number;
  };
}

/**
 * A selection model with moderators: as {@link selectionModel}, with the mean of effect i
 *
 *   μᵢ = xᵢᵀβ
 *
 * and τ² what the moderators leave of the variance between studies.
 *
 * @param design - k rows (see {@link designFromFormula}), p ≤ k columns that do not depend on each other
 * @throws InputError as {@link selectionModel}; `collinear-design`, `length-mismatch`, `not-finite` as {@link fitRegression}
 * @see Vevea & Hedges 1995, Psychometrika 60:419, equations 5 to 8
 * @example selectionRegression([0.5, 0.4, 0.6, 0.1], [0.02, 0.03, 0.05, 0.04], { names: ["intrcpt", "x"], rows: [[1, 0], [1, 1], [1, 0], [1, 1]] }, { method: "EE", delta: [1, 1] }).beta // [0.5286, -0.2571]
 */
export function selectionRegression(
  yi: readonly number[],
  vi: readonly number[],
  design: Design,
  options: SelectionModelOptions = {},
): SelectionRegression {
  const { beta, vcov, summary, unadjusted } = fitSelection(yi, vi, design, options);
  const intercept = interceptColumn(design);
  const others = design.names.flatMap((_, j) => (j === intercept ? [] : [j]));
  const none = beta.map(() => null);
  const tested =
    vcov === null
      ? { beta, vcov, se: none, statistic: none, pValue: none, ciLower: none, ciUpper: none }
      : tests({ beta, vcov }, { df: null, ciLevel: summary.options.ciLevel });
  return {
    kind: "selection-regression",
    ...summary,
    names: design.names,
    ...tested,
    p: beta.length,
    moderatorTest: vcov === null || others.length === 0 ? null : waldTest({ beta, vcov, df: null }, others),
    unadjusted,
  };
}
