import { chiSquaredCdf, chiSquaredLogCdf, chiSquaredQuantile } from "./chi-squared.ts";
import { demand } from "./domain-error.ts";
import { betaTail, logBetaTail } from "./incomplete-beta.ts";
import { invertTail } from "./invert-tail.ts";
import { logBeta } from "./log-gamma.ts";
import type { Tail } from "./tail.ts";

/**
 * Distribution function of F with df1, df2 > 0 (real) degrees of freedom; df2 = Infinity is chi-square over df1.
 * P(F ≤ x) = I_u(df1/2, df2/2) with u = df1 x / (df1 x + df2) (A & S 26.6.2).
 *
 * @throws DomainError df1 or df2 ≤ 0, x < 0, NaN
 */
export function fCdf(x: number, df1: number, df2: number, tail: Tail = "lower"): number {
  check(x, df1, df2);
  if (df2 === Infinity) return chiSquaredCdf(x * df1, df1, tail);
  const { u, v } = split(x, df1, df2);
  return betaTail(u, v, df1 / 2, df2 / 2, tail);
}

/** Natural logarithm of {@link fCdf}. */
export function fLogCdf(x: number, df1: number, df2: number, tail: Tail = "lower"): number {
  check(x, df1, df2);
  if (df2 === Infinity) return chiSquaredLogCdf(x * df1, df1, tail);
  const { u, v } = split(x, df1, df2);
  return logBetaTail(u, v, df1 / 2, df2 / 2, tail);
}

/**
 * Quantile of the F distribution, by inverting the smaller tail.
 *
 * @throws DomainError p outside [0, 1], df1 or df2 ≤ 0, NaN
 */
export function fQuantile(p: number, df1: number, df2: number, tail: Tail = "lower"): number {
  demand(p >= 0 && p <= 1, "p", p, "from 0 to 1");
  check(1, df1, df2);
  if (df2 === Infinity) return chiSquaredQuantile(p, df1, tail) / df1;
  if (p === (tail === "lower" ? 0 : 1)) return 0;
  if (p === (tail === "lower" ? 1 : 0)) return Infinity;
  const small =
    p <= 0.5 ? { p, tail } : { p: 1 - p, tail: tail === "lower" ? ("upper" as const) : ("lower" as const) };
  const logSmall = Math.log(small.p);
  const logScale = -logBeta(df1 / 2, df2 / 2) + (df1 / 2) * Math.log(df1 / df2);
  // Leading term of either tail, exact in the limit of small probabilities.
  const half = small.tail === "lower" ? df1 / 2 : df2 / 2;
  const exponent = (logSmall + Math.log(half) + logBeta(df1 / 2, df2 / 2)) / half;
  const edge = small.tail === "lower" ? (df2 / df1) * Math.exp(exponent) : (df2 / df1) * Math.exp(-exponent);
  const start = small.p < 0.05 && Number.isFinite(edge) && edge > 0 ? edge : 1;
  return invertTail(logSmall, small.tail, start, 0, Infinity, (x, side) => {
    const log = fLogCdf(x, df1, df2, side);
    const logDensity =
      logScale + (df1 / 2 - 1) * Math.log(x) - ((df1 + df2) / 2) * Math.log1p((df1 * x) / df2);
    return { log, slope: (side === "lower" ? 1 : -1) * Math.exp(logDensity - log) };
  });
}

function check(x: number, df1: number, df2: number): void {
  demand(x >= 0, "x", x, "0 or more");
  demand(df1 > 0 && df1 < Infinity, "df1", df1, "a finite number greater than 0");
  demand(df2 > 0, "df2", df2, "greater than 0");
}

/** u = df1 x / (df1 x + df2) and v = 1 − u, without overflow. */
function split(x: number, df1: number, df2: number): { readonly u: number; readonly v: number } {
  const ratio = (df1 / df2) * x;
  if (ratio === Infinity) return { u: 1, v: 0 };
  return { u: ratio / (1 + ratio), v: 1 / (1 + ratio) };
}
