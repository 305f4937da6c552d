import { describe, expect, test } from "vitest";
import { minimise } from "./minimise.ts";
import { numericalGradient, numericalHessian } from "./numerical-hessian.ts";

const rosenbrock = (x: Float64Array): number => 100 * (x[1]! - x[0]! ** 2) ** 2 + (1 - x[0]!) ** 2;

describe("minimise", () => {
  test("Rosenbrock's valley, from its usual start", () => {
    const found = minimise(rosenbrock, [-1.2, 1]);
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 7);
    expect(found.x[1]).toBeCloseTo(1, 7);
    expect(found.value).toBeLessThan(1e-14);
  });

  test("a badly scaled bowl, and walls where the function is not finite", () => {
    const bowl = minimise((x) => 1e6 * (x[0]! - 2) ** 2 + 1e-3 * (x[1]! + 5) ** 2, [0, 0]);
    expect(bowl.x[0]).toBeCloseTo(2, 6);
    expect(bowl.x[1]).toBeCloseTo(-5, 4);
    const walled = minimise((x) => (x[0]! > 0 ? x[0]! - Math.log(x[0]!) : Number.NaN), [7]);
    expect(walled.x[0]).toBeCloseTo(1, 7);
  });

  test("a given gradient is used; the limit of iterations is reported", () => {
    let calls = 0;
    const gradient = (x: Float64Array): Float64Array => {
      calls += 1;
      return x.map((value) => 4 * value ** 3);
    };
    const quartic = (x: Float64Array): number => x.reduce((sum, value) => sum + value ** 4, 0);
    minimise(quartic, [3, -2], { gradient });
    expect(calls).toBeGreaterThan(2);
    expect(minimise(quartic, [3, -2], { gradient, maxIterations: 1 }).converged).toBe(false);
  });

  test("a start where the function is not finite is refused", () => {
    expect(() => minimise(() => Number.NaN, [0])).toThrow(RangeError);
  });
});

test("derivatives of a known function", () => {
  const f = (x: Float64Array): number => Math.exp(x[0]!) * Math.sin(x[1]!) + x[0]! * x[1]! ** 2;
  const [a, b] = [0.7, 1.3];
  const hessian = numericalHessian(f, [a, b]);
  const cross = Math.exp(a) * Math.cos(b) + 2 * b;
  const exact = [Math.exp(a) * Math.sin(b), cross, cross, -Math.exp(a) * Math.sin(b) + 2 * a];
  exact.forEach((value, at) => expect(Math.abs(hessian[at]! - value)).toBeLessThan(1e-8));
  const gradient = numericalGradient(f, [a, b]);
  expect(gradient[0]).toBeCloseTo(Math.exp(a) * Math.sin(b) + b * b, 10);
  expect(gradient[1]).toBeCloseTo(Math.exp(a) * Math.cos(b) + 2 * a * b, 10);
});
