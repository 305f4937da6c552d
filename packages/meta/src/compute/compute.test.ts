import { describe, expect, test } from "vitest";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { compute } from "./compute.ts";

const INPUT = { yi: [0.1, 0.5, 0.9], vi: [0.02, 0.05, 0.03] };

function answer(given: object, datasets: object = {}) {
  const { cases } = compute({ datasets, cases: [given] }, { keys: "coppice" });
  return cases[0]!;
}

function errorOf(given: object, datasets: object = {}): unknown {
  const found = answer(given, datasets);
  return "error" in found ? found.error : undefined;
}

const fit = (more: object, options: object = {}): object => ({
  id: "x",
  function: "randomEffects",
  options,
  input: { ...INPUT, ...more },
});

describe("never a wrong number: what is not known is refused", () => {
  test.each([
    ["a function", { id: "x", function: "networkMeta", input: INPUT }, "function"],
    ["a method", fit({}, { method: "SJK" }), "method"],
    ["a test", fit({}, { test: "satterthwaite" }), "test"],
    ["an option", fit({}, { knha: true }), "knha"],
    ["an input nobody reads", fit({ cluster: [1, 1, 2] }), "cluster"],
    ["a measure", { id: "x", function: "effectSize", options: { measure: "PETTO" }, input: { ai: [1] } }, "measure"],
    ["a variance type", { id: "x", function: "effectSize", options: { measure: "MD", vtype: "UB" }, input: { m1i: [1], sd1i: [1], n1i: [9], m2i: [1], sd2i: [1], n2i: [9] } }, "vtype"],
    ["an interval without heterogeneity", { id: "x", function: "tau2CI", options: { method: "EE" }, input: INPUT }, "method"],
    ["a profile likelihood of DL", { id: "x", function: "tau2CI", options: { method: "DL", type: "PL" }, input: INPUT }, "type"],
  ])("%s", (_, given, field) => {
    expect(errorOf(given)).toMatchObject({ code: "unsupported", where: { field } });
  }); // prettier-ignore

  test.each([
    ["options that are a list", { ...fit({}), options: [] }, "invalid-document"],
    ["input that is text", { ...fit({}), input: "yi" }, "invalid-document"],
    ["a data set that is not there", { ...fit({}), dataset: "bcg" }, "invalid-document"],
    ["a column that is not there", { id: "x", function: "randomEffects", input: { yi: [1, 2] } }, "invalid-document"],
    ["a level as text", fit({}, { level: "95" }), "invalid-option"],
    ["a level of 100", fit({}, { level: 100 }), "invalid-option"],
    ["a constant moderator", fit({ X: [[1, 2], [1, 2], [1, 2]], Xnames: ["intrcpt", "dose"] }), "collinear-design"],
    ["a formula with a misspelt column", { ...fit({ dose: [1, 2, 4] }, { mods: "~ does" }) }, "unknown-column"],
    ["a formula that ends early", { ...fit({ dose: [1, 2, 4] }, { mods: "~ dose +" }) }, "invalid-formula"],
    ["weights of another length", fit({ weights: [1, 2] }), "length-mismatch"],
    ["a generalised Q without weights", fit({}, { method: "GENQ" }), "invalid-option"],
    ["a text among numbers", fit({ yi: [1, "2", 3] }), "not-finite"],
    ["a missing effect", fit({ yi: [1, null, 3] }), "not-finite"],
    ["columns of two lengths", fit({ yi: [1, 2] }), "length-mismatch"],
    ["a known tau2 with equal effects", fit({}, { method: "EE", tau2: 0.1 }), "invalid-option"],
    ["test-based limits of two effects", { id: "x", function: "tau2CI", options: { type: "HT" }, input: { yi: [1, 2], vi: [1, 1] } }, "too-few-effects"],
  ])("%s", (_, given, code) => {
    expect(errorOf(given)).toMatchObject({ code });
  }); // prettier-ignore

  test("a document without cases is refused as a whole", () => {
    expect(() => compute({ datasets: {} }, { keys: "coppice" })).toThrow(/cases/);
    expect(() => compute({ cases: [1] }, { keys: "coppice" })).toThrow(/case 0/);
  });
});

