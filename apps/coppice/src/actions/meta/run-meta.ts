import { ActionError, type OnProgress } from "../action-error.ts";
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
  asked: MetaOptions,
  onProgress?: OnProgress,
): Promise<MetaOutput> {
  checkWeightOptions(asked);
  // Models of counts need no correction for zeros: the effects shown beside them have the usual one.
  const studies = await loadStudies(
    file,
    asked.model === undefined ? asked : { ...asked, zeroCells: {} },
    onProgress,
  );
  if (asked.model !== undefined) return countOutput(studies, { ...asked, model: asked.model });
  const { weights } = studies;
  const options = weights === undefined ? asked : { ...asked, fit: { ...asked.fit, weights } };
  const analysis = analyse(studies, options, onProgress);
  const figures = await drawFigures(studies, analysis, options, onProgress);
  const text = summaryText(studies, options, {
    ...analysis,
    skipped: [...analysis.skipped, ...figures.skipped],
  });
  const json = resultsJson(studies, options, analysis, figures);
  return { text, json, files: new Map([["summary.txt", text], ["results.json", json], ...figures.files]) };
}

/** What weights of one's own go with. */
function checkWeightOptions({ weights, fit, model, subgroup }: MetaOptions): void {
  const refuse = (message: string): never => {
    throw new ActionError(message, [], "call");
  };
  if (weights === undefined) {
    if (fit.method === "GENQ" || fit.method === "GENQM")
      refuse(
        `--method ${fit.method} estimates tau2 with weights of your own: name their column with --weights.`,
      );
    return;
  }
  if (model !== undefined)
    refuse(`--weights goes with effects and their variances; --model ${model} weighs the counts itself. Leave out one of the two.`); // prettier-ignore
  if (subgroup !== undefined)
    refuse(`--subgroup pools by inverse variances only. Leave out --weights, or compare the groups with --mods "~ ${subgroup}".`); // prettier-ignore
}
