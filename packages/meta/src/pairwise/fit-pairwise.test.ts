import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpuClock } from "../../../../tools/testing/cpu-time.ts";
import { twoByTwoEffects } from "../effects/two-by-two.ts";
import { InputError } from "../input-error.ts";
import { fitPairwise } from "./fit-pairwise.ts";
import { HETEROGENEITY_METHODS, type FitOptions, type PredictionKind } from "./options.ts";
import { betweenStudyVariance } from "./between-study-variance.ts";
import { weightedSums } from "./weighted-sums.ts";

const effect = fc.record({
  y: fc.double({ min: -3, max: 3, noNaN: true }),
  v: fc.double({ min: 0.005, max: 2, noNaN: true }),
});
const sets = fc.array(effect, { minLength: 2, maxLength: 12 });
/** All that need no weights of one's own. */
const UNWEIGHTED = HETEROGENEITY_METHODS.filter((method) => !method.startsWith("GENQ"));
const models: readonly FitOptions[] = UNWEIGHTED.flatMap((method) =>
  (["z", "t", "knha", "adhoc"] as const).map((test) => ({ method, test })),
);
const split = (set: readonly { y: number; v: number }[]) => ({
  yi: set.map(({ y }) => y),
  vi: set.map(({ v }) => v),
});

function restricted(yi: readonly number[], vi: readonly number[], tau2: number): number {
  const { logVariances, w, q } = weightedSums(yi, vi, tau2);
  return -0.5 * (logVariances + Math.log(w) + q);
}

describe("properties", () => {
  test("adding a constant moves the estimate and leaves tau2; scaling scales both", () => {
    fc.assert(
      fc.property(
        sets,
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (set, shift, scale) => {
          const { yi, vi } = split(set);
          for (const method of UNWEIGHTED) {
            const fit = fitPairwise(yi, vi, { method });
            const moved = fitPairwise(
              yi.map((y) => y + shift),
              vi,
              { method },
            );
            expect(moved.estimate).toBeCloseTo(fit.estimate + shift, 6);
            expect(Math.abs(moved.tau2 - fit.tau2)).toBeLessThanOrEqual(1e-6 * Math.max(1, fit.tau2));
            const scaled = fitPairwise(
              yi.map((y) => y * scale),
              vi.map((v) => v * scale * scale),
              { method },
            );
            expect(Math.abs(scaled.tau2 - fit.tau2 * scale * scale)).toBeLessThanOrEqual(
              1e-6 * Math.max(1, fit.tau2 * scale * scale),
            );
          }
        },
      ),
    );
  });

  test("the order of studies never matters; weights are percentages in the order of the input", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { yi, vi } = split(set);
        const reversed = split([...set].reverse());
        for (const options of models) {
          const [fit, back] = [fitPairwise(yi, vi, options), fitPairwise(reversed.yi, reversed.vi, options)];
          expect(back.estimate).toBeCloseTo(fit.estimate, 7);
          expect(fit.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 8);
          fit.weights.forEach((weight, index) => expect(back.weights.at(-1 - index)).toBeCloseTo(weight, 4));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("REML is the highest point of its likelihood: no point of a grid lies above it", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { yi, vi } = split(set);
        const tau2 = betweenStudyVariance(yi, vi, { method: "REML" }).tau2;
        const top = restricted(yi, vi, tau2);
        for (let i = 0; i <= 400; i += 1) {
          const at = i === 0 ? 0 : 10 ** (-8 + (i / 400) * 11);
          expect(restricted(yi, vi, at)).toBeLessThanOrEqual(top + 1e-9);
        }
      }),
    );
  });

  test("with its floor, Hartung-Knapp is never narrower than t with the ordinary standard error", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { yi, vi } = split(set);
        const [floor, t] = [fitPairwise(yi, vi, { test: "adhoc" }), fitPairwise(yi, vi, { test: "t" })];
        expect(floor.se).toBeGreaterThanOrEqual(t.se * (1 - 1e-12));
      }),
    );
  });

  test("DerSimonian-Laird is exactly 0 when Q is at most its degrees of freedom", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const { yi, vi } = split(set);
        const { q, k } = weightedSums(yi, vi, 0);
        expect(betweenStudyVariance(yi, vi, { method: "DL" }).tau2 === 0).toBe(q <= k - 1);
      }),
    );
    expect(betweenStudyVariance([0.1, 0.9], [0.02, 0.05], { method: "DL" }).tau2).toBeCloseTo(0.285, 12);
  });
});

