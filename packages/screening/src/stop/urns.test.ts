import fc from "fast-check";
import { expect, test } from "vitest";
import { drawByDraw } from "./draw-by-draw.testing.ts";
import { hypergeometricCdf } from "./hypergeometric-cdf.ts";
import { walleniusCdf } from "./wallenius-cdf.ts";

// Exact fractions, by the recursion above in Python's rational numbers.
test.each([
  [1, { size: 20, marked: 6, drawn: 9 }, 3, 0.0027703889990488627],
  [0, { size: 40, marked: 3, drawn: 17 }, 2, 0.03776457593217303],
  [4, { size: 60, marked: 12, drawn: 33 }, 5, 2.200138548061858e-8],
  [7, { size: 100, marked: 12, drawn: 71 }, 8, 7.564126839928286e-14],
] as const)("Wallenius' distribution has exact values: P(X ≤ %i), %o, bias %d", (k, urn, bias, p) => {
  expect(walleniusCdf(k, urn, bias) / p).toBeCloseTo(1, 10);
});

const urns = fc
  .record({ size: fc.integer({ min: 1, max: 300 }), marked: fc.nat(300), drawn: fc.nat(300) })
  .map(({ size, marked, drawn }) => ({ size, marked: Math.min(marked, size), drawn: Math.min(drawn, size) }));

test("both distributions equal the sum draw by draw, in and beyond the support", () => {
  fc.assert(
    fc.property(
      urns,
      fc.integer({ min: -2, max: 40 }),
      fc.constantFrom(1, 1.1, 1.5, 2, 5, 20),
      (urn, k, bias) => {
        const p = walleniusCdf(k, urn, bias);
        const wanted = drawByDraw(k, urn, bias);
        expect(Math.abs(p - wanted)).toBeLessThanOrEqual(1e-10 * wanted + 1e-200);
      },
    ),
    { seed: 5, numRuns: 400 },
  );
});

test("large urns: relative accuracy of small probabilities", () => {
  for (const bias of [1, 1.5, 3]) {
    const urn = { size: 6_000, marked: 30, drawn: 2_400 };
    for (const k of [0, 2, 9, 20])
      expect(walleniusCdf(k, urn, bias) / drawByDraw(k, urn, bias)).toBeCloseTo(1, 10);
  }
});

test("the hypergeometric distribution of a text-book urn", () => {
  expect(hypergeometricCdf(0, { size: 87, marked: 1, drawn: 17 })).toBeCloseTo(70 / 87, 12);
  expect(hypergeometricCdf(1, { size: 10, marked: 4, drawn: 3 })).toBeCloseTo(80 / 120, 12);
});
