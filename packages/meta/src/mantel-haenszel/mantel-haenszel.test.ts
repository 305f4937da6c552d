import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { InputError } from "../input-error.ts";
import { mantelHaenszel } from "./mantel-haenszel.ts";
import { mantelHaenszelRates } from "./mantel-haenszel-rates.ts";
import { peto } from "./peto.ts";

const { tpos, tneg, cpos, cneg } = BCG.counts;
const TABLES = tpos.map((ai, i) => ({ ai, bi: tneg[i]!, ci: cpos[i]!, di: cneg[i]! }));
const count = fc.integer({ min: 0, max: 60 });
const tables = fc
  .array(fc.record({ ai: count, bi: count, ci: count, di: count }), { minLength: 2, maxLength: 6 })
  .filter((set) =>
    set.every(({ ai, bi, ci, di }) => ai + bi > 0 && ci + di > 0 && ai * di > 0 && bi * ci > 0),
  );

describe("published and reference values", () => {
  test("BCG as rma.mh of metafor 5.0-1 pools it", () => {
    const fit = mantelHaenszel("OR", TABLES);
    expect(fit.estimate).toBeCloseTo(-0.4734109883885855, 12);
    expect(fit.se).toBeCloseTo(0.04100777840423144, 12);
    expect(fit.cmh!.statistic).toBeCloseTo(135.68894372390628, 9);
    expect(fit.breslowDay!.statistic).toBeCloseTo(171.76536657939624, 8);
    expect(fit.tarone!.statistic).toBeCloseTo(171.75667299387146, 8);
    expect(mantelHaenszel("RD", TABLES).se).toBeCloseTo(0.00028665674852737364, 14);
    expect(peto(TABLES).q).toBeCloseTo(167.7301675114894, 9);
  });
});

describe("properties", () => {
  test("one table is its own odds ratio, risk ratio, risk difference", () => {
    fc.assert(
      fc.property(tables, ([first]) => {
        const { ai, bi, ci, di } = first!;
        expect(mantelHaenszel("OR", [first!]).estimate).toBeCloseTo(Math.log((ai * di) / (bi * ci)), 10);
        expect(mantelHaenszel("RR", [first!]).estimate).toBeCloseTo(
          Math.log(ai / (ai + bi) / (ci / (ci + di))),
          10,
        );
        expect(mantelHaenszel("RD", [first!]).estimate).toBeCloseTo(ai / (ai + bi) - ci / (ci + di), 10);
      }),
    );
  });

  test("swapping the arms turns the sign, and nothing else; the order of tables never matters", () => {
    fc.assert(
      fc.property(tables, (set) => {
        const swapped = set.map(({ ai, bi, ci, di }) => ({ ai: ci, bi: di, ci: ai, di: bi }));
        for (const measure of ["OR", "RR", "RD"] as const) {
          const [fit, other] = [mantelHaenszel(measure, set), mantelHaenszel(measure, swapped)];
          expect(other.estimate).toBeCloseTo(-fit.estimate, 9);
          expect(other.se).toBeCloseTo(fit.se, 9);
          expect(mantelHaenszel(measure, [...set].reverse()).se).toBeCloseTo(fit.se, 9);
        }
        expect(peto(swapped).estimate).toBeCloseTo(-peto(set).estimate, 9);
      }),
    );
  });

  test("a table without any event changes neither the odds ratio nor the risk ratio", () => {
    fc.assert(
      fc.property(tables, (set) => {
        const more = [...set, { ai: 0, bi: 9, ci: 0, di: 12 }];
        for (const measure of ["OR", "RR"] as const)
          expect(mantelHaenszel(measure, more).estimate).toBeCloseTo(
            mantelHaenszel(measure, set).estimate,
            12,
          );
      }),
    );
  });
});

describe("what cannot be pooled is said", () => {
  test("no event in one arm of all tables", () => {
    expect(() => mantelHaenszel("OR", [{ ai: 0, bi: 5, ci: 3, di: 5 }])).toThrow(/carries information/);
    expect(() => peto([{ ai: 0, bi: 5, ci: 0, di: 5 }])).toThrow(InputError);
  });

  test("negative counts and no person-time name their row", () => {
    expect(() => peto([{ ai: 1, bi: 5, ci: -1, di: 5 }])).toThrow(/ci = -1 in row 0/);
    expect(() => mantelHaenszelRates("IRR", [{ x1i: 1, t1i: 0, x2i: 1, t2i: 5 }])).toThrow(
      /t1i = 0 in row 0/,
    );
  });

  test("rows with a missing count are skipped, their place in the weights is null", () => {
    const { weights, k } = mantelHaenszel("RR", [null, TABLES[0]!, TABLES[1]!]);
    expect(weights[0]).toBeNull();
    expect(k).toBe(2);
  });
});
