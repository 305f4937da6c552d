import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bivariateNormalCdf, bivariateNormalDensity } from "./bivariate-normal.ts";
import { normalCdf, normalDensity } from "./normal.ts";

const LIMIT = fc.double({ min: -6, max: 6, noNaN: true });
const RHO = fc.double({ min: -1, max: 1, noNaN: true });

function near(found: number, expected: number, error = 2e-15): void {
  expect(Math.abs(found - expected), `${found} against ${expected}`).toBeLessThanOrEqual(error);
}

describe("distribution of two correlated normal variables", () => {
  test("Sheppard 1899: the quadrant has 1/4 + arcsin(ρ)/2π", () => {
    fc.assert(
      fc.property(RHO, (rho) => near(bivariateNormalCdf(0, 0, rho), 0.25 + Math.asin(rho) / (2 * Math.PI))),
    );
  });

  test("uncorrelated it is a product, at ±1 a single variable", () => {
    fc.assert(
      fc.property(LIMIT, LIMIT, (h, k) => {
        near(bivariateNormalCdf(h, k, 0), normalCdf(h) * normalCdf(k));
        near(bivariateNormalCdf(h, k, 1), normalCdf(Math.min(h, k)));
        near(bivariateNormalCdf(h, k, -1), Math.max(0, normalCdf(h) - normalCdf(-k)));
      }),
    );
  });

  test("it is symmetric, its margins are normal, and its quadrants add up", () => {
    fc.assert(
      fc.property(LIMIT, LIMIT, RHO, (h, k, rho) => {
        near(bivariateNormalCdf(h, k, rho), bivariateNormalCdf(k, h, rho));
        near(bivariateNormalCdf(h, Infinity, rho), normalCdf(h));
        near(bivariateNormalCdf(h, k, rho) + bivariateNormalCdf(h, -k, -rho), normalCdf(h), 4e-15);
      }),
    );
  });

  test("Plackett 1954: its slope in ρ is the density, which is a product of a margin and a condition", () => {
    for (const [h, k, rho] of [
      [0.3, -0.7, 0.4],
      [1.2, 1.1, 0.93],
      [-2, -1.5, -0.6],
    ] as const) {
      const slope = (bivariateNormalCdf(h, k, rho + 1e-5) - bivariateNormalCdf(h, k, rho - 1e-5)) / 2e-5;
      const density = bivariateNormalDensity(h, k, rho);
      expect(slope / density).toBeCloseTo(1, 6);
      const spread = Math.sqrt(1 - rho * rho);
      near(density, (normalDensity(h) * normalDensity((k - rho * h) / spread)) / spread);
    }
  });

  // Plackett's integral from 0 to ρ at 40 digits (mpmath 1.3).
  test.each(REFERENCE())("Φ₂(%d, %d, %d)", (h, k, rho, expected) => {
    near(bivariateNormalCdf(h, k, rho), expected);
  });

  test("refusals", () => {
    expect(() => bivariateNormalCdf(0, 0, 1.1)).toThrow(/rho/);
    expect(() => bivariateNormalCdf(NaN, 0, 0)).toThrow(/h/);
    expect(() => bivariateNormalDensity(0, 0, 1)).toThrow(/rho/);
    expect(bivariateNormalCdf(-Infinity, 3, 0.2)).toBe(0);
  });
});

function REFERENCE(): [number, number, number, number][] {
  return [
    [1, 1, 0.5, 0.74520358684674973],
    [-1, 0.5, 0.25, 0.12962895219376299],
    [0.3, -0.7, -0.8, 0.036371854706631633],
    [-2.5, -2, 0.9, 0.0053329310610661364],
    [1.2, 1.1, 0.99, 0.86022449721556521],
    [0.5, 0.4999, 0.9999, 0.68945842993688521],
    [-0.5, 0.5, -0.999, 0.006281675040915454],
    [2, -3, 0.95, 0.0013498980316300945],
    [-4, -4, 0.7, 2.4390158890493089e-6],
    [0.1, 0.2, 0.999999, 0.53982783727702898],
  ];
}
