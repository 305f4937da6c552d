import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { InputError } from "../input-error.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { baujat } from "./baujat.ts";
import { gosh } from "./gosh.ts";
import { influence } from "./influence.ts";
import { cumulative, leaveOneOut } from "./leave-one-out.ts";
import { radial } from "./radial.ts";
import { residuals } from "./residuals.ts";

const { yi, vi } = BCG;
const sets = fc.array(
  fc.record({ y: fc.double({ min: -3, max: 3, noNaN: true }), v: fc.double({ min: 0.01, max: 2, noNaN: true }) }),
  { minLength: 3, maxLength: 7 },
); // prettier-ignore

describe("leave-one-out and cumulative", () => {
  test("BCG: Viechtbauer 2010, J Stat Software 36(3), section 3.5 prints leave1out of the mixed model's data", () => {
    const { fits } = leaveOneOut({ yi, vi });
    expect(fits).toHaveLength(13);
    // Each is the fit of the others.
    const others = (values: readonly number[]): readonly number[] => values.filter((_, i) => i !== 3);
    expect(fits[3]!.estimate).toBe(fitPairwise(others(yi), others(vi)).estimate);
  });

  test("the last cumulative fit is the whole; the first is the first study alone", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const [y, v] = [set.map((one) => one.y), set.map((one) => one.v)];
        const { fits } = cumulative({ yi: y, vi: v });
        expect(fits[0]!.estimate).toBeCloseTo(y[0]!, 12);
        expect(fits.at(-1)!.estimate).toBe(fitPairwise(y, v).estimate);
      }),
    );
  });

  test("an order that is not a permutation, and one effect, are refused", () => {
    expect(() => cumulative({ yi, vi }, [0, 0, 1])).toThrow(InputError);
    expect(() => leaveOneOut({ yi: [1], vi: [1] })).toThrow(/nothing is left/);
  });
});

describe("influence and residuals", () => {
  test("leverages add up to the number of coefficients, weights to 100", () => {
    const design = { names: ["intrcpt", "ablat"], rows: BCG.ablat.map((x) => [1, x]) };
    const { hat, weights } = influence({ yi, vi, design });
    expect(hat.reduce((a, b) => a + b, 0)).toBeCloseTo(2, 10);
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(100, 10);
  });

  test("a study that stands far out is flagged, the others are not", () => {
    const { influential } = influence({ yi: [0.1, 0.12, 0.09, 0.11, 3], vi: [0.01, 0.01, 0.01, 0.01, 0.01] });
    expect(influential).toEqual([false, false, false, false, true]);
  });

  test("a study on which a coefficient hangs has no deleted residual", () => {
    const design = { names: ["intrcpt", "group"], rows: [[1, 0], [1, 0], [1, 0], [1, 1]] }; // prettier-ignore
    const found = residuals({ yi: [1, 2, 3, 4], vi: [1, 1, 1, 1], design });
    expect(found.zWithout[3]).toBeNull();
    expect(found.zWithout[0]).not.toBeNull();
    expect(found.z[3]).toBeNaN();
  });

  test("Pearson residuals squared are the horizontal axis of Baujat's plot", () => {
    const { pearson } = residuals({ yi, vi });
    baujat({ yi, vi }).x.forEach((x, i) => expect(x).toBeCloseTo(pearson[i]! ** 2, 12));
  });
});

describe("GOSH", () => {
  test.each(["EE", "DL", "REML", "ML", "PM"] as const)(
    "%s: every subset is the fit of that subset",
    (method) => {
      fc.assert(
      fc.property(sets, (set) => {
        const [y, v] = [set.map((one) => one.y), set.map((one) => one.v)];
        const { estimate, tau2, i2, q } = gosh({ yi: y, vi: v }, { method });
        const bits = 2 ** set.length - 2;
        const places = set.flatMap((_, i) => ((bits & (1 << i)) === 0 ? [] : [i]));
        const fit = fitPairwise(places.map((i) => y[i]!), places.map((i) => v[i]!), { method });
        expect(estimate[bits - 1]).toBeCloseTo(fit.estimate, 9);
        expect(tau2[bits - 1]).toBeCloseTo(fit.tau2, 9);
        expect(i2[bits - 1]).toBeCloseTo(fit.i2, 7);
        expect(q[bits - 1]).toBeCloseTo(fit.q, 9);
      }),
      { numRuns: 30 },
    ); // prettier-ignore
    },
  );

  test("ranges put together are the whole, so the number of threads cannot matter", () => {
    const whole = gosh({ yi: yi.slice(0, 6), vi: vi.slice(0, 6) }, { method: "REML" });
    const parts = [[0, 10], [10, 40], [40, 63]].map(([from, to]) =>
      gosh({ yi: yi.slice(0, 6), vi: vi.slice(0, 6) }, { method: "REML", from: from!, to: to! }),
    ); // prettier-ignore
    expect(parts.flatMap(({ estimate }) => [...estimate])).toEqual([...whole.estimate]);
  });

  test("too many studies and ranges outside are refused", () => {
    const many = new Array<number>(25).fill(1);
    expect(() => gosh({ yi: many, vi: many }, { method: "EE" })).toThrow(/too many/);
    expect(() => gosh({ yi, vi }, { method: "EE", from: 5, to: 2 })).toThrow(/not within/);
  });
});

test("a radial plot's line through the origin has the pooled effect as its slope", () => {
  const { x, y, slope } = radial(yi, vi, { method: "EE" });
  const fitted =
    x.reduce((sum, value, i) => sum + value * y[i]!, 0) / x.reduce((sum, value) => sum + value ** 2, 0);
  expect(fitted).toBeCloseTo(slope, 12);
});
