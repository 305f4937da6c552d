import { normalLogCdf } from "../../special/index.ts";

/** Effects and what the selection parameters (γ0, γ1) make of them, in input order. */
export interface CopasData {
  readonly yi: Float64Array;
  readonly sei: Float64Array;
  /** ui = γ0 + γ1/si: the chance of publication is Φ(ui). */
  readonly ui: Float64Array;
  /** ci² = λ(ui)(ui + λ(ui)), λ = φ/Φ: by how much selection with ρ = 1 narrows an effect's distribution. */
  readonly ci2: Float64Array;
  /** −½ k ln 2π − Σ ln Φ(ui), which no other parameter changes. */
  readonly constant: number;
}

/** Parameters at given (γ0, γ1); `slope` is 0 but in the test of residual selection. */
export interface CopasParameters {
  readonly mu: number;
  readonly rho: number;
  readonly tau: number;
  readonly slope: number;
}

/**
 * @param gamma0 - without unit
 * @param gamma1 - unit of yi
 */
export function copasData(
  yi: readonly number[],
  vi: readonly number[],
  gamma0: number,
  gamma1: number,
): CopasData {
  const sei = Float64Array.from(vi, Math.sqrt);
  const ui = sei.map((s) => gamma0 + gamma1 / s);
  const ci2 = ui.map((u) => {
    const lambda = millsInverse(u);
    return lambda * (u + lambda);
  });
  const constant = ui.reduce((sum, u) => sum - normalLogCdf(u), -0.5 * yi.length * LN_2PI);
  return { yi: Float64Array.from(yi), sei, ui, ci2, constant };
}

/**
 * Log-likelihood of published effects in the Copas selection model, and its gradient in (μ, ρ, τ, slope):
 *
 *   yi = μ + slope·si + N(0, τ²) + σi εi,  published where γ0 + γ1/si + δi > 0,  corr(εi, δi) = ρ
 *   ℓ = Σ [−½ ln 2π Vi − ½ ri²/Vi − ln Φ(ui) + ln Φ(wi)],  Vi = σi² + τ²,  ri = yi − μ − slope·si
 *   wi = (ui + ρ̃i ri/√Vi)/√(1 − ρ̃i²),  ρ̃i = ρσi/√Vi,  σi² = si²/(1 − ci²ρ²)
 *
 * si² is the variance of a published effect, σi² that of an effect whether published or not.
 *
 * @param gradient - length 4, written to
 * @returns NaN, and no gradient, where the parameters are too large for numbers: a wall to a search
 * @see Copas & Shi 2000, Biostatistics 1:247, and 2001, Statistical Methods in Medical Research 10:251
 */
export function copasLogLik(
  { yi, sei, ui, ci2, constant }: CopasData,
  { mu, rho, tau, slope }: CopasParameters,
  gradient: Float64Array,
): number {
  let logLik = constant;
  let [byMu, byRho, byTau, bySlope] = [0, 0, 0, 0];
  for (let i = 0; i < yi.length; i += 1) {
    const [s, u] = [sei[i]!, ui[i]!];
    const narrowing = 1 - ci2[i]! * rho * rho;
    const sigma = s / Math.sqrt(narrowing);
    const sigmaByRho = (sigma * ci2[i]! * rho) / narrowing;
    const v = sigma * sigma + tau * tau;
    const vByRho = 2 * sigma * sigmaByRho;
    const r = yi[i]! - mu - slope * s;
    const shared = rho * sigma;
    const n = u * v + shared * r;
    const rest = v - shared * shared;
    const d = v * rest;
    const root = Math.sqrt(d);
    const w = n / root;
    if (Number.isNaN(w)) return Number.NaN;
    const logPhi = normalLogCdf(w);
    const lambda = Math.exp(-0.5 * (w * w + LN_2PI) - logPhi);
    logLik += -0.5 * Math.log(v) - (0.5 * r * r) / v + logPhi;
    const byR = -r / v + (lambda * shared) / root;
    const wByV = u / root - (n * (v + rest)) / (2 * d * root);
    const byV = -0.5 / v + (0.5 * r * r) / (v * v) + lambda * wByV;
    const sharedByRho = sigma + rho * sigmaByRho;
    const wByShared = r / root + (n * v * shared) / (d * root);
    byMu -= byR;
    bySlope -= byR * s;
    byTau += byV * 2 * tau;
    byRho += byV * vByRho + lambda * wByShared * sharedByRho;
  }
  gradient[0] = byMu;
  gradient[1] = byRho;
  gradient[2] = byTau;
  gradient[3] = bySlope;
  return logLik;
}

/** λ(u) = φ(u)/Φ(u). */
function millsInverse(u: number): number {
  return Math.exp(-0.5 * (u * u + LN_2PI) - normalLogCdf(u));
}

const LN_2PI = Math.log(2 * Math.PI);
