import { devianceTerm } from "./deviance.ts";
import { demand } from "./domain-error.ts";
import { logComplement } from "./incomplete-gamma.ts";
import { stirlingError } from "./log-gamma.ts";
import type { Tail } from "./tail.ts";

/**
 * Regularised incomplete beta function I_x(a, b) (lower) or 1 − I_x(a, b) (upper), a, b > 0, 0 ≤ x ≤ 1.
 *
 * Continued fraction of DiDonato & Morris 1992 by the modified Lentz method, on the side of the mean where it converges
 * fast; the factor xᵃ(1 − x)ᵇ/B(a, b) from Loader's saddle-point form, so that far tails keep their relative accuracy.
 *
 * @throws DomainError a or b ≤ 0, x outside [0, 1], NaN
 */
export function regularizedBeta(x: number, a: number, b: number, tail: Tail): number {
  return betaTail(x, 1 - x, a, b, tail);
}

/** Natural logarithm of {@link regularizedBeta}. */
export function logRegularizedBeta(x: number, a: number, b: number, tail: Tail): number {
  return logBetaTail(x, 1 - x, a, b, tail);
}

/** The same with x and y = 1 − x both given, for callers who know y more exactly than 1 − x. */
export function betaTail(x: number, y: number, a: number, b: number, tail: Tail): number {
  const { direct, log } = evaluate(x, y, a, b);
  const value = Math.exp(log);
  return tail === direct ? value : 1 - value;
}

export function logBetaTail(x: number, y: number, a: number, b: number, tail: Tail): number {
  const { direct, log } = evaluate(x, y, a, b);
  return tail === direct ? log : logComplement(log);
}

function evaluate(
  x: number,
  y: number,
  a: number,
  b: number,
): { readonly direct: Tail; readonly log: number } {
  demand(a > 0 && a < Infinity, "a", a, "a finite number greater than 0");
  demand(b > 0 && b < Infinity, "b", b, "a finite number greater than 0");
  demand(x >= 0 && x <= 1 && y >= 0 && y <= 1, "x", x, "from 0 to 1");
  if (x === 0) return { direct: "lower", log: -Infinity };
  if (y === 0) return { direct: "upper", log: -Infinity };
  const factor = logFactor(x, y, a, b);
  // Below the mean (λ ≥ 0) the fraction converges fast; above it the other tail is taken.
  if (x <= y ? (a + b) * x <= a : (a + b) * y >= b)
    return { direct: "lower", log: factor - Math.log(fraction(x, y, a, b)) };
  return { direct: "upper", log: factor - Math.log(fraction(y, x, b, a)) };
}

/** ln(xᵃ yᵇ / B(a, b)), as the binomial density with real counts a of n = a + b, times ab / n. */
function logFactor(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const corrections = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const deviance = devianceTerm(a, n * x) + devianceTerm(b, n * y);
  return corrections - deviance + 0.5 * (Math.log(a) + Math.log(b / n) - LOG_TWO_PI);
}

const LOG_TWO_PI = 1.837877066409345483560659472811;

/**
 * The continued fraction whose reciprocal times xᵃyᵇ/B(a, b) is I_x(a, b): β₁ + α₂/(β₂ + α₃/(β₃ + …)) with
 * λ = a − (a + b)x = (a + b)y − b taken from the smaller of x and y, so that nothing cancels.
 *
 * @see DiDonato & Morris 1992, ACM TOMS 18:360, section on BFRAC
 */
function fraction(x: number, y: number, a: number, b: number): number {
  const tiny = 1e-300;
  const lambda = x <= y ? a - (a + b) * x : (a + b) * y - b;
  let f = (a * (lambda + 1)) / (a + 1);
  if (f === 0) f = tiny;
  let c = f;
  let d = 0;
  for (let n = 1; n < 10_000_000; n += 1) {
    const s = a + 2 * n - 1;
    const alpha = ((a + n - 1) / s) * ((a + b + n - 1) / s) * n * (b - n) * x * x;
    const beta = n + (n * (b - n) * x) / s + ((a + n) * (lambda + 1 + n * (1 + y))) / (s + 2);
    d = beta + alpha * d;
    if (d === 0) d = tiny;
    d = 1 / d;
    c = beta + alpha / c;
    if (c === 0) c = tiny;
    const delta = c * d;
    f *= delta;
    if (Math.abs(delta - 1) < 2e-16) break;
  }
  return f;
}
