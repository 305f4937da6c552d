import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bivariateNormalCdf, normalQuantile } from "../special/index.ts";
import { measureEffects } from "./measure-effects.ts";
import { tetrachoric } from "./tetrachoric.ts";

const CELL = fc.integer({ min: 1, max: 400 });
const TABLE = fc.record({ ai: CELL, bi: CELL, ci: CELL, di: CELL });

describe("tetrachoric correlation", () => {
  test("Pearson 1900, vaccination and recovery from smallpox: 0.5954, probable error 0.0272", () => {
    const { yi, vi } = tetrachoric({ ai: 1562, bi: 383, ci: 42, di: 94 });
    expect(yi).toBeCloseTo(0.5954, 3);
    expect(-normalQuantile(0.25) * Math.sqrt(vi)).toBeCloseTo(0.0272, 3);
  });

  test("equal halves have sin(2π(a/n − 1/4)), Sheppard 1899", () => {
    fc.assert(
      fc.property(CELL, CELL, (a, b) => {
        const { yi } = tetrachoric({ ai: a, bi: b, ci: b, di: a });
        expect(yi).toBeCloseTo(Math.sin(2 * Math.PI * (a / (2 * (a + b)) - 0.25)), 12);
      }),
    );
  });

  test("it reproduces the table, and a transposed or mirrored one has the same size", () => {
    fc.assert(
      fc.property(TABLE, (table) => {
        const { ai, bi, ci, di } = table;
        const n = ai + bi + ci + di;
        const { yi, vi } = tetrachoric(table);
        expect(
          bivariateNormalCdf(normalQuantile((ai + bi) / n), normalQuantile((ai + ci) / n), yi),
        ).toBeCloseTo(ai / n, 14);
        const turned = tetrachoric({ ai, bi: ci, ci: bi, di });
        const mirrored = tetrachoric({ ai: bi, bi: ai, ci: di, di: ci });
        expect(Math.abs(turned.yi - yi)).toBeLessThan(1e-11);
        expect(Math.abs(mirrored.yi + yi)).toBeLessThan(1e-11);
        expect(turned.vi / vi).toBeCloseTo(1, 7);
        expect(mirrored.vi / vi).toBeCloseTo(1, 7);
      }),
    );
  });

  test("ten times the people have a tenth of the variance", () => {
    const one = tetrachoric({ ai: 12, bi: 38, ci: 20, di: 30 });
    const ten = tetrachoric({ ai: 120, bi: 380, ci: 200, di: 300 });
    expect(ten.yi).toBeCloseTo(one.yi, 13);
    expect((ten.vi * 10) / one.vi).toBeCloseTo(1, 11);
  });

  test("the variance is the inverse information of the three parameters", () => {
    const { vi } = tetrachoric({ ai: 12, bi: 38, ci: 20, di: 30 });
    expect(vi).toBeCloseTo(inverseInformation([12, 38, 20, 30]), 7);
  });

  test("a zero cell is a correlation of ±1 without a variance, an empty row or column no effect", () => {
    expect(tetrachoric({ ai: 0, bi: 25, ci: 4, di: 21 })).toEqual({ yi: -1, vi: NaN });
    expect(tetrachoric({ ai: 7, bi: 0, ci: 3, di: 8 })).toEqual({ yi: 1, vi: NaN });
    expect(tetrachoric({ ai: 0, bi: 40, ci: 0, di: 38 })).toEqual({ yi: NaN, vi: NaN });
  });

  test("as a measure nothing is added to a zero cell unless the addition is given", () => {
    const table = { ai: [0], bi: [25], ci: [4], di: [21] };
    expect(measureEffects("RTET", table)).toMatchObject({ yi: [-1], vi: [null], options: { vtype: "LS" } });
    const added = measureEffects("RTET", table, { add: 0.5 });
    expect(added.yi[0]).toBe(tetrachoric({ ai: 0.5, bi: 25.5, ci: 4.5, di: 21.5 }).yi);
    expect(added.vi[0]).toBeGreaterThan(0);
  });
});

/** Of ρ, by differences of the cell probabilities in (h, k, ρ). */
function inverseInformation(counts: readonly [number, number, number, number]): number {
  const [a, b, c, d] = counts;
  const n = a + b + c + d;
  const at = [
    normalQuantile((a + b) / n),
    normalQuantile((a + c) / n),
    tetrachoric({ ai: a, bi: b, ci: c, di: d }).yi,
  ];
  const cells = ([h = 0, k = 0, rho = 0]: readonly number[]): readonly number[] => {
    const p = (x: number, y: number, r: number) => bivariateNormalCdf(x, y, r);
    return [p(h, k, rho), p(h, -k, -rho), p(-h, k, -rho), p(-h, -k, rho)];
  };
  const step = 1e-4;
  const slopes = at.map((_, j) => {
    const move = (by: number) => cells(at.map((value, i) => (i === j ? value + by : value)));
    const [up, down] = [move(step), move(-step)];
    return up.map((value, cell) => (value - down[cell]!) / (2 * step));
  });
  const m = slopes.map((one) =>
    slopes.map(
      (other) => n * one.reduce((sum, x, cell) => sum + (x * other[cell]!) / (counts[cell]! / n), 0),
    ),
  );
  const minor = m[0]![0]! * m[1]![1]! - m[0]![1]! * m[1]![0]!;
  const determinant =
    m[2]![2]! * minor -
    m[2]![1]! * (m[0]![0]! * m[1]![2]! - m[0]![2]! * m[1]![0]!) +
    m[2]![0]! * (m[0]![1]! * m[1]![2]! - m[0]![2]! * m[1]![1]!);
  return minor / determinant;
}
