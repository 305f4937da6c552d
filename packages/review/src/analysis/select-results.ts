import type { ArmRow, ResultRow, StudyRow } from "../model/columns.ts";
import type { Measure, Outcome, TimeWindow } from "../model/review-yaml-schema.ts";
import type { Review } from "../model/review.ts";

/** What of a study's results an effect is computed from. */
export type Selection = {
  readonly study: StudyRow;
  readonly control: ArmRow;
  readonly timeHours: number;
  readonly period: number | undefined;
  readonly scale: string | undefined;
  readonly notes: readonly string[];
} & (
  | {
      readonly kind: "arms";
      readonly interventionRows: readonly ResultRow[];
      readonly controlRows: readonly ResultRow[];
    }
  | { readonly kind: "paired"; readonly row: ResultRow }
  | { readonly kind: "contrast"; readonly row: ResultRow }
);

/** A study with results for the outcome that cannot be used, and why. */
export interface Unused {
  readonly study: string;
  readonly results: readonly string[];
  readonly reason: string;
}

export interface SelectionRequest {
  readonly outcome: Outcome;
  readonly measure: Measure;
  readonly scales?: readonly string[];
  readonly designs?: readonly string[];
  /** Keep only results whose own columns hold exactly these texts. */
  readonly where?: Readonly<Record<string, string>>;
  readonly prefer: "by-design" | "arms" | "contrast";
  readonly window: TimeWindow;
  /** Whether studies that were measured at other times only (or at an unknown time) are named in `unused`. */
  readonly nameOtherTimes: boolean;
}

/** An index over a review's results, built once: selecting is then linear in a study's own rows. */
export class ResultIndex {
  readonly #byStudy = new Map<string, ResultRow[]>();
  readonly #arms = new Map<string, ArmRow>();
  readonly studies: readonly StudyRow[];

  constructor(review: Review) {
    this.studies = review.studies;
    for (const row of review.results) {
      const rows = this.#byStudy.get(row.study);
      if (rows) rows.push(row);
      else this.#byStudy.set(row.study, [row]);
    }
    for (const arm of review.arms) this.#arms.set(`${arm.study}\n${arm.id}`, arm);
  }

  resultsOf(study: string, outcome: string): readonly ResultRow[] {
    return (this.#byStudy.get(study) ?? []).filter((row) => row.outcome === outcome);
  }

  arm(study: string, id: string | undefined): ArmRow | undefined {
    return id === undefined ? undefined : this.#arms.get(`${study}\n${id}`);
  }
}

/**
 * Picks, for every study, the one set of results an analysis uses. The rule, in order: the outcome's preferred scale,
 * the time nearest to `window.at`, the earlier period of a crossover, and then the kind of data. With `prefer: "by-design"` a crossover trial gives joint
 * counts before a paired contrast before separate arms; any other trial its arms (endpoint before change) first. Several
 * intervention (or control) arms are combined. A study with results but none usable is returned in `unused`.
 */
export function selectResults(
  index: ResultIndex,
  request: SelectionRequest,
): { readonly selected: readonly Selection[]; readonly unused: readonly Unused[] } {
  const selected: Selection[] = [];
  const unused: Unused[] = [];
  for (const study of index.studies) {
    const where = Object.entries(request.where ?? {});
    const all = index
      .resultsOf(study.id, request.outcome.id)
      .filter((row) => where.every(([column, value]) => row.extra[column] === value));
    if (all.length === 0) continue;
    const { from, to, at } = request.window;
    const timely = all.filter(
      (row) => row.time_hours !== undefined && row.time_hours >= from && row.time_hours <= to,
    );
    const timeless = all.filter((row) => row.time_hours === undefined);
    if (request.nameOtherTimes && timely.length === 0) {
      const reason = timeless.length > 0 ? "time_hours is not given" : otherTimes(all, request.window);
      unused.push({
        study: study.id,
        results: (timeless.length > 0 ? timeless : all).map(({ id }) => id),
        reason,
      });
    }
    if (timely.length === 0) continue;
    const rows =
      request.scales === undefined
        ? timely
        : timely.filter((row) => request.scales?.includes(row.scale ?? ""));
    const ids = timely.map(({ id }) => id);
    if (rows.length === 0)
      unused.push({ study: study.id, results: ids, reason: "not on a scale of this analysis" });
    else if (request.designs !== undefined && !request.designs.includes(study.design)) {
      unused.push({ study: study.id, results: ids, reason: `design is ${study.design}` });
    } else {
      const choices = candidates(index, study, rows, request);
      const best = choices.usable.sort((a, b) => compare(a, b, request, at))[0];
      const rivals = choices.usable.filter(
        (other) => best?.kind === "contrast" && other.kind === "contrast" && sameMoment(best, other),
      );
      if (rivals.length > 1) {
        const reason = "several contrasts with a control arm at the same time: name one with where";
        unused.push({
          study: study.id,
          results: rivals.flatMap((rival) => (rival.kind === "contrast" ? [rival.row.id] : [])),
          reason,
        });
      } else if (best !== undefined) selected.push(best);
      else unused.push({ study: study.id, results: ids, reason: [...new Set(choices.reasons)].join("; ") });
    }
  }
  return { selected, unused };
}

function sameMoment(a: Selection, b: Selection): boolean {
  return a.scale === b.scale && a.timeHours === b.timeHours && a.period === b.period;
}

function otherTimes(rows: readonly ResultRow[], { from, to, at }: TimeWindow): string {
  const hours = rows.flatMap((row) => row.time_hours ?? []);
  const nearest = hours.reduce((a, b) => (Math.abs(b - at) < Math.abs(a - at) ? b : a), hours[0] ?? at);
  return `no result from ${from} to ${to} h (nearest: ${nearest} h)`;
}

function compare(a: Selection, b: Selection, { outcome, prefer }: SelectionRequest, at: number): number {
  const preference = (selection: Selection): number => {
    const place = outcome.scales?.indexOf(selection.scale ?? "") ?? 0;
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  };
  const contrastFirst = prefer === "contrast" || (prefer === "by-design" && a.study.design === "crossover");
  const kinds = contrastFirst ? ["paired", "contrast", "arms"] : ["paired", "arms", "contrast"];
  return (
    preference(a) - preference(b) ||
    Math.abs(a.timeHours - at) - Math.abs(b.timeHours - at) ||
    (a.period ?? 0) - (b.period ?? 0) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind)
  );
}

