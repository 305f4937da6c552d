import { csvTables } from "./data/csv-tables.ts";
import { provenanceOf } from "./data/provenance.ts";
import { resultsJson } from "./data/results-json.ts";
import { writeRScript } from "./r-script/write-r-script.ts";
import { drawFigures, type Figures } from "./figures/draw-figures.ts";
import { reportPage } from "./page.ts";
import type { ReportFormat, ReportInput } from "./input.ts";

/**
 * The report's files by path. Deterministic: the same review gives the same bytes.
 *
 * - html: report.html
 * - csv: tables/*.csv
 * - json: results.json, provenance.json, analysis.R
 * - svg: figures/*.svg (wide) and figures/*-compact.svg
 */
export function writeReport(
  input: ReportInput,
  formats: readonly ReportFormat[],
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const figures = drawFigures(input);
  if (formats.includes("html")) files.set("report.html", reportPage(input, formats, figures));
  if (formats.includes("json")) {
    const { review } = input.checked;
    files.set("results.json", json(resultsJson(input)));
    files.set("provenance.json", json(provenanceOf(review, input.findings)));
    files.set("analysis.R", writeRScript(input));
  }
  if (formats.includes("csv"))
    for (const [name, text] of csvTables(input)) files.set(`tables/${name}.csv`, text);
  if (formats.includes("svg"))
    for (const [name, svg] of figureFiles(figures)) files.set(`figures/${name}.svg`, svg);
  return files;
}

function figureFiles({
  prisma,
  analyses,
  bias,
  biasSummaries,
  mechanisms,
}: Figures): readonly (readonly [string, string])[] {
  return [prisma, ...analyses.values(), ...bias, ...biasSummaries, mechanisms].flatMap((drawn) =>
    drawn === undefined
      ? []
      : [[drawn.name, drawn.wide] as const, [`${drawn.name}-compact`, drawn.compact] as const],
  );
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}
