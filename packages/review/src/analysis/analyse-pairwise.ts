import { fitPairwise, fitSubgroups, type FitOptions, type PairwiseFit } from "@coppice/meta";
import type { PairwiseAnalysis, Measure } from "../model/review-yaml-schema.ts";
import type { StudyRow } from "../model/columns.ts";
import type { Review } from "../model/review.ts";
import { collectEffects } from "./collect-effects.ts";
import type { Effect, PairwiseFinding, Sensitivity } from "./findings.ts";
import type { ResultIndex, Unused } from "./select-results.ts";

/** One effect a study in a time window, pooled, with subgroups and every sensitivity analysis the protocol names. */
export function analysePairwise(
  review: Review,
  index: ResultIndex,
  analysis: PairwiseAnalysis,
): PairwiseFinding {
  const all = collectEffects(review, index, {
    analysis,
    measure: analysis.measure,
    window: analysis.time,
    correlation: analysis.crossover.correlation,
    nameOtherTimes: true,
  });
  const excluded = new Map(analysis.exclude.map(({ study, reason }) => [study, reason]));
  const effects = inSubgroupOrder(
    review,
    analysis,
    all.effects.filter(({ study }) => !excluded.has(study)),
  );
  const fit = fitOf(effects, analysis.model);
  const unused: readonly Unused[] = [
    ...all.effects
      .filter(({ study }) => excluded.has(study))
      .map(({ study, results }) => ({ study, results, reason: `excluded: ${excluded.get(study) ?? ""}` })),
    ...all.unused,
  ];
  const subgroups = subgroupsOf(review, analysis, effects);
  const alsoMeasured = analysis.alsoMeasures.map((measure) =>
    otherMeasure(review, index, analysis, measure, excluded),
  );
  return {
    kind: "pairwise",
    analysis,
    measure: analysis.measure,
    effects,
    fit,
    ...(subgroups === undefined ? {} : { subgroups }),
    alsoMeasured,
    unused,
    sensitivity: [
      ...analysis.sensitivity.map((entry) => sensitivityOf(all.effects, excluded, analysis, entry)),
      ...crossoverSensitivity(review, index, analysis, excluded),
    ],
    warnings: [...(fit?.warnings ?? []), ...subgroupWarnings(subgroups)],
  };
}

export function fitOf(effects: readonly Effect[], model: FitOptions): PairwiseFit | undefined {
  if (effects.length === 0) return undefined;
  return fitPairwise(
    effects.map(({ yi }) => yi),
    effects.map(({ vi }) => vi),
    model,
  );
}

/** The level of the subgroup factor an effect belongs to. */
function levelOf(studies: ReadonlyMap<string, StudyRow>, by: string, effect: Effect): string {
  if (by === "comparator") return effect.comparator ?? "not stated";
  const study = studies.get(effect.study);
  const own = study?.extra[by];
  if (own !== undefined) return own;
  const value: unknown =
    study === undefined ? undefined : Object.entries(study).find(([name]) => name === by)?.[1];
  return typeof value === "string" || typeof value === "number" ? String(value) : "not stated";
}

function studiesById(review: Review): ReadonlyMap<string, StudyRow> {
  return new Map(review.studies.map((study) => [study.id, study]));
}

function inSubgroupOrder(
  review: Review,
  analysis: PairwiseAnalysis,
  effects: readonly Effect[],
): readonly Effect[] {
  const by = analysis.subgroups?.by;
  if (by === undefined) return effects;
  const order = review.protocol.comparators.map(({ id }) => id);
  const studies = studiesById(review);
  const first = [...new Set(effects.map((effect) => levelOf(studies, by, effect)))];
  const place = (effect: Effect): number => {
    const level = levelOf(studies, by, effect);
    const known = by === "comparator" ? order.indexOf(level) : -1;
    return known >= 0 ? known : order.length + first.indexOf(level);
  };
  return [...effects].sort((a, b) => place(a) - place(b));
}

