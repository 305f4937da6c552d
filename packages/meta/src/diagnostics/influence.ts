import { interceptDesign } from "../design/design.ts";
import { bilinearForm, quadraticForm } from "../inference/quadratic-form.ts";
import { choleskyFactor, choleskyInverse, choleskyLogDeterminant } from "../linalg/cholesky.ts";
import { modelData } from "../pairwise/model-data.ts";
import type { RegressionFit } from "../pairwise/fit-regression.ts";
import { inverseVariances, weightedFit } from "../pairwise/weighted-fit.ts";
import { coefficientsOf } from "../pairwise/coefficients.ts";
import { chiSquaredCdf } from "../special/index.ts";
import { fitAll, fitsWithoutEach, type DiagnosedModel } from "./model.ts";

/** How much each study moves the model; lists of length k, null where the model cannot be fitted without the study. */
export interface Influence {
  readonly kind: "influence";
  /** Residual about the fit without the study, in its standard errors. */
  readonly rstudent: readonly (number | null)[];
  /** Change of the study's fitted value, in standard errors. */
  readonly dffits: readonly (number | null)[];
  /** Cook's distance: change of all coefficients together. */
  readonly cookD: readonly (number | null)[];
  /** Determinant of the coefficients' covariance without the study over that with it. */
  readonly covRatio: readonly (number | null)[];
  readonly tau2Without: readonly (number | null)[];
  readonly qWithout: readonly (number | null)[];
  /** Leverage. */
  readonly hat: readonly number[];
  /** Percent. */
  readonly weights: readonly number[];
  /** One row for each study, one value for each coefficient: its change in standard errors. */
  readonly dfbetas: readonly (readonly number[] | null)[];
  /**
   * Whether a study stands out: |dffits| > 3 √(p/(k − p)), Cook's distance above the median of chi-square with p degrees of
   * freedom, leverage > 3 p/k, or a |dfbeta| > 1.
   */
  readonly influential: readonly boolean[];
  readonly fit: RegressionFit;
}

/**
 * Influence of each study on a model.
 *
 * @throws InputError as {@link fitRegression}
 * @see Viechtbauer & Cheung 2010, Research Synthesis Methods 1:112
 * @example influence({ yi: [0.1, 0.9, 0.4], vi: [0.02, 0.02, 0.02], options: { method: "EE" } }).hat // [0.33, 0.33, 0.33]
 */
export function influence(model: DiagnosedModel): Influence {
  const fit = fitAll(model);
  const design = model.design ?? interceptDesign(fit.k);
  const without = fitsWithoutEach(model);
  const data = modelData(model.yi, model.vi, design);
  const hat = leverages(model, fit);
  const logDeterminant = logDeterminantOf(fit.vcov);
  const inverse = inverseOf(fit.vcov);
  const { k, p } = fit;
  const rows = without.map((other, i) => {
    const [x, y, v] = [design.rows[i]!, model.yi[i]!, model.vi[i]!];
    if (other === null) return null;
    const fitted = product(x, fit.beta);
    const fittedWithout = product(x, other.beta);
    const change = fit.beta.map((b, j) => b - other.beta[j]!);
    // Standard errors with all studies at the τ² of the others.
    const own = coefficientsOf(data, weightedFit(data, inverseVariances(data, other.tau2)), null, 1);
    return {
      rstudent: (y - fittedWithout) / deletedResidualSe(other, x, v),
      dffits: (fitted - fittedWithout) / Math.sqrt(other.varianceFactor * hat[i]! * (other.tau2 + v)),
      cookD: inverse === undefined ? Number.NaN : bilinearForm(inverse, change, change),
      covRatio: Math.exp(logDeterminantOf(other.vcov) - logDeterminant),
      tau2: other.tau2,
      q: other.q,
      dfbetas: change.map((value, j) => value / Math.sqrt(other.varianceFactor * own.vcov[j]![j]!)),
    };
  });
  return {
    kind: "influence",
    rstudent: rows.map((row) => row?.rstudent ?? null),
    dffits: rows.map((row) => row?.dffits ?? null),
    cookD: rows.map((row) => row?.cookD ?? null),
    covRatio: rows.map((row) => row?.covRatio ?? null),
    tau2Without: rows.map((row) => row?.tau2 ?? null),
    qWithout: rows.map((row) => row?.q ?? null),
    hat,
    weights: fit.weights,
    dfbetas: rows.map((row) => row?.dfbetas ?? null),
    influential: rows.map(
      (row, i) =>
        hat[i]! > (3 * p) / k ||
        (row !== null &&
          (Math.abs(row.dffits) > 3 * Math.sqrt(p / (k - p)) ||
            chiSquaredCdf(Math.max(0, row.cookD), p) > 0.5 ||
            row.dfbetas.some((value) => Math.abs(value) > 1))),
    ),
    fit,
  };
}

/**
 * Standard error of a study's residual about the fit without it. Hartung–Knapp's factor stands before the whole variance, as
 * in metafor.
 */
export function deletedResidualSe(
  { vcov, tau2, varianceFactor }: RegressionFit,
  x: readonly number[],
  v: number,
): number {
  return Math.sqrt(varianceFactor * (v + tau2) + quadraticForm(vcov, x));
}

/** hᵢᵢ of the fitted model: w x(XᵀWX)⁻¹xᵀ. */
export function leverages(model: DiagnosedModel, fit: RegressionFit): readonly number[] {
  const design = model.design ?? interceptDesign(fit.k);
  const data = modelData(model.yi, model.vi, design);
  const plain = coefficientsOf(data, weightedFit(data, inverseVariances(data, fit.tau2)), null, 1);
  return design.rows.map((x, i) => quadraticForm(plain.vcov, x) / (model.vi[i]! + fit.tau2));
}

export function product(x: readonly number[], beta: readonly number[]): number {
  return x.reduce((sum, value, j) => sum + value * beta[j]!, 0);
}

function flat(matrix: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(matrix.flat());
}

function logDeterminantOf(matrix: readonly (readonly number[])[]): number {
  const factor = choleskyFactor(flat(matrix), matrix.length);
  return factor === undefined ? -Infinity : choleskyLogDeterminant(factor, matrix.length);
}

function inverseOf(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | undefined {
  const n = matrix.length;
  const factor = choleskyFactor(flat(matrix), n);
  if (factor === undefined) return undefined;
  const inverse = choleskyInverse(factor, n);
  return matrix.map((_, i) => Array.from(inverse.subarray(i * n, (i + 1) * n)));
}
