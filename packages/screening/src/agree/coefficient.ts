import { normalQuantile, studentTQuantile } from "@coppice/meta/special";

/**
 * Why a coefficient has no value, or no interval; a closed list.
 *
 * - `no-overlap`: no unit has the votes of two raters
 * - `one-category`: all votes are of one category, so that chance alone explains all agreement (0 / 0)
 * - `category-not-used`: nobody voted for the category
 * - `one-unit`: a single unit says nothing about spread
 * - `no-spread`: the standard error is 0 (as under perfect agreement), and would give an interval of one point
 */
export type AgreementReason = "no-overlap" | "one-category" | "category-not-used" | "one-unit" | "no-spread";

/** Each reason in words, for people. */
export const REASON_WORDS = {
  "no-overlap": "no record has the votes of two raters",
  "one-category": "all votes are the same, so that agreement by chance would be complete too",
  "category-not-used": "nobody voted so",
  "one-unit": "one record says nothing about spread",
  "no-spread": "the standard error is 0 here, which says nothing about how sure the value is",
} as const satisfies Readonly<Record<AgreementReason, string>>;

/** An estimate with its interval; without one; or neither. What is missing is null with its reason, never NaN. */
export type Coefficient =
  | {
      readonly kind: "interval";
      readonly estimate: number;
      readonly se: number;
      readonly ciLower: number;
      readonly ciUpper: number;
      readonly reason: null;
    }
  | {
      readonly kind: "point";
      readonly estimate: number;
      readonly se: null;
      readonly ciLower: null;
      readonly ciUpper: null;
      readonly reason: AgreementReason;
    }
  | {
      readonly kind: "undefined";
      readonly estimate: null;
      readonly se: null;
      readonly ciLower: null;
      readonly ciUpper: null;
      readonly reason: AgreementReason;
    };

export function undefinedBecause(reason: AgreementReason): Coefficient {
  return { kind: "undefined", estimate: null, se: null, ciLower: null, ciUpper: null, reason };
}

export function pointBecause(estimate: number, reason: AgreementReason): Coefficient {
  return { kind: "point", estimate, se: null, ciLower: null, ciUpper: null, reason };
}

/** Estimate ± quantile × standard error, cut at the ends of the scale. */
export function symmetricInterval(
  estimate: number,
  variance: number,
  { ciLevel, df, lowest = -1 }: { readonly ciLevel: number; readonly df?: number; readonly lowest?: number },
): Coefficient {
  if (!(variance > 0)) return pointBecause(estimate, "no-spread");
  const tail = (1 - ciLevel) / 2;
  const quantile = df === undefined ? normalQuantile(tail, "upper") : studentTQuantile(tail, df, "upper");
  const se = Math.sqrt(variance);
  return {
    kind: "interval",
    estimate,
    se,
    ciLower: Math.max(lowest, estimate - quantile * se),
    ciUpper: Math.min(1, estimate + quantile * se),
    reason: null,
  };
}

/**
 * A share of counts with Wilson's interval, which also holds where the share is 0 or 1.
 *
 *   (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n),  se = √(p(1 − p)/n)
 *
 * @param n - at least 1
 * @see Wilson 1927, Journal of the American Statistical Association 22:209
 */
export function shareOf(part: number, n: number, ciLevel: number): Coefficient {
  const z = normalQuantile((1 - ciLevel) / 2, "upper");
  const p = part / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale;
  return {
    kind: "interval",
    estimate: p,
    se: Math.sqrt((p * (1 - p)) / n),
    ciLower: part === 0 ? 0 : centre - half,
    ciUpper: part === n ? 1 : centre + half,
    reason: null,
  };
}

/** The coefficient on another scale: a rising function of it, and the slope of that function. */
export function transformed(
  coefficient: Coefficient,
  to: (value: number) => number,
  slope: (value: number) => number,
): Coefficient {
  if (coefficient.kind === "undefined") return coefficient;
  const estimate = to(coefficient.estimate);
  if (coefficient.kind === "point") return { ...coefficient, estimate };
  return {
    ...coefficient,
    estimate,
    se: coefficient.se * slope(coefficient.estimate),
    ciLower: to(coefficient.ciLower),
    ciUpper: to(coefficient.ciUpper),
  };
}
