import { fitModel, estimate, tests, type ModelSummary } from "./fit-regression.ts";
import { modelData } from "./model-data.ts";
import { chooseOptions, type FitOptions } from "./options.ts";
import { predictionInterval } from "./prediction-interval.ts";

/** A pooled effect. Numbers are on the scale of analysis (log for ratios); null where a quantity does not exist. */
export interface PairwiseFit extends ModelSummary {
  readonly kind: "pairwise";
  readonly estimate: number;
  readonly se: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  /** z or t */
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly piLower: number | null;
  readonly piUpper: number | null;
  /** What the prediction interval rests on, in words. */
  readonly piKind: string | null;
}

/**
 * Pools effects by an equal-effects or a random-effects model.
 *
 * One effect is returned as it is (τ² = 0, no prediction interval) with the warning `single-effect`.
 *
 * @param yi - effects on the scale of analysis, length k ≥ 1
 * @param vi - sampling variances, length k, all > 0
 * @throws InputError `too-few-effects`, `length-mismatch`, `not-finite`, `nonpositive-variance`, `invalid-option`
 * @example fitPairwise([0.1, 0.9], [0.02, 0.05], { method: "DL" }).estimate // 0.481
 */
export function fitPairwise(
  yi: readonly number[],
  vi: readonly number[],
  options: FitOptions = {},
): PairwiseFit {
  const chosen = chooseOptions(options);
  const data = modelData(yi, vi);
  return pairwiseFit(fitModel(data, chosen, estimate(data, chosen)));
}

/** A model of one mean, as a pooled effect. */
export function pairwiseFit({ coefficients, summary }: ReturnType<typeof fitModel>): PairwiseFit {
  const { beta, se, statistic, pValue, ciLower, ciUpper } = tests(coefficients, summary);
  const prediction = predictionInterval(
    { mean: beta[0]!, se: se[0]!, tau2: summary.tau2, k: summary.k, p: 1, df: summary.df },
    summary.options,
  );
  return {
    ...summary,
    kind: "pairwise",
    estimate: beta[0]!,
    se: se[0]!,
    statistic: statistic[0]!,
    pValue: pValue[0]!,
    ciLower: ciLower[0]!,
    ciUpper: ciUpper[0]!,
    piLower: prediction?.lower ?? null,
    piUpper: prediction?.upper ?? null,
    piKind: prediction?.kind ?? null,
  };
}
