import { describe, expect, test } from "vitest";
import {
  feasibleCorrelation,
  pairedEffect,
  pairedMeanDifference,
  pairedStandardizedMeanDifference,
} from "./paired.ts";

describe("paired counts", () => {
  const counts = { n: 24, events1: 12, events2: 6 };

  test("with the joint count equals metafor's marginal odds ratio (escalc MPORM with ri, metafor 3.8-1)", () => {
    const effect = pairedEffect("OR", counts, { both: 5 });
    expect(effect.yi).toBeCloseTo(1.09861228866811, 13);
    expect(effect.vi).toBeCloseTo(0.240740740740741, 13);
  });

  test("the correlation that the joint count implies gives the same", () => {
    const both = pairedEffect("RR", counts, { both: 5 });
    expect(pairedEffect("RR", counts, { correlation: both.correlation }).vi).toBeCloseTo(both.vi, 13);
  });

  test("a risk difference: McNemar's variance (b + c − (b − c)²/n)/n²", () => {
    const [b, c, n] = [7, 1, 24];
    expect(pairedEffect("RD", counts, { both: 5 }).vi).toBeCloseTo((b + c - (b - c) ** 2 / n) / n ** 2, 13);
  });

  test("the range of phi is that of the possible joint counts; outside it is refused", () => {
    expect(feasibleCorrelation({ n: 18, events1: 8, events2: 1 })).toEqual({
      low: expect.closeTo(-0.2169, 4) as number,
      high: expect.closeTo(0.2712, 4) as number,
    });
    expect(() => pairedEffect("OR", { n: 18, events1: 8, events2: 1 }, { correlation: 0.5 })).toThrow(
      /it lies between -0.217 and 0.271/,
    );
    expect(() => pairedEffect("OR", { n: 18, events1: 19, events2: 1 }, { correlation: 0 })).toThrow(
      /not possible/,
    );
  });

  test("a zero margin gets 1/2 and stays finite", () => {
    const effect = pairedEffect("OR", { n: 10, events1: 4, events2: 0 }, { correlation: 0 });
    expect(effect.yi).toBeCloseTo(Math.log(4.5 / 6.5) - Math.log(0.5 / 10.5), 12);
    expect(Number.isFinite(effect.vi)).toBe(true);
  });
});

test("paired means: the variance of the mean of differences", () => {
  expect(pairedMeanDifference({ n: 10, m1: 5, sd1: 2, m2: 3, sd2: 3 }, 0.5)).toEqual({
    yi: 2,
    vi: expect.closeTo((4 + 9 - 6) / 10, 12) as number,
  });
});

describe("paired standardised mean differences", () => {
  test.each([
    // Reference case effect_sizes/synpp|SMCRP, computed with metafor 5.0-1.
    [{ n: 18, m1: 24.1, sd1: 4.8, m2: 15.3, sd2: 6.2 }, 0.45, 1.5446559384027134, 0.10095998981349205],
    [{ n: 27, m1: 30.8, sd1: 6.1, m2: 22.9, sd2: 7.7 }, 0.3, 1.1193190350436826, 0.06449660982787149],
    [{ n: 9, m1: 18.2, sd1: 3.9, m2: 17.5, sd2: 4.4 }, 0.72, 0.15604442116567538, 0.0632492452642981],
  ])("%j with correlation %d", (row, rho, yi, vi) => {
    const effect = pairedStandardizedMeanDifference(row, rho);
    expect(Math.abs(effect.yi / yi - 1)).toBeLessThan(1e-10);
    expect(Math.abs(effect.vi / vi - 1)).toBeLessThan(1e-10);
  });
});

test("everyone the same both times: refused, because nothing varies", () => {
  for (const [n, events] of [
    [20, 5],
    [30, 2],
    [23, 7],
  ] as const) {
    for (const measure of ["OR", "RR", "RD"] as const) {
      expect(() => pairedEffect(measure, { n, events1: events, events2: events }, { both: events })).toThrow(
        /agree in everyone/,
      );
    }
  }
});

describe("joint counts 5, 7, 1, 11 (both, first only, second only, neither; escalc of metafor 3.8-1)", () => {
  test.each([
    ["MPRR", "RR", 0.69314718055995, 0.11111111111111],
    ["MPRD", "RD", 0.25, 0.01128472222222],
    ["MPOR", "OR", 1.09861228866811, 0.24074074074074],
  ] as const)("%s", (_, measure, yi, vi) => {
    const effect = pairedEffect(measure, { n: 24, events1: 12, events2: 6 }, { both: 5 });
    expect(effect.yi).toBeCloseTo(yi, 13);
    expect(effect.vi).toBeCloseTo(vi, 13);
  });
});

test("a joint count outside its margins is refused, with the range", () => {
  const error = caught(() => pairedEffect("OR", { n: 18, events1: 8, events2: 1 }, { both: 2 }));
  expect(error).toMatchObject({
    code: "impossible-counts",
    where: { field: "both" },
    found: 2,
    expected: "between 0 and 1",
  });
});

describe("paired means that cannot be", () => {
  const row = { n: 10, m1: 5, sd1: 2, m2: 3, sd2: 2 };

  test.each([
    [{ ...row, n: 0 }, 0.5, "nonpositive-n"],
    [{ ...row, sd2: 0 }, 0.5, "nonpositive-sd"],
    [{ ...row, m1: Number.NaN }, 0.5, "not-finite"],
    [row, 1.2, "correlation-not-feasible"],
    [row, Number.NaN, "correlation-not-feasible"],
    [row, 1, "nonpositive-variance"],
  ] as const)("%j with correlation %d: %s", (means, correlation, code) => {
    expect(caught(() => pairedMeanDifference(means, correlation))).toMatchObject({ code });
  });

  test("a standardised difference needs a degree of freedom for its correction", () => {
    expect(caught(() => pairedStandardizedMeanDifference({ ...row, n: 1 }, 0))).toMatchObject({
      code: "nonpositive-n",
    });
    expect(pairedStandardizedMeanDifference({ ...row, n: 2 }, 0.5).vi).toBeGreaterThan(0);
  });
});

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was refused");
}
