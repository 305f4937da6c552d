import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { InputError } from "../input-error.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { fitLocationScale } from "./fit-location-scale.ts";

const { yi, vi } = BCG;
const ablat = { names: ["intrcpt", "ablat"], rows: BCG.ablat.map((x) => [1, x]) };

describe("location-scale models", () => {
  test.each(["ML", "REML"] as const)(
    "one %s tau2 is that of the random-effects model, by both links",
    (method) => {
      const plain = fitPairwise(yi, vi, { method });
      for (const link of ["log", "identity"] as const) {
        const fit = fitLocationScale(yi, vi, {}, { method, link });
        expect(fit.tau2[0]).toBeCloseTo(plain.tau2, 7);
        expect(fit.location.estimate[0]).toBeCloseTo(plain.estimate, 7);
        expect(fit.logLik).toBeCloseTo(plain.likelihood[method === "ML" ? "ml" : "reml"].logLik, 9);
      }
    },
  );

  test("rescaling a moderator of the scale rescales its coefficient alone", () => {
    const half = { names: ["intrcpt", "x"], rows: BCG.ablat.map((x) => [1, x / 10]) };
    const [fit, other] = [ablat, half].map((scale) => fitLocationScale(yi, vi, { location: ablat, scale }));
    expect(other!.scale.estimate[1]).toBeCloseTo(10 * fit!.scale.estimate[1]!, 5);
    expect(other!.logLik).toBeCloseTo(fit!.logLik, 9);
    expect(other!.scale.pValue[1]).toBeCloseTo(fit!.scale.pValue[1]!, 5);
  });

  test("more scale coefficients never fit worse; effects may be shifted", () => {
    const amount = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 8, maxLength: 12 }), amount, (y, shift) => {
        const v = y.map((_, i) => 0.05 + 0.02 * (i % 4));
        const scale = { names: ["intrcpt", "x"], rows: y.map((_, i) => [1, i % 3]) };
        const [small, large, moved] = [
          fitLocationScale(y, v, {}, { method: "ML" }),
          fitLocationScale(y, v, { scale }, { method: "ML" }),
          fitLocationScale(y.map((one) => one + shift), v, { scale }, { method: "ML" }),
        ]; // prettier-ignore
        expect(large.logLik).toBeGreaterThan(small.logLik - 1e-6);
        expect(moved.logLik).toBeCloseTo(large.logLik, 5);
      }),
      { numRuns: 25 },
    );
  });

  test("too few effects, and a scale column of one value, are refused", () => {
    expect(() => fitLocationScale([0.1], [0.1])).toThrow(InputError);
    const same = { names: ["intrcpt", "x"], rows: yi.map(() => [1, 2]) };
    expect(() => fitLocationScale(yi, vi, { scale: same })).toThrow(/x has the same value/);
  });
});
