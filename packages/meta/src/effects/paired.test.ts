import { describe, expect, test } from "vitest";
import { feasibleCorrelation, pairedEffect, pairedMeanDifference } from "./paired.ts";

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
