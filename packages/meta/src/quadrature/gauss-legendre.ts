import type { Quadrature } from "./gauss-hermite.ts";

/**
 * Gauss–Legendre quadrature: nodes and weights on (−1, 1), exact for polynomials of degree 2n − 1.
 *
 * @see Press et al. 2007, Numerical Recipes, section 4.6.1
 */
export function gaussLegendre(n: number): Quadrature {
  const [nodes, weights] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i += 1) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 50; step += 1) {
      let [before, value] = [0, 1];
      for (let j = 0; j < n; j += 1)
        [before, value] = [value, ((2 * j + 1) * x * value - j * before) / (j + 1)];
      slope = (n * (x * value - before)) / (x * x - 1);
      const next = x - value / slope;
      const moved = Math.abs(next - x);
      x = next;
      if (moved < 1e-16) break;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
