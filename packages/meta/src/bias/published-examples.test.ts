import { describe, expect, test } from "vitest";
import type { TwoByTwo } from "../effects/two-by-two.ts";
import { NSAIDS } from "./nsaids.testing.ts";
import { pUniformStar } from "./p-uniform-star.ts";
import { regressionTest } from "./regression-test.ts";
import { selectionModel } from "./selection/selection-model.ts";
import { tableRegressionTest } from "./table-tests.ts";

type Counts = readonly (readonly [events1: number, total1: number, events2: number, total2: number])[];
const tablesOf = (counts: Counts): readonly TwoByTwo[] =>
  counts.map(([ai, n1, ci, n2]) => ({ ai, bi: n1 - ai, ci, di: n2 - ci }));

/** Deaths and people with and without depression: Cuijpers & Smit 2002, J Affect Disord 72:227 (`DepressionMortality` of dmetar). */
const DEPRESSION = tablesOf([
  [25, 215, 171, 3088],
  [65, 588, 120, 1901],
  [5, 46, 107, 2479],
  [26, 67, 1168, 3493],
  [32, 407, 269, 6256],
  [1, 44, 87, 1520],
  [24, 60, 200, 882],
  [15, 61, 437, 2603],
  [15, 29, 227, 853],
  [173, 1015, 250, 3375],
  [37, 105, 66, 409],
  [41, 120, 9, 54],
  [29, 258, 24, 1490],
  [61, 388, 34, 1257],
  [15, 211, 73, 1366],
  [21, 237, 67, 1340],
  [10, 48, 36, 216],
  [31, 615, 1468, 57674],
]);

/** Response to haloperidol and to placebo among those seen to the end: Joy, Adams & Lawrie 2006 (`Joy2006.txt` of R's meta). */
const HALOPERIDOL = tablesOf([
  [25, 50, 18, 51],
  [29, 47, 20, 34],
  [12, 29, 2, 30],
  [3, 12, 0, 12],
  [10, 21, 3, 22],
  [11, 19, 1, 15],
  [7, 25, 4, 25],
  [8, 17, 3, 13],
  [19, 64, 14, 64],
  [1, 10, 0, 10],
  [11, 34, 0, 13],
  [20, 29, 2, 11],
  [17, 18, 7, 11],
  [4, 14, 0, 13],
  [2, 16, 0, 7],
  [11, 12, 1, 12],
  [9, 29, 0, 29],
]);

/*
 * metabias(metabin(…, sm = "OR", method = "Inverse")) of R's meta on eight tables, printed in the repository
 * mahmood726-cyber/allmeta, in its test of the tests for binary data.
 */
test.each([
  ["harbord", -7.4306],
  ["peters", -10.6751],
] as const)("%s: odds ratios as R's meta prints them", (name, t) => {
  const tables = tablesOf([
    [12, 100, 18, 102],
    [8, 90, 14, 95],
    [20, 150, 28, 155],
    [15, 120, 22, 118],
    [5, 60, 11, 62],
    [25, 200, 30, 205],
    [10, 80, 17, 82],
    [18, 140, 25, 145],
  ]);
  const { statistic, df } = tableRegressionTest(name, tables);
  expect(statistic).toBeCloseTo(t, 4);
  expect(df).toBe(6);
});

