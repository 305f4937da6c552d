import type { OnProgress } from "../action-error.ts";
import { analyse } from "./analyse.ts";
import { countOutput } from "./count-output.ts";
import { drawFigures } from "./draw-figures.ts";
import { loadStudies } from "./load-studies.ts";
import type { MetaOutput } from "./meta-output.ts";
import type { MetaOptions } from "./options.ts";
import { resultsJson } from "./results-json.ts";
import { summaryText } from "./summary-text.ts";

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
  // Models of counts need no correction for zeros: the effects shown beside them have the usual one.
  const studies = await loadStudies(
    file,
    options.model === undefined ? options : { ...options, zeroCells: {} },
    onProgress,
  );
  if (options.model !== undefined) return countOutput(studies, { ...options, model: options.model });
  const analysis = analyse(studies, options, onProgress);
  const figures = await drawFigures(studies, analysis, options, onProgress);
  const text = summaryText(studies, options, {
    ...analysis,
    skipped: [...analysis.skipped, ...figures.skipped],
  });
  const json = resultsJson(studies, options, analysis, figures);
  return { text, json, files: new Map([["summary.txt", text], ["results.json", json], ...figures.files]) };
}
