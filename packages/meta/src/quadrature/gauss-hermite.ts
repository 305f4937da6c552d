/** Nodes x and weights w with ∫ f(x) exp(−x²) dx ≈ Σ w f(x), exact for polynomials of degree 2n − 1. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const KNOWN = new Map<number, Quadrature>();

/**
 * Gauss–Hermite quadrature, by Newton's method on the orthonormal Hermite polynomials.
 *
 * @param n - from 1 to 100
 * @see Press et al. 2007, Numerical Recipes, section 4.6.2; NIST DLMF 3.5.28
 */
export function gaussHermite(n: number): Quadrature {
  const known = KNOWN.get(n);
  if (known !== undefined) return known;
  const [nodes, weights] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < Math.ceil(n / 2); i += 1) {
    // Roots lie between those of the next lower order: search from the largest, stepping down in small steps.
    const x = 2 * i === n - 1 ? 0 : positiveRoot(n, i);
    const [, slope] = hermite(n, x);
    nodes[i] = x;
    nodes[n - 1 - i] = -x;
    weights[i] = weights[n - 1 - i] = 2 / (slope * slope);
  }
  const quadrature = { nodes, weights };
  KNOWN.set(n, quadrature);
  return quadrature;
}

/** The i-th largest root, found by its change of sign on a grid finer than any gap, then by bisection and Newton. */
function positiveRoot(n: number, i: number): number {
  const step = 0.2 / Math.sqrt(2 * n + 1);
  let upper = Math.sqrt(2 * n + 1);
  let sign = Math.sign(hermite(n, upper)[0]);
  for (let found = -1; ;) {
    const lower = upper - step;
    const next = Math.sign(hermite(n, lower)[0]);
    if (next !== sign) {
      found += 1;
      if (found === i) return refine(n, lower, upper);
    }
    sign = next;
    upper = lower;
  }
}

function refine(n: number, lower: number, upper: number): number {
  let x = (lower + upper) / 2;
  for (let step = 0; step < 60; step += 1) {
    const [value, slope] = hermite(n, x);
    const next = x - value / slope;
    if (next === x || Math.abs(next - x) < 1e-16 * Math.abs(x)) return next;
    x = next > lower && next < upper ? next : (lower + upper) / 2;
  }
  return x;
}

/** The orthonormal Hermite polynomial of degree n and its derivative √(2n) h(n−1). */
function hermite(n: number, x: number): readonly [number, number] {
  let [before, value] = [0, Math.PI ** -0.25];
  for (let j = 0; j < n; j += 1)
    [before, value] = [value, x * Math.sqrt(2 / (j + 1)) * value - Math.sqrt(j / (j + 1)) * before];
  return [value, Math.sqrt(2 * n) * before];
}
