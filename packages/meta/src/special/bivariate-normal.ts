import { gaussLegendre } from "../quadrature/gauss-legendre.ts";
import { demand } from "./domain-error.ts";
import { normalCdf } from "./normal.ts";

const { nodes, weights } = gaussLegendre(20);

/**
 * Distribution function of two standard normal variables with correlation ρ, P(X ≤ h, Y ≤ k).
 *
 *   with s the sign of ρ:  Φ₂(h, k, ρ) = Φ₂(h, k, s) − s/(2π) ∫₀^arccos|ρ| exp(−(h − sk)²/(2 sin²t) − s hk/(1 + cos t)) dt,
 *   Φ₂(h, k, 1) = Φ(min(h, k)),  Φ₂(h, k, −1) = max(0, Φ(h) − Φ(−k))
 *
 * The derivative by ρ is the density (Plackett 1954), integrated from |ρ| to 1 with ρ = cos t; the exponent is written so that
 * nothing cancels near t = 0. Panels are halved towards 0, where all derivatives vanish but none is bounded in h − sk.
 *
 * @returns a probability; absolute error about 1e-15. A small one is not exact to its own digits.
 * @throws DomainError h or k NaN, ρ outside −1 to 1
 * @see Drezner & Wesolowsky 1990, J Stat Comput Simul 35:101; Genz 2004, Statistics and Computing 14:251, equation 3 and section
 *   2.4, for the form near ±1
 * @example bivariateNormalCdf(0, 0, 0.5) // 0.333333333333333
 */
export function bivariateNormalCdf(h: number, k: number, rho: number): number {
  demand(!Number.isNaN(h), "h", h, "a number");
  demand(!Number.isNaN(k), "k", k, "a number");
  demand(rho >= -1 && rho <= 1, "rho", rho, "from -1 to 1");
  if (Math.min(h, k) === -Infinity) return 0;
  if (Math.max(h, k) === Infinity) return normalCdf(Math.min(h, k));
  const sign = rho < 0 ? -1 : 1;
  const limit = sign === 1 ? normalCdf(Math.min(h, k)) : oppositeLimit(h, k);
  const whole = integral((h - sign * k) ** 2 / 2, sign * h * k, Math.acos(Math.abs(rho)));
  return Math.min(1, Math.max(0, limit - (sign * whole) / (2 * Math.PI)));
}

/**
 * Density of two standard normal variables with correlation ρ, exp(−(h² − 2ρhk + k²)/(2(1 − ρ²)))/(2π √(1 − ρ²)).
 *
 * @throws DomainError h or k NaN, ρ not within −1 to 1 exclusive
 * @example bivariateNormalDensity(0, 0, 0) // 0.159154943091895
 */
export function bivariateNormalDensity(h: number, k: number, rho: number): number {
  demand(!Number.isNaN(h), "h", h, "a number");
  demand(!Number.isNaN(k), "k", k, "a number");
  demand(Math.abs(rho) < 1, "rho", rho, "between -1 and 1");
  if (Math.abs(h) === Infinity || Math.abs(k) === Infinity) return 0;
  const rest = (1 - rho) * (1 + rho);
  return Math.exp(-((h - rho * k) ** 2 / rest + k * k) / 2) / (2 * Math.PI * Math.sqrt(rest));
}

/** P(X ≤ h, −X ≤ k), by the tails that do not cancel. */
function oppositeLimit(h: number, k: number): number {
  if (h + k <= 0) return 0;
  return h < 0 ? normalCdf(h) - normalCdf(-k) : normalCdf(k) - normalCdf(-h);
}

/** ∫₀^end exp(−c/sin²t − d/(1 + cos t)) dt, 0 ≤ end ≤ π/2. */
function integral(c: number, d: number, end: number): number {
  let sum = 0;
  for (let high = end, low = end / 2; high > 0; high = low, low /= 2) {
    // What is left is below 1e-18, for its exponent or for its width; without c one panel to 0 is exact.
    if (c / Math.sin(high) ** 2 > 750 || high < 1e-18 * end) break;
    const from = c === 0 ? 0 : low;
    const half = (high - from) / 2;
    for (let i = 0; i < nodes.length; i += 1) {
      const t = from + half * (1 + nodes[i]!);
      sum += half * weights[i]! * Math.exp(-c / Math.sin(t) ** 2 - d / (1 + Math.cos(t)));
    }
    if (c === 0) break;
  }
  return sum;
}