describe("what comes back", () => {
  test("the case itself with its result, in order, and never what was expected of it", () => {
    const found = answer({ ...fit({}), expected: { b: [7] }, note: "kept" });
    expect(found).toMatchObject({ id: "x", function: "randomEffects", note: "kept" });
    expect(found).not.toHaveProperty("expected");
    expect(found).toHaveProperty("result.kind", "pairwise");
    const { cases } = compute({ cases: [fit({}), { id: "y", function: "none" }] }, { keys: "coppice" });
    expect(cases.map(({ id, ...rest }) => [id, "error" in rest])).toEqual([
      ["x", false],
      ["y", true],
    ]);
  });

  test("numbers read back the same from plain JSON, also infinite ones", () => {
    const identical = answer(fit({ yi: [0.5, 0.5], vi: [0.1, 0.3] }, { test: "knha" }));
    expect(identical).toHaveProperty("input.vi", [0.1, 0.3]);
    expect(identical).toHaveProperty("result.statistic", "Infinity");
    const found = answer(fit({ yi: [0.1, 0.7], vi: [1 / 3, 2 / 7] }));
    const { estimate } = fitPairwise([0.1, 0.7], [1 / 3, 2 / 7]);
    expect(JSON.parse(JSON.stringify(found))).toHaveProperty("result.estimate", estimate);
  });

  test("a percentage level, and the spelling of the reference files on demand", () => {
    const given = fit({}, { level: 90, method: "FE" });
    expect(answer(given)).toMatchObject({ result: { ciLevel: 0.9, method: "EE" } });
    const { cases } = compute({ cases: [given] }, { keys: "reference" });
    expect(cases[0]).toHaveProperty("result.b");
    expect(cases[0]).toHaveProperty("result.QEp");
  });
});

describe("effect sizes", () => {
  const effects = (options: object, input: object): unknown => {
    const found = answer({ id: "x", function: "effectSize", options, input });
    return "error" in found ? found.error : found.result;
  };

  test("events and sizes instead of four cells", () => {
    const cells = effects({ measure: "OR" }, { ai: [30], bi: [17], ci: [7], di: [18] });
    expect(effects({ measure: "OR" }, { ai: [30], n1i: [47], ci: [7], n2i: [25] })).toEqual(cells);
    expect(effects({ measure: "OR" }, { ai: [48], n1i: [47], ci: [7], n2i: [25] })).toMatchObject({
      code: "impossible-counts",
    });
  });

  test("given effects with a variance, a standard error or an interval", () => {
    expect(effects({ measure: "GEN" }, { yi: [1, null], sei: [0.5, 1] })).toMatchObject({
      yi: [1, null],
      vi: [0.25, null],
      dropped: [{ row: 1, code: "missing" }],
    });
    expect(effects({ measure: "GEN", level: 90 }, { yi: [0], ciLower: [-1], ciUpper: [1] })).toMatchObject({
      options: { ciLevel: 0.9 },
    });
  });

  test("paired counts in which nothing varies are dropped with the reason; impossible ones name their row", () => {
    const options = { measure: "MPRD", to: "none" };
    expect(effects(options, { ai: [5, 3], bi: [0, 1], ci: [0, 2], di: [5, 4] })).toMatchObject({
      measure: "RD",
      yi: [null, expect.closeTo(-0.1, 12) as unknown],
      dropped: [{ row: 0, code: "not-estimable" }],
      options: { design: "paired", add: 0.5, to: "none" },
    });
    expect(
      effects(
        { measure: "MC" },
        { m1i: [1, 2], sd1i: [1, 1], m2i: [0, 0], sd2i: [1, 1], ni: [9, 9], ri: [0.5, 2] },
      ),
    ).toMatchObject({ code: "correlation-not-feasible", where: { row: 1 } });
  });

  test("columns of different length are refused", () => {
    expect(effects({ measure: "OR" }, { ai: [1, 2], bi: [1], ci: [1, 2], di: [1, 2] })).toMatchObject({
      code: "length-mismatch",
      where: { field: "bi" },
    });
  });
});
