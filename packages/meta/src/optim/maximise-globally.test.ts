import fc from "fast-check";
import { expect, test } from "vitest";
import { maximiseGlobally } from "./maximise-globally.ts";

/** Two humps on a log axis: heights a and b at 10^p and 10^q. */
function humps(a: number, p: number, b: number, q: number) {
  const at = (x: number): number => Math.log10(x);
  const hump = (height: number, x: number, centre: number): number =>
    x === 0 ? 0 : height * Math.exp(-((at(x) - centre) ** 2) * 4);
  const f = (x: number): number => hump(a, x, p) + hump(b, x, q);
  const slope = (height: number, x: number, centre: number): number =>
    hump(height, x, centre) * (-8 * (at(x) - centre)) * (1 / (x * Math.LN10));
  const derivative = (x: number): number => (x === 0 ? 1 : slope(a, x, p) + slope(b, x, q));
  return { f, derivative };
}

test("of two maxima the higher one, whichever side it is on", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -5, max: -1, noNaN: true }),
      fc.double({ min: 1, max: 4, noNaN: true }),
      fc.double({ min: 0.5, max: 0.95, noNaN: true }),
      fc.boolean(),
      (low, high, ratio, leftWins) => {
        const [a, b] = leftWins ? [1, ratio] : [ratio, 1];
        const { f, derivative } = humps(a, low, b, high);
        expect(Math.log10(maximiseGlobally(f, derivative, 1))).toBeCloseTo(leftWins ? low : high, 3);
      },
    ),
  );
});

test("0 is a candidate: a falling function has its maximum there", () => {
  expect(
    maximiseGlobally(
      (x) => -x,
      () => -1,
      1,
    ),
  ).toBe(0);
  const dip = {
    f: (x: number) => (x - 1) ** 2 * Math.exp(-x),
    d: (x: number) => (x - 1) * (3 - x) * Math.exp(-x),
  };
  // At 0 it is 1, at its inner maximum 3 only 4/e³ = 0.199.
  expect(maximiseGlobally(dip.f, dip.d, 1)).toBe(0);
});
