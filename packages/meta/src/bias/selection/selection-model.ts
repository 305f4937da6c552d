import { criticalValue } from "../../pairwise/critical-value.ts";
import { fitSelection, type SelectionModelOptions, type SelectionSummary } from "./fit-selection.ts";

/** An effect adjusted for selective publication, on the scale of analysis. */
export interface SelectionModel extends SelectionSummary {
  readonly kind: "selection-model";
  readonly estimate: number;
  /** null where the likelihood is too flat to tell. */
  readonly se: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  /** The same model without selection. */
  readonly unadjusted: { readonly estimate: number; readonly tau2: number; readonly logLik: number };
}

/**
 * A selection model: effects are normal with variance vi + τ² about their mean, and seen with a chance w(p) that depends on
 * their p value. The likelihood of one effect is
 *
 *   w(pi) N(yi; μ, vi + τ²)/Ai,  Ai = ∫ w(p(y)) N(y; μ, vi + τ²) dy
 *
 * Steps have Ai in closed form; curves are integrated over y/√vi by Gauss–Legendre quadrature on which one evaluation of w serves
 * all effects. The maximum is sought from several starts, with τ² = 0 as one of them; `truncest` tries every place between two
 * effects at which the likelihood can be highest.
 *
 * @throws InputError as {@link fitPairwise}; `invalid-option`; `no-convergence`, also where the likelihood of `beta` rises with
 *   both δ (effects of 0: a spike of weight at p = ½, beside which the effect can be anything)
 * @see Hedges 1992, Statistical Science 7:246; Vevea & Hedges 1995, Psychometrika 60:419; Citkowicz & Vevea 2017, Psychological
 *   Methods 22:28; Preston, Ashby & Smyth 2004, Statistics in Medicine 23:2369; Begg & Mazumdar 1994, Biometrics 50:1088
 * @example selectionModel([0.5, 0.4, 0.6, 0.1], [0.02, 0.03, 0.05, 0.04], { method: "EE", delta: [1, 1] }).estimate // 0.4117
 */
export function selectionModel(
  yi: readonly number[],
  vi: readonly number[],
  options: SelectionModelOptions = {},
): SelectionModel {
  const { beta, vcov, summary, unadjusted } = fitSelection(yi, vi, undefined, options);
  const estimate = beta[0]!;
  const se = vcov === null ? null : Math.sqrt(vcov[0]![0]!);
  const margin = se === null ? null : criticalValue(summary.options.ciLevel, null) * se;
  return {
    kind: "selection-model",
    ...summary,
    estimate,
    se,
    ciLower: margin === null ? null : estimate - margin,
    ciUpper: margin === null ? null : estimate + margin,
    unadjusted: {
      estimate: unadjusted.beta[0]!,
      tau2: unadjusted.tau2,
      logLik: unadjusted.logLik,
    },
  };
}
