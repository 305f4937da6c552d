/**
 * How likely an effect with one-sided (or two-sided) p value p is to be published, relative to one with p = 0. One function a row:
 * adding one means adding a row.
 */
export interface WeightFunction {
  /** Smallest value of δ. */
  readonly least: number;
  /** Values of δ at which every p has the same weight, and its number of parameters. */
  readonly start: readonly number[];
  readonly weight: (p: number, delta: ArrayLike<number>) => number;
  /** p values are kept this far from 0 and 1, where the weight is infinite or 0 and one effect would decide; as in metafor. */
  readonly clip: number;
}

/**
 * - `beta` p^(δ₁ − 1) (1 − p)^(δ₂ − 1) (Citkowicz & Vevea 2017); `halfnorm` exp(−δ p²); `negexp` exp(−δ p); `logistic`
 *   2 exp(−δ p)/(1 + exp(−δ p)); `power` (1 − p)^δ (Preston, Ashby & Smyth 2004)
 */
export const WEIGHT_FUNCTIONS = {
  beta: {
    least: 1e-5,
    start: [1, 1],
    weight: (p, delta) => p ** (delta[0]! - 1) * (1 - p) ** (delta[1]! - 1),
    clip: 1e-5,
  },
  halfnorm: { least: 0, start: [0], weight: (p, delta) => Math.exp(-delta[0]! * p * p), clip: 0 },
  negexp: { least: 0, start: [0], weight: (p, delta) => Math.exp(-delta[0]! * p), clip: 0 },
  logistic: {
    least: 0,
    start: [0],
    weight: (p, delta) => 2 / (1 + Math.exp(delta[0]! * p)),
    clip: 0,
  },
  power: { least: 0, start: [0], weight: (p, delta) => (1 - p) ** delta[0]!, clip: 1e-5 },
} as const satisfies Readonly<Record<string, WeightFunction>>;

export type WeightFunctionName = keyof typeof WEIGHT_FUNCTIONS;
