import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as special from "./index.ts";

/** Reference values of R 4.2 at 17 digits (`reference/grid.R`), and how many of each the grid holds. */
const GRID_SIZES = {
  normalCdf: 49, normalLogCdf: 54, normalQuantile: 46, chiSquaredCdf: 280, chiSquaredQuantile: 455, studentTCdf: 473,
  studentTQuantile: 504, fCdf: 1499, regularizedBeta: 866, logGamma: 21, digamma: 21, trigamma: 21, logBeta: 71,
} as const; // prettier-ignore
type Name = keyof typeof GRID_SIZES;

interface Point {
  readonly f: Name;
  readonly x: number;
  readonly a?: number;
  readonly b?: number;
  readonly t?: special.Tail;
  readonly v: number;
}

const grid = JSON.parse(
  readFileSync(new URL("reference/grid.golden.json", import.meta.url), "utf8"),
) as readonly Point[];

const call: Record<Name, (p: Point) => number> = {
  normalCdf: ({ x, t }) => special.normalCdf(x, t),
  normalLogCdf: ({ x, t }) => special.normalLogCdf(x, t),
  normalQuantile: ({ x, t }) => special.normalQuantile(x, t),
  chiSquaredCdf: ({ x, a = NaN, t }) => special.chiSquaredCdf(x, a, t),
  chiSquaredQuantile: ({ x, a = NaN, t }) => special.chiSquaredQuantile(x, a, t),
  studentTCdf: ({ x, a = NaN, t }) => special.studentTCdf(x, a, t),
  studentTQuantile: ({ x, a = NaN, t }) => special.studentTQuantile(x, a, t),
  fCdf: ({ x, a = NaN, b = NaN, t }) => special.fCdf(x, a, b, t),
  regularizedBeta: ({ x, a = NaN, b = NaN, t = "lower" }) => special.regularizedBeta(x, a, b, t),
  logGamma: ({ x }) => special.logGamma(x),
  digamma: ({ x }) => special.digamma(x),
  trigamma: ({ x }) => special.trigamma(x),
  logBeta: ({ x, a = NaN }) => special.logBeta(x, a),
};

describe("against R's values, relative error at most 1e-12", () => {
  test.each(Object.keys(GRID_SIZES) as Name[])("%s", (name) => {
    const points = grid.filter(({ f }) => f === name);
    expect(points).toHaveLength(GRID_SIZES[name]);
    const wrong = points.filter((point) => !(Math.abs(call[name](point) / point.v - 1) <= 1e-12));
    expect(wrong.map((point) => ({ ...point, got: call[name](point) }))).toEqual([]);
  });
});

describe("properties", () => {
  const df = fc.double({ min: 0.3, max: 1e5, noNaN: true });
  const p = fc.oneof(
    fc.double({ min: 1e-280, max: 1e-3, noNaN: true }),
    fc.double({ min: 1e-3, max: 0.5, noNaN: true }),
  );
  const tail = fc.constantFrom<special.Tail>("lower", "upper");
  const close = (found: number, expected: number, relative: number): void => {
    expect(Math.abs(found / expected - 1), `${found} against ${expected}`).toBeLessThanOrEqual(relative);
  };

  test("cdf(quantile(p)) = p, in either tail, down to 1e-280", () => {
    fc.assert(
      fc.property(p, tail, (q, side) =>
        close(special.normalCdf(special.normalQuantile(q, side), side), q, 1e-12),
      ),
    );
    fc.assert(
      fc.property(p, df, (q, n) =>
        close(special.chiSquaredCdf(special.chiSquaredQuantile(q, n, "upper"), n, "upper"), q, 1e-11),
      ),
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-30, max: 0.5, noNaN: true }), df, df, tail, (q, m, n, side) => {
        const x = special.fQuantile(q, m, n, side);
        // Beyond the doubles, or a hair from 0 with a density that has a pole there, no x gives p back.
        fc.pre(x > 1e-250 && x < 1e250);
        close(special.fCdf(x, m, n, side), q, 1e-11);
      }),
    );
  });

  test("lower and upper tails add to 1", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), df, (t, n) => {
        expect(special.studentTCdf(t, n) + special.studentTCdf(t, n, "upper")).toBeCloseTo(1, 14);
        expect(special.normalCdf(t) + special.normalCdf(t, "upper")).toBeCloseTo(1, 14);
      }),
    );
  });

  test("identities: t² is F(1, n); chi-square with 2 df is exponential; beta is symmetric", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 30, noNaN: true }), df, (t, n) => {
        close(2 * special.studentTCdf(t, n, "upper"), special.fCdf(t * t, 1, n, "upper"), 1e-11);
        close(special.chiSquaredLogCdf(t, 2, "upper"), -t / 2, 1e-12);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), df, df, (x, a, b) => {
        const [left, right] = [
          special.logRegularizedBeta(x, a, b, "lower"),
          special.logRegularizedBeta(1 - x, b, a, "upper"),
        ];
        expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(left)));
      }),
    );
  });

  test("t with infinite df is the normal; t approaches it smoothly", () => {
    close(special.studentTCdf(-2, Infinity), special.normalCdf(-2), 1e-15);
    // Leading correction of the tail for large df (Fisher 1925): Φ(−t) + φ(t)(t³ + t)/(4 df).
    const n = 1e8;
    close(
      special.studentTCdf(-2, n),
      special.normalCdf(-2) + (special.normalDensity(2) * 10) / (4 * n),
      1e-13,
    );
  });
});

describe("outside the domain", () => {
  test.each([
    ["normalQuantile", () => special.normalQuantile(1.2)],
    ["normalCdf", () => special.normalCdf(NaN)],
    ["chiSquaredCdf", () => special.chiSquaredCdf(-1, 3)],
    ["studentTCdf", () => special.studentTCdf(1, 0)],
    ["fQuantile", () => special.fQuantile(0.5, -1, 3)],
    ["regularizedBeta", () => special.regularizedBeta(2, 1, 1, "lower")],
    ["logGamma", () => special.logGamma(0)],
  ])("%s throws a DomainError that names the argument", (_, run) => {
    expect(run).toThrow(special.DomainError);
  });
});
