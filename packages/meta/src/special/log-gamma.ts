import { demand } from "./domain-error.ts";

const HALF_LOG_TWO_PI = 0.918938533204672741780329736406;
const EULER = 0.577215664901532860606512090082;

/** ζ(k) − 1 for k = 2, 3, …: Abramowitz & Stegun 1964, table 23.3; computed once from the defining sum. */
const ZETA_MINUS_ONE: readonly number[] = Array.from({ length: 40 }, (_, index) => zetaMinusOne(index + 2));

/**
 * Natural logarithm of the gamma function, ln Γ(x), x > 0.
 *
 * Within [1/2, 5/2] the Taylor series about 2 (Abramowitz & Stegun 1964, 6.1.33), so the zeros at 1 and 2 keep their
 * relative accuracy; above by recurrence to that interval, and from 10 on by Stirling's series (A & S 6.1.41).
 *
 * @throws DomainError x ≤ 0, NaN or infinite
 */
export function logGamma(x: number): number {
  demand(x > 0 && x < Infinity, "x", x, "a finite number greater than 0");
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x);
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  if (x < 1.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1);
  let product = 1;
  let y = x;
  while (y > 2.5) {
    y -= 1;
    product *= y;
  }
  return (product === 1 ? 0 : Math.log(product)) + logGammaNearTwo(y - 2);
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), without the cancellation of large terms. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large);
  // ln Γ(large) − ln Γ(large + small) from Stirling's series, term by term.
  const total = small + large;
  const difference = -(large - 0.5) * Math.log1p(small / large) - small * Math.log(total) + small;
  return logGamma(small) + difference + stirlingSeries(large) - stirlingSeries(total);
}

/** ln of the binomial coefficient "n choose k"; n, k real, 0 ≤ k ≤ n. */
export function logChoose(n: number, k: number): number {
  demand(k >= 0 && k <= n, "k", k, `from 0 to n = ${n}`);
  if (k === 0 || k === n) return 0;
  return -Math.log(n + 1) - logBeta(k + 1, n - k + 1);
}

/**
 * The error of Stirling's formula: ln Γ(n + 1) − (n + 1/2) ln n + n − ln √(2π), n > 0.
 *
 * @see Loader 2000, Fast and accurate computation of binomial probabilities, equation 3
 */
export function stirlingError(n: number): number {
  if (n >= 10) return stirlingSeries(n);
  return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_TWO_PI;
}

/** Σ B₂ₖ / (2k (2k − 1) x^(2k−1)), for x ≥ 10. */
function stirlingSeries(x: number): number {
  const r = 1 / (x * x);
  const series =
    1 / 12 +
    r *
      (-1 / 360 +
        r *
          (1 / 1260 +
            r * (-1 / 1680 + r * (1 / 1188 + r * (-691 / 360360 + r * (1 / 156 + r * (-3617 / 122400)))))));
  return series / x;
}

/** ln Γ(2 + z) = (1 − γ) z + Σ_{k≥2} (−1)^k (ζ(k) − 1) z^k / k, |z| ≤ 1/2. */
function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = ZETA_MINUS_ONE.length + 1; k >= 2; k -= 1) {
    sum = z * ((k % 2 === 0 ? 1 : -1) * (ZETA_MINUS_ONE[k - 2]! / k) + sum);
  }
  return z * (1 - EULER + sum);
}

/** Euler–Maclaurin summation of n^(−k), n = 2, 3, … */
function zetaMinusOne(k: number): number {
  const N = 16;
  let sum = 0;
  for (let n = N - 1; n >= 2; n -= 1) sum += n ** -k;
  const tail = N ** (1 - k) / (k - 1) + N ** -k / 2;
  const c1 = (k / 12) * N ** (-k - 1);
  const c2 = ((k * (k + 1) * (k + 2)) / 720) * N ** (-k - 3);
  const c3 = ((k * (k + 1) * (k + 2) * (k + 3) * (k + 4)) / 30240) * N ** (-k - 5);
  const c4 = ((k * (k + 1) * (k + 2) * (k + 3) * (k + 4) * (k + 5) * (k + 6)) / 1209600) * N ** (-k - 7);
  return sum + tail + c1 - c2 + c3 - c4;
}

/** Digamma ψ(x), x > 0: recurrence to x ≥ 12, then the asymptotic series (A & S 6.3.18). */
export function digamma(x: number): number {
  demand(x > 0 && x < Infinity, "x", x, "a finite number greater than 0");
  let y = x;
  let shift = 0;
  while (y < 12) {
    shift -= 1 / y;
    y += 1;
  }
  const r = 1 / (y * y);
  const series =
    r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - r * (691 / 32760 - r / 12))))));
  return shift + Math.log(y) - 0.5 / y - series;
}

/** Trigamma ψ′(x), x > 0: recurrence to x ≥ 12, then the asymptotic series (A & S 6.4.12). */
export function trigamma(x: number): number {
  demand(x > 0 && x < Infinity, "x", x, "a finite number greater than 0");
  let y = x;
  let shift = 0;
  while (y < 12) {
    shift += 1 / (y * y);
    y += 1;
  }
  const r = 1 / (y * y);
  const series =
    1 / 6 - r * (1 / 30 - r * (1 / 42 - r * (1 / 30 - r * (5 / 66 - r * (691 / 2730 - (r * 7) / 6)))));
  return shift + 1 / y + r / 2 + (r / y) * series;
}
