import type { TimeCourseAnalysis } from "../model/review-yaml-schema.ts";
import type { Review } from "../model/review.ts";
import { fitOf } from "./analyse-pairwise.ts";
import { collectEffects, outcomeOf, reversedScales } from "./collect-effects.ts";
import type { Effect, TimeCourseFinding, TimePoint, WindowFit } from "./findings.ts";
import type { ResultIndex, Unused } from "./select-results.ts";

/** Every effect of an outcome against time, pooled window by window. */
export function analyseTimeCourse(
  review: Review,
  index: ResultIndex,
  analysis: TimeCourseAnalysis,
): TimeCourseFinding {
  const excluded = new Map(analysis.exclude.map(({ study, reason }) => [study, reason]));
  const times = timesOf(review, analysis);
  const points = new Map<string, Effect>();
  const reasons = new Map<string, Unused>();
  const collect = (window: { at: number; from: number; to: number }) =>
    collectEffects(review, index, {
      analysis,
      measure: analysis.measure,
      window,
      correlation: analysis.crossover.correlation,
      ...(analysis.designs === undefined ? {} : { designs: analysis.designs }),
    });
  for (const time of times) {
    const { effects, unused } = collect({ at: time, from: time, to: time });
    for (const effect of effects)
      if (!excluded.has(effect.study))
        points.set(`${effect.study}/${time}`, { ...effect, id: pointId(analysis, effect) });
    for (const entry of unused) {
      const earlier = reasons.get(`${entry.study}/${entry.reason}`);
      reasons.set(
        `${entry.study}/${entry.reason}`,
        earlier === undefined ? entry : { ...entry, results: [...earlier.results, ...entry.results] },
      );
    }
  }
  for (const { id } of review.studies) {
    const timeless = index.resultsOf(id, analysis.outcome).filter((row) => row.time_hours === undefined);
    if (timeless.length > 0) {
      reasons.set(`${id}/timeless`, {
        study: id,
        results: timeless.map((row) => row.id),
        reason: "time_hours is not given",
      });
    }
  }
  const windows = analysis.windows.map((window): WindowFit => {
    const effects = collect(window).effects.filter(({ study }) => !excluded.has(study));
    return {
      window,
      label: window.label ?? `${window.from} to ${window.to} h`,
      effects: effects.map((effect) => pointId(analysis, effect)),
      fit: fitOf(effects, analysis.model),
    };
  });
  const estimates = estimatesOnly(review, index, analysis, excluded);
  const drawn = new Set(estimates.map(({ result }) => result));
  return {
    kind: "time-course",
    analysis,
    measure: analysis.measure,
    points: [...[...points.values()].map((effect): TimePoint => ({ kind: "effect", effect })), ...estimates],
    windows,
    unused: [...reasons.values()]
      .map((entry) => ({ ...entry, results: entry.results.filter((id) => !drawn.has(id)) }))
      .filter(({ results }) => results.length > 0),
    warnings: windows.flatMap(({ label, fit }) =>
      (fit?.warnings ?? []).map(({ code, message }) => ({ code, message: `${label}: ${message}` })),
    ),
    summary: summarise(windows),
  };
}

function pointId(analysis: TimeCourseAnalysis, effect: Effect): string {
  return `${analysis.id}/${effect.study}/${effect.timeHours}`;
}

/** Distinct times after the start at which anything of the outcome was measured. */
function timesOf(review: Review, analysis: TimeCourseAnalysis): readonly number[] {
  const times = new Set<number>();
  for (const row of review.results) {
    if (row.outcome === analysis.outcome && row.time_hours !== undefined && row.time_hours > 0)
      times.add(row.time_hours);
  }
  return [...times].sort((a, b) => a - b);
}

/** Contrasts printed on the right measure, without interval or standard error: drawn hollow, never pooled. */
function estimatesOnly(
  review: Review,
  index: ResultIndex,
  analysis: TimeCourseAnalysis,
  excluded: ReadonlyMap<string, string>,
): readonly Extract<TimePoint, { kind: "estimate-only" }>[] {
  const outcome = outcomeOf(review, analysis);
  const isReversed = reversedScales(review, outcome);
  const where = Object.entries(analysis.where ?? {});
  return index.studies.flatMap((study) => {
    if (
      excluded.has(study.id) ||
      (analysis.designs !== undefined && !analysis.designs.includes(study.design))
    )
      return [];
    return index
      .resultsOf(study.id, outcome.id)
      .filter(
        (row) =>
          row.kind === "contrast" &&
          row.measure === analysis.measure &&
          row.se === undefined &&
          row.ci_lower === undefined &&
          (analysis.scales === undefined || analysis.scales.includes(row.scale ?? "")) &&
          where.every(([column, value]) => row.extra[column] === value),
      )
      .filter(
        (row) =>
          index.arm(study.id, row.arm)?.role === "intervention" &&
          index.arm(study.id, row.versus)?.role === "control",
      )
      .flatMap((row) => {
        if (row.estimate === undefined || row.time_hours === undefined || row.time_hours <= 0) return [];
        const turn =
          row.direction === "positive-favours-arm"
            ? outcome.better === "lower"
            : (row.direction === "versus-minus-arm") !== isReversed(row.scale);
        return [
          {
            kind: "estimate-only" as const,
            id: `${analysis.id}/${study.id}/${row.time_hours}/${row.id}`,
            study: study.id,
            label: study.label,
            timeHours: row.time_hours,
            yi: turn ? -row.estimate : row.estimate,
            result: row.id,
            at: row.at,
          },
        ];
      });
  });
}

function summarise(windows: readonly WindowFit[]): TimeCourseFinding["summary"] {
  const distinct = windows.filter(({ fit }) => fit !== undefined && (fit.ciLower > 0 || fit.ciUpper < 0));
  const fitted = windows.filter(({ fit }) => fit !== undefined);
  const peak = [...fitted].sort((a, b) => Math.abs(b.fit?.estimate ?? 0) - Math.abs(a.fit?.estimate ?? 0))[0];
  const [onset, last] = [distinct[0], distinct.at(-1)];
  return {
    ...(onset === undefined ? {} : { onset: onset.label }),
    ...(peak === undefined ? {} : { peak: peak.label }),
    ...(last === undefined ? {} : { lastDistinct: last.label }),
  };
}
