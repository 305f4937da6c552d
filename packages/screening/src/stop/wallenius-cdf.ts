import { logBeta, logRegularizedBeta } from "@coppice/meta/special";
import { hypergeometricCdf, type Urn } from "./hypergeometric-cdf.ts";

/**
 * Steps of the trapezium rule: at least 64, a quarter of a standard deviation of a normal integrand, and none longer than 0.2
 * on the logit scale. The integrand is analytic and dies off at both ends, so that the error falls exponentially with the step.
 */
const LEAST_STEPS = 64;
const LONGEST_STEP = 0.2;
/** How far the logarithm of the integrand falls from its top before the rest is left out: e^−40 is 4e-18. */
const DROP = 40;

/**
 * Wallenius' noncentral hypergeometric distribution function P(X ≤ k): balls are drawn one after the other, and a marked
 * ball is `bias` times as likely to be the next as an unmarked one.
 *
 * Let every ball have an exponential time, of rate `bias` if it is marked and 1 otherwise; the balls drawn are the n with
 * the earliest times. Fewer than k + 1 marked ones are among them exactly if the (k + 1)-th marked one comes later than the
 * (n − k)-th unmarked one. With U = 1 − e^−t at that time, U ~ Beta(n − k, M − K − n + k + 1), so
 *
 *   P(X ≤ k) = E[ P(Bin(K, 1 − (1 − U)^bias) ≤ k) ],
 *
 * one smooth integral, taken on the scale of log(U/(1 − U)) by the trapezium rule about the top of the integrand. With
 * bias 1 it is the hypergeometric distribution, which is then computed as such.
 *
 * @param k - whole number; below the support 0, at or above its end 1
 * @param bias - odds of a marked ball, ≥ 1
 * @see Wallenius 1963, Biased sampling (thesis, Stanford); Fog 2008, Communications in Statistics 37:258
 * @example walleniusCdf(0, { size: 87, marked: 1, drawn: 17 }, 5) // 0.3464
 */
export function walleniusCdf(k: number, urn: Urn, bias: number): number {
  const { size, marked, drawn } = urn;
  if (bias === 1) return hypergeometricCdf(k, urn);
  if (k < Math.max(0, drawn + marked - size)) return 0;
  if (k >= Math.min(drawn, marked)) return 1;
  // Of the unmarked balls the `early`-th in time; at least `late` − 1 come after it.
  const early = drawn - k;
  const late = size - marked - early + 1;
  const logScale = logBeta(early, late);
  const logIntegrand = (x: number): number => {
    // ln(1 − U) and ln U at logit U = x.
    const logOther = -softplus(x);
    const logOne = -softplus(-x);
    // P(Bin(K, q) ≤ k) = I_{1−q}(K − k, k + 1).
    const stay = Math.exp(bias * logOther);
    return early * logOne + late * logOther - logScale + logRegularizedBeta(stay, marked - k, k + 1, "lower");
  };
  const centre = Math.log(early / late);
  const spread = Math.sqrt(1 / early + 1 / late);
  const { top, height } = summit(logIntegrand, centre, spread);
  const from = edge(logIntegrand, top, -spread, height);
  const to = edge(logIntegrand, top, spread, height);
  const steps = Math.max(LEAST_STEPS, Math.ceil((to - from) / LONGEST_STEP));
  const step = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i += 1) sum += Math.exp(logIntegrand(from + i * step) - height);
  return Math.min(1, Math.exp(height) * sum * step);
}

/** ln(1 + e^x). */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** The top of a function with one: uphill by `stride` from `start`, then by halved strides; near enough to scale by. */
function summit(
  f: (x: number) => number,
  start: number,
  stride: number,
): { readonly top: number; readonly height: number } {
  let top = start;
  let height = f(start);
  let step = stride;
  for (let halvings = 0; halvings < 6;) {
    const left = f(top - step);
    const right = f(top + step);
    if (left <= height && right <= height) {
      step /= 2;
      halvings += 1;
    } else if (left > right) {
      top -= step;
      height = left;
    } else {
      top += step;
      height = right;
    }
  }
  return { top, height };
}

/** Where, from the top in the direction of `stride`, the function has fallen by {@link DROP}. */
function edge(f: (x: number) => number, top: number, stride: number, height: number): number {
  let x = top + stride;
  let step = stride;
  while (f(x) > height - DROP) {
    step *= 1.3;
    x += step;
  }
  return x;
}