describe("edges", () => {
  test("one effect is returned as it is, with a warning and without what does not exist", () => {
    const fit = fitPairwise([0.5], [0.04], { test: "adhoc" });
    expect(fit).toMatchObject({
      estimate: 0.5,
      se: 0.2,
      k: 1,
      tau2: 0,
      df: null,
      piLower: null,
      tau2CiLower: null,
      q: 0,
    });
    expect(fit.warnings.map(({ code }) => code)).toEqual(["single-effect"]);
  });

  test("identical effects: no heterogeneity, equal weights for equal variances", () => {
    const fit = fitPairwise([0.3, 0.3, 0.3], [0.1, 0.1, 0.1]);
    expect([fit.estimate, fit.tau2, fit.i2, fit.i2FromQ, fit.q]).toEqual([
      expect.closeTo(0.3, 12),
      0,
      0,
      0,
      expect.closeTo(0, 12),
    ]);
    for (const weight of fit.weights) expect(weight).toBeCloseTo(100 / 3, 10);
  });

  test("two effects with Hartung-Knapp, and one that shrinks: warnings", () => {
    expect(fitPairwise([0, 1], [0.1, 0.1], { test: "knha" }).warnings.map(({ code }) => code)).toContain(
      "hartung-knapp-k2",
    );
    expect(
      fitPairwise([0.1, 0.11, 0.1, 0.11, 0.1], [1, 1, 1, 1, 1], { test: "knha" }).warnings.map(
        ({ code }) => code,
      ),
    ).toContain("hartung-knapp-narrower");
  });

  test("any shrinking is said, also a slight one; its floor never shrinks", () => {
    const yi = [0.1, 0.5, 0.9, 1.4, 1.2, -0.3];
    const vi = [0.04, 0.09, 0.05, 0.08, 0.2, 0.02];
    // Here s² = 0.966 (metafor 3.8-1: s2w).
    const codes = (kind: "knha" | "adhoc") =>
      fitPairwise(yi, vi, { test: kind }).warnings.map(({ code }) => code);
    expect(codes("knha")).toEqual(["hartung-knapp-narrower"]);
    expect(codes("adhoc")).toEqual([]);
  });

  test("prediction intervals: t with k - 2 needs three effects; simple is narrower than normal, normal than t", () => {
    const width = (prediction: PredictionKind, k: number): number | null => {
      const fit = fitPairwise([0, 1, 3].slice(0, k), [0.1, 0.2, 0.3].slice(0, k), { prediction });
      return fit.piLower === null || fit.piUpper === null ? null : fit.piUpper - fit.piLower;
    };
    expect(width("hts", 2)).toBeNull();
    expect(width("t", 2)).toBeGreaterThan(0);
    const widths = (["simple", "default", "t", "hts"] as const).map((kind) => width(kind, 3)!);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(new Set(widths).size).toBe(4);
    expect(fitPairwise([0, 1, 3], [0.1, 0.2, 0.3], { prediction: "hts" }).piKind).toContain("k - 2 = 1");
    expect(fitPairwise([0, 1, 3], [0.1, 0.2, 0.3], { method: "EE" }).piLower).toBeNull();
  });

  test("identical effects leave plain Hartung-Knapp no width: said, never NaN", () => {
    for (const y of [0, 0.5]) {
      const fit = fitPairwise([y, y, y], [0.5, 0.25, 0.125], { test: "knha" });
      expect(fit).toMatchObject({ estimate: y, se: 0, pValue: y === 0 ? 1 : 0 });
      expect(fit.warnings.map(({ code }) => code)).toContain("zero-standard-error");
    }
    expect(
      fitPairwise([1, 2], [1, 1], { method: "EE", test: "knha" }).warnings.map(({ code }) => code),
    ).toContain("hartung-knapp-equal-effects");
  });

  test("variances 8 orders of magnitude apart, and 50,000 effects in well under a second", () => {
    const fit = fitPairwise([0.1, 5, -4], [1e-8, 1, 1]);
    expect(fit.estimate).toBeGreaterThan(-4);
    const k = 50_000;
    const yi = Array.from({ length: k }, (_, i) => Math.sin(i));
    const vi = Array.from({ length: k }, (_, i) => 0.1 + (i % 7) / 10);
    const spent = cpuClock();
    expect(fitPairwise(yi, vi).tau2).toBeGreaterThan(0);
    expect(spent()).toBeLessThan(1000);
  });

  test("a set where heterogeneity comes from imprecise studies: REML as metafor at threshold 1e-14", () => {
    const fit = fitPairwise([0.05, -0.3, 1.9, 2.1, 0, 2], [0.01, 0.02, 0.9, 0.8, 0.015, 0.7]);
    expect(fit.tau2).toBeCloseTo(0.822826049596479, 8);
    expect(fit.estimate).toBeCloseTo(0.628312639595065, 9);
    expect(fit.likelihood.reml.logLik).toBeCloseTo(-7.706125988000387, 10);
  });

  test.each([
    [[], [], "too-few-effects"],
    [[1, 2], [1], "length-mismatch"],
    [[1, Number.NaN], [1, 1], "not-finite"],
    [[1, 2], [1, 0], "nonpositive-variance"],
    [[1, 2], [1, -1], "nonpositive-variance"],
  ] as const)("%j with variances %j is refused as %s, with its row", (yi, vi, code) => {
    expect(() => fitPairwise(yi, vi)).toThrow(InputError);
    try {
      fitPairwise(yi, vi);
    } catch (error) {
      expect(error).toMatchObject({ code });
    }
  });

  test("options outside their range are refused, and all choices come back in the result", () => {
    expect(() => fitPairwise([1, 2], [1, 1], { ciLevel: 95 })).toThrow(/ciLevel = 95/);
    expect(() => fitPairwise([1, 2], [1, 1], { tau2: -1 })).toThrow(/tau2 = -1/);
    expect(fitPairwise([1, 2], [1, 1]).options).toEqual({
      method: "REML",
      test: "z",
      ciLevel: 0.95,
      prediction: "default",
      tau2: undefined,
      tau2Interval: "default",
      weighting: "inverse-variance",
      weights: undefined,
    });
  });

  test("a known tau2 contradicts the equal-effects model, which would ignore it", () => {
    expect(() => fitPairwise([1, 2], [1, 1], { method: "EE", tau2: 0.5 })).toThrow(/contradicts/);
    expect(fitPairwise([1, 2], [1, 1], { method: "EE", tau2: 0 }).tau2).toBe(0);
  });
});

