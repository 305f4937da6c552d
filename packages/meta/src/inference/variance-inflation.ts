import { checkDesign, interceptColumn, type Design } from "../design/design.ts";
import { choleskyFactor, choleskyInverse } from "../linalg/cholesky.ts";
import { InputError } from "../input-error.ts";
import type { RegressionFit } from "../pairwise/fit-regression.ts";
import { checkFit } from "./check-fit.ts";

/**
 * Variance inflation factors: how much larger the variance of each coefficient is than it would be without the correlation
 * of the moderators; the diagonal of the inverse of the coefficients' correlation matrix, the intercept left out.
 *
 * @returns one factor for each coefficient that is not the intercept, with its name
 * @throws InputError `collinear-design` when the correlation matrix is singular
 * @see Viechtbauer & López-López 2022; Fox & Monette 1992, JASA 87:178
 * @example varianceInflation(fitRegression([0.1, 0.4, 0.9, 0.8], [0.02, 0.05, 0.03, 0.04], designFromFormula("~ x", { x: [0, 1, 2, 2] }).design, { method: "ML" }), designFromFormula("~ x", { x: [0, 1, 2, 2] }).design)[0].vif // 1
 */
export function varianceInflation(
  fit: RegressionFit,
  design: Design,
): readonly { readonly name: string; readonly vif: number }[] {
  checkFit(fit, ["regression"]);
  checkDesign(design, fit.k);
  const intercept = interceptColumn(design);
  const places = fit.names.flatMap((_, j) => (j === intercept ? [] : [j]));
  const m = places.length;
  const correlation = Float64Array.from(
    places.flatMap((a) =>
      places.map((b) => fit.vcov[a]![b]! / Math.sqrt(fit.vcov[a]![a]! * fit.vcov[b]![b]!)),
    ),
  );
  const factor = choleskyFactor(correlation, m, 1e-13);
  if (factor === undefined)
    throw new InputError("collinear-design", "the coefficients' covariance matrix is singular", {
      field: "design",
    });
  const inverse = choleskyInverse(factor, m);
  return places.map((place, j) => ({ name: fit.names[place]!, vif: inverse[j * m + j]! }));
}
