import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { fileDrawerModel, generalFailSafeN } from "./fail-safe-n-general.ts";

const { yi, vi } = BCG;

describe("the general fail-safe N", () => {
  test("is the first number that is enough", () => {
    const { number, withFileDrawer } = generalFailSafeN(yi, vi);
    const model = fileDrawerModel(yi, vi, "REML");
    expect(number).toBe(25);
    expect(model(24).pValue).toBeLessThan(0.05);
    expect(withFileDrawer!.pValue).toBeGreaterThanOrEqual(0.05);
  });

  test("τ² with a file drawer is the variance of both sets of true effects", () => {
    const { estimate, tau2 } = fitPairwise(yi, vi);
    const half = Math.sqrt((tau2 * 12) / 2);
    const real = [estimate - half, estimate + half, ...Array.from({ length: 11 }, () => estimate)];
    const drawer = [-1, 1].map((sign) => sign * Math.sqrt((tau2 * 19) / 2));
    const all = [...real, ...drawer, ...Array.from({ length: 18 }, () => 0)];
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    const variance = all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (all.length - 1);
    expect(fileDrawerModel(yi, vi, "REML")(20).tau2).toBeCloseTo(variance, 10);
  });

  test("what is not significant, or small already, needs no file drawer; the target takes the effect's sign", () => {
    expect(generalFailSafeN([0.1, -0.1, 0.05], [0.04, 0.04, 0.04]).number).toBe(0);
    expect(generalFailSafeN(yi, vi, { target: 0.8 })).toMatchObject({ number: 0, target: -0.8 });
    const { target, withFileDrawer } = generalFailSafeN(yi, vi, { target: 0.1 });
    expect(Math.abs(withFileDrawer!.estimate)).toBeLessThanOrEqual(Math.abs(target!));
  });

  test("beyond ten million there is no number", () => {
    const found = generalFailSafeN([1, 1, 1], [1e-9, 1e-9, 1e-9], { method: "EE", target: 1e-9 });
    expect(found).toMatchObject({ number: null, withFileDrawer: null });
  });

  test.each([
    ["alpha", { alpha: 1 }],
    ["target", { target: 0 }],
  ])("%s outside its range is refused", (field, options) => {
    expect(() => generalFailSafeN(yi, vi, options)).toThrow(expect.objectContaining({ where: { field } }));
  });

  test("mirrored effects need the same number", () => {
    const one = fc.record({
      y: fc.double({ min: -1, max: 3, noNaN: true }),
      v: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 3, maxLength: 9 }), (set) => {
        const y = set.map((each) => each.y);
        const v = set.map((each) => each.v);
        const mirrored = generalFailSafeN(y.map((each) => -each), v, { method: "DL" }); // prettier-ignore
        expect(mirrored.number).toBe(generalFailSafeN(y, v, { method: "DL" }).number);
      }),
    );
  });
});
