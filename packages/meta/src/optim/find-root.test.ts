import fc from "fast-check";
import { expect, test } from "vitest";
import { findRoot } from "./find-root.ts";

test.each([
  ["x³ − 2", (x: number) => x ** 3 - 2, 0, 2, Math.cbrt(2)],
  ["cos x − x", (x: number) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
  ["a root at an end", (x: number) => x - 3, 3, 9, 3],
  ["a tenfold root", (x: number) => (x - 1) ** 9, 0, 3, 1],
  ["a step", (x: number) => (x < 0.25 ? -1 : 1), 0, 1, 0.25],
] as const)("%s", (name, f, low, high, root) => {
  expect(Math.abs(findRoot(f, low, high) - root)).toBeLessThan(name === "a tenfold root" ? 1e-2 : 1e-14);
});

test("equal signs at both ends: NaN, which the caller must meet", () => {
  expect(findRoot((x) => x * x + 1, -1, 1)).toBeNaN();
});

test("a root of a rising cubic, wherever it lies, in either direction and over many orders of magnitude", () => {
  fc.assert(
    fc.property(fc.double({ min: -6, max: 6, noNaN: true }), fc.boolean(), (exponent, falling) => {
      const root = 10 ** exponent;
      const sign = falling ? -1 : 1;
      const found = findRoot((x) => sign * ((x / root) ** 3 + x / root - 2), 0, 1e7);
      expect(Math.abs(found / root - 1)).toBeLessThan(1e-12);
    }),
  );
});

test("few evaluations: a smooth root needs fewer than bisection's 50", () => {
  let calls = 0;
  findRoot(
    (x) => {
      calls += 1;
      return Math.exp(x) - 5;
    },
    0,
    10,
  );
  expect(calls).toBeLessThan(18);
});
