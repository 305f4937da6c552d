import { isRatio } from "@coppice/meta";
import type { ForestPlotData, ForestRow } from "@coppice/plots";
import type { Effect, Outcome, PairwiseFinding, Review } from "@coppice/review";
import { anchor, figureId } from "../html/element.ts";
import { levelText, MEASURE_NAMES, pText, percentText } from "../format.ts";

/** A pairwise finding as a forest plot: subgroups with their own diamonds, the overall diamond and the prediction bar. */
export function forestFigure(review: Review, finding: PairwiseFinding, idSuffix: string): ForestPlotData {
  const { analysis, measure, effects, fit, subgroups } = finding;
  const outcome = outcomeOf(review, analysis.outcome);
  const weights = new Map(effects.map((effect, index) => [effect.id, fit?.weights[index] ?? 0]));
  const counts = effects.every(({ counts: own }) => own !== undefined) && effects.length > 0;
  const rows: ForestRow[] = [];
  if (subgroups === undefined) rows.push(...effects.map((effect) => studyRow(effect, weights)));
  else {
    subgroups.fit.groups.forEach(({ level, rows: indexes, fit: groupFit }, index) => {
      if (index > 0) rows.push({ kind: "gap" });
      rows.push({ kind: "heading", label: subgroups.labels[level] ?? level });
      rows.push(...indexes.map((row) => studyRow(effects[row]!, weights)));
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
              `Heterogeneity: τ² = ${fit.tau2.toFixed(2)}, I² = ${percentText(fit.i2)} (from τ²), Q = ${fit.q.toFixed(2)}, df = ${fit.qDf}, p ${pText(fit.qPValue)}`,
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
    ciLevel: fit?.ciLevel ?? 0.95,
    nullValue: 0,
    axis: {
      favoursLeft: `Favours ${positiveIsGood ? control : intervention}`,
      favoursRight: `Favours ${positiveIsGood ? intervention : control}`,
    },
    studyHeader: "Study",
    columns: counts
      ? [
          { id: "a", header: "Events", align: "right", group: capital(intervention) },
          { id: "n1", header: "Total", align: "right", group: capital(intervention) },
          { id: "c", header: "Events", align: "right", group: capital(control) },
          { id: "n2", header: "Total", align: "right", group: capital(control) },
        ]
      : [],
    rows,
    footnotes: effects.some(({ design }) => design === "crossover")
      ? ["† Crossover trial; how it was handled is stated in the text."]
      : [],
  };
}

export function shortName(measure: PairwiseFinding["measure"]): string {
  return measure === "SMD" ? "Hedges’ g" : MEASURE_NAMES[measure];
}

export function outcomeOf(review: Review, id: string): Outcome {
  const outcome = review.protocol.outcomes.find((candidate) => candidate.id === id);
  if (outcome === undefined) throw new Error(`the outcome ${id} was checked to exist`);
  return outcome;
}

function studyRow(effect: Effect, weights: ReadonlyMap<string, number>): ForestRow {
  const { counts } = effect;
  return {
    kind: "study",
    label: effect.label,
    cells:
      counts === undefined
        ? {}
        : { a: String(counts.ai), n1: String(counts.n1i), c: String(counts.ci), n2: String(counts.n2i) },
    estimate: effect.yi,
    ciLower: effect.ciLower,
    ciUpper: effect.ciUpper,
    weight: weights.get(effect.id) ?? 0,
    ref: anchor("effect", effect.id),
    ...(effect.design === "crossover" ? { mark: " †" } : {}),
  };
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
