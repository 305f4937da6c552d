import { criticalValue } from "./critical-value.ts";
import type { ChosenOptions } from "./options.ts";

/** Where the true effect of a new study may lie, and what that rests on, in words. */
export interface PredictionInterval {
  readonly lower: number;
  readonly upper: number;
  readonly kind: string;
}

/** The fit that a prediction interval is drawn around. */
export interface PredictedFit {
  readonly mean: number;
  readonly se: number;
  readonly tau2: number;
  readonly k: number;
  /** Number of coefficients. */
  readonly p: number;
  /** Degrees of freedom of the confidence interval; null for z. */
  readonly df: number | null;
}

/**
 * Prediction interval of a random-effects model: mean ± quantile · √(τ² + se²); for `simple` √τ² alone.
 *
 * @returns undefined with equal effects, with no more effects than coefficients, and for `hts` with one more
 * @see Higgins, Thompson & Spiegelhalter 2009, J R Stat Soc A 172:137, equation 12; Riley 2011, BMJ 342:d549
 */
export function predictionInterval(
  { mean, se, tau2, k, p, df }: PredictedFit,
  { method, prediction, ciLevel }: ChosenOptions,
): PredictionInterval | undefined {
  if (method === "EE" || k <= p) return undefined;
  const kind = prediction === "default" ? (df === null ? "normal" : "t") : prediction;
  if (kind === "hts" && k - p < 2) return undefined;
  const degrees = kind === "t" ? k - p : kind === "hts" ? k - p - 1 : null;
  const margin = criticalValue(ciLevel, degrees) * Math.sqrt(kind === "simple" ? tau2 : tau2 + se * se);
  const words = {
    normal: "normal distribution, variance tau2 + se2",
    t: `t with k - ${p} = ${k - p} degrees of freedom, variance tau2 + se2`,
    hts: `t with k - ${p + 1} = ${k - p - 1} degrees of freedom, variance tau2 + se2 (Higgins-Thompson-Spiegelhalter)`,
    simple: "normal distribution, variance tau2",
  } as const;
  return { lower: mean - margin, upper: mean + margin, kind: words[kind] };
}
