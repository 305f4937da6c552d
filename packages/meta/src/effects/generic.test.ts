import fc from "fast-check";
import { expect, test } from "vitest";
import { genericEffects } from "./generic.ts";

test("a variance, a standard error and an interval say the same", () => {
  const { measure, yi, vi, ni, options } = genericEffects([
    { yi: 0.4, vi: 0.0234285994464305 },
    { yi: 0.4, sei: Math.sqrt(0.0234285994464305) },
    { yi: 0.4, ciLower: 0.1, ciUpper: 0.7 },
  ]);
  expect(measure).toBe("GEN");
  expect(yi).toEqual([0.4, 0.4, 0.4]);
  // ((0.7 − 0.1)/(2 qnorm(0.975)))², computed with R.
  for (const v of vi) expect(v).toBeCloseTo(0.0234285994464305, 15);
  expect(ni).toEqual([null, null, null]);
  expect(options).toEqual({ ciLevel: 0.95 });
});

test("the level of the intervals: a 90 % interval of the same width means a larger variance", () => {
  const given = [{ yi: 0, ciLower: -1, ciUpper: 1 }];
  expect(genericEffects(given, { ciLevel: 0.9 }).vi[0]).toBeCloseTo((1 / 1.6448536269514722) ** 2, 12);
});

test("an interval made of an effect and its standard error gives them back", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: 0.01, max: 5, noNaN: true }),
      (yi, sei) => {
        const margin = 1.959963984540054 * sei;
        const { vi } = genericEffects([{ yi, ciLower: yi - margin, ciUpper: yi + margin }]);
        expect(Math.abs(Math.sqrt(vi[0]!) / sei - 1)).toBeLessThan(1e-9);
      },
    ),
  );
});

test("a missing row keeps its place and is listed", () => {
  const { yi, vi, dropped } = genericEffects([null, { yi: 1, vi: 2 }]);
  expect([yi, vi]).toEqual([
    [null, 1],
    [null, 2],
  ]);
  expect(dropped).toEqual([{ row: 0, code: "missing", reason: "a number is missing" }]);
});

test.each([
  [{ yi: Number.NaN, vi: 1 }, "not-finite"],
  [{ yi: 1, vi: 0 }, "nonpositive-variance"],
  [{ yi: 1, sei: -0.1 }, "nonpositive-variance"],
  [{ yi: 1, sei: 1e-200 }, "nonpositive-variance"],
  [{ yi: 1, ciLower: 2, ciUpper: 0 }, "invalid-interval"],
  [{ yi: 3, ciLower: 0, ciUpper: 2 }, "invalid-interval"],
] as const)("%j is refused as %s, with its row", (effect, code) => {
  let found: unknown;
  try {
    genericEffects([{ yi: 0, vi: 1 }, effect]);
  } catch (error) {
    found = error;
  }
  expect(found).toMatchObject({ code, where: { row: 1 } });
});

test("a level that is no level is refused", () => {
  expect(() => genericEffects([], { ciLevel: 95 })).toThrow(/ciLevel = 95/);
});
