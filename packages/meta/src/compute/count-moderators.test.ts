import { expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { fitGlmmRegression } from "../glmm/fit-glmm-regression.ts";
import { compute } from "./compute.ts";

const { yi, vi, ablat, counts } = BCG;
const { tpos, tneg, cpos, cneg } = counts;
const bcg = { ai: tpos, bi: tneg, ci: cpos, di: cneg, ablat, yi, vi };

const answer = (name: string, options: object, columns: object = bcg, keys: "coppice" | "reference" = "coppice") =>
  compute({ datasets: { d: { columns } }, cases: [{ id: "x", function: name, dataset: "d", options }] }, { keys }).cases[0]!; // prettier-ignore

test("mixed models of counts take a formula, and leave out rows with a missing count", () => {
  const options = { measure: "OR", model: "CM.AL", mods: "~ ablat" };
  const tables = tpos.map((ai, i) => ({ ai, bi: tneg[i]!, ci: cpos[i]!, di: cneg[i]! }));
  const design = { names: ["intrcpt", "ablat"], rows: ablat.map((value) => [1, value]) };
  const fit = fitGlmmRegression({ measure: "OR", tables: tables.slice(1) }, { ...design, rows: design.rows.slice(1) }, { model: "CM.AL" }); // prettier-ignore
  const found = answer("glmm", options, { ...bcg, ai: [null, ...tpos.slice(1)] });
  expect(found).toMatchObject({ result: { kind: "glmm-regression", beta: fit.beta, tau2: fit.tau2 } });
  const keys = answer("glmm", options, bcg, "reference");
  expect(keys).toMatchObject({ result: { names: ["intrcpt", "ablat"], QEdf: 11, k: 13 } });
  expect(keys).toHaveProperty("result.QM");
});

test("a moderator that is missing somewhere is told, not guessed", () => {
  const columns = { ...bcg, ablat: [null, ...ablat.slice(1)] };
  expect(answer("glmm", { measure: "OR", mods: "~ ablat" }, columns)).toMatchObject({
    error: { code: "length-mismatch", where: { field: "mods" } },
  });
});

test("selection models take a formula and the newer functions", () => {
  const options = { type: "negexppow", alternative: "less", method: "EE" };
  expect(answer("selectionModel", { ...options, mods: "~ ablat" })).toMatchObject({
    result: { kind: "selection-regression", names: ["intrcpt", "ablat"] },
  });
  expect(answer("selectionModel", { ...options, type: "truncest" })).toMatchObject({
    result: { kind: "selection-model", options: { type: "truncest" } },
  });
  expect(answer("selectionModel", { ...options, mods: "~ ablat" }, bcg, "reference")).toHaveProperty(
    "result.QM",
  );
});
