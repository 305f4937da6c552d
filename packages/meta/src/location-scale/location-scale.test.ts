import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { InputError } from "../input-error.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { modelData } from "../pairwise/model-data.ts";
import { fitLocationScale } from "./fit-location-scale.ts";
import { logLikelihood, tau2Slopes } from "./scale-likelihood.ts";

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

  // The highest of all pairs of τ² at the least and the largest latitude, 0 to 1 in steps of 0.0005, computed apart.
  test.each([
    ["ML", -7.13928959, [0, 0.086]],
    ["REML", -7.98876527, [0.259, 0]],
  ] as const)(
    "identity link, %s: a maximum on the border τ² = 0 is found along it",
    (method, logLik, ends) => {
      const fit = fitLocationScale(yi, vi, { location: ablat, scale: ablat }, { method, link: "identity" });
      expect(fit.logLik).toBeGreaterThan(logLik - 1e-8);
      expect(fit.logLik).toBeCloseTo(logLik, 5);
      const at = (latitude: number) => fit.tau2[BCG.ablat.indexOf(latitude)]!;
      expect(at(Math.min(...BCG.ablat))).toBeCloseTo(ends[0], 3);
      expect(at(Math.max(...BCG.ablat))).toBeCloseTo(ends[1], 3);
      expect(fit.scale.se).toEqual([null, null]);
    },
  );

  test.each(["log", "identity"] as const)("a change of the unit of effects changes nothing but the unit, %s", (link) => {
    for (const method of ["ML", "REML"] as const) {
      const designs = { location: ablat, scale: ablat };
      const fit = fitLocationScale(yi, vi, designs, { method, link });
      for (const unit of [1e-4, 1e4]) {
        const [y, v] = [yi.map((one) => one * unit), vi.map((one) => one * unit * unit)];
        const other = fitLocationScale(y, v, designs, { method, link });
        const size = method === "ML" ? yi.length : yi.length - 2;
        expect(other.logLik + size * Math.log(unit)).toBeCloseTo(fit.logLik, 8);
        expect(other.location.estimate[1]! / unit).toBeCloseTo(fit.location.estimate[1]!, 5);
        expect(other.tau2[0]! / unit / unit).toBeCloseTo(fit.tau2[0]!, 5);
      }
    }
  }); // prettier-ignore

  test.each(["ML", "REML"] as const)("the slopes of the %s likelihood in each τ² are its differences", (method) => {
    const data = modelData(yi, vi, ablat);
    const tau2 = Float64Array.from(yi, (_, i) => 0.05 + 0.02 * i);
    const slopes = tau2Slopes(data, tau2, method);
    slopes.forEach((slope, i) => {
      const at = (by: number) => logLikelihood(data, tau2.with(i, tau2[i]! + by), method);
      expect((at(1e-5) - at(-1e-5)) / 2e-5).toBeCloseTo(slope, 6);
    });
    expect(tau2Slopes(data, tau2.with(0, -1), method).every(Number.isNaN)).toBe(true);
  }); // prettier-ignore

  test("too few effects, and a scale column of one value, are refused", () => {
    expect(() => fitLocationScale([0.1], [0.1])).toThrow(InputError);
    const same = { names: ["intrcpt", "x"], rows: yi.map(() => [1, 2]) };
    expect(() => fitLocationScale(yi, vi, { scale: same })).toThrow(/x has the same value/);
  });
});
