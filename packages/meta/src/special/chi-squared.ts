import { demand } from "./domain-error.ts";
import { invertTail } from "./invert-tail.ts";
import { logRegularizedGamma, regularizedGamma } from "./incomplete-gamma.ts";
import { logGamma } from "./log-gamma.ts";
import { normalQuantile } from "./normal.ts";
import type { Tail } from "./tail.ts";

/** Chi-square distribution function with df > 0 (real) degrees of freedom, x ≥ 0. */
export function chiSquaredCdf(x: number, df: number, tail: Tail = "lower"): number {
  return regularizedGamma(df / 2, x / 2, tail);
}

/** Natural logarithm of {@link chiSquaredCdf}. */
export function chiSquaredLogCdf(x: number, df: number, tail: Tail = "lower"): number {
  return logRegularizedGamma(df / 2, x / 2, tail);
}

/**
 * Quantile of the chi-square distribution. Starts from Wilson & Hilferty 1931 and inverts the smaller tail.
 *
 * @throws DomainError p outside [0, 1], df ≤ 0, NaN
 */
export function chiSquaredQuantile(p: number, df: number, tail: Tail = "lower"): number {
  demand(p >= 0 && p <= 1, "p", p, "from 0 to 1");
  demand(df > 0 && df < Infinity, "df", df, "a finite number greater than 0");
  if (p === (tail === "lower" ? 0 : 1)) return 0;
  if (p === (tail === "lower" ? 1 : 0)) return Infinity;
  const small =
    p <= 0.5 ? { p, tail } : { p: 1 - p, tail: tail === "lower" ? ("upper" as const) : ("lower" as const) };
  const z = normalQuantile(p, tail);
  const c = 2 / (9 * df);
  const wilson = df * (1 - c + z * Math.sqrt(c)) ** 3;
  const logSmall = Math.log(small.p);
  const tiny = Math.exp((2 / df) * (logSmall + logGamma(df / 2 + 1))) * 2;
  const start = small.tail === "lower" && (df < 2 || !(wilson > 0)) ? tiny : wilson;
  return invertTail(logSmall, small.tail, start, 0, Infinity, (x, side) => {
    const log = chiSquaredLogCdf(x, df, side);
    const logDensity = (df / 2 - 1) * Math.log(x / 2) - x / 2 - logGamma(df / 2) - Math.LN2;
    return { log, slope: (side === "lower" ? 1 : -1) * Math.exp(logDensity - log) };
  });
}
