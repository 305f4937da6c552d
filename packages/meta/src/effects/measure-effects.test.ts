import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../input-error.ts";
import { measureEffects } from "./measure-effects.ts";
import { MEASURES } from "./measures/index.ts";

const NUMBERS: Readonly<Record<string, number>> = {
  ...{
    ai: 12,
    bi: 38,
    ci: 20,
    di: 30,
    m1i: 10,
    sd1i: 3,
    n1i: 20,
    m2i: 8,
    sd2i: 2.5,
    n2i: 25,
    mi: 9,
    sdi: 2,
    ni: 40,
  },
  ...{ xi: 7, ti: 310, x1i: 7, t1i: 310, x2i: 11, t2i: 305, ri: 0.4, r2i: 0.3 },
};

function rowFor(name: string): Record<string, readonly (number | null)[]> {
  const { columns } = MEASURES[name]!;
  // Alpha, a share of variance, stands where events do in tables.
  const value = (column: string): number =>
    columns.includes("mi") && column === "ai"
      ? 0.8
      : column === "mi" && columns.includes("ri")
        ? 2
        : NUMBERS[column]!;
  return Object.fromEntries(columns.map((column) => [column, [value(column)]]));
}

describe("every measure of the table", () => {
  test.each(Object.keys(MEASURES))("%s gives a finite effect and a variance above 0", (name) => {
    for (const vtype of MEASURES[name]!.vtypes) {
      const { yi, vi, dropped } = measureEffects(name, rowFor(name), { vtype });
      expect(yi[0]).toEqual(expect.any(Number));
      expect(vi[0]).toBeGreaterThan(0);
      expect(dropped).toEqual([]);
    }
  });

  test.each(Object.keys(MEASURES))("%s says which row lacks a number, and keeps the others", (name) => {
    const row = rowFor(name);
    // Conditional measures of pairs rest on those who changed alone.
    const column = ["MPORC", "MPPETO"].includes(name) ? "bi" : MEASURES[name]!.columns[0];
    const twice = Object.fromEntries(
      Object.entries(row).map(([key, [value]]) => [key, [value!, key === column ? null : value!]]),
    );
    const { yi, dropped } = measureEffects(name, twice);
    expect(yi[0]).toBe(measureEffects(name, row).yi[0]);
    expect(dropped).toMatchObject([{ row: 1, code: "missing" }]);
  });
});

test("swapping the arms turns the sign of differences and log ratios", () => {
  const amount = fc.double({ min: 0.5, max: 20, noNaN: true });
  fc.assert(
    fc.property(amount, amount, amount, amount, (m1i, sd1i, m2i, sd2i) => {
      for (const name of ["SMDH", "ROM", "CVR", "VR", "RPB", "D2ORN"]) {
        const forth = measureEffects(name, {
          m1i: [m1i],
          sd1i: [sd1i],
          n1i: [20],
          m2i: [m2i],
          sd2i: [sd2i],
          n2i: [20],
        });
        const back = measureEffects(name, {
          m1i: [m2i],
          sd1i: [sd2i],
          n1i: [20],
          m2i: [m1i],
          sd2i: [sd1i],
          n2i: [20],
        });
        expect(back.yi[0]).toBeCloseTo(-forth.yi[0]!, 9);
        expect(back.vi[0]).toBeCloseTo(forth.vi[0]!, 9);
      }
    }),
  );
});

test("zero counts: half is added where a formula needs it, and only there", () => {
  expect(measureEffects("PLO", { xi: [0], mi: [10] }).yi[0]).toBeCloseTo(Math.log(0.5 / 10.5), 12);
  expect(measureEffects("PLO", { xi: [0], mi: [10] }, { to: "none" }).yi[0]).toBeNull();
  expect(measureEffects("PAS", { xi: [0], mi: [10] }).yi[0]).toBe(0);
});

test.each([
  ["a measure that is not there", "ORR", {}, "unsupported"],
  ["a column that is missing", "ZCOR", { ri: [0.1] }, "unknown-column"],
  ["columns of two lengths", "ZCOR", { ri: [0.1], ni: [5, 6] }, "length-mismatch"],
  ["a correlation above 1", "ZCOR", { ri: [1.2], ni: [9] }, "correlation-not-feasible"],
  ["a negative count", "PLO", { xi: [-1], mi: [9] }, "impossible-counts"],
  ["a size of 0", "COR", { ri: [0.2], ni: [0] }, "nonpositive-n"],
  ["a standard deviation of 0", "MN", { mi: [1], sdi: [0], ni: [4] }, "nonpositive-sd"],
  ["an infinite mean", "MN", { mi: [Infinity], sdi: [1], ni: [4] }, "not-finite"],
])("%s is refused", (_, name, columns, code) => {
  let error: unknown;
  try {
    measureEffects(name, columns);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(InputError);
  expect(error).toMatchObject({ code });
});
