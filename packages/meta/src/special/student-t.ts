import { demand } from "./domain-error.ts";
import { betaTail, logBetaTail } from "./incomplete-beta.ts";
import { logComplement } from "./incomplete-gamma.ts";
import { invertTail } from "./invert-tail.ts";
import { logBeta } from "./log-gamma.ts";
import { normalCdf, normalLogCdf, normalQuantile } from "./normal.ts";
import type { Tail } from "./tail.ts";

/**
 * Student's t distribution function, df > 0 (real); df = Infinity is the normal distribution.
 * P(T > t) = I_y(df/2, 1/2) / 2 with y = df / (df + t²), t ≥ 0 (A & S 26.7.1).
 *
 * @throws DomainError df ≤ 0, NaN
 */
export function studentTCdf(t: number, df: number, tail: Tail = "lower"): number {
  check(t, df);
  if (df === Infinity) return normalCdf(t, tail);
  const { y, x } = split(t, df);
  if (t > 0 === (tail === "upper")) return betaTail(y, x, df / 2, 0.5, "lower") / 2;
  return 0.5 + betaTail(x, y, 0.5, df / 2, "lower") / 2;
}

/** Natural logarithm of {@link studentTCdf}. */
export function studentTLogCdf(t: number, df: number, tail: Tail = "lower"): number {
  check(t, df);
  if (df === Infinity) return normalLogCdf(t, tail);
  const { y, x } = split(t, df);
  const far = logBetaTail(y, x, df / 2, 0.5, "lower") - Math.LN2;
  return t > 0 === (tail === "upper") ? far : logComplement(far);
}

/**
 * Quantile of Student's t distribution. The upper tail is inverted in y = df/(df + t²)'s own logarithm by Newton steps
 * from the normal quantile.
 *
 * @throws DomainError p outside [0, 1], df ≤ 0, NaN
 */
export function studentTQuantile(p: number, df: number, tail: Tail = "lower"): number {
  demand(p >= 0 && p <= 1, "p", p, "from 0 to 1");
  demand(df > 0, "df", df, "greater than 0");
  if (df === Infinity) return normalQuantile(p, tail);
  if (p === 0.5) return 0;
  const size = upperQuantile(Math.min(p, 1 - p), df);
  return p > 0.5 === (tail === "lower") ? size : -size;
}

function upperQuantile(p: number, df: number): number {
  if (p === 0) return Infinity;
  const logP = Math.log(p);
  // The normal quantile is a lower bound; for heavy tails start from the leading term of the tail.
  const heavy = Math.sqrt(df) * Math.exp(-(logP + Math.log(df) + logBeta(df / 2, 0.5)) / df);
  const start = Math.max(
    normalQuantile(p, "upper"),
    df < 30 && Number.isFinite(heavy) && heavy > Math.sqrt(df) ? heavy : 0,
    1e-12,
  );
  const logScale = -0.5 * Math.log(df) - logBeta(df / 2, 0.5);
  return invertTail(logP, "upper", start, 0, Infinity, (t) => {
    const log = studentTLogCdf(t, df, "upper");
    const ratio = t / Math.sqrt(df);
    const logKernel = ratio > 1e8 ? 2 * Math.log(ratio) : Math.log1p(ratio * ratio);
    return { log, slope: -Math.exp(logScale - ((df + 1) / 2) * logKernel - log) };
  });
}

function check(t: number, df: number): void {
  demand(!Number.isNaN(t), "t", t, "a number");
  demand(df > 0, "df", df, "greater than 0");
}

/** y = df / (df + t²) and x = t² / (df + t²), without overflow. */
function split(t: number, df: number): { readonly x: number; readonly y: number } {
  const ratio = Math.abs(t) / Math.sqrt(df);
  if (ratio <= 1) {
    const square = ratio * ratio;
    return { x: square / (1 + square), y: 1 / (1 + square) };
  }
  const inverse = 1 / ratio;
  const square = inverse * inverse;
  return { x: 1 / (1 + square), y: square / (1 + square) };
}
