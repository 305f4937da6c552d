import type { BiasDomain, BiasRow, Judgement, TrafficLightData } from "./traffic-light-data.ts";

/** All judgements from best to worst, then those that say nothing: the order of legends and bars. */
const JUDGEMENTS: readonly Judgement[] = [
  "low",
  "some-concerns",
  "moderate",
  "serious",
  "high",
  "critical",
  "no-information",
  "missing",
];

export const JUDGEMENT_LABELS: Readonly<Record<Judgement, string>> = {
  low: "Low risk",
  "some-concerns": "Some concerns",
  moderate: "Moderate risk",
  serious: "Serious risk",
  high: "High risk",
  critical: "Critical risk",
  "no-information": "No information",
  missing: "Not judged yet",
};

/** The judgement of a study in a domain; a domain that the row does not name is missing. */
export function judgementOf(row: BiasRow, domainId: string): Judgement {
  return Object.hasOwn(row.judgements, domainId) ? row.judgements[domainId]! : "missing";
}

/** The columns of the plot: the domains, then "overall" if any study has an overall judgement. */
export function biasColumns(data: TrafficLightData): readonly BiasDomain[] {
  const hasOverall = data.rows.some((row) => Object.hasOwn(row.judgements, "overall"));
  if (!hasOverall || data.domains.some((domain) => domain.id === "overall")) return data.domains;
  return [...data.domains, { id: "overall", short: "Overall", label: "Overall judgement" }];
}

/** The judgements that occur in the plot, in the order of `JUDGEMENTS`. */
export function judgementsUsed(data: TrafficLightData): readonly Judgement[] {
  const columns = biasColumns(data);
  const used = new Set(data.rows.flatMap((row) => columns.map((column) => judgementOf(row, column.id))));
  return JUDGEMENTS.filter((judgement) => used.has(judgement));
}

/** One piece of a summary bar. */
export interface JudgementShare {
  readonly judgement: Judgement;
  /** Studies with this judgement. */
  readonly n: number;
  /** Share of all studies, or of all weight; the shares of a bar add up to 1. */
  readonly share: number;
}

/**
 * How the judgements of one domain divide the studies. Weighted: a study counts by its weight, and studies without a
 * positive, finite weight count nothing; if no study has one, every share is 0.
 *
 *   share_j = sum of w_i over the studies judged j / sum of w_i over all studies,  w_i = 1 unweighted
 */
export function judgementShares(
  rows: readonly BiasRow[],
  domainId: string,
  counting: "unweighted" | "weighted",
): readonly JudgementShare[] {
  const weightOf = (row: BiasRow): number => {
    if (counting === "unweighted") return 1;
    const weight = row.weight ?? 0;
    return Number.isFinite(weight) && weight > 0 ? weight : 0;
  };
  const total = rows.reduce((sum, row) => sum + weightOf(row), 0);
  return JUDGEMENTS.flatMap((judgement) => {
    const own = rows.filter((row) => judgementOf(row, domainId) === judgement);
    if (own.length === 0) return [];
    const weight = own.reduce((sum, row) => sum + weightOf(row), 0);
    return [{ judgement, n: own.length, share: total === 0 ? 0 : weight / total }];
  });
}
