import fc from "fast-check";
import { expect, test } from "vitest";
import {
  choleskyFactor,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskySolve,
  forwardSolve,
} from "./cholesky.ts";
import { complexLogDeterminant } from "./complex-determinant.ts";

/** B Bᵀ + I of random B: positive definite. */
const matrices = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n * n, maxLength: n * n }).map((b) => {
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1) {
        a[i * n + j] = i === j ? 1 : 0;
        for (let m = 0; m < n; m += 1) a[i * n + j]! += b[i * n + m]! * b[j * n + m]!;
      }
    return { a, n };
  }),
);

test("solutions and inverses give back the right-hand side; a half solution gives the quadratic form", () => {
  fc.assert(
    fc.property(matrices, ({ a, n }) => {
      const l = choleskyFactor(a, n)!;
      const b = Array.from({ length: n }, (_, i) => i - 1.5);
      const x = choleskySolve(l, n, b);
      const inverse = choleskyInverse(l, n);
      for (let i = 0; i < n; i += 1) {
        let [product, solved] = [0, 0];
        for (let j = 0; j < n; j += 1) {
          product += a[i * n + j]! * x[j]!;
          solved += inverse[i * n + j]! * b[j]!;
          expect(inverse[i * n + j]).toBe(inverse[j * n + i]);
        }
        expect(product).toBeCloseTo(b[i]!, 9);
        expect(solved).toBeCloseTo(x[i]!, 9);
      }
      const half = forwardSolve(l, n, b);
      const form = b.reduce((sum, value, i) => sum + value * x[i]!, 0);
      expect(half.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(form, 8);
    }),
  );
});

test("determinants", () => {
  const l = choleskyFactor(Float64Array.of(4, 2, 2, 5), 2)!;
  expect([...l]).toEqual([2, 0, 1, 2]);
  expect(choleskyLogDeterminant(l, 2)).toBeCloseTo(Math.log(16), 14);
});

test("a matrix that is not positive definite has no factor; nearly dependent columns are seen", () => {
  expect(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
  expect(choleskyFactor(Float64Array.of(1, 1, 1, 1 + 1e-14), 2, 1e-12)).toBeUndefined();
});

test("a complex determinant: size and continuous angle", () => {
  // (1 + i)(2 + i) − (0.5i)² = 1.25 + 3i
  const found = complexLogDeterminant(Float64Array.of(1, 0, 0, 2), Float64Array.of(1, 0, 0.5, 1), 2);
  expect(found.logSize).toBeCloseTo(Math.log(Math.hypot(1.25, 3)), 13);
  expect(found.angle).toBeCloseTo(Math.atan2(3, 1.25), 13);
  // Five factors i: the angle is not wrapped.
  const n = 5;
  const unit = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
  expect(complexLogDeterminant(new Float64Array(n * n), unit, n).angle).toBeCloseTo((5 * Math.PI) / 2, 13);
});
