import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { InputError } from "../input-error.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { findRoot } from "../optim/find-root.ts";
import { normalCdf, normalQuantile } from "../special/index.ts";
import { pCurve } from "./p-curve.ts";
import { petPeese } from "./pet-peese.ts";
import { pUniformStar } from "./p-uniform-star.ts";
import { tableRegressionTest } from "./table-tests.ts";

const { yi, vi, counts } = BCG;
const tables = counts.tpos.map((ai, i) => ({
  ai,
  bi: counts.tneg[i]!,
  ci: counts.cpos[i]!,
  di: counts.cneg[i]!,
}));

describe("regressions on tables", () => {
  // R's lm() with the papers' weights, on the BCG tables.
  test.each([
    ["peters", [-1.362476199397, 0.200291792284]],
    ["macaskill", [4.721496130877, 0.000627925091964]],
    ["harbord", [-1.256474344045, 0.234971952122]],
  ] as const)("%s: t of the slope as R's lm gives it", (name, [t, p]) => {
    const found = tableRegressionTest(name, tables);
    expect(found.statistic).toBeCloseTo(t, 8);
    expect(found.pValue).toBeCloseTo(p, 8);
    expect(found.df).toBe(11);
  });

  test("tables that say nothing are left out; two are too few", () => {
    const empty = { ai: 0, bi: 5, ci: 0, di: 5 };
    const found = tableRegressionTest("peters", [...tables, empty]);
    expect(found.statistic).toBe(tableRegressionTest("peters", tables).statistic);
    expect(() => tableRegressionTest("harbord", [empty, tables[0]!, tables[1]!])).toThrow(InputError);
  });
});

describe("PET-PEESE", () => {
  test("both regressions are R's weighted lm; without an effect PET is taken", () => {
    const { pet, peese, chosen, effectPValue } = petPeese(yi, vi);
    expect(pet.limit!.estimate).toBeCloseTo(-0.19092864236, 9);
    expect(pet.statistic).toBeCloseTo(-1.401282002289, 9);
    expect(peese.limit!.estimate).toBeCloseTo(-0.379953506428, 9);
    expect(effectPValue).toBeCloseTo(0.404183981706 / 2, 9);
    expect(chosen).toBe("pet");
    expect(petPeese(yi, vi, { alpha: 0.3 }).estimate).toBe(peese.limit!.estimate);
  });
});

describe("p-curve", () => {
  // Harrer, Cuijpers, Furukawa & Ebert 2021, Doing Meta-Analysis in R, chapter 9: 18 trials of third-wave therapies for
  // students' stress (data set ThirdWave), and what dmetar's pcurve prints of them.
  const thirdWave = {
    yi: [
      0.7091362, 0.3548641, 1.79117, 0.1824552, 0.4218509, 0.63, 0.7248838, 0.5286638, 0.284, 1.2750682,
      0.1036082, 0.3883906, 0.5407398, 0.4261593, 0.5153969, 1.479726, 0.6125782, 0.6,
    ],
    sei: [
      0.2608202, 0.1963624, 0.3455692, 0.1177874, 0.1448128, 0.196, 0.2246641, 0.2104609, 0.168, 0.3371997,
      0.1947275, 0.2307689, 0.2443133, 0.2579379, 0.3512737, 0.3152817, 0.2266834, 0.249,
    ],
  };

  test("a published example: skew, flatness, binomial tests and power are the printed ones", () => {
    const found = pCurve(thirdWave.yi, thirdWave.sei.map((se) => se * se)); // prettier-ignore
    expect([found.significant, found.half]).toEqual([11, 10]);
    expect(found.rightSkewBinomial).toBeCloseTo(0.006, 3);
    expect(found.rightSkew!.statistic).toBeCloseTo(-5.943, 3);
    expect(found.rightSkewHalf!.statistic).toBeCloseTo(-4.982, 3);
    expect(found.flatterBinomial).toBeCloseTo(0.975, 3);
    // dmetar prints flatness with the opposite sign of the pp values of ours.
    expect(-found.flatter!.statistic).toBeCloseTo(3.26, 3);
    expect(found.flatter!.pValue).toBeCloseTo(0.999, 3);
    expect(found.power).toBeCloseTo(0.84, 2);
    expect(found.powerLower).toBeCloseTo(0.627, 3);
    expect(found.powerUpper).toBeCloseTo(0.946, 3);
  });

  test("flatness of the half curve: ours is uniform at power 1/3, the printed 5.158 follows from another divisor", () => {
    const found = pCurve(thirdWave.yi, thirdWave.sei.map((se) => se * se)); // prettier-ignore
    expect(-found.flatterHalf!.statistic).toBeCloseTo(2.6792, 4);
    const lambda = Math.sqrt(2.336522);
    const beyond = (z: number): number => normalCdf(lambda - z) + normalCdf(-lambda - z);
    const half = thirdWave.yi
      .map((y, i) => Math.abs(y) / thirdWave.sei[i]!)
      .filter((z) => z > normalQuantile(0.9875));
    const statistic = (divisor: number): number =>
      half.reduce((sum, z) => sum + normalQuantile(1 - beyond(z) / divisor), 0) / Math.sqrt(half.length);
    const among = beyond(normalQuantile(0.9875));
    expect(statistic(among)).toBeCloseTo(2.6792, 4);
    expect(statistic(3 * among)).toBeCloseTo(5.158, 3);
    // At power 1/3 exactly, evenly spread effects beyond the half's threshold must give 0: with the other divisor they do not.
    const even = Array.from({ length: 99 }, (_, i) => {
      const share = (i + 1) / 100;
      return findRoot((z) => beyond(z) - share * among, normalQuantile(0.9875), 12);
    });
    expect(pCurve(even, even.map(() => 1)).flatterHalf!.statistic).toBeCloseTo(0, 5); // prettier-ignore
    const asPrinted =
      even.reduce((sum, z) => sum + normalQuantile(1 - beyond(z) / (3 * among)), 0) / Math.sqrt(99);
    expect(asPrinted).toBeGreaterThan(9);
  });

  test("p values spread evenly have no evidential value and power alpha", () => {
    const even = [0.125, 0.375, 0.625, 0.875].map((share) => normalQuantile((0.05 * share) / 2, "upper"));
    const found = pCurve(even, even.map(() => 1)); // prettier-ignore
    expect(found.significant).toBe(4);
    expect(found.rightSkew!.statistic).toBeCloseTo(0, 12);
    expect(found.power).toBeCloseTo(0.05, 10);
    expect(found.evidentialValue).toBe(false);
  });

  test("tiny p values are evidence; p values just below the threshold are not", () => {
    const at = (z: number) => pCurve([z, z, z, z], [1, 1, 1, 1]);
    expect(at(4)).toMatchObject({ evidentialValue: true, inadequate: false });
    expect(at(1.97)).toMatchObject({ evidentialValue: false, inadequate: true });
    expect(at(6).power).toBeGreaterThan(0.99);
    expect(at(1)).toMatchObject({ significant: 0, rightSkew: null, power: null });
  });
});

