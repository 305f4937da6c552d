import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../input-error.ts";
import { twoByTwoEffects, type TwoByTwo, type TwoByTwoMeasure } from "./two-by-two.ts";

const cell = fc.integer({ min: 1, max: 200 });
const table = fc.record({ ai: cell, bi: cell, ci: cell, di: cell });
const MEASURES: readonly TwoByTwoMeasure[] = ["OR", "RR", "RD"];

function only(measure: TwoByTwoMeasure, row: TwoByTwo): readonly [number, number] {
  const { yi, vi } = twoByTwoEffects(measure, [row]);
  return [yi[0] ?? Number.NaN, vi[0] ?? Number.NaN];
}

describe("independent arms", () => {
  test("odds ratios of the ketamine trials (computed with metafor 3.8-1)", () => {
    const { yi, vi } = twoByTwoEffects("OR", [
      { ai: 30, bi: 17, ci: 7, di: 18 },
      { ai: 12, bi: 8, ci: 10, di: 10 },
      { ai: 8, bi: 10, ci: 1, di: 17 },
      { ai: 12, bi: 12, ci: 1, di: 23 },
    ]);
    [1.51244565, 0.40546511, 2.61006979, 3.13549422].forEach((y, i) => expect(yi[i]).toBeCloseTo(y, 8));
    [0.29056956, 0.40833333, 1.28382353, 1.21014493].forEach((v, i) => expect(vi[i]).toBeCloseTo(v, 8));
  });

  test("Grunebaum 2018: 22 of 40 against 12 of 40 is the published odds ratio 2.85 (1.14 to 7.15)", () => {
    const [yi, vi] = only("OR", { ai: 22, bi: 18, ci: 12, di: 28 });
    // The reference limits were made with z rounded to 1.959964.
    const ends = [yi, yi - 1.959964 * Math.sqrt(vi), yi + 1.959964 * Math.sqrt(vi)].map(Math.exp);
    [2.85185185, 1.13717073, 7.15201223].forEach((x, i) => expect(ends[i]).toBeCloseTo(x, 8));
  });

  test("exchanging the arms turns the sign and keeps the variance; exchanging events too brings the OR back", () => {
    fc.assert(
      fc.property(table, (t) => {
        for (const measure of MEASURES) {
          const [y, v] = only(measure, t);
          const [back, same] = only(measure, { ai: t.ci, bi: t.di, ci: t.ai, di: t.bi });
          expect(back).toBeCloseTo(-y, 12);
          expect(same).toBeCloseTo(v, 12);
        }
        const [y] = only("OR", t);
        expect(only("OR", { ai: t.di, bi: t.ci, ci: t.bi, di: t.ai })[0]).toBeCloseTo(y, 12);
      }),
    );
  });
});

describe("rows without an effect keep their place and are listed", () => {
  test("a missing count, a zero cell without addition, and double zeros left out", () => {
    const zero = { ai: 0, bi: 10, ci: 3, di: 8 };
    const none = twoByTwoEffects("OR", [null, zero, { ai: 4, bi: 6, ci: 3, di: 8 }], { to: "none" });
    expect(none.yi.map((y) => y === null)).toEqual([true, true, false]);
    expect(none.dropped.map(({ row, code }) => [row, code])).toEqual([
      [0, "missing"],
      [1, "not-estimable"],
    ]);
    const drop = twoByTwoEffects("RR", [{ ai: 0, bi: 9, ci: 0, di: 7 }, zero], { drop00: true });
    expect(drop.dropped.map(({ row, code }) => [row, code])).toEqual([[0, "double-zero"]]);
    expect(drop.yi[1]).not.toBeNull();
  });

  test("an unbiased variance of an arm of one divides by zero: null with a reason, never NaN", () => {
    const { yi, vi, dropped } = twoByTwoEffects("RD", [{ ai: 1, bi: 0, ci: 3, di: 7 }], {
      to: "none",
      vtype: "UB",
    });
    expect([yi, vi, dropped[0]?.code]).toEqual([[0.7], [null], "not-estimable"]);
  });

  test("if0all looks at the tables that are left after drop00, as metafor 3.8-1 does", () => {
    const tables = [
      { ai: 0, bi: 10, ci: 0, di: 9 },
      { ai: 4, bi: 6, ci: 3, di: 8 },
    ];
    const { yi, vi } = twoByTwoEffects("OR", tables, { to: "if0all", drop00: true });
    expect(yi[0]).toBeNull();
    expect(yi[1]).toBeCloseTo(0.575364144904, 12);
    expect(vi[1]).toBeCloseTo(0.875, 12);
  });
});

test("every default comes back in the result", () => {
  expect(twoByTwoEffects("OR", []).options).toEqual({ add: 0.5, to: "only0", drop00: false, vtype: "LS" });
});

test.each([
  [{ ai: -1, bi: 2, ci: 3, di: 4 }, {}, "impossible-counts"],
  [{ ai: 0, bi: 0, ci: 3, di: 4 }, {}, "impossible-counts"],
  [{ ai: Number.NaN, bi: 2, ci: 3, di: 4 }, {}, "impossible-counts"],
  [{ ai: 1, bi: 2, ci: 3, di: 4 }, { add: -1 }, "invalid-option"],
  [{ ai: 1, bi: 2, ci: 3, di: 4 }, { vtype: "UB" }, "unsupported"],
] as const)("%j with %j is refused as %s", (row, options, code) => {
  let found: unknown;
  try {
    twoByTwoEffects("OR", [row], options);
  } catch (error) {
    found = error instanceof InputError ? error.code : error;
  }
  expect(found).toBe(code);
});
