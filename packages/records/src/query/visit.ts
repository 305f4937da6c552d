import type { Query, Strategy, StrategyLine } from "./tree.ts";

/** The parts of a node, in order. */
export function partsOf(query: Query): readonly Query[] {
  switch (query.kind) {
    case "combination":
    case "adjacent":
      return query.operands;
    case "fielded":
    case "frequency":
    case "limit":
    case "deduplicate":
      return [query.of];
    case "database":
      return query.of === null ? [] : [query.of];
    default:
      return [];
  }
}

/** A node and all below it, in the order of the text. */
export function nodesOf(query: Query | null): readonly Query[] {
  if (query === null) return [];
  const found: Query[] = [];
  const waiting: Query[] = [query];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next);
    waiting.push(...[...partsOf(next)].reverse());
  }
  return found;
}

/** The numbers of the lines that a query names, with the node that names them. */
export function referencesOf(query: Query | null): readonly Reference[] {
  return nodesOf(query).flatMap((by): readonly Reference[] => {
    if (by.kind === "line") return [{ label: by.label, by }];
    return by.kind === "lines" ? labelsOf(by.spans).map((label) => ({ label, by })) : [];
  });
}

interface Reference {
  readonly label: number;
  readonly by: Query;
}

/** `1-3,7` as 1, 2, 3, 7; a span that no strategy has is cut. */
export function labelsOf(
  spans: readonly { readonly from: number; readonly to: number }[],
): readonly number[] {
  return spans.flatMap(({ from, to }) =>
    Array.from({ length: Math.min(Math.max(0, to - from + 1), 1000) }, (_, i) => from + i),
  );
}

/** The line of a number; of two with the same number the first. */
export function lineOf(strategy: Strategy, label: number): StrategyLine | undefined {
  return strategy.lines.find((line) => line.label === label);
}

/** Whether a line's numbers go down, as PubMed's history shows them: then "later" lines stand above. */
export function isDescending({ lines }: Strategy): boolean {
  return lines.length > 1 && lines[0]!.label > lines.at(-1)!.label;
}

/** The line that is the whole search: the one with the last number. */
export function finalLine({ lines }: Strategy): StrategyLine | undefined {
  return lines.reduce<StrategyLine | undefined>(
    (last, line) => (line.query !== null && (last === undefined || line.label >= last.label) ? line : last),
    undefined,
  );
}
