import { VERSION } from "../../version.ts";
import type { MetaAnalysis, Skipped } from "./analyse.ts";
import { choicesOf } from "./choices.ts";
import type { Figures } from "./draw-figures.ts";
import { repeatedStudies } from "./repeated-studies.ts";
import type { Studies } from "./load-studies.ts";
import type { MetaOptions } from "./options.ts";

/** Studies beyond this many are not listed one by one. */
const MOST_LISTED = 100_000;

/** Everything that was computed, as JSON text; numbers with all their digits, on the scale of analysis. */
export function resultsJson(
  studies: Studies,
  options: MetaOptions,
  analysis: MetaAnalysis,
  { subsets, skipped, files }: Figures,
): string {
  const { fit, regression, subgroups, bias, leaveOneOut, cumulative, influence, baujat } = analysis;
  const k = studies.yi.length;
  const listed = k <= MOST_LISTED;
  const allSkipped: readonly Skipped[] = [
    ...analysis.skipped,
    ...skipped,
    ...(listed ? [] : [{ what: "studies one by one", why: `${k} of them; listed up to ${MOST_LISTED}` }]),
  ];
  const { code, label, scale } = studies.inputs.measure;
  const document = {
    format: "coppice-meta",
    version: VERSION,
    file: studies.table.file,
    measure: { code, label, scale },
    choices: choicesOf(studies, options, fit.options),
    rows: studies.table.rows,
    dropped: studies.dropped,
    warnings: [repeatedStudies(studies)].filter((warning) => warning !== undefined),
    studies: listed
      ? studies.yi.map((yi, place) => ({
          label: studies.label(place),
          line: studies.line(place),
          yi,
          vi: studies.vi[place]!,
        }))
      : null,
    fit: fit,
    regression: regression && {
      formula: regression.formula.formula,
      levels: regression.formula.levels,
      dropped: regression.dropped.map(({ place, reason }) => ({ line: studies.line(place), reason })),
      fit: regression.fit,
    },
    subgroups: subgroups && {
      column: subgroups.column,
      ...subgroups.fit,
      groups: subgroups.fit.groups.map(({ level, rows, fit: own }) => ({
        level,
        ...(listed ? { studies: rows.map((row) => subgroups.places[row]!) } : {}),
        fit: own,
      })),
    },
    bias,
    leaveOneOut,
    cumulative,
    influence,
    baujat,
    gosh: subsets && {
      kind: subsets.plan.kind,
      subsets: subsets.plan.size,
      ...(subsets.plan.kind === "random" ? { seed: subsets.plan.seed } : {}),
      estimate: quantiles(subsets.pooled.estimate),
      i2: quantiles(subsets.pooled.i2),
    },
    figures: [...files.keys()],
    skipped: allSkipped,
  };
  return `${JSON.stringify(document, withoutLongLists, k <= 1000 ? 2 : undefined)}\n`;
}

/** Lists of more studies than are listed become null; what is left of results is the same. */
function withoutLongLists(_: string, value: unknown): unknown {
  const long = Array.isArray(value) && value.length > MOST_LISTED;
  return long ? null : value;
}

/** By linear interpolation between order statistics. */
function quantiles(values: Float64Array): Readonly<Record<string, number>> {
  const sorted = Float64Array.from(values).sort();
  const at = (p: number): number => {
    const place = p * (sorted.length - 1);
    const low = Math.floor(place);
    const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
    return a + (place - low) * (b - a);
  };
  return { min: at(0), q1: at(0.25), median: at(0.5), q3: at(0.75), max: at(1) };
}
