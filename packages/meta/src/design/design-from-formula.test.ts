import { describe, expect, test } from "vitest";
import { InputError } from "../input-error.ts";
import { designFromFormula, type DataColumn } from "./design-from-formula.ts";
import { nearest } from "../arguments/nearest-name.ts";
import { orthonormalBasis } from "./orthonormal-basis.ts";

const DATA: Readonly<Record<string, DataColumn>> = {
  a: ["x", "y", "x", "y"],
  b: ["u", "u", "v", "v"],
  alloc: ["random", "alternate", "systematic", "random"],
  ablat: [44, 55, 42, 13],
  grade: [10, 2, 2, 1],
  "mean age": [30, 40, 50, 61],
};

function namesOf(formula: string): readonly string[] {
  return designFromFormula(formula, DATA).design.names;
}

function errorOf(action: () => unknown): InputError {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("columns, as model.matrix of R 4.2 names and orders them (the intercept apart)", () => {
  test.each([
    ["~ ablat", ["intrcpt", "ablat"]],
    ["ablat", ["intrcpt", "ablat"]],
    ["~ 1", ["intrcpt"]],
    ["~ alloc", ["intrcpt", "allocrandom", "allocsystematic"]],
    ["~ 0 + alloc", ["allocalternate", "allocrandom", "allocsystematic"]],
    ["~ alloc - 1", ["allocalternate", "allocrandom", "allocsystematic"]],
    ["~ factor(grade)", ["intrcpt", "factor(grade)2", "factor(grade)10"]],
    ["~ alloc * ablat", ["intrcpt", "allocrandom", "allocsystematic", "ablat", "allocrandom:ablat", "allocsystematic:ablat"]],
    ["~ alloc:ablat", ["intrcpt", "allocalternate:ablat", "allocrandom:ablat", "allocsystematic:ablat"]],
    ["~ a:b", ["intrcpt", "ax:bu", "ay:bu", "ax:bv", "ay:bv"]],
    ["~ 0 + a * b", ["ax", "ay", "bv", "ay:bv"]],
    ["~ a + a:b", ["intrcpt", "ay", "ax:bv", "ay:bv"]],
    ["~ (a + b) * ablat - b:ablat", ["intrcpt", "ay", "bv", "ablat", "ay:ablat"]],
    ["~ I((ablat - 33)^2) + log(ablat)", ["intrcpt", "I((ablat-33)^2)", "log(ablat)"]],
    ["~ `mean age`", ["intrcpt", "`meanage`"]],
  ])("%s", (formula, names) => {
    expect(namesOf(formula)).toEqual(names);
  }); // prettier-ignore

  test("a product without an intercept keeps independent columns, where model.matrix repeats ablat in all levels", () => {
    expect(namesOf("~ ablat + alloc:ablat - 1")).toEqual([
      "ablat",
      "allocrandom:ablat",
      "allocsystematic:ablat",
    ]);
  });

  test("values: contrasts, products, arithmetic", () => {
    expect(designFromFormula("~ alloc", DATA).design.rows).toEqual([[1, 1, 0], [1, 0, 0], [1, 0, 1], [1, 1, 0]]); // prettier-ignore
    expect(designFromFormula("~ 0 + I(ablat/2 - grade^2*3)", DATA).design.rows).toEqual([[-278], [15.5], [9], [3.5]]); // prettier-ignore
    expect(designFromFormula("~ a:ablat", DATA).design.rows[1]).toEqual([1, 0, 55]);
  });

  test("levels come back with the reference first; numbers sort as numbers", () => {
    expect(designFromFormula("~ factor(grade) + a", DATA).levels).toEqual({
      "factor(grade)": ["1", "2", "10"],
      a: ["x", "y"],
    });
  });
});

describe("what cannot be used is said", () => {
  test("rows with something missing are dropped and listed; the others keep their place", () => {
    const found = designFromFormula("~ dose + arm", { dose: [1, null, 3, 5], arm: ["a", "b", "", "b"] });
    expect(found.rows).toEqual([0, 3]);
    expect(found.dropped).toEqual([
      { row: 1, field: "dose", reason: "dose is missing" },
      { row: 2, field: "arm", reason: "arm is missing" },
    ]);
    expect(found.design.rows).toEqual([[1, 1, 0], [1, 5, 1]]); // prettier-ignore
  });

  test("a misspelt column comes with the nearest name", () => {
    const error = errorOf(() => designFromFormula("~ abalt", DATA));
    expect(error).toMatchObject({ code: "unknown-column", where: { field: "abalt" }, fix: "write ablat" });
    expect(error.message).toContain("did you mean ablat?");
  });

  test.each([
    ["~ ablat +", 10],
    ["~ ablat ++ alloc", 10],
    ["~ poly(ablat)", 14],
    ["~ 2", 4],
    ["~ (ablat", 9],
    ["~ ablat alloc", 9],
  ])("%s is refused with its place", (formula, place) => {
    const error = errorOf(() => designFromFormula(formula, DATA));
    expect(error.code).toBe("invalid-formula");
    expect(error.message).toMatch(/character \d+/);
    expect(Number(/character (\d+)/.exec(error.message)?.[1])).toBeLessThanOrEqual(place);
  });

  test("a logarithm of 0 names its row, a text in arithmetic too", () => {
    expect(errorOf(() => designFromFormula("~ log(x)", { x: [1, 0] }))).toMatchObject({
      code: "not-finite",
      where: { field: "log(x)", row: 1 },
    });
    expect(errorOf(() => designFromFormula("~ I(a^2)", DATA)).where).toEqual({ field: "a", row: 0 });
  });

  test("a column of another length, and data with nothing left", () => {
    expect(errorOf(() => designFromFormula("~ x + y", { x: [1, 2], y: [1] })).code).toBe("length-mismatch");
    expect(errorOf(() => designFromFormula("~ x", { x: [null, null] })).code).toBe("too-few-effects");
  });
});

describe("dependent columns", () => {
  test("a constant and a combination are named", () => {
    const rows = [[1, 5, 1], [1, 5, 2], [1, 5, 4]]; // prettier-ignore
    expect(errorOf(() => orthonormalBasis({ names: ["intrcpt", "dose", "age"], rows }))).toMatchObject({
      code: "collinear-design",
      where: { field: "dose" },
      fix: "leave out dose",
    });
    const sums = [[1, 1, 2], [1, 3, 4], [1, 4, 5], [1, 9, 10]]; // prettier-ignore
    expect(errorOf(() => orthonormalBasis({ names: ["intrcpt", "x", "z"], rows: sums })).message).toContain(
      "z is a combination of intrcpt, x",
    );
  });

  test("a basis gives the columns back, also of years", () => {
    const rows = [1948, 1949, 1960, 1977, 1973].map((year) => [1, year, year * year]);
    const { q, r } = orthonormalBasis({ names: ["intrcpt", "year", "year2"], rows });
    rows.forEach((row, i) =>
      row.forEach((value, j) => {
        let sum = 0;
        for (let m = 0; m < 3; m += 1) sum += q[i * 3 + m]! * r[m * 3 + j]!;
        expect(Math.abs(sum - value)).toBeLessThan(1e-9 * Math.abs(value));
      }),
    );
  });
});

test("the nearest name, or none", () => {
  expect(nearest("Year", ["year", "yi"])).toBe("year");
  expect(nearest("zzzzzz", ["year", "yi"])).toBeUndefined();
});