interface Choices {
  readonly usable: Selection[];
  readonly reasons: string[];
}

function candidates(
  index: ResultIndex,
  study: StudyRow,
  rows: readonly ResultRow[],
  request: SelectionRequest,
): Choices {
  const usable: Selection[] = [];
  const reasons: string[] = [];
  const groups = new Map<string, ResultRow[]>();
  for (const row of rows) {
    const key = `${row.scale ?? ""}\n${row.time_hours ?? ""}\n${row.period ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  for (const group of groups.values()) {
    for (const row of group) {
      if (row.kind === "contrast" || row.kind === "paired-events") addContrast(row);
    }
    const forArms =
      request.outcome.type === "dichotomous" ? (["events"] as const) : (["mean", "change"] as const);
    for (const kind of forArms) addArms(group.filter((row) => row.kind === kind));
    if (group.some((row) => row.kind === "percent")) reasons.push("percentages only: no counts found");
    if (group.some((row) => row.kind === "median")) reasons.push("medians only");
  }
  if (usable.length === 0 && reasons.length === 0) reasons.push("no usable numbers");
  return { usable, reasons };

  function addContrast(row: ResultRow): void {
    const arm = index.arm(study.id, row.arm);
    const versus = index.arm(study.id, row.versus);
    const control = arm?.role === "control" ? arm : versus;
    const roles = [arm?.role, versus?.role].sort().join();
    if (control === undefined || roles !== "control,intervention")
      reasons.push("not a comparison with a control arm");
    else if (row.kind === "paired-events") {
      const complete = row.n !== undefined && row.events !== undefined && row.events_versus !== undefined;
      if (!complete) reasons.push("joint counts incomplete");
      else if (request.outcome.type === "dichotomous")
        usable.push(chosen(row, control, { kind: "paired", row }));
    } else if (row.measure !== request.measure)
      reasons.push(`effect printed as ${row.measure ?? "?"}, not ${request.measure}`);
    else if (row.se === undefined && row.ci_lower === undefined)
      reasons.push("effect printed without interval or standard error");
    else usable.push(chosen(row, control, { kind: "contrast", row }));
  }

  function addArms(group: readonly ResultRow[]): void {
    if (group.length === 0) return;
    const ofRole = (role: ArmRow["role"]): readonly ResultRow[] =>
      group.filter((row) => index.arm(study.id, row.arm)?.role === role);
    const interventionRows = ofRole("intervention");
    const controlRows = ofRole("control");
    const first = controlRows[0];
    const control = index.arm(study.id, first?.arm);
    if (interventionRows.length === 0) reasons.push("no result of an intervention arm");
    else if (first === undefined || control === undefined) reasons.push("no result of a control arm");
    else if (study.design === "crossover" && (interventionRows.length > 1 || controlRows.length > 1)) {
      reasons.push(
        "crossover with several arms of one kind: combining them would count the same people twice; name one with where",
      );
    } else {
      const gaps = [...interventionRows, ...controlRows].flatMap(gapsOf);
      if (gaps.length > 0) reasons.push([...new Set(gaps)].join(", "));
      else usable.push(chosen(first, control, { kind: "arms", interventionRows, controlRows }));
    }
  }

  function chosen<Part>(row: ResultRow, control: ArmRow, part: Part) {
    return {
      study,
      control,
      timeHours: row.time_hours ?? 0,
      period: row.period,
      scale: row.scale,
      notes: [],
      ...part,
    };
  }
}

/** What an arm's row lacks to be used, in words. */
function gapsOf(row: ResultRow): readonly string[] {
  const missing = (what: string): string => `${what} of ${row.arm} not found`;
  const gaps: string[] = [];
  if (row.n === undefined) gaps.push(missing("n"));
  else if (row.n === 0) gaps.push(`n of ${row.arm} is 0`);
  if (row.kind === "events") {
    if (row.events === undefined) gaps.push(missing("events"));
    return gaps;
  }
  if (row.mean === undefined) gaps.push(missing("mean"));
  if (row.sd === undefined && row.se === undefined) gaps.push(missing("SD"));
  return gaps;
}
