import type { PairwiseFit } from "@coppice/meta";
import type { Finding, Measure, PairwiseFinding, TimeCourseFinding } from "@coppice/review";

/** An effect as a model used it; `id` where the effect stands in the report under its own name. */
export interface PooledEffect {
  readonly id?: string;
  readonly study: string;
  readonly yi: number;
  readonly vi: number;
}

/** One model of the report. Tables, pages and the R script name it by the same id. */
export interface PooledFit {
  /** `<analysis>`, and after it `/<measure>`, `/subgroup/<level>`, `/sensitivity/<id>` or `/<window label>`. */
  readonly id: string;
  readonly what: "main" | "other measure" | "subgroup" | "sensitivity" | "window";
  readonly label: string;
  readonly measure: Measure;
  readonly fit: PairwiseFit | undefined;
  readonly effects: readonly PooledEffect[];
  /** Why there is no fit, or what was left out. */
  readonly note?: string;
}

/** Every model behind a finding, in the order of the page. */
export function pooledFits(finding: Finding): readonly PooledFit[] {
  return finding.kind === "pairwise" ? pairwiseFits(finding) : windowFits(finding);
}

function pairwiseFits({
  analysis,
  measure,
  effects,
  fit,
  subgroups,
  alsoMeasured,
  sensitivity,
}: PairwiseFinding): readonly PooledFit[] {
  const { id, title } = analysis;
  const known = new Map(effects.map((effect) => [`${effect.study} ${effect.yi} ${effect.vi}`, effect.id]));
  return [
    { id, what: "main", label: title, measure, fit, effects },
    ...alsoMeasured.map((other): PooledFit => ({
      id: `${id}/${other.measure}`,
      what: "other measure",
      label: `${title} (${other.measure})`,
      measure: other.measure,
      fit: other.fit,
      effects: other.effects,
    })),
    ...(subgroups?.fit.groups ?? []).map((group): PooledFit => ({
      id: `${id}/subgroup/${group.level}`,
      what: "subgroup",
      label: `${title}: ${subgroups?.labels[group.level] ?? group.level}`,
      measure,
      fit: group.fit,
      effects: group.rows.map((row) => effects[row]!),
    })),
    ...sensitivity.map((entry): PooledFit => ({
      id: `${id}/sensitivity/${entry.id}`,
      what: "sensitivity",
      label: `${title}: ${entry.title}`,
      measure,
      fit: entry.fit,
      effects: entry.effects.map((effect) => {
        const own = known.get(`${effect.study} ${effect.yi} ${effect.vi}`);
        return own === undefined ? effect : { ...effect, id: own };
      }),
      ...(entry.note === undefined ? {} : { note: entry.note }),
    })),
  ];
}

function windowFits({ analysis, measure, points, windows }: TimeCourseFinding): readonly PooledFit[] {
  const effects = new Map(
    points.flatMap((point) => (point.kind === "effect" ? [[point.effect.id, point.effect] as const] : [])),
  );
  return windows.map(({ label, fit, effects: used }): PooledFit => ({
    id: `${analysis.id}/${label}`,
    what: "window",
    label: `${analysis.title}: ${label}`,
    measure,
    fit,
    effects: used.map((id) => {
      const effect = effects.get(id);
      if (effect === undefined)
        throw new Error(`${label} of ${analysis.id} pools ${id}, which is not among its points`);
      return effect;
    }),
  }));
}
