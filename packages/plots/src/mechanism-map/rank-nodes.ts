/// <reference types="./dagre.d.ts" />
import { Graph, layout } from "@dagrejs/dagre";
import type { MapLine } from "./merge-edges.ts";

export interface RankOptions {
  readonly size: (id: string) => { readonly width: number; readonly height: number };
  /** Vertical room between boxes, and between lines that pass them. */
  readonly gap: number;
  /** A node that shall stand in the first column; it is left where it is if something leads to it. */
  readonly leftmost?: string | undefined;
}

/** The layers of a graph: which column every node is in, and how high. */
export interface RankedGraph {
  readonly columns: number;
  readonly columnOf: ReadonlyMap<string, number>;
  /** Height of the middle of every node. */
  readonly yOf: ReadonlyMap<string, number>;
  /** Per line (same order) the columns it passes between its ends, and the height of the gap kept free for it. */
  readonly passes: readonly (readonly { readonly column: number; readonly y: number }[])[];
}

/**
 * Layers the graph from left to right with dagre: after Gansner, Koutsofios, North & Vo 1993 (IEEE Trans Softw Eng
 * 19:214), ranks by network simplex, few crossings by weighted medians, heights by Brandes & Köpf 2002 (Graph Drawing
 * 2001:31). Cycles are cut for the ranking only. To bring `leftmost` to the first column, its lines are stretched to
 * the column that their targets had without it.
 */
export function rankNodes(
  ids: readonly string[],
  lines: readonly MapLine[],
  options: RankOptions,
): RankedGraph {
  const first = runDagre(ids, lines, options, () => 1);
  const { leftmost } = options;
  const movable = leftmost !== undefined && !lines.some((line) => line.to === leftmost);
  if (!movable || (first.columnOf.get(leftmost) ?? 0) === 0) return first;
  const span = (line: MapLine): number =>
    line.from === leftmost ? Math.max(1, first.columnOf.get(line.to)!) : 1;
  return runDagre(ids, lines, options, span);
}

function runDagre(
  ids: readonly string[],
  lines: readonly MapLine[],
  options: RankOptions,
  span: (line: MapLine) => number,
): RankedGraph {
  // Names of our own, because dagre keeps nodes as properties of an object and puts dummies of its own among them.
  const names = new Map(ids.map((id, i) => [id, `n${i}`]));
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: options.gap, edgesep: options.gap, ranksep: 100 });
  for (const id of ids) graph.setNode(names.get(id)!, options.size(id));
  lines.forEach((line, i) => {
    if (line.from === line.to) return;
    const weight = line.conflict === undefined ? 1 : 2;
    graph.setEdge(names.get(line.from)!, names.get(line.to)!, { weight, minlen: span(line) }, `e${i}`);
  });
  layout(graph);

  const at = new Map(ids.map((id) => [id, graph.node(names.get(id)!)]));
  const xs = [...new Set([...at.values()].map(({ x }) => Math.round(x)))].sort((a, b) => a - b);
  const columnAt = (x: number): number => xs.findIndex((column) => Math.abs(column - x) < 2);
  const columnOf = new Map(ids.map((id) => [id, columnAt(at.get(id)!.x)]));
  const passes = lines.map((line, i) => {
    if (line.from === line.to) return [];
    const ends = [columnOf.get(line.from)!, columnOf.get(line.to)!];
    return graph
      .edge(names.get(line.from)!, names.get(line.to)!, `e${i}`)
      .points.map(({ x, y }) => ({ column: columnAt(x), y }))
      .filter(({ column }) => column !== -1 && !ends.includes(column));
  });
  return { columns: xs.length, columnOf, yOf: new Map(ids.map((id) => [id, at.get(id)!.y])), passes };
}
