import { InputError } from "@coppice/meta";
import type { Analysis, Measure, Outcome, TimeWindow } from "../model/review-yaml-schema.ts";
import type { Review } from "../model/review.ts";
import { effectOf } from "./effect-of.ts";
import type { Effect } from "./findings.ts";
import { selectResults, type ResultIndex, type Unused } from "./select-results.ts";

export interface Collected {
  readonly effects: readonly Effect[];
  readonly unused: readonly Unused[];
}

export interface CollectRequest {
  readonly analysis: Analysis;
  readonly measure: Measure;
  readonly window: TimeWindow;
  readonly correlation: number;
  readonly designs?: readonly string[];
  readonly nameOtherTimes?: boolean;
}

/** One effect a study within a window; whatever cannot be used is named with its reason. */
export function collectEffects(review: Review, index: ResultIndex, request: CollectRequest): Collected {
  const { analysis, measure, window, correlation, designs } = request;
  const outcome = outcomeOf(review, analysis);
  const { selected, unused } = selectResults(index, {
    outcome,
    measure,
    window,
    prefer: analysis.prefer,
    nameOtherTimes: request.nameOtherTimes ?? false,
    ...(analysis.scales === undefined ? {} : { scales: analysis.scales }),
    ...(analysis.where === undefined ? {} : { where: analysis.where }),
    ...(designs === undefined ? {} : { designs }),
  });
  const effects: Effect[] = [];
  const failed: Unused[] = [];
  for (const selection of selected) {
    try {
      effects.push(
        effectOf(selection, {
          analysisId: analysis.id,
          outcome,
          measure,
          correlation,
          isReversedScale: reversedScales(review, outcome),
        }),
      );
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const rows =
        selection.kind === "arms"
          ? [...selection.interventionRows, ...selection.controlRows]
          : [selection.row];
      failed.push({ study: selection.study.id, results: rows.map(({ id }) => id), reason: error.message });
    }
  }
  return { effects, unused: [...unused, ...failed] };
}

export function outcomeOf(review: Review, analysis: Analysis): Outcome {
  const outcome = review.protocol.outcomes.find(({ id }) => id === analysis.outcome);
  if (outcome === undefined) throw new Error(`the outcome ${analysis.outcome} was checked to exist`);
  return outcome;
}

/** Whether a scale points the other way than the outcome: its better direction differs. */
export function reversedScales(review: Review, outcome: Outcome): (scale: string | undefined) => boolean {
  const better = new Map(review.protocol.scales.map((scale) => [scale.id, scale.better]));
  return (scale) => scale !== undefined && better.has(scale) && better.get(scale) !== outcome.better;
}