describe("Harbord's test", () => {
  test("NSAIDs, odds ratios, random effects: example of Stata's manual, [META] meta bias", () => {
    const found = tableRegressionTest("harbord", NSAIDS, { model: "meta-regression" });
    expect(found.slope).toBeCloseTo(3.03, 2);
    expect(found.slopeSe).toBeCloseTo(0.741, 3);
    expect(found.statistic).toBeCloseTo(4.09, 2);
    expect(found.pValue).toBeLessThan(0.00005);
  });

  /*
   * Balduzzi, Rücker & Schwarzer 2019, Evid Based Ment Health 22:153, print t = 4.5551, bias 2.21062613 (se 0.48531007), intercept
   * -0.09141715, for risk ratios. That is Harbord, Harris & Sterne's test but for V: R's meta takes N²/4 for n1 n2, which is the
   * same with equal groups only.
   */
  test("haloperidol, risk ratios: with V as in R's meta the numbers of the tutorial, with V of the paper near them", () => {
    const rows = HALOPERIDOL.map(({ ai: a, bi: b, ci: c, di: d }) => {
      const [n, events, others] = [a + b + c + d, a + c, b + d];
      const v = (n * events) / (4 * others);
      return { y: (a * n - (a + b) * events) / others / v, v: 1 / v };
    });
    const [yi, vi] = [rows.map(({ y }) => y), rows.map(({ v }) => v)];
    const tutorial = regressionTest(yi, vi, { model: "weighted-regression" });
    expect(tutorial.statistic).toBeCloseTo(4.5551, 4);
    expect(tutorial.pValue).toBeCloseTo(0.0003793, 7);
    expect(tutorial.slope).toBeCloseTo(2.21062613, 8);
    expect(tutorial.slopeSe).toBeCloseTo(0.48531007, 8);
    expect(tutorial.limit!.estimate).toBeCloseTo(-0.09141715, 8);
    // R 4.2.2: lm() with the paper's Z and V.
    const paper = tableRegressionTest("harbord", HALOPERIDOL, { measure: "RR" });
    expect(paper.statistic).toBeCloseTo(4.593025, 6);
    expect(paper.slope).toBeCloseTo(2.257795, 6);
    expect(paper.df).toBe(15);
  });

  test("with equal groups both V are the same", () => {
    const equal = HALOPERIDOL.map(({ ai, ci }) => ({ ai, bi: 40 + ci - ai, ci, di: 40 }));
    const found = tableRegressionTest("harbord", equal, { measure: "RR" });
    const rows = equal.map(({ ai: a, bi: b, ci: c, di: d }) => ({
      z: (a * (a + b + c + d) - (a + b) * (a + c)) / (b + d),
      v: ((a + b + c + d) * (a + c)) / (4 * (b + d)),
    }));
    const other = regressionTest(rows.map(({ z, v }) => z / v), rows.map(({ v }) => 1 / v), { model: "weighted-regression" }); // prettier-ignore
    expect(found.statistic).toBeCloseTo(other.statistic, 10);
  });
});

describe("Peters' test", () => {
  test("depression and mortality, risk ratios: Harrer, Cuijpers, Furukawa & Ebert 2021, Doing Meta-Analysis with R, chapter 9", () => {
    const found = tableRegressionTest("peters", DEPRESSION, { measure: "RR" });
    expect(found.slope).toBeCloseTo(-11.1728, 4);
    expect(found.slopeSe).toBeCloseTo(138.6121, 4);
    expect(found.limit!.estimate).toBeCloseTo(0.5731, 4);
    expect(found.fit.se[0]).toBeCloseTo(0.1076, 4);
    expect(found.statistic).toBeCloseTo(-0.08, 2);
    expect(found.df).toBe(16);
    expect(found.pValue).toBeCloseTo(0.9368, 4);
  });

  test("its weights are no inverse variances: a meta-regression is refused", () => {
    expect(() => tableRegressionTest("peters", DEPRESSION, { model: "meta-regression" })).toThrow(
      expect.objectContaining({ code: "invalid-option", where: { field: "model" } }) as Error,
    );
  });
});

describe("p-uniform* with equal variances is a step selection model: Pustejovsky 2026, p-uniform* is a three-parameter selection model", () => {
  const yi = [0.62, 0.41, 0.55, 0.12, 0.8, 0.33, 0.47, 0.95, 0.44, -0.05, 0.28, 0.52];
  const vi = yi.map(() => 0.04);
  const found = pUniformStar(yi, vi, { side: "right" });
  const step = selectionModel(yi, vi, {
    type: "stepfun",
    steps: [0.025],
    method: "ML",
    alternative: "greater",
  });

  test("the same mean, τ² and, but for a constant, likelihood as selmodel() of metafor 3.8-1", () => {
    expect(found.estimate).toBeCloseTo(0.3613538085, 5);
    expect(found.tau2).toBeCloseTo(0.0340142781, 5);
    const [k, significant] = [yi.length, found.significant];
    const constant = [k - significant, significant].reduce((sum, n) => sum + n * Math.log(n / k), 0);
    expect(found.logLik + constant).toBeCloseTo(-0.5470623552, 8);
    expect(found.heterogeneityTest.statistic).toBeCloseTo(2 * (1.8274472706 - 0.5470623552), 6);
  });

  test("the same as our own selection model", () => {
    expect(found.estimate).toBeCloseTo(step.estimate, 6);
    expect(found.tau2).toBeCloseTo(step.tau2, 6);
  });
});
