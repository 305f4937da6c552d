import { describe, expect, test } from "vitest";
import { compute } from "../compute/index.ts";
import { measureEffects } from "./measure-effects.ts";
import { OWN_MEASURES } from "./own-measures.ts";

const COLUMNS: Readonly<Record<string, readonly number[]>> = {
  ...{ ai: [10, 4, 0], bi: [5, 9, 7], ci: [5, 3, 4], di: [10, 11, 12] },
  ...{ m1i: [3, 2.5, 4], sd1i: [2, 1.5, 2.2], n1i: [10, 14, 20], m2i: [1, 2, 3], sd2i: [2, 1.7, 2], n2i: [11, 13, 19] },
  ...{ ni: [10, 15, 20], ri: [0.5, 0.3, 0.7] },
}; // prettier-ignore

describe("measures with a function of their own are measures like the others", () => {
  test.each(Object.keys(OWN_MEASURES))("%s: the effects that compute gives", (name) => {
    const dataset = Object.fromEntries(OWN_MEASURES[name]!.columns.map((column) => [column, COLUMNS[column]]));
    const effects = measureEffects(name, dataset as Record<string, number[]>);
    const document = {
      datasets: { data: { columns: dataset } },
      cases: [{ id: "x", function: "effectSize", dataset: "data", options: { measure: name } }],
    };
    const { cases } = compute(document, { keys: "coppice" }) as unknown as {
      cases: readonly { result: { yi: readonly number[]; vi: readonly number[] } }[];
    };
    expect(effects.measure).toBe(name);
    expect(effects.yi).toEqual(cases[0]!.result.yi);
    expect(effects.vi).toEqual(cases[0]!.result.vi);
    expect(effects.yi.every((yi) => yi !== null)).toBe(true);
  }); // prettier-ignore

  test("columns and variance types are checked, corrections can be left out", () => {
    expect(() => measureEffects("MPOR", { ai: [1], bi: [1], ci: [1] })).toThrow(/MPOR needs a column di/);
    expect(() => measureEffects("MC", COLUMNS, { vtype: "UB" })).toThrow(/UB is not LS/);
    expect(() => measureEffects("ORR", COLUMNS)).toThrow(/did you mean "OR"/);
    const [plain, corrected] = [false, true].map((correct) => measureEffects("SMD", COLUMNS, { correct }));
    expect(plain!.yi[0]! / corrected!.yi[0]!).toBeCloseTo(1 / 0.96, 2);
  });
});
