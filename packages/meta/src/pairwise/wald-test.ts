import { choleskyFactor, forwardSolve } from "../linalg/cholesky.ts";
import { chiSquaredCdf, fCdf } from "../special/index.ts";
import type { Coefficients } from "./coefficients.ts";

/** A joint test of several linear combinations of coefficients. */
export interface WaldTest {
  /** Chi-square for z; F (that divided by the number of combinations) for t and Hartung–Knapp. */
  readonly statistic: number;
  /** Number of combinations; degrees of freedom of the denominator, null for z. */
  readonly df: readonly [number, number | null];
  readonly pValue: number;
  /** Places of the coefficients, for a test of coefficients; null for other combinations. */
  readonly coefficients: readonly number[] | null;
}

/** Tests that these coefficients are all 0: bᵀ V⁻¹ b. */
export function waldTest(
  { beta, vcov, df }: Coefficients & { readonly df: number | null },
  places: readonly number[],
): WaldTest {
  const values = places.map((place) => beta[place]!);
  const covariance = places.map((row) => places.map((column) => vcov[row]![column]!));
  return { ...jointTest(values, covariance, df), coefficients: places };
}

/**
 * Tests that values with this covariance matrix are all 0.
 *
 * @param df - of the denominator; null for a chi-square test
 * @returns statistic Infinity and p 0 when the covariance matrix is singular (identical effects with Hartung–Knapp), unless
 *   all values are 0
 */
export function jointTest(
  values: readonly number[],
  covariance: readonly (readonly number[])[],
  df: number | null,
): Pick<WaldTest, "statistic" | "df" | "pValue"> {
  const m = values.length;
  const scale = covariance.map((row, j) => Math.sqrt(row[j]!));
  const correlation = Float64Array.from(
    covariance.flatMap((row, i) => row.map((value, j) => value / (scale[i]! * scale[j]!))),
  );
  const factor = choleskyFactor(correlation, m, 1e-13);
  let statistic = values.every((value) => value === 0) ? 0 : Infinity;
  if (factor !== undefined) {
    const half = forwardSolve(
      factor,
      m,
      values.map((value, i) => value / scale[i]!),
    );
    statistic = half.reduce((sum, part) => sum + part * part, 0);
  }
  if (df === null) return { statistic, df: [m, null], pValue: chiSquaredCdf(statistic, m, "upper") };
  return { statistic: statistic / m, df: [m, df], pValue: fCdf(statistic / m, m, df, "upper") };
}
