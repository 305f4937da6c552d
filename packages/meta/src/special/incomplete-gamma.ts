import { devianceTerm } from "./deviance.ts";
import { demand } from "./domain-error.ts";
import { logGamma, stirlingError } from "./log-gamma.ts";
import type { Tail } from "./tail.ts";

const LOG_TWO_PI = 1.837877066409345483560659472811;

/**
 * Regularised incomplete gamma function: P(a, x) (lower) or Q(a, x) (upper), a > 0, x ≥ 0.
 *
 * The power series (DLMF 8.11.4) where x < a or x ≤ 1, otherwise the continued fraction (DLMF 8.9.2) by the modified
 * Lentz method; the factor xᵃe⁻ˣ/Γ(a) from Loader's saddle-point form, so that far tails keep their relative accuracy.
 *
 * @throws DomainError a ≤ 0, x < 0, NaN
 */
export function regularizedGamma(a: number, x: number, tail: Tail): number {
  const { direct, log } = evaluate(a, x);
  const value = Math.exp(log);
  return tail === direct ? value : 1 - value;
}

/** Natural logarithm of {@link regularizedGamma}; finite far beyond the smallest double. */
export function logRegularizedGamma(a: number, x: number, tail: Tail): number {
  const { direct, log } = evaluate(a, x);
  return tail === direct ? log : logComplement(log);
}

/** ln(1 − exp(logP)). */
export function logComplement(logP: number): number {
  return logP > -0.693 ? Math.log(-Math.expm1(logP)) : Math.log1p(-Math.exp(logP));
}

function evaluate(a: number, x: number): { readonly direct: Tail; readonly log: number } {
  demand(a > 0 && a < Infinity, "a", a, "a finite number greater than 0");
  demand(x >= 0, "x", x, "0 or more");
  if (x === 0) return { direct: "lower", log: -Infinity };
  if (x === Infinity) return { direct: "upper", log: -Infinity };
  const factor = logFactor(a, x);
  if (x < a || x <= 1) return { direct: "lower", log: factor - Math.log(a) + Math.log(powerSeries(a, x)) };
  return { direct: "upper", log: factor - Math.log(fraction(a, x)) };
}

/** ln(xᵃ e⁻ˣ / Γ(a)). */
function logFactor(a: number, x: number): number {
  if (a < 1) return a * Math.log(x) - x - logGamma(a);
  return -stirlingError(a) - devianceTerm(a, x) + 0.5 * (Math.log(a) - LOG_TWO_PI);
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … */
function powerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 10_000_000; n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return sum;
}

/** x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(…)): the reciprocal of Γ(a, x) / (xᵃ e⁻ˣ). */
function fraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let f = b === 0 ? tiny : b;
  let c = f;
  let d = 0;
  for (let n = 1; n < 10_000_000; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = b + an * d;
    if (d === 0) d = tiny;
    c = b + an / c;
    if (c === 0) c = tiny;
    d = 1 / d;
    const delta = c * d;
    f *= delta;
    if (Math.abs(delta - 1) < 2e-16) break;
  }
  return f;
}
