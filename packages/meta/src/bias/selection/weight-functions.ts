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
  /** Beyond this many standard errors on the significant side the weight no longer changes. */
  readonly far: number;
}

/** Where p is 0 or 1 to 16 digits. */
const FAR = 8.5;

/**
 * - `beta` p^(δ₁ − 1) (1 − p)^(δ₂ − 1) (Citkowicz & Vevea 2017); `halfnorm` exp(−δ p²); `negexp` exp(−δ p); `logistic`
 *   2 exp(−δ p)/(1 + exp(−δ p)); `power` (1 − p)^δ (Preston, Ashby & Smyth 2004)
 * - `negexppow` exp(−δ₁ p^(1/δ₂)), with `halfnorm` at δ₂ = ½ and `negexp` at δ₂ = 1 (Begg & Mazumdar 1994, their exponent inverted,
 *   as in metafor: a larger δ₂ is a stronger selection); δ₁ = 0 and δ₂ = 0 are no selection
 */
export const WEIGHT_FUNCTIONS = {
  beta: {
    least: 1e-5,
    start: [1, 1],
    weight: (p, delta) => p ** (delta[0]! - 1) * (1 - p) ** (delta[1]! - 1),
    clip: 1e-5,
    far: FAR,
  },
  halfnorm: { least: 0, start: [0], weight: (p, delta) => Math.exp(-delta[0]! * p * p), clip: 0, far: FAR },
  negexp: { least: 0, start: [0], weight: (p, delta) => Math.exp(-delta[0]! * p), clip: 0, far: FAR },
  logistic: {
    least: 0,
    start: [0],
    weight: (p, delta) => 2 / (1 + Math.exp(delta[0]! * p)),
    clip: 0,
    far: FAR,
  },
  power: { least: 0, start: [0], weight: (p, delta) => (1 - p) ** delta[0]!, clip: 1e-5, far: FAR },
  negexppow: {
    least: 0,
    start: [0, 1],
    weight: (p, delta) => (delta[1]! > 0 ? Math.exp(-delta[0]! * p ** (1 / delta[1]!)) : 1),
    clip: 0,
    // A high root of p falls as long as p is a number.
    far: 38,
  },
} as const satisfies Readonly<Record<string, WeightFunction>>;

export type WeightFunctionName = keyof typeof WEIGHT_FUNCTIONS;
