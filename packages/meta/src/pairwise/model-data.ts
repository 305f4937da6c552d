import { checkDesign, type Design } from "../design/design.ts";
import { orthonormalBasis } from "../design/orthonormal-basis.ts";
import { InputError } from "../input-error.ts";
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
  const k = yi.length;
  const own = { k, yi: Float64Array.from(yi), vi: Float64Array.from(vi) };
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

const EMPTY = new Float64Array(0);
const ONES = { p: 1, r: Float64Array.of(1), interceptOnly: true } as const;