function near(found: readonly (number | null)[], expected: readonly number[], relative: number): void {
  expected.forEach((value, index) => {
    const difference = Math.abs((found[index] ?? Number.NaN) - value);
    expect(difference, `number ${index}: ${String(found[index])} against ${value}`).toBeLessThanOrEqual(
      Math.max(1e-9, relative * Math.abs(value)),
    );
  });
}

describe("response to ketamine at 24 hours (computed with metafor 3.8-1)", () => {
  const yi = [1.512445646446791, 0.405465108108164, 2.610069792742006, 3.13549421592915];
  const vi = [0.290569561157796, 0.408333333333333, 1.283823529411765, 1.210144927536232];

  // Hartung–Knapp's factor is 1.0207 with all four trials and 1 with the two parallel ones, so that its floor changes
  // nothing here: the reference row is the same for both tests.
  test.each(["knha", "adhoc"] as const)("REML, %s", (kind) => {
    const all = fitPairwise(yi, vi, { test: kind });
    const found = [all.estimate, all.ciLower, all.ciUpper, all.tau2, all.i2];
    near(found, [1.64790356293, -0.218384975709, 3.51419210157, 0.68805103857, 53.1351664685], 1e-10);
    // The same as printed in the reference file, made with metafor's default threshold of 1e-5 for tau2.
    near(found, [1.64790346, -0.21838502, 3.51419194, 0.68805045, 53.13514523], 1e-6);
    const two = fitPairwise(yi.slice(0, 2), vi.slice(0, 2), { test: kind });
    near(
      [two.estimate, two.ciLower, two.ciUpper, two.tau2, two.i2],
      [1.01214681475, -5.98806277397, 8.01235640347, 0.263251508885, 42.9656012348],
      1e-10,
    );
    expect(two.warnings.map(({ code }) => code)).toContain("hartung-knapp-k2");
  });

  test("DerSimonian-Laird", () => {
    const numbers = (k: number): readonly number[] => {
      const fit = fitPairwise(yi.slice(0, k), vi.slice(0, k), { method: "DL" });
      return [fit.estimate, fit.ciLower, fit.ciUpper, fit.tau2, fit.i2, fit.q];
    };
    const all = [1.63617921181, 0.528973024682, 2.74338539893, 0.62322160565, 50.665224379, 6.08090330247];
    near(numbers(4), all, 1e-10);
    const two = [
      1.01214681475, -0.0676530911239, 2.09194672062, 0.263251508885, 42.9656012348, 1.75332785415,
    ];
    near(numbers(2), two, 1e-10);
  });
});

