import type { OnProgress } from "../action-error.ts";
import { analyse } from "./analyse.ts";
import { drawFigures } from "./draw-figures.ts";
import { loadStudies } from "./load-studies.ts";
import type { MetaOptions } from "./options.ts";
import { resultsJson } from "./results-json.ts";
import { summaryText } from "./summary-text.ts";

export interface MetaOutput {
  readonly text: string;
  readonly json: string;
  /** Everything as files of one folder: `summary.txt`, `results.json` and the figures. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * A full meta-analysis of a CSV file: effects, model, moderators, subgroups, small-study effects, diagnostics and figures.
 *
 * @throws ActionError with every problem of the file: line, column, what was found, what to do
 */
export async function runMeta(
  file: string,
  options: MetaOptions,
  onProgress?: OnProgress,
): Promise<MetaOutput> {
  const studies = await loadStudies(file, options, onProgress);
  const analysis = analyse(studies, options);
  const figures = await drawFigures(studies, analysis, options, onProgress);
  const text = summaryText(studies, options, {
    ...analysis,
    skipped: [...analysis.skipped, ...figures.skipped],
  });
  const json = resultsJson(studies, options, analysis, figures);
  return { text, json, files: new Map([["summary.txt", text], ["results.json", json], ...figures.files]) };
}
