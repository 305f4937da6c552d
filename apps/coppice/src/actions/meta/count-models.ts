import {
  designFromFormula,
  fitGlmm,
  fitGlmmRegression,
  mantelHaenszel,
  mantelHaenszelRates,
  peto,
  type DataColumn,
  type FormulaDesign,
  type GlmmData,
  type GlmmFit,
  type GlmmModel,
  type GlmmRegressionFit,
  type MantelHaenszelFit,
  type MantelHaenszelRatesFit,
  type PetoFit,
  type TwoByTwoMeasure,
} from "@coppice/meta";
import { ActionError } from "../action-error.ts";
import { located } from "./compute-effects.ts";
import type { Studies } from "./load-studies.ts";
import type { MetaOptions } from "./options.ts";
import { countsOf, proportionOf, tableOf } from "./study-counts.ts";

/** Models that pool counts themselves instead of effects with their variances. */
export const COUNT_MODELS = {
  MH: { says: "Mantel-Haenszel", measures: ["OR", "RR", "RD", "IRR", "IRD"] },
  PETO: { says: "Peto's one-step odds ratio", measures: ["OR", "PETO"] },
  "UM.FS": { says: "mixed model, a fixed baseline each", measures: ["OR", "IRR"] },
  "UM.RS": { says: "mixed model, random baselines", measures: ["OR", "IRR"] },
  "CM.EL": { says: "mixed model, conditional on the events, exact", measures: ["OR", "IRR"] },
  "CM.AL": { says: "mixed model, conditional on the events, approximate", measures: ["OR"] },
  GLMM: { says: "mixed model of single groups", measures: ["PLO", "IRLN"] },
} as const satisfies Readonly<
  Record<string, { readonly says: string; readonly measures: readonly string[] }>
>;

export type CountModelName = keyof typeof COUNT_MODELS;

export const COUNT_MODEL_NAMES = Object.keys(COUNT_MODELS) as readonly CountModelName[];

export type CountFit = MantelHaenszelFit | MantelHaenszelRatesFit | PetoFit | GlmmFit;

/** A fitted model of counts. */
export interface CountAnalysis {
  readonly model: CountModelName;
  readonly fit: CountFit;
  readonly regression?: { readonly formula: FormulaDesign; readonly fit: GlmmRegressionFit };
}

/**
 * Fits a model of counts to the studies of a table.
 *
 * @throws ActionError when the model does not pool the measure or takes an option that was given, or cannot be fitted
 */
export function fitCountModel(
  studies: Studies,
  options: MetaOptions & { readonly model: CountModelName },
): CountAnalysis {
  const { model, fit: chosen } = options;
  checkCall(studies, options);
  const level = chosen.ciLevel === undefined ? {} : { ciLevel: chosen.ciLevel };
  const at = <T>(work: () => T): T => located(studies.table, (row) => studies.line(row), work);
  const { code } = studies.inputs.measure;
  const all = <T>(of: (place: number) => T | undefined): T[] =>
    studies.yi.map((_, place) => {
      const counts = of(place);
      if (counts === undefined) throw new Error(`the study in line ${studies.line(place)} has an effect and no counts`);
      return counts;
    }); // prettier-ignore
  const tables = () => all((place) => tableOf(studies, place));
  const rates = () => all((place) => countsOf(studies, ["x1i", "t1i", "x2i", "t2i"], place));
  if (model === "PETO") return { model, fit: at(() => peto(tables(), level)) };
  if (model === "MH")
    return {
      model,
      fit: at(() =>
        code === "IRR" || code === "IRD"
          ? mantelHaenszelRates(code, rates(), level)
          : mantelHaenszel(code as TwoByTwoMeasure, tables(), { ...level, effects: options.zeroCells }),
      ),
    };
  const data: GlmmData =
    code === "OR"
      ? { measure: "OR", tables: tables() }
      : code === "IRR"
        ? { measure: "IRR", rates: rates() }
        : code === "PLO"
          ? { measure: "PLO", proportions: all((place) => proportionOf(studies, place)) }
          : { measure: "IRLN", counts: all((place) => countsOf(studies, ["xi", "ti"], place)) };
  const glmm = {
    ...level,
    ...(model === "GLMM" ? {} : { model: model satisfies GlmmModel }),
    ...(chosen.method === undefined ? {} : { method: chosen.method as "ML" | "EE" }),
    ...(chosen.test === undefined ? {} : { test: chosen.test as "z" | "t" }),
  };
  const fit = at(() => fitGlmm(data, glmm));
  if (options.mods === undefined) return { model, fit };
  const columns = Object.fromEntries(
    studies.formulaColumns.map((name): [string, DataColumn] => [name, studies.column(name)]),
  );
  const formula = at(() => designFromFormula(options.mods!, columns));
  const rows = formula.rows;
  return {
    model,
    fit,
    regression: {
      formula,
      fit: located(
        studies.table,
        (row) => studies.line(rows[row]!),
        () => fitGlmmRegression(pick(data, rows), formula.design, glmm),
      ),
    },
  };
}

function pick(data: GlmmData, rows: readonly number[]): GlmmData {
  const of = <T>(all: readonly T[]): T[] => rows.map((row) => all[row]!);
  switch (data.measure) {
    case "OR":
      return { ...data, tables: of(data.tables) };
    case "IRR":
      return { ...data, rates: of(data.rates) };
    case "PLO":
      return { ...data, proportions: of(data.proportions) };
    case "IRLN":
      return { ...data, counts: of(data.counts) };
  }
}

/** What the model cannot take, said before it is fitted. */
function checkCall({ inputs }: Studies, { model, fit, mods }: MetaOptions & { model: CountModelName }): void {
  const { code } = inputs.measure;
  const measures: readonly string[] = COUNT_MODELS[model].measures;
  const mixed = model !== "MH" && model !== "PETO";
  const wrong =
    inputs.given || !measures.includes(code)
      ? `${model} pools counts, of the measures ${measures.join(", ")}${inputs.given ? "; here effects are given" : `, not ${code}`}`
      : mixed && fit.method !== undefined && fit.method !== "ML" && fit.method !== "EE"
        ? `${model} is fitted with --method ML (random effects) or EE (equal effects), not ${fit.method}`
        : !mixed && fit.method !== undefined
          ? `${model} has no tau2: leave out --method ${fit.method}`
          : fit.test !== undefined && fit.test !== "z" && !(mixed && fit.test === "t")
            ? `${model} is tested by z${mixed ? " or t" : ""}, not ${fit.test}`
            : !mixed && mods !== undefined
              ? `${model} takes no moderators: a mixed model does (--model UM.FS, say)`
              : fit.tau2 !== undefined
                ? `${model} takes no --tau2`
                : undefined;
  if (wrong !== undefined) throw new ActionError(`${wrong}.`, [], "call");
}
