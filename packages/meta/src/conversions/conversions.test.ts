import { describe, expect, test } from "vitest";
import { combineClusters } from "../dependence/combine-clusters.ts";
import { samplingCovariances } from "../dependence/covariance.ts";
import { combineMeans } from "./combine-arms.ts";
import { fiveNumberToMean } from "./five-number.ts";
import { inverseDoubleArcsine, TRANSFORMATIONS } from "./transformations.ts";
import { tableFromMargins } from "./two-by-two-counts.ts";
import { varianceFromInterval, varianceFromPValue } from "./wald.ts";

describe("five numbers", () => {
  test("exact normal quartiles give back the mean and nearly the SD", () => {
    const given = {
      min: null,
      q1: 10 - 0.6744898 * 2,
      median: 10,
      q3: 10 + 0.6744898 * 2,
      max: null,
      n: 100_000,
    };
    const found = fiveNumberToMean(given)!;
    expect(found.mean).toBeCloseTo(10, 6);
    expect(found.sd).toBeCloseTo(2, 3);
  });

  test("Tippett 1925: the expected range of ten normal values is 3.07751", () => {
    const { sd } = fiveNumberToMean(
      { min: 0, q1: null, median: 1, q3: null, max: 3.0775055, n: 10 },
      "walter2007",
    )!;
    expect(sd).toBeCloseTo(1, 6);
  });

  test("a method that does not cover what is reported gives null; numbers out of order are named", () => {
    expect(fiveNumberToMean({ min: 1, q1: null, median: 2, q3: null, max: 4, n: 9 }, "bland2015")).toBeNull();
    expect(() => fiveNumberToMean({ min: 1, q1: 5, median: 4, q3: 6, max: 9, n: 9 })).toThrow(
      /median = 4 is below q1 = 5/,
    );
    expect(() => fiveNumberToMean({ min: 1, q1: 2, median: 4, q3: 6, max: 9, n: 0 })).toThrow(/n = 0/);
  });
});

describe("variances", () => {
  test("Cochrane Handbook 6.5, section 6.3.2: MD 3.8 with t = 2.78 and 48 df has SE 1.37; here from p = 0.0078", () => {
    expect(Math.sqrt(varianceFromPValue(3.8, 0.0078, { df: 48 }))).toBeCloseTo(1.37, 2);
  });

  test("an interval and its p value tell the same", () => {
    const [lower, upper] = [0.1, 0.7];
    const se = Math.sqrt(varianceFromInterval(lower, upper));
    expect(se).toBeCloseTo(0.6 / (2 * 1.959963984540054), 12);
    expect(() => varianceFromInterval(2, 1)).toThrow(/not in order/);
    expect(() => varianceFromPValue(0, 0.5)).toThrow(/no variance/);
  });
});

test("a table from its margins keeps them, by phi and by odds ratio", () => {
  for (const association of [{ phi: 0.3 }, { oddsRatio: 2.5 }, { oddsRatio: 1 }]) {
    const { ai, bi, ci, di } = tableFromMargins({ n: 200, n1: 120, m1: 90 }, association);
    expect([ai + bi, ai + ci, ai + bi + ci + di]).toEqual([120, 90, 200]);
  }
  expect(() => tableFromMargins({ n: 20, n1: 10, m1: 5 }, { phi: -1 })).toThrow(/give/);
});

describe("transformations", () => {
  test.each([["rtoz", "ztor", 0.3], ["logit", "ilogit", 0.3], ["probit", "iprobit", 0.3], ["arcsin", "iarcsin", 0.3], ["ahw", "iahw", 0.3], ["abt", "iabt", 0.3]] as const)(
    "%s and %s undo each other",
    (there, back, x) => expect(TRANSFORMATIONS[back]!(TRANSFORMATIONS[there]!(x))).toBeCloseTo(x, 12),
  ); // prettier-ignore

  test("the double arcsine of a proportion comes back", () => {
    for (const [events, n] of [[0, 10], [3, 10], [10, 10], [17, 55]] as const) {
      const x = (Math.asin(Math.sqrt(events / (n + 1))) + Math.asin(Math.sqrt((events + 1) / (n + 1)))) / 2;
      expect(inverseDoubleArcsine(x, n)).toBeCloseTo(events / n, 10);
    } // prettier-ignore
  });
});

test("combining groups equals the mean and SD of all people", () => {
  const people = [[1, 2, 4, 7], [3, 3, 9]]; // prettier-ignore
  const groupOf = (values: readonly number[]) => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    return { n: values.length, mean, sd: Math.sqrt(squares / (values.length - 1)) };
  };
  const [found, all] = [combineMeans(people.map(groupOf)), groupOf(people.flat())];
  expect(found.n).toBe(7);
  expect(found.mean).toBeCloseTo(all.mean, 12);
  expect(found.sd).toBeCloseTo(all.sd, 12);
  expect(() => combineMeans([{ n: 0, mean: 1, sd: 1 }])).toThrow(/row 0/);
});

describe("effects that share people", () => {
  test("a control group shared by two equal arms gives half the variance as covariance", () => {
    const effect = (group1: string) => ({ vi: 0.2, cluster: 1, group1, group2: "P", size1: 30, size2: 30 });
    expect(samplingCovariances([effect("A"), effect("B")])[0]![1]).toBeCloseTo(0.1, 12);
  });

  test("other clusters share nothing; a correlation of 1 cannot be combined; independent effects are pooled", () => {
    expect(samplingCovariances([{ vi: 1, cluster: 1 }, { vi: 1, cluster: 2 }], { rho: 0.9 })[0]![1]).toBe(0);
    expect(() => combineClusters([1, 2], [1, 4], ["a", "a"], 1)).toThrow(/impossible/);
    expect(combineClusters([1, 2], [1, 1], ["a", "a"], 0)).toMatchObject({ yi: [1.5], vi: [0.5], sizes: [2] });
    expect(() => samplingCovariances([{ vi: 1, cluster: 1 }], { rho: 2 })).toThrow(/rho = 2/);
  }); // prettier-ignore
});
