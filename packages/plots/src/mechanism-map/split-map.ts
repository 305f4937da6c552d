import type { MapLine } from "./merge-edges.ts";

/** A source with all its lines, drawn as a list: the source on top, its targets under it. */
export interface Fan {
  readonly source: string;
  readonly lines: readonly MapLine[];
}

/** The map cut into the part worth drawing as a graph and the parts that read better as lists. */
export interface MapParts {
  /** Lines of the connected graph in the middle. */
  readonly core: readonly MapLine[];
  /** Targets that hang on one node of the core by a single line, where a node has many of them. */
  readonly fans: readonly Fan[];
  /** Lines that have no connection with the core. */
  readonly apart: readonly Fan[];
  /** Nodes without any line. */
  readonly lonely: readonly string[];
}

/** A hub with this many single-line targets gets a list instead of as many boxes in the graph. */
const FAN_FROM = 5;

/**
 * Cuts the map. The core is the connected component with most statements (the first of equals), less the targets that
 * hang on a hub alone. A line that is part of a contradiction always stays in the graph it belongs to, never in a
 * hub's list. Every line ends in exactly one of `core`, `fans` and `apart`.
 */
export function splitMap(nodeIds: readonly string[], lines: readonly MapLine[]): MapParts {
  const component = connectedComponents(nodeIds, lines);
  const weight = new Map<string, number>();
  for (const line of lines) {
    const root = component.get(line.from)!;
    weight.set(root, (weight.get(root) ?? 0) + line.edges.length);
  }
  let main: string | undefined;
  for (const [root, n] of weight) if (main === undefined || n > weight.get(main)!) main = root;

  const inMain = lines.filter((line) => component.get(line.from) === main);
  const degree = new Map<string, number>();
  for (const line of inMain) {
    degree.set(line.from, (degree.get(line.from) ?? 0) + 1);
    degree.set(line.to, (degree.get(line.to) ?? 0) + 1);
  }
  const hanging = inMain.filter(
    (line) => line.from !== line.to && degree.get(line.to) === 1 && line.conflict === undefined,
  );
  const fans = groupBySource(hanging).filter(
    (fan) => fan.lines.length >= FAN_FROM && fan.lines.length < inMain.length,
  );
  const fanned = new Set(fans.flatMap((fan) => fan.lines));
  const touched = new Set(lines.flatMap((line) => [line.from, line.to]));
  return {
    core: inMain.filter((line) => !fanned.has(line)),
    fans,
    apart: groupBySource(lines.filter((line) => component.get(line.from) !== main)),
    lonely: nodeIds.filter((id) => !touched.has(id)),
  };
}

/** Lines grouped by where they start, both in the order of the data. */
export function groupBySource(lines: readonly MapLine[]): readonly Fan[] {
  const bySource = new Map<string, MapLine[]>();
  for (const line of lines) bySource.set(line.from, [...(bySource.get(line.from) ?? []), line]);
  return [...bySource].map(([source, own]) => ({ source, lines: own }));
}

function connectedComponents(
  nodeIds: readonly string[],
  lines: readonly MapLine[],
): ReadonlyMap<string, string> {
  const parent = new Map(nodeIds.map((id) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    while (parent.get(root)! !== root) root = parent.get(root)!;
    let step = id;
    while (step !== root) {
      const next = parent.get(step)!;
      parent.set(step, root);
      step = next;
    }
    return root;
  };
  for (const line of lines) parent.set(rootOf(line.to), rootOf(line.from));
  return new Map(nodeIds.map((id) => [id, rootOf(id)]));
}