describe("p-uniform*", () => {
  test("where every effect is bound to be significant it is maximum likelihood", () => {
    const large = yi.map((y) => y - 20);
    const found = pUniformStar(large, vi);
    const plain = fitPairwise(large, vi, { method: "ML" });
    expect(found.estimate).toBeCloseTo(plain.estimate, 4);
    expect(found.tau2).toBeCloseTo(plain.tau2, 4);
  });

  test("effects just above significance are corrected towards 0; both sides are alike", () => {
    const y = [0.41, 0.42, 0.45, 0.5];
    const v = [0.04, 0.04, 0.045, 0.05];
    const found = pUniformStar(y, v);
    expect(found.estimate).toBeLessThan(0.3);
    // Effects that all lie just above the threshold say nothing about how far down the mean may be.
    expect(found.ciLower).toBeNull();
    expect(found.ciUpper!).toBeGreaterThan(found.estimate);
    const turned = pUniformStar(y.map((one) => -one), v); // prettier-ignore
    expect(turned.estimate).toBeCloseTo(-found.estimate, 6);
    expect(turned.options.side).toBe("left");
  });

  test("tests never fall below 0, p values lie within 0 and 1", () => {
    const one = fc.record({ y: fc.double({ min: -1, max: 2, noNaN: true }), v: fc.double({ min: 0.01, max: 0.3, noNaN: true }) }); // prettier-ignore
    fc.assert(
      fc.property(fc.array(one, { minLength: 4, maxLength: 9 }), (set) => {
        // Where all are significant there may be no estimate: the test below.
        fc.pre(set.some((each) => each.y <= 1.95 * Math.sqrt(each.v)));
        const [y, v] = [
          [...set.map((each) => each.y), 3],
          [...set.map((each) => each.v), 0.1],
        ];
        const { effectTest, heterogeneityTest } = pUniformStar(y, v, { side: "right" });
        for (const { statistic, pValue } of [effectTest, heterogeneityTest]) {
          expect(statistic).toBeGreaterThanOrEqual(0);
          expect(pValue).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 20 },
    );
  });

  test("a change of unit changes nothing but the unit", () => {
    const found = pUniformStar(yi, vi);
    for (const unit of [1e-4, 1e4]) {
      const other = pUniformStar(yi.map((y) => y * unit), vi.map((v) => v * unit * unit)); // prettier-ignore
      expect(other.estimate / unit).toBeCloseTo(found.estimate, 6);
      expect(other.ciLower! / unit).toBeCloseTo(found.ciLower!, 6);
      expect(other.ciUpper! / unit).toBeCloseTo(found.ciUpper!, 6);
      expect(other.tau2 / unit / unit).toBeCloseTo(found.tau2, 6);
      expect(other.effectTest.statistic).toBeCloseTo(found.effectTest.statistic, 6);
      expect(other.heterogeneityTest.pValue).toBeCloseTo(found.heterogeneityTest.pValue, 6);
      expect(other.logLik + yi.length * Math.log(unit)).toBeCloseTo(found.logLik, 6);
    }
  });

  test("the p value of no heterogeneity is half that of χ², for a border", () => {
    const { statistic, pValue } = pUniformStar(yi, vi).heterogeneityTest;
    expect(statistic).toBeGreaterThan(1);
    expect(pValue).toBeCloseTo(normalCdf(Math.sqrt(statistic), "upper"), 12);
  });

  test("significant effects that thin out as slowly as exponentially have no estimate", () => {
    const excess = [0.01, 0.02, 0.05, 0.1, 0.9];
    expect(() => pUniformStar(excess.map((e) => 0.392 + e), excess.map(() => 0.04))).toThrow(
      expect.objectContaining({ code: "no-convergence" }) as Error,
    ); // prettier-ignore
  });

  test("without a significant effect it says so", () => {
    expect(() => pUniformStar([0.1, 0.1], [1, 1])).toThrow(/significant/);
  });
});
