import { criticalValue } from "../pairwise/critical-value.ts";
import { normalCdf } from "../special/index.ts";

/** A pooled effect after (or without) an adjustment for small-study effects, on the scale of analysis. */
export interface AdjustedEffect {
  readonly estimate: number;
  readonly se: number;
  readonly statistic: number;
  /** Two-sided, normal. */
  readonly pValue: number;
  readonly ciLower: number;
  readonly ciUpper: number;
}

/**
 * An estimate with its normal test and interval.
 *
 * @param se - above 0
 * @example waldEffect(0.5, 0.25, 0.95).statistic // 2
 */
export function waldEffect(estimate: number, se: number, ciLevel: number): AdjustedEffect {
  const margin = criticalValue(ciLevel, null) * se;
  const statistic = estimate / se;
  return {
    estimate,
    se,
    statistic,
    pValue: 2 * normalCdf(Math.abs(statistic), "upper"),
    ciLower: estimate - margin,
    ciUpper: estimate + margin,
  };
}