function subgroupsOf(
  review: Review,
  analysis: PairwiseAnalysis,
  effects: readonly Effect[],
): PairwiseFinding["subgroups"] {
  if (analysis.subgroups === undefined || effects.length === 0) return undefined;
  const { by, tau2 } = analysis.subgroups;
  const studies = studiesById(review);
  const levels = effects.map((effect) => levelOf(studies, by, effect));
  const fit = fitSubgroups(
    effects.map(({ yi }) => yi),
    effects.map(({ vi }) => vi),
    levels,
    { ...analysis.model, groupTau2: tau2 },
  );
  const names = new Map(review.protocol.comparators.map(({ id, name }) => [id, name]));
  return { by, labels: Object.fromEntries(levels.map((level) => [level, names.get(level) ?? level])), fit };
}

function subgroupWarnings(subgroups: PairwiseFinding["subgroups"]): PairwiseFinding["warnings"] {
  return (subgroups?.fit.groups ?? []).flatMap(({ level, fit }) =>
    fit.warnings
      .filter(({ code }) => code === "hartung-knapp-k2")
      .map(({ code, message }) => ({ code, message: `${subgroups?.labels[level] ?? level}: ${message}` })),
  );
}

function otherMeasure(
  review: Review,
  index: ResultIndex,
  analysis: PairwiseAnalysis,
  measure: Measure,
  excluded: ReadonlyMap<string, string>,
) {
  const { effects } = collectEffects(review, index, {
    analysis,
    measure,
    window: analysis.time,
    correlation: analysis.crossover.correlation,
  });
  const kept = effects
    .filter(({ study }) => !excluded.has(study))
    .map((effect) => ({ ...effect, id: `${effect.id}/${measure}` }));
  return { measure, effects: kept, fit: fitOf(kept, analysis.model) };
}

function sensitivityOf(
  all: readonly Effect[],
  excluded: ReadonlyMap<string, string>,
  analysis: PairwiseAnalysis,
  entry: PairwiseAnalysis["sensitivity"][number],
): Sensitivity {
  const effects = all.filter(
    ({ study, design }) =>
      (!excluded.has(study) || entry.include?.includes(study) === true) &&
      entry.exclude?.includes(study) !== true &&
      (entry.designs === undefined || entry.designs.includes(design)),
  );
  const model = {
    ...analysis.model,
    ...(entry.method === undefined ? {} : { method: entry.method }),
    ...(entry.test === undefined ? {} : { test: entry.test }),
  };
  const fit = fitOf(effects, model);
  return {
    id: entry.id,
    title: entry.title,
    fit,
    effects: effects.map(({ study, yi, vi }) => ({ study, yi, vi })),
    ...(fit === undefined ? { note: "no study is left" } : {}),
  };
}

/** The main analysis again with other within-person correlations; a correlation a trial's margins do not allow is named. */
function crossoverSensitivity(
  review: Review,
  index: ResultIndex,
  analysis: PairwiseAnalysis,
  excluded: ReadonlyMap<string, string>,
): readonly Sensitivity[] {
  const collect = (correlation: number) =>
    collectEffects(review, index, {
      analysis,
      measure: analysis.measure,
      window: analysis.time,
      correlation,
    });
  // With a correlation of 0 every crossover trial has its effect, also one whose margins forbid the assumed correlation.
  const crossovers = collect(0)
    .effects.filter(({ design, study }) => design === "crossover" && !excluded.has(study))
    .map(({ study }) => study);
  if (crossovers.length === 0) return [];
  return analysis.crossover.sensitivity.map((correlation) => {
    const { effects, unused } = collect(correlation);
    const kept = effects.filter(({ study }) => !excluded.has(study));
    const impossible = unused.filter(({ study }) => crossovers.includes(study));
    const fit = impossible.length > 0 ? undefined : fitOf(kept, analysis.model);
    return {
      id: `crossover-correlation-${correlation}`,
      title: `Within-person correlation ${correlation} in crossover trials`,
      fit,
      effects: kept.map(({ study, yi, vi }) => ({ study, yi, vi })),
      ...(impossible.length > 0
        ? { note: impossible.map(({ study, reason }) => `${study}: ${reason}`).join("; ") }
        : {}),
    };
  });
}
