import { checkDesign, type Design } from "../design/design.ts";
import { orthonormalBasis } from "../design/orthonormal-basis.ts";
import { InputError } from "../input-error.ts";
import { checkRange } from "./check-range.ts";
import { checkEffects } from "./options.ts";

/**
 * Effects with the space that their means lie in. Everything that does not depend on how that space is written (residuals,
 * τ², likelihoods) is computed from `x`, an orthonormal basis of the design's columns; one column of ones is kept as it is.
 */
export interface ModelData {
  readonly k: number;
  readonly p: number;
  readonly yi: Float64Array;
  readonly vi: Float64Array;
  /** k × p, row-major. */
  readonly x: Float64Array;
  /** The design is `x` times this upper triangular p × p matrix, row-major. */
  readonly r: Float64Array;
  /** Whether `x` is one column of ones: sums then need no matrices. */
  readonly interceptOnly: boolean;
}

/** @throws InputError as {@link fitRegression} */
export function modelData(yi: readonly number[], vi: readonly number[], design?: Design): ModelData {
  checkEffects(yi, vi);
  checkRange(yi, vi);
  const k = yi.length;
  const own = { k, yi: toTyped(yi), vi: toTyped(vi) };
  if (design === undefined) return { ...own, ...ONES, x: EMPTY };
  checkDesign(design, k);
  const p = design.names.length;
  if (p > k) {
    throw new InputError(
      "too-few-effects",
      `${p} coefficients cannot be estimated from ${k} effects`,
      { field: "design" },
      { found: k, expected: `at least ${p} effects`, fix: "use fewer moderators" },
    );
  }
  if (p === 1 && design.rows.every((row) => row[0] === 1)) return { ...own, ...ONES, x: EMPTY };
  const basis = orthonormalBasis(design);
  return { ...own, p, x: basis.q, r: basis.r, interceptOnly: false };
}

/** `Float64Array.from` walks an iterator, which takes ten times as long. */
function toTyped(values: readonly number[]): Float64Array {
  const typed = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) typed[i] = values[i]!;
  return typed;
}

/** Sum of squares of the effects about their unweighted fit. */
export function unweightedSquares({ k, p, yi, x, interceptOnly }: ModelData): number {
  let total = 0;
  if (interceptOnly) {
    let mean = 0;
    for (let i = 0; i < k; i += 1) mean += yi[i]! / k;
    for (let i = 0; i < k; i += 1) total += (yi[i]! - mean) ** 2;
    return total;
  }
  const beta = new Float64Array(p);
  for (let i = 0; i < k; i += 1) for (let j = 0; j < p; j += 1) beta[j]! += x[i * p + j]! * yi[i]!;
  for (let i = 0; i < k; i += 1) {
    let residual = yi[i]!;
    for (let j = 0; j < p; j += 1) residual -= x[i * p + j]! * beta[j]!;
    total += residual * residual;
  }
  return total;
}

const EMPTY = new Float64Array(0);
const ONES = { p: 1, r: Float64Array.of(1), interceptOnly: true } as const;
