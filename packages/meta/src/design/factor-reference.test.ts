import { describe, expect, test } from "vitest";
import { designFromFormula, formulaColumns } from "./design-from-formula.ts";

const DATA = { alloc: ["random", "alternate", "systematic"], dose: [1, 2, 2] };

describe("factor(x, ref = level)", () => {
  test.each(["~ factor(alloc, ref = 'random')", '~ factor( alloc ,ref="random" )'])("%s", (formula) => {
    const { design, levels, whole } = designFromFormula(formula, DATA);
    expect(design.names).toEqual(["intrcpt", "factor(alloc)alternate", "factor(alloc)systematic"]);
    expect(design.rows).toEqual([[1, 0, 0], [1, 1, 0], [1, 0, 1]]); // prettier-ignore
    expect(levels).toEqual({ "factor(alloc)": ["random", "alternate", "systematic"] });
    expect(whole).toEqual([]);
  });

  test("numbers as categories; without an intercept every level has a column", () => {
    expect(designFromFormula("~ factor(dose, ref = 2)", DATA).design.names).toEqual(["intrcpt", "factor(dose)1"]); // prettier-ignore
    expect(designFromFormula("~ factor(alloc) - 1", DATA).whole).toEqual(["factor(alloc)"]);
  });

  test.each([
    ["~ factor(alloc, ref = 'rand')", /factor\(alloc\) has no level "rand"/],
    ["~ factor(alloc, reference = 'random')", /expected ref = and a level/],
    ["~ factor(alloc, ref = random)", /expected a level in quotes/],
    ["~ relevel(alloc, ref = 'random')", /no function relevel .*factor\(x, ref = "a"\) compares with a/],
  ])("%s is an error that says how", (formula, said) => {
    expect(() => designFromFormula(formula, DATA)).toThrow(said);
  });
});

test("the columns of a formula are those that its variables name", () => {
  expect(formulaColumns("~ log(dose) * factor(alloc, ref = 'random') + `odd name`")).toEqual([
    "dose",
    "alloc",
    "odd name",
  ]);
});
