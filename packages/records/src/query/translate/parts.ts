import type { Combination, LineReference, LineSpan, Operator, Place, Query } from "../tree.ts";
import { labelsOf } from "../visit.ts";
import type { TranslationContext } from "./translate-context.ts";

/** Parts joined by an operator, in brackets where there are several. */
export function joined(operator: Operator, parts: readonly Query[], place: Place): Query | null {
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first ?? null;
  return { kind: "combination", operator, operands: parts.map(bracketedCombination), place, bracketed: true };
}

/** A combination of translated parts; what came to nothing is left out, and said. */
export function combinationOf(
  query: Combination,
  translate: (operand: Query) => Query | null,
  context: TranslationContext,
): Query | null {
  const operands = query.operands.map(translate);
  const isNothing =
    operands.every((operand) => operand === null) || (query.operator === "not" && operands[0] === null);
  if (isNothing) return null;
  const kept = operands.filter((operand) => operand !== null);
  if (kept.length < operands.length)
    context.report(query.place, `${query.operator.toUpperCase()} with a part that has no translation`, `what it ${query.operator === "or" ? "adds" : "takes away"} is lost`, "the other parts alone"); // prettier-ignore
  if (kept.length === 1) return kept[0]!;
  return { ...query, operands: kept.map(bracketedCombination) };
}

/** Both interfaces read a bracket alike; without one their orders of operators differ. */
function bracketedCombination(query: Query): Query {
  return query.kind === "combination" && !query.bracketed ? { ...query, bracketed: true } : query;
}

/** A named line, unless it came to nothing. */
export function referenceOf(query: LineReference, context: TranslationContext): Query | null {
  return context.isDropped(query.label) ? null : query;
}

/** The lines of `or/1-5` that are there and did not come to nothing. */
export function linesOf({ spans, operator, place }: LineSpan, context: TranslationContext): Query | null {
  const labels = labelsOf(spans).filter((label) => !context.isDropped(label) && context.labels.has(label));
  const parts = labels.map((label): Query => ({ kind: "line", label, place, bracketed: false }));
  return joined(operator, parts, place);
}
