import { checkDesign, interceptDesign, type Design } from "../design/design.ts";
import { InputError } from "../input-error.ts";
import { criticalValue } from "../pairwise/critical-value.ts";
import type { PairwiseFit } from "../pairwise/fit-pairwise.ts";
import type { RegressionFit } from "../pairwise/fit-regression.ts";
import { checkEffects } from "../pairwise/options.ts";
import { checkFit } from "./check-fit.ts";
import { quadraticForm } from "./quadratic-form.ts";

/** Estimates of the true effects (or their deviations) of the studies that were pooled; lists of length k. */
export interface StudyEffects {
  readonly kind: "study-effects";
  readonly of: "effects" | "deviations";
  readonly estimate: readonly number[];
  readonly se: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/**
 * Best linear unbiased predictions of the studies' true effects: each study's own effect drawn towards the model's mean,
 *
 *   λᵢ yᵢ + (1 − λᵢ) xᵢᵀβ,  λᵢ = τ²/(τ² + vi),  variance λᵢ vi + (1 − λᵢ)² xᵢᵀVxᵢ
 *
 * @see Raudenbush & Bryk 1985, J Educ Stat 10:75; Robinson 1991, Statistical Science 6:15
 * @example studyEffects(fitPairwise([0.1, 0.9], [0.02, 0.05], { tau2: 0.1 }), [0.1, 0.9], [0.02, 0.05]).estimate // [0.16, 0.75]
 */
export function studyEffects(
  fit: PairwiseFit | RegressionFit,
  yi: readonly number[],
  vi: readonly number[],
  design?: Design,
): StudyEffects {
  return shrunken(fit, yi, vi, design ?? interceptDesign(yi.length), "effects");
}

/**
 * Best linear unbiased predictions of the random effects uᵢ: λᵢ (yᵢ − xᵢᵀβ), variance λᵢ vi + λᵢ² xᵢᵀVxᵢ.
 *
 * @see as {@link studyEffects}
 * @example studyDeviations(fitPairwise([0.1, 0.9], [0.02, 0.05], { tau2: 0.1 }), [0.1, 0.9], [0.02, 0.05]).estimate // [-0.3, 0.3]
 */
export function studyDeviations(
  fit: PairwiseFit | RegressionFit,
  yi: readonly number[],
  vi: readonly number[],
  design?: Design,
): StudyEffects {
  return shrunken(fit, yi, vi, design ?? interceptDesign(yi.length), "deviations");
}

function shrunken(
  fit: PairwiseFit | RegressionFit,
  yi: readonly number[],
  vi: readonly number[],
  design: Design,
  of: StudyEffects["of"],
): StudyEffects {
  checkFit(fit, ["pairwise", "regression"]);
  checkEffects(yi, vi);
  const p = fit.kind === "regression" ? fit.p : 1;
  if (yi.length !== fit.k)
    throw new InputError("length-mismatch", `yi has ${yi.length} values, the fit is of ${fit.k}`, {
      field: "yi",
    });
  checkDesign(design, yi.length);
  if (design.names.length !== p)
    throw new InputError(
      "length-mismatch",
      `the design has ${design.names.length} columns, the fit has ${p} coefficients`,
      { field: "design" },
      { fix: "give the design of the fit" },
    );
  const { beta, vcov } =
    fit.kind === "regression" ? fit : { beta: [fit.estimate], vcov: [[fit.se * fit.se]] };
  const quantile = criticalValue(fit.ciLevel, fit.df);
  const rows = yi.map((y, i) => {
    const x = design.rows[i]!;
    const mean = x.reduce((sum, value, j) => sum + value * beta[j]!, 0);
    const share = fit.tau2 / (fit.tau2 + vi[i]!);
    const estimate = of === "effects" ? share * y + (1 - share) * mean : share * (y - mean);
    const drawn = of === "effects" ? 1 - share : share;
    const se = Math.sqrt(share * vi[i]! + drawn * drawn * quadraticForm(vcov, x));
    return { estimate, se };
  });
  return {
    kind: "study-effects",
    of,
    estimate: rows.map(({ estimate }) => estimate),
    se: rows.map(({ se }) => se),
    lower: rows.map(({ estimate, se }) => estimate - quantile * se),
    upper: rows.map(({ estimate, se }) => estimate + quantile * se),
  };
}
