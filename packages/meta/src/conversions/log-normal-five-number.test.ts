import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../random/random.ts";
import { normalQuantile } from "../special/index.ts";
import { fiveNumberToLogNormalMean } from "./log-normal-five-number.ts";

const SUMMARY = { min: 10, q1: 22, median: 35, q3: 51, max: 98, n: 210 };
const KNOWN = {
  range: { q1: null, q3: null },
  quartiles: { min: null, max: null },
  both: {},
} as const;

describe("five numbers of a log-normal sample", () => {
  test("R's metafor 4: conv.fivenum(..., dist = 'lnorm')", () => {
    const { mean, sd } = fiveNumberToLogNormalMean(SUMMARY)!;
    expect(mean / 39.28817552476892).toBeCloseTo(1, 14);
    expect(sd / 23.117229041814827).toBeCloseTo(1, 14);
    const range = fiveNumberToLogNormalMean({ min: 2, q1: null, median: 8, q3: null, max: 21, n: 40 })!;
    expect(range.mean / 8.81872928909421).toBeCloseTo(1, 14);
    expect(range.sd / 4.997880907422019).toBeCloseTo(1, 13);
  });

  test.each(["range", "quartiles", "both"] as const)(
    "%s: another unit changes nothing but the unit",
    (known) => {
      fc.assert(
        fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (unit) => {
          const own = fiveNumberToLogNormalMean({ ...SUMMARY, ...KNOWN[known] })!;
          const scaled = fiveNumberToLogNormalMean({
            ...{ min: 10 * unit, q1: 22 * unit, median: 35 * unit, q3: 51 * unit, max: 98 * unit, n: 210 },
            ...KNOWN[known],
          })!;
          expect(scaled.mean / (own.mean * unit)).toBeCloseTo(1, 11);
          expect(scaled.sd / (own.sd * unit)).toBeCloseTo(1, 10);
        }),
      );
    },
  );

  // Samples of 41, so that the quartiles are values of the sample.
  test.each(["range", "quartiles", "both"] as const)("%s: mean and variance are nearly unbiased", (known) => {
    const random = seededRandom(20);
    const [sigma, samples] = [0.6, 12_000];
    let [mean, variance] = [0, 0];
    for (let sample = 0; sample < samples; sample += 1) {
      const x = Array.from({ length: 41 }, () =>
        Math.exp(sigma * normalQuantile((random.below(2 ** 30) + 0.5) / 2 ** 30)),
      );
      x.sort((a, b) => a - b);
      const given = { min: x[0]!, q1: x[10]!, median: x[20]!, q3: x[30]!, max: x[40]!, n: 41 };
      const found = fiveNumberToLogNormalMean({ ...given, ...KNOWN[known] })!;
      mean += found.mean / samples;
      variance += found.sd ** 2 / samples;
    }
    const expected = Math.exp(sigma ** 2 / 2);
    expect(mean / expected).toBeCloseTo(1, 1.7);
    expect(variance / (expected ** 2 * (Math.exp(sigma ** 2) - 1))).toBeCloseTo(1, 1.2);
  });

  test("what cannot be answered", () => {
    const none = { min: null, q1: null, median: 8, q3: null, max: 21, n: 40 };
    expect(fiveNumberToLogNormalMean(none)).toBeNull();
    expect(() => fiveNumberToLogNormalMean({ ...SUMMARY, min: 0 })).toThrow(/min = 0 is not above 0/);
    expect(() => fiveNumberToLogNormalMean({ ...SUMMARY, q1: 40 })).toThrow(/below q1/);
  });
});
