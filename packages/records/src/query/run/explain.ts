import { printQuery } from "../print-strategy.ts";
import type { Place, Query } from "../tree.ts";
import { labelsOf, lineOf } from "../visit.ts";
import { NO, UNDECIDED, YES } from "./outcome.ts";
import type { FullRun } from "./run-strategy.ts";

/** One step on the way to the words that decided. */
export interface Step {
  readonly label: number;
  readonly place: Place;
  /** The part of the query that this step is about. */
  readonly query: string;
  readonly what: "not-found" | "taken-away" | "undecided";
  readonly text: string;
}

/** Alternatives of an OR that are shown. */
const SHOWN = 6;

/**
 * Why a line does not find a record: down through the lines it names to the AND whose part found nothing, or to the NOT
 * that took it away. Of several failing parts of an AND each is followed.
 */
export function explainMiss(run: FullRun, label: number, record: number): readonly Step[] {
  const query = lineOf(run.strategy, label)?.query ?? null;
  return query === null ? [] : missing(run, label, query, record, new Set([label]));
}

function missing(
  run: FullRun,
  label: number,
  query: Query,
  record: number,
  seen: ReadonlySet<number>,
): readonly Step[] {
  const valueOf = (node: Query): number => run.outcomes.get(node)?.[record] ?? NO;
  switch (query.kind) {
    case "line":
      return throughLine(run, label, query, record, seen);
    case "lines":
      if (query.operator === "or") return [stepOf(run, label, query, record)];
      return labelsOf(query.spans)
        .filter((each) => (run.lineOutcomes.get(each)?.[record] ?? NO) < YES)
        .flatMap((each) => throughLine(run, label, { ...query, kind: "line", label: each }, record, seen));
    case "combination": {
      const [first, ...others] = query.operands;
      if (query.operator === "or") return [stepOf(run, label, query, record)];
      if (query.operator === "and")
        return query.operands
          .filter((operand) => valueOf(operand) < YES)
          .flatMap((operand) => missing(run, label, operand, record, seen));
      if (valueOf(first!) === NO) return missing(run, label, first!, record, seen);
      const taking = others.filter((operand) => valueOf(operand) > NO);
      if (taking.length === 0) return missing(run, label, first!, record, seen);
      return taking.map((operand) => taken(run, label, operand, record));
    }
    case "fielded":
    case "deduplicate":
      return query.of.kind === "combination" || query.of.kind === "line"
        ? missing(run, label, query.of, record, seen)
        : [stepOf(run, label, query, record)];
    case "limit":
      return valueOf(query.of) < YES
        ? missing(run, label, query.of, record, seen)
        : [stepOf(run, label, query, record)];
    case "database":
      return query.of === null ? [] : missing(run, label, query.of, record, seen);
    default:
      return [stepOf(run, label, query, record)];
  }
}

function throughLine(
  run: FullRun,
  label: number,
  query: Query & { readonly kind: "line" },
  record: number,
  seen: ReadonlySet<number>,
): readonly Step[] {
  const target = lineOf(run.strategy, query.label)?.query ?? null;
  if (target === null || seen.has(query.label)) return [stepOf(run, label, query, record)];
  return missing(run, query.label, target, record, new Set([...seen, query.label]));
}

function stepOf(run: FullRun, label: number, query: Query, record: number): Step {
  const value = run.outcomes.get(query)?.[record] ?? NO;
  const text = textOf(run, query);
  if (value === UNDECIDED) {
    const lacks = run.lineLacks.get(label)?.whatFor(record) ?? [];
    const why = lacks.length === 0 ? "" : `: the record does not say (${lacks.join("; ")})`;
    return {
      label,
      place: query.place,
      query: text,
      what: "undecided",
      text: `${text} cannot be decided${why}`,
    };
  }
  const isOr = (query.kind === "combination" || query.kind === "lines") && query.operator === "or";
  const said = isOr ? `none of ${text} is there` : `${text} is not there`;
  return { label, place: query.place, query: text, what: "not-found", text: said };
}

/** What of a NOT took the record away: the first part of it that is there. */
function taken(run: FullRun, label: number, query: Query, record: number): Step {
  const value = query.kind === "line" ? run.lineOutcomes.get(query.label)?.[record] : run.outcomes.get(query)?.[record];
  const text = textOf(run, query);
  const target = query.kind === "line" ? lineOf(run.strategy, query.label)?.query : undefined;
  const detail = target === undefined || target === null ? "" : ` (${textOf(run, target)})`;
  if (value === YES)
    return { label, place: query.place, query: text, what: "taken-away", text: `NOT ${text}${detail} takes it away` }; // prettier-ignore
  const lacks = run.lineLacks.get(label)?.whatFor(record) ?? [];
  const why = lacks.length === 0 ? "" : `: the record does not say (${lacks.join("; ")})`;
  return { label, place: query.place, query: text, what: "undecided", text: `NOT ${text}${detail} may take it away${why}` }; // prettier-ignore
} // prettier-ignore

function textOf(run: FullRun, query: Query): string {
  const own = run.strategy.interface;
  if (query.kind === "combination" && query.operands.length > SHOWN) {
    const shown = query.operands.slice(0, SHOWN).map((operand) => printQuery(operand, own));
    const joint = ` ${own === "pubmed" ? query.operator.toUpperCase() : query.operator} `;
    return `${shown.join(joint)} … (${query.operands.length} in all)`;
  }
  return printQuery({ ...query, bracketed: false }, own);
}
