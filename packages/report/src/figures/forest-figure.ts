import { isRatio } from "@coppice/meta";
import { normalQuantile } from "@coppice/meta/special";
import type { ForestColumn, ForestPlotData, ForestRow } from "@coppice/plots";
import type { Effect, PairwiseFinding, Review } from "@coppice/review";
import { anchor, figureId } from "../html/element.ts";
import { indexReview, outcomeOf, type ReviewIndex } from "../review-index.ts";
import { armNumbers, type ArmNumbers } from "./arm-numbers.ts";
import { capital, levelText, percentText, pText, shortName } from "../format.ts";

/** A pairwise finding as a forest plot: subgroups with their own diamonds, the overall diamond and the prediction bar. */
export function forestFigure(review: Review, finding: PairwiseFinding, idSuffix: string): ForestPlotData {
  const { analysis, measure, effects, fit, subgroups } = finding;
  const lookup = indexReview(review);
  const outcome = outcomeOf(review, analysis.outcome);
  const weights = new Map(effects.map((effect, index) => [effect.id, fit?.weights[index] ?? 0]));
  const ciLevel = fit?.ciLevel ?? 0.95;
  const rows: ForestRow[] = [];
  if (subgroups === undefined)
    rows.push(...effects.map((effect) => studyRow(lookup, effect, weights, ciLevel)));
  else {
    subgroups.fit.groups.forEach(({ level, rows: indexes, fit: groupFit }, index) => {
      if (index > 0) rows.push({ kind: "gap" });
      rows.push({ kind: "heading", label: subgroups.labels[level] ?? level });
      rows.push(...indexes.map((row) => studyRow(lookup, effects[row]!, weights, ciLevel)));
      if (groupFit.k > 1) {
        rows.push({
          kind: "summary",
          emphasis: "subgroup",
          label: `Subgroup, k = ${groupFit.k}`,
          estimate: groupFit.estimate,
          ciLower: groupFit.ciLower,
          ciUpper: groupFit.ciUpper,
          weight: indexes.reduce((sum, row) => sum + (fit?.weights[row] ?? 0), 0),
          ref: anchor("pooled", `${analysis.id}/subgroup/${level}`),
        });
      }
    });
  }
  if (fit !== undefined) {
    rows.push({ kind: "gap" });
    const method = fit.method === "EE" ? "Equal effects" : "Random effects";
    rows.push({
      kind: "summary",
      emphasis: "overall",
      label: `${method}, k = ${fit.k}`,
      estimate: fit.estimate,
      ciLower: fit.ciLower,
      ciUpper: fit.ciUpper,
      weight: 100,
      ref: anchor("pooled", analysis.id),
      ...(fit.piLower === null || fit.piUpper === null
        ? {}
        : {
            piLower: fit.piLower,
            piUpper: fit.piUpper,
            piLabel: `${levelText(fit.ciLevel)} prediction interval`,
          }),
      lines: [
        ...(fit.k > 1
          ? [
              `Heterogeneity: τ² = ${fit.tau2.toFixed(2)}, I² = ${percentText(fit.i2)} (from ${fit.method === "EE" ? "Q" : "τ²"}), Q = ${fit.q.toFixed(2)}, df = ${fit.qDf}, p ${pText(fit.qPValue)}`,
            ]
          : []),
        ...(subgroups === undefined ||
        subgroups.fit.qBetween === null ||
        subgroups.fit.qBetweenPValue === null
          ? []
          : [
              `Between subgroups: Q = ${subgroups.fit.qBetween.toFixed(2)}, df = ${subgroups.fit.qBetweenDf}, p ${pText(subgroups.fit.qBetweenPValue)} (${subgroups.fit.tau2} τ²)`,
            ]),
      ],
    });
  }
  const { intervention, control } = review.protocol.labels;
  const positiveIsGood = outcome.better === "higher";
  return {
    id: figureId("fig", analysis.id, idSuffix),
    title: `${analysis.title}: forest plot`,
    measure: { label: shortName(measure), scale: isRatio(measure) ? "log" : "linear" },
    ciLevel,
    nullValue: 0,
    axis: {
      favoursLeft: `Favours ${positiveIsGood ? control : intervention}`,
      favoursRight: `Favours ${positiveIsGood ? intervention : control}`,
    },
    studyHeader: "Study",
    columns: forestColumns(review, lookup, effects),
    rows,
    footnotes: effects.some(({ design }) => design === "crossover")
      ? ["† Crossover trial; how it was handled is stated in the text."]
      : [],
  };
}

/** Events and totals of both sides, means where all studies have them, or sizes alone; nothing where no study has any. */
function forestColumns(
  review: Review,
  index: ReviewIndex,
  effects: readonly Effect[],
): readonly ForestColumn[] {
  const numbers = effects.map((effect) => armNumbers(index, effect));
  const all = (has: (arm: ArmNumbers) => boolean): boolean =>
    numbers.length > 0 && numbers.every(({ intervention, control }) => has(intervention) && has(control));
  const withEvents = all(({ events }) => events !== undefined);
  const withMeans = all(({ mean }) => mean !== undefined);
  if (!numbers.some(({ intervention, control }) => intervention.n !== undefined || control.n !== undefined))
    return [];
  const { intervention, control } = review.protocol.labels;
  return [
    { side: "intervention", group: capital(intervention) },
    { side: "control", group: capital(control) },
  ].flatMap(({ side, group }): readonly ForestColumn[] => [
    ...(withEvents ? [{ id: `${side}-events`, header: "Events", align: "right" as const, group }] : []),
    ...(withMeans ? [{ id: `${side}-mean`, header: "Mean (SD)", align: "right" as const, group }] : []),
    { id: `${side}-n`, header: withEvents ? "Total" : "n", align: "right", group },
  ]);
}

function studyRow(
  index: ReviewIndex,
  effect: Effect,
  weights: ReadonlyMap<string, number>,
  level: number,
): ForestRow {
  const { intervention, control } = armNumbers(index, effect);
  const cell = (name: string, value: string | number | undefined): readonly (readonly [string, string])[] =>
    value === undefined ? [] : [[name, String(value)]];
  return {
    kind: "study",
    label: effect.label,
    cells: Object.fromEntries([
      ...cell("intervention-events", intervention.events),
      ...cell("intervention-mean", intervention.mean),
      ...cell("intervention-n", intervention.n),
      ...cell("control-events", control.events),
      ...cell("control-mean", control.mean),
      ...cell("control-n", control.n),
    ]),
    estimate: effect.yi,
    ...studyInterval(effect, level),
    weight: weights.get(effect.id) ?? 0,
    ref: anchor("effect", effect.id),
    ...(effect.design === "crossover" ? { mark: " †" } : {}),
  };
}

/** A study's normal interval at the level of its analysis. */
export function studyInterval(
  { yi, se }: Effect,
  level: number,
): { readonly ciLower: number; readonly ciUpper: number } {
  const margin = normalQuantile((1 - level) / 2, "upper") * se;
  return { ciLower: yi - margin, ciUpper: yi + margin };
}
