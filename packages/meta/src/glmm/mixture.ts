import { gaussHermite } from "../quadrature/gauss-hermite.ts";
import type { LogLikelihood, LogLikelihoodValue } from "./log-likelihoods.ts";

/**
 * ln ∫ exp(ℓ(μ + σ u)) φ(u) du by adaptive Gauss–Hermite quadrature: nodes about the mode of the integrand, at the scale of its
 * curvature. One node is Laplace's approximation.
 *
 * @see Pinheiro & Bates 1995, J Comp Graph Stat 4:12, section 2.4
 */
export function logMixture(ell: LogLikelihood, mu: number, sigma: number, nodes: number): number {
  if (sigma === 0) return ell(mu).value;
  const { u, at } = mixtureMode(ell, mu, sigma);
  const scale = 1 / Math.sqrt(1 + sigma * sigma * at.information);
  const peak = rise(at.value, u);
  if (nodes === 1) return peak + Math.log(scale);
  const { nodes: x, weights } = gaussHermite(nodes);
  let sum = 0;
  for (let j = 0; j < nodes; j += 1) {
    const point = u + Math.SQRT2 * scale * x[j]!;
    const height = rise(ell(mu + sigma * point).value, point);
    sum += weights[j]! * Math.exp(x[j]! * x[j]! + height - peak);
  }
  return peak + Math.log((scale * sum) / Math.sqrt(Math.PI));
}

/** Where exp(ℓ(μ + σ u) − u²/2) is highest, and ℓ there. */
export function mixtureMode(
  ell: LogLikelihood,
  mu: number,
  sigma: number,
): { readonly u: number; readonly at: LogLikelihoodValue } {
  let u = 0;
  let at = ell(mu);
  for (let step = 0; step < 100; step += 1) {
    const gradient = sigma * at.score - u;
    const move = gradient / (sigma * sigma * at.information + 1);
    // Halve steps that overshoot: the integrand is concave, its tails are flat.
    let factor = 1;
    let next = ell(mu + sigma * (u + move));
    while (factor > 1e-6 && !(rise(next.value, u + factor * move) >= rise(at.value, u) - 1e-12)) {
      factor /= 2;
      next = ell(mu + sigma * (u + factor * move));
    }
    u += factor * move;
    at = next;
    if (Math.abs(factor * move) < 1e-12 * Math.max(1, Math.abs(u))) break;
  }
  return { u, at };
}

function rise(value: number, u: number): number {
  return value - (u * u) / 2;
}

/**
 * ln ∫∫ exp(ℓ₁(α + σ s + ½(β + τ u)) + ℓ₂(α + σ s − ½(β + τ u))) φ(s) φ(u) ds du by Laplace's approximation.
 *
 * @see Tierney & Kadane 1986, JASA 81:82
 */
export function logMixtureOfArms(
  arms: readonly [LogLikelihood, LogLikelihood],
  {
    alpha,
    beta,
    sigma,
    tau,
  }: { readonly alpha: number; readonly beta: number; readonly sigma: number; readonly tau: number },
): number {
  const at = (s: number, u: number) => {
    const [mean, half] = [alpha + sigma * s, (beta + tau * u) / 2];
    const [one, two] = [arms[0](mean + half), arms[1](mean - half)];
    return { one, two, height: one.value + two.value - (s * s + u * u) / 2 };
  };
  let [s, u] = [0, 0];
  let now = at(s, u);
  let determinant = 1;
  for (let step = 0; step < 200; step += 1) {
    const { one, two } = now;
    const [gs, gu] = [sigma * (one.score + two.score) - s, (tau / 2) * (one.score - two.score) - u];
    const hss = sigma * sigma * (one.information + two.information) + 1;
    const huu = ((tau * tau) / 4) * (one.information + two.information) + 1;
    const hsu = ((sigma * tau) / 2) * (one.information - two.information);
    determinant = hss * huu - hsu * hsu;
    const [ds, du] = [(huu * gs - hsu * gu) / determinant, (hss * gu - hsu * gs) / determinant];
    let factor = 1;
    let next = at(s + ds, u + du);
    while (factor > 1e-6 && !(next.height >= now.height - 1e-12)) {
      factor /= 2;
      next = at(s + factor * ds, u + factor * du);
    }
    s += factor * ds;
    u += factor * du;
    now = next;
    if (Math.abs(factor * ds) + Math.abs(factor * du) < 1e-12) break;
  }
  return now.height - 0.5 * Math.log(determinant);
}
