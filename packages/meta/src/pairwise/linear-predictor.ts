import type { ModelData } from "./model-data.ts";
import { inverseVariances, weightedFit } from "./weighted-fit.ts";

/** The effects that a design predicts, in a basis of it whose columns have mean square 1: what likelihoods are searched in. */
export interface LinearPredictor {
  /** Number of coefficients. */
  readonly p: number;
  /** The effects and the basis. */
  readonly data: ModelData;
  /** Σ xᵢⱼ γⱼ over the first p values. */
  readonly at: (row: number, gamma: ArrayLike<number>) => number;
  /** The coefficients by weights 1/(vᵢ + τ²): where searches start. */
  readonly start: (tau2: number) => readonly number[];
}

/** Columns of length √k, so that coefficients are of the order of the effects whatever the units of the moderators. */
export function linearPredictor(orthonormal: ModelData): LinearPredictor {
  const { k, p, interceptOnly } = orthonormal;
  const root = Math.sqrt(k);
  const data = interceptOnly
    ? orthonormal
    : {
        ...orthonormal,
        x: orthonormal.x.map((value) => value * root),
        r: orthonormal.r.map((value) => value / root),
      };
  return {
    p,
    data,
    at: interceptOnly
      ? (_, gamma) => gamma[0]!
      : (row, gamma) => {
          let sum = 0;
          for (let j = 0; j < p; j += 1) sum += data.x[row * p + j]! * gamma[j]!;
          return sum;
        },
    start: (tau2) => Array.from(weightedFit(data, inverseVariances(data, tau2)).beta),
  };
}
