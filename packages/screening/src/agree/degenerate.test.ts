import { describe, expect, it } from "vitest";
import { ScreeningError } from "../screening-error.ts";
import { REASON_WORDS } from "./coefficient.ts";
import { measureAgreement, type AgreementOptions } from "./measure-agreement.ts";
import type { Ratings } from "./ratings.ts";
import { ratingsOfCounts, ratingsOfLines, ratingsOfTable } from "./ratings.testing.ts";

describe("votes that allow no coefficient", () => {
  it("all in one category: κ, π and α are null with the reason; PABAK and AC1 are 1", () => {
    const { pairs, fleiss, alpha, ac1 } = measureAgreement(ratingsOfTable([[0, 0], [0, 12]])); // prettier-ignore
    const pair = pairs[0]!;
    for (const each of [pair.kappa.coefficient, fleiss.coefficient, alpha[0]!.coefficient])
      expect(each).toEqual({ kind: "undefined", estimate: null, se: null, ciLower: null, ciUpper: null, reason: "one-category" }); // prettier-ignore
    expect(pair.kappa).toMatchObject({ chance: 1, seSimple: null });
    expect(pair.pabak).toMatchObject({ kind: "interval", estimate: 1, ciUpper: 1 });
    expect(pair.pabak.ciLower).toBeCloseTo(2 * (12 / (12 + 1.959963984540054 ** 2)) - 1, 12);
    expect(ac1).toMatchObject({ kind: "point", estimate: 1, reason: "no-spread" });
    expect(pair.byCategory[0]!.agreement).toMatchObject({ kind: "undefined", reason: "category-not-used" });
    expect(pair.byCategory[1]!.agreement).toMatchObject({ kind: "interval", estimate: 1 });
  });

  it("perfect agreement in two categories: 1 without an interval of one point", () => {
    const { pairs, alpha, fleiss } = measureAgreement(ratingsOfTable([[5, 0], [0, 7]])); // prettier-ignore
    for (const each of [pairs[0]!.kappa.coefficient, alpha[0]!.coefficient, fleiss.coefficient])
      expect(each).toMatchObject({
        kind: "point",
        estimate: 1,
        se: null,
        ciLower: null,
        reason: "no-spread",
      });
  });

  it("raters who never agree, each with one category: κ is 0 and its chance agreement too", () => {
    const { kappa } = measureAgreement(ratingsOfTable([[0, 6], [0, 0]])).pairs[0]!; // prettier-ignore
    expect(kappa).toMatchObject({ chance: 0, seSimple: 0 });
    expect(kappa.coefficient.estimate).toBe(0);
  });

  it("one unit: estimates without intervals", () => {
    const { fleiss, ac1, alpha, pairs } = measureAgreement(ratingsOfLines(["12"], 2));
    expect(fleiss.coefficient).toMatchObject({ kind: "point", estimate: -1, reason: "one-unit" });
    expect(ac1).toMatchObject({ kind: "point", estimate: -1, reason: "one-unit" });
    expect(alpha[0]!.coefficient).toMatchObject({ kind: "point", estimate: 0, reason: "one-unit" });
    expect(pairs[0]!.observed).toMatchObject({ kind: "interval", estimate: 0, ciLower: 0 });
  });

  it("no unit with two votes: all null", () => {
    const { observed, fleiss, ac1, alpha, pairs, pairedUnits, missing } = measureAgreement(ratingsOfLines(["1.", ".2"], 2)); // prettier-ignore
    const [pair] = pairs;
    for (const each of [observed, fleiss.coefficient, ac1, alpha[0]!.coefficient, pair!.observed, pair!.kappa.coefficient, pair!.pabak, pair!.ac1])
      expect(each).toMatchObject({ kind: "undefined", estimate: null, reason: "no-overlap" }); // prettier-ignore
    expect({ pairedUnits, missing, units: pair!.units, index: pair!.prevalenceIndex }).toEqual({ pairedUnits: 0, missing: 2, units: 0, index: null }); // prettier-ignore
  });

  it("units with one vote change nothing but the count of what is missing", () => {
    const both = ["11", "12", "22", "22"];
    const [found, more] = [both, [...both, "1.", "1.", ".2"]].map((lines) =>
      measureAgreement(ratingsOfLines(lines, 2)),
    );
    expect({ ...more!, units: 4, votes: 8, missing: 0, votesByRater: found!.votesByRater }).toEqual(found);
    expect(more!.missing).toBe(3);
  });

  it("the standard error under chance agreement needs equally many votes", () => {
    expect(measureAgreement(ratingsOfLines(["112", "122", "11."], 2)).fleiss.seNull).toBeNull();
    expect(measureAgreement(ratingsOfCounts([[2, 1], [1, 2], [3, 0]])).fleiss.seNull).toBeGreaterThan(0); // prettier-ignore
  });

  it("each reason has its words", () => {
    for (const words of Object.values(REASON_WORDS)) expect(words.length).toBeGreaterThan(10);
  });
});

describe("what is refused", () => {
  const TWO: Ratings = { raters: ["a", "b"], categories: ["in", "out"], votes: [[0, 1]] };

  it.each<[string, Partial<Ratings>, AgreementOptions, object]>([
    ["too-few-raters", { raters: ["a"], votes: [[0]] }, {}, { field: "raters" }],
    ["too-few-raters", { raters: [], votes: [] }, {}, { field: "raters" }],
    ["too-few-categories", { categories: ["in"] }, {}, { field: "categories" }],
    ["no-records", { votes: [] }, {}, { field: "votes" }],
    ["length-mismatch", { votes: [[0, 1], [0]] }, {}, { field: "votes", row: 1 }],
    ["invalid-label", { votes: [[0, 1], [1, 2]] }, {}, { field: "b", row: 1 }],
    ["invalid-label", { votes: [[0, Number.NaN]] }, {}, { field: "b", row: 0 }],
    ["duplicate-id", { raters: ["a", "a"] }, {}, { field: "raters" }],
    ["duplicate-id", { categories: ["in", "in"] }, {}, { field: "categories" }],
    ["invalid-option", {}, { ciLevel: 1 }, { field: "ciLevel" }],
    ["invalid-option", {}, { ciLevel: Number.NaN }, { field: "ciLevel" }],
    ["invalid-option", {}, { values: [1] }, { field: "values" }],
    ["invalid-option", {}, { values: [1, Infinity] }, { field: "values" }],
    ["invalid-option", {}, { seed: 0.5 }, { field: "seed" }],
    ["invalid-option", {}, { replicates: 99 }, { field: "replicates" }],
  ])("%s", (code, ratings, options, where) => {
    try {
      measureAgreement({ ...TWO, ...ratings }, options);
    } catch (error) {
      expect(error).toBeInstanceOf(ScreeningError);
      expect(error).toMatchObject({ code, where });
      return;
    }
    expect.unreachable("nothing was refused");
  }); // prettier-ignore
});
