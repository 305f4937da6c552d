import { checkArray } from "../arguments/check-shape.ts";
import type { RegressionFit } from "../pairwise/fit-regression.ts";
import { tests } from "../pairwise/fit-regression.ts";
import { jointTest, waldTest, type WaldTest } from "../pairwise/wald-test.ts";
import { InputError } from "../input-error.ts";
import { checkFit } from "./check-fit.ts";
import { checkRow } from "./predict.ts";
import { bilinearForm } from "./quadratic-form.ts";

/** Linear combinations of coefficients, each with its test, and the test that all are 0. */
export interface ContrastTest {
  readonly kind: "contrast";
  readonly estimate: readonly number[];
  readonly se: readonly number[];
  readonly statistic: readonly number[];
  readonly pValue: readonly number[];
  readonly ciLower: readonly number[];
  readonly ciUpper: readonly number[];
  readonly joint: WaldTest;
}

/**
 * Tests linear combinations Lβ = 0, one row of L for each; the joint test is (Lβ)ᵀ(LVLᵀ)⁻¹(Lβ).
 *
 * @throws InputError `length-mismatch`, `not-finite`, with the row of L
 * @example contrastTest(fitRegression([0.1, 0.4, 0.9, 0.8], [0.02, 0.05, 0.03, 0.04], designFromFormula("~ x", { x: [0, 1, 2, 2] }).design, { method: "ML" }), [[1, 2]]).estimate // [0.85]
 */
export function contrastTest(fit: RegressionFit, rows: readonly (readonly number[])[]): ContrastTest {
  checkFit(fit, ["regression"]);
  checkArray("rows", rows, "rows of numbers");
  rows.forEach((x, row) => checkRow(x, row, fit.names));
  const beta = rows.map((x) => x.reduce((sum, value, j) => sum + value * fit.beta[j]!, 0));
  const vcov = rows.map((x) => rows.map((y) => bilinearForm(fit.vcov, x, y)));
  const { se, statistic, pValue, ciLower, ciUpper } = tests({ beta, vcov }, fit);
  const joint = { ...jointTest(beta, vcov, fit.df), coefficients: null };
  return { kind: "contrast", estimate: beta, se, statistic, pValue, ciLower, ciUpper, joint };
}

/**
 * Tests that several coefficients are all 0.
 *
 * @param places - of the coefficients, counted from 0
 * @throws InputError `invalid-option` when there is no such coefficient
 * @example coefficientTest(fitRegression([0.1, 0.4, 0.9, 0.8], [0.02, 0.05, 0.03, 0.04], designFromFormula("~ x", { x: [0, 1, 2, 2] }).design, { method: "ML" }), [1]).df // [1, null]
 */
export function coefficientTest(fit: RegressionFit, places: readonly number[]): WaldTest {
  checkFit(fit, ["regression"]);
  checkArray("places", places, "places of coefficients");
  for (const place of places) {
    if (Number.isInteger(place) && place >= 0 && place < fit.p) continue;
    throw new InputError(
      "invalid-option",
      `there is no coefficient ${place}: the ${fit.p} are counted from 0`,
      { field: "places" },
      { found: place, expected: `0 to ${fit.p - 1}` },
    );
  }
  return waldTest(fit, places);
}
