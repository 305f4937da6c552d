import { checkValue } from "../arguments/check-options.ts";
import { checkArray } from "../arguments/check-shape.ts";
import { LEVEL } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { criticalValue } from "../pairwise/critical-value.ts";
import type { RegressionFit } from "../pairwise/fit-regression.ts";
import { predictionInterval } from "../pairwise/prediction-interval.ts";
import { checkFit } from "./check-fit.ts";
import { quadraticForm } from "./quadratic-form.ts";

/** The average true effect at given values of the moderators, and where a new study's true effect may lie. */
export interface Prediction {
  readonly estimate: number;
  readonly se: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly piLower: number | null;
  readonly piUpper: number | null;
  readonly piKind: string | null;
}

/**
 * Predicts from a meta-regression: xᵀβ with variance xᵀVx, V the covariance of the coefficients.
 *
 * @param rows - values of the design's columns (the intercept included), one row for each prediction
 * @param ciLevel - default: that of the fit
 * @throws InputError `length-mismatch`, `not-finite`, with the row
 * @see {@link predictionInterval} for the prediction interval
 * @example predictEffects(fitRegression([0.1, 0.4, 0.9, 0.8], [0.02, 0.05, 0.03, 0.04], designFromFormula("~ x", { x: [0, 1, 2, 2] }).design, { method: "ML" }), [[1, 2]])[0].estimate // 0.85
 */
export function predictEffects(
  fit: RegressionFit,
  rows: readonly (readonly number[])[],
  ciLevel: number = fit.ciLevel,
): readonly Prediction[] {
  checkFit(fit, ["regression"]);
  checkArray("rows", rows, "rows of numbers");
  checkValue("ciLevel", ciLevel, LEVEL);
  const quantile = criticalValue(ciLevel, fit.df);
  return rows.map((x, row) => {
    checkRow(x, row, fit.names);
    const mean = x.reduce((sum, value, j) => sum + value * fit.beta[j]!, 0);
    const se = Math.sqrt(Math.max(0, quadraticForm(fit.vcov, x)));
    const around = { mean, se, tau2: fit.tau2, k: fit.k, p: fit.p, df: fit.df };
    const prediction = predictionInterval(around, { ...fit.options, ciLevel });
    return {
      estimate: mean,
      se,
      ciLower: mean - quantile * se,
      ciUpper: mean + quantile * se,
      piLower: prediction?.lower ?? null,
      piUpper: prediction?.upper ?? null,
      piKind: prediction?.kind ?? null,
    };
  });
}

/** @throws InputError `length-mismatch`, `not-finite` */
export function checkRow(x: readonly number[], row: number, names: readonly string[]): void {
  checkArray("rows", x, "numbers");
  if (x.length !== names.length)
    throw new InputError(
      "length-mismatch",
      `row ${row} has ${x.length} values for the coefficients ${names.join(", ")}`,
      { field: "rows", row },
    );
  const j = x.findIndex((value) => !Number.isFinite(value));
  if (j >= 0)
    throw new InputError("not-finite", `${names[j]!} in row ${row} is not a finite number`, {
      field: names[j]!,
      row,
    });
}