describe("where the floor of Hartung-Knapp and equal weighting matter (computed with metafor 3.8-1)", () => {
  const yi = [0.1, 0.5, 0.9, 1.4, 1.2, -0.3];
  const vi = [0.04, 0.09, 0.05, 0.08, 0.2, 0.02];

  test.each([
    ["EE", "z", [0.115470053838, 0.407016186518, 0.859650480149, 4.138729391e-8, -27.79835833, -28.3921102806]],
    ["EE", "knha", [0.349352745551, -0.26470648861, 1.53137315528, 0.129591755733, -27.79835833, -28.3921102806]],
    ["DL", "t", [0.294425333299, -0.123511080396, 1.39017774706, 0.0841297514902, -5.68286704186, -5.09646242903, -1.23242736629, 2.49909403296]],
    ["DL", "knha", [0.272265388986, -0.0665471300657, 1.33321379673, 0.0675332383092, -5.68286704186, -5.09646242903, -1.21005544409, 2.47672211075]],
    ["REML", "z", [0.277647851324, 0.0891535443532, 1.17751312231, 0.0225444863422, -5.60897141591, -5.08266436531, -0.695427289761, 1.96209395643]],
    ["REML", "knha", [0.272956992155, -0.0683249526098, 1.33499161928, 0.0680308751924, -5.60897141591, -5.08266436531, -1.10449310399, 2.37115977066]],
    ["REML", "adhoc", [0.277647851324, -0.0803831899838, 1.34704985665, 0.0714426919897, -5.60897141591, -5.08266436531, -1.10939660894, 2.37606327561]],
  ] as const)("%s, %s, all effects weighted alike", (method, test, expected) => {
    const fit = fitPairwise(yi, vi, { method, test, weighting: "equal" });
    const { ml, reml } = fit.likelihood;
    expect(fit.estimate).toBeCloseTo(3.8 / 6, 14);
    expect(fit.weights).toEqual(yi.map(() => 100 / 6));
    near([fit.se, fit.ciLower, fit.ciUpper, fit.pValue, ml.logLik, reml.logLik, fit.piLower, fit.piUpper], expected, 1e-9);
    expect(fit.q).toBeCloseTo(45.767752809, 8);
  }); // prettier-ignore
});

test("Colditz 1994 (BCG vaccine): 13 log risk ratios by REML (metafor's example; reference case dat.bcg.RR)", () => {
  const tables = [
    [4, 119, 11, 128],
    [6, 300, 29, 274],
    [3, 228, 11, 209],
    [62, 13536, 248, 12619],
    [33, 5036, 47, 5761],
    [180, 1361, 372, 1079],
    [8, 2537, 10, 619],
    [505, 87886, 499, 87892],
    [29, 7470, 45, 7232],
    [17, 1699, 65, 1600],
    [186, 50448, 141, 27197],
    [5, 2493, 3, 2338],
    [27, 16886, 29, 17825],
  ];
  const { yi, vi } = twoByTwoEffects(
    "RR",
    tables.map(([ai = 0, bi = 0, ci = 0, di = 0]) => ({ ai, bi, ci, di })),
  );
  const fit = fitPairwise(yi.map(Number), vi.map(Number));
  near(
    [fit.estimate, fit.se, fit.tau2, fit.tau2Se, fit.i2, fit.h2, fit.q],
    [-0.7145323421581401, 0.1797815161052069, 0.31324325813648585, 0.1664257528369731, 92.22138452126907, 12.855758235309352, 152.23300808237326],
    1e-8,
  ); // prettier-ignore
  near(
    [fit.tau2CiLower, fit.tau2CiUpper, fit.piLower, fit.piUpper],
    [0.11971836114126073, 1.1114790840609292, -1.8666922179028966, 0.4376275335866163],
    1e-8,
  );
});

test("two maxima: the higher one, where Fisher scoring of metafor 3.8-1 stops at 0 with a lower likelihood", () => {
  const yi = [-0.77, -0.75, 0.12, -0.22];
  const vi = [0.000314, 0.000734, 0.0684, 1.56];
  const { tau2 } = fitPairwise(yi, vi);
  // The maximum of a dense grid, refined in R; metafor's answer 0 has −1.431275.
  expect(tau2).toBeCloseTo(0.169732058721, 7);
  expect(restricted(yi, vi, tau2)).toBeCloseTo(-0.413414861498, 11);
  expect(restricted(yi, vi, 0)).toBeCloseTo(-1.431275, 6);
});
