import { modelText } from "@coppice/meta";
import { forestPlot, type ForestPlotData } from "@coppice/plots";
import { VERSION } from "../../version.ts";
import type { Skipped } from "./analyse.ts";
import { inputChoices, type Choice } from "./choices.ts";
import { COUNT_MODELS, fitCountModel, type CountAnalysis, type CountModelName } from "./count-models.ts";
import { common, numberColumns, pooledRow, studyRow } from "./forest-figures.ts";
import { heading, inputLines, SHOWN } from "./input-lines.ts";
import type { Studies } from "./load-studies.ts";
import type { MetaOutput } from "./meta-output.ts";
import type { MetaOptions } from "./options.ts";
import { repeatedStudies } from "./repeated-studies.ts";
import { backLines } from "./summary-text.ts";
import { counted, decimals, pText, textTable } from "./text-table.ts";

type CountOptions = MetaOptions & { readonly model: CountModelName };

/** Rows that can still be told apart. */
const MOST_ROWS = 500;

/** Text, JSON and forest plot of a model of counts. */
export function countOutput(studies: Studies, options: CountOptions): MetaOutput {
  const analysis = fitCountModel(studies, options);
  const k = studies.yi.length;
  const files = new Map<string, string>();
  if (k <= MOST_ROWS) files.set("forest.svg", forestPlot(forestOf(studies, analysis)));
  const skipped: readonly Skipped[] = [
    ...(k <= MOST_ROWS ? [] : [{ what: "forest", why: `${k} studies; it is drawn for up to ${MOST_ROWS}` }]),
    ...(options.subgroup === undefined
      ? []
      : [{ what: "subgroups", why: "models of counts are fitted to all studies; run each group by itself" }]),
    {
      what: "small-study effects, leave-one-out, influence and their figures",
      why: "they belong to effects with variances: leave out --model",
    },
  ];
  const choices = choicesOf(studies, options, analysis);
  const text = textOf(studies, choices, analysis, skipped);
  const { code, label, scale } = studies.inputs.measure;
  const document = {
    format: "coppice-meta",
    version: VERSION,
    file: studies.table.file,
    measure: { code, label, scale },
    choices,
    rows: studies.table.rows,
    dropped: studies.dropped,
    warnings: [repeatedStudies(studies)].filter((warning) => warning !== undefined),
    studies: studies.yi.map((yi, place) => ({
      label: studies.label(place),
      line: studies.line(place),
      yi,
      vi: studies.vi[place]!,
    })),
    model: analysis.model,
    fit: analysis.fit,
    regression: analysis.regression && {
      formula: analysis.regression.formula.formula,
      levels: analysis.regression.formula.levels,
      dropped: analysis.regression.formula.dropped.map(({ row, reason }) => ({
        line: studies.line(row),
        reason,
      })),
      fit: analysis.regression.fit,
    },
    figures: [...files.keys()],
    skipped,
  };
  const json = `${JSON.stringify(document, undefined, 2)}\n`;
  return { text, json, files: new Map([["summary.txt", text], ["results.json", json], ...files]) };
}

function choicesOf(
  studies: Studies,
  options: CountOptions,
  { model, fit }: CountAnalysis,
): readonly Choice[] {
  const glmm = fit.kind === "glmm" ? fit.options : undefined;
  const how = (given: unknown): Choice["how"] => (given === undefined ? "default" : "chosen");
  return [
    ...inputChoices(studies, options).filter(({ name }) => name !== "variance" && name !== "zero cells"),
    { name: "model", value: `${model} (${COUNT_MODELS[model].says})`, how: "chosen" },
    ...(glmm === undefined
      ? []
      : [
          {
            name: "method",
            value: glmm.method === "ML" ? "ML (random effects)" : "EE (equal effects)",
            how: how(options.fit.method),
          },
        ]),
    { name: "test", value: glmm?.test === "t" ? "t" : "z (normal)", how: how(options.fit.test) },
    { name: "level", value: String(options.fit.ciLevel ?? 0.95), how: how(options.fit.ciLevel) },
    {
      name: "studies’ own effects",
      value: "with 0.5 added to those with a zero; they are shown, not pooled",
      how: "",
    },
    ...(options.mods === undefined ? [] : [{ name: "mods", value: options.mods, how: "chosen" as const }]),
  ];
}

function textOf(
  studies: Studies,
  choices: readonly Choice[],
  { fit, regression }: CountAnalysis,
  skipped: readonly Skipped[],
): string {
  const places = studies.yi.slice(0, SHOWN).map((_, place) => place);
  const more = studies.yi.length - places.length;
  const weights = fit.kind === "glmm" ? undefined : fit.weights;
  const sections = [
    inputLines(studies, choices),
    heading(regression === undefined ? "Result" : "Result without moderators", [
      modelText(fit),
      ...backLines({ ...fit, ciLevel: levelOf(fit), piLower: null, piUpper: null }, studies),
    ]),
    ...(regression === undefined
      ? []
      : [heading(`Result with moderators: ${regression.formula.formula}`, [modelText(regression.fit)])]),
    heading("Studies", [
      ...textTable([
        ["", "yi", "vi", ...(weights === undefined ? [] : ["weight"])],
        ...places.map((place) => [
          studies.label(place),
          decimals(studies.yi[place]),
          decimals(studies.vi[place]),
          ...(weights === undefined ? [] : [`${decimals(weights[place] ?? 0, 2)}%`]),
        ]),
      ]),
      ...(more > 0 ? [`… and ${counted(more, "further study", "further studies")}`] : []),
    ]),
    heading(
      "Not done",
      skipped.map(({ what, why }) => `${what}: ${why}`),
    ),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function levelOf(fit: CountAnalysis["fit"]): number {
  return fit.kind === "glmm" ? fit.options.ciLevel : fit.ciLevel;
}

function forestOf(studies: Studies, { model, fit }: CountAnalysis): ForestPlotData {
  const columns = numberColumns(studies);
  const ciLevel = levelOf(fit);
  const shown = { ciLevel, weights: fit.kind === "glmm" ? [] : fit.weights };
  const heterogeneity =
    fit.kind === "glmm"
      ? `Heterogeneity: τ² = ${decimals(fit.tau2)}, I² = ${decimals(fit.i2, 1)}%, likelihood ratio = ${decimals(fit.qLikelihoodRatio, 2)}, df = ${fit.qDf}, p ${pText(fit.qLikelihoodRatioPValue)}`
      : `Heterogeneity: I² = ${decimals(fit.i2, 1)}% (from Q), Q = ${decimals(fit.q, 2)}, df = ${fit.kEffects - 1}, p ${pText(fit.qPValue)}`;
  return {
    ...common(studies, { ciLevel }),
    id: "forest",
    title: `Forest plot of ${studies.table.file}`,
    columns: columns.map(({ column }) => column),
    rows: [
      ...studies.yi.map((_, place) => studyRow(studies, shown, columns, place)),
      { kind: "gap" },
      {
        ...pooledRow(studies, `${COUNT_MODELS[model].says} (${model}), k = ${fit.k}`, {
          ...fit,
          ciLevel,
          piLower: null,
          piUpper: null,
        }),
        lines: fit.k > 1 ? [heterogeneity] : [],
      },
    ],
  };
}
