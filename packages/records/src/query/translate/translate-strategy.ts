import type { Query, SearchInterface, Strategy, StrategyLine } from "../tree.ts";
import type { Loss, ReportLoss } from "./loss.ts";
import type { Translate } from "./translate-context.ts";
import { toOvid } from "./to-ovid.ts";
import { toPubmed } from "./to-pubmed.ts";

export interface Translation {
  readonly strategy: Strategy;
  /** Every step that is not exact, in the order of the strategy that was given. */
  readonly losses: readonly Loss[];
}

const TRANSLATE: Readonly<Record<SearchInterface, Translate>> = { pubmed: toPubmed, ovid: toOvid };

/**
 * Translates a strategy between PubMed and Ovid, line for line and with the same numbers. Each step after which the two
 * may find different records is a loss, with its place, its reason and what stands there instead; docs/query.md lists
 * them. Counts of results are left out: they belong to the other database.
 */
export function translateStrategy(strategy: Strategy, to: SearchInterface): Translation {
  if (strategy.interface === to) return { strategy, losses: [] };
  const losses: Loss[] = [];
  const report: ReportLoss = ({ line, column }, what, why, instead) =>
    void losses.push({ line, column, what, why, instead });
  const dropped = new Set<number>();
  const labels = new Set(strategy.lines.map(({ label }) => label));
  const context = { report, labels, isDropped: (label: number) => dropped.has(label) };
  const lines = new Map<StrategyLine, StrategyLine>();
  for (const line of [...strategy.lines].sort((a, b) => a.label - b.label)) {
    const { label, place, before, comments } = line;
    const query = line.query === null ? null : TRANSLATE[to](line.query, context);
    if (query === null) dropped.add(label);
    if (to === "pubmed")
      for (const comment of comments)
        report(place, `[${comment}]`, "PubMed has no comments", "left out"); // prettier-ignore
    lines.set(line, { label, place, query: query === null ? null : unbracket(query), before, comments: to === "pubmed" ? [] : comments }); // prettier-ignore
  }
  losses.sort((a, b) => a.line - b.line || a.column - b.column);
  const { numbered, after } = strategy;
  return {
    strategy: { interface: to, numbered, lines: strategy.lines.map((line) => lines.get(line)!), after },
    losses,
  };
}

/** Brackets around a whole line say nothing. */
function unbracket(query: Query): Query {
  return query.bracketed ? { ...query, bracketed: false } : query;
}
