import { Graph, layout } from "@dagrejs/dagre";
import type { GraphLabel, NodeLabel, EdgeLabel } from "@dagrejs/dagre";
import type { MapLine } from "./merge-edges.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node's box: its centre and size, in px of the core's own frame. */
export interface PlacedNode extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A line's way from the border of its source to the border of its target. */
export interface Route {
  readonly line: MapLine;
  /** Consecutive points are joined by a curve that is horizontal at both; `self` is drawn as a loop. */
  readonly points: readonly Point[];
  readonly self: boolean;
}

export interface CoreLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly routes: readonly Route[];
}

/** Vertical room per line end on a node's side. */
export const PORT_STEP = 16;
const NODE_GAP = 16;
/** Horizontal room a curve needs between the flat piece at the target and the next column. */
const BEND = 44;
const WIDEST_GAP = 170;
const NODE_WIDTHS = [168, 156, 144, 132, 120, 108];

export interface CoreLayoutOptions {
  readonly width: number;
  /** Length of the straight piece before a target, where the sign and the species stand. */
  readonly lead: number;
  /** Height of a node's text when its box has the given width. */
  readonly nodeHeight: (id: string, width: number) => number;
}

/**
 * Layers the graph from left to right (dagre: Gansner, Koutsofios, North & Vo 1993, IEEE Trans Softw Eng 19:214;
 * ranks by network simplex, crossings by weighted medians, heights by Brandes & Köpf 2002, GD 2001:31), then sets
 * the columns to fill the width and gives each line its own place on its nodes' sides. Where a line passes a column
 * of nodes it runs straight through the gap that dagre kept free for it, so that it crosses no box.
 *
 * @returns undefined when the columns do not fit into `width`, even with the narrowest boxes
 */
export function layoutCore(lines: readonly MapLine[], options: CoreLayoutOptions): CoreLayout | undefined {
  const ids = [...new Set(lines.flatMap((line) => [line.from, line.to]))];
  if (ids.length === 0) return { width: options.width, height: 0, nodes: [], routes: [] };
  const ends = countEnds(lines);
  const heightAt = (id: string, width: number): number => {
    const most = Math.max(ends.left.get(id) ?? 0, ends.right.get(id) ?? 0);
    return Math.max(options.nodeHeight(id, width), most * PORT_STEP + 6);
  };

  for (const nodeWidth of NODE_WIDTHS) {
    const graph = runDagre(ids, lines, (id) => heightAt(id, nodeWidth), nodeWidth);
    const columns = [...new Set(ids.map((id) => round(graph.node(id).x!)))].sort((a, b) => a - b);
    const gaps = columns.length - 1;
    const gap = gaps === 0 ? 0 : Math.min(WIDEST_GAP, (options.width - columns.length * nodeWidth) / gaps);
    if (gaps > 0 && gap < options.lead + BEND) continue;
    const used = columns.length * nodeWidth + gaps * gap;
    const left = (options.width - used) / 2 + nodeWidth / 2;
    const columnX = (index: number): number => left + index * (nodeWidth + gap);
    return placeAll(ids, lines, graph, {
      columns,
      columnX,
      nodeWidth,
      lead: options.lead,
      width: options.width,
    });
  }
  return undefined;
}

type LayoutGraph = InstanceType<typeof Graph<GraphLabel, NodeLabel, EdgeLabel>>;

function runDagre(
  ids: readonly string[],
  lines: readonly MapLine[],
  heightOf: (id: string) => number,
  nodeWidth: number,
): LayoutGraph {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: NODE_GAP, edgesep: NODE_GAP, ranksep: 100 });
  for (const id of ids) graph.setNode(id, { width: nodeWidth, height: heightOf(id) });
  for (const line of lines) {
    if (line.from === line.to) continue;
    graph.setEdge(line.from, line.to, { weight: line.conflict === undefined ? 1 : 2 }, line.id);
  }
  layout(graph);
  return graph;
}

interface Frame {
  readonly columns: readonly number[];
  readonly columnX: (index: number) => number;
  readonly nodeWidth: number;
  readonly lead: number;
  readonly width: number;
}

function placeAll(
  ids: readonly string[],
  lines: readonly MapLine[],
  graph: LayoutGraph,
  frame: Frame,
): CoreLayout {
  const columnOf = (x: number): number => frame.columns.findIndex((column) => Math.abs(column - x) < 1);
  const placed = new Map<string, PlacedNode & { readonly column: number }>();
  for (const id of ids) {
    const { x, y, height } = graph.node(id);
    const column = columnOf(x!);
    placed.set(id, { id, column, x: frame.columnX(column), y: y!, width: frame.nodeWidth, height });
  }

  const drafts = lines.map((line) => {
    const source = placed.get(line.from)!;
    const target = placed.get(line.to)!;
    const self = line.from === line.to;
    const between = self
      ? []
      : (graph.edge(line.from, line.to, line.id).points ?? [])
          .map((point) => ({ column: columnOf(point.x), y: point.y }))
          .filter(({ column }) => column !== -1 && column !== source.column && column !== target.column);
    const side = target.column >= source.column ? 1 : -1;
    return { line, source, target, self, between, side };
  });

  const portY = assignPorts(drafts);
  const half = frame.nodeWidth / 2;
  const routes = drafts.map((draft, index): Route => {
    const { line, source, target, self, between, side } = draft;
    if (self) return { line, self, points: [] };
    const points: Point[] = [{ x: source.x + side * half, y: portY.source[index]! }];
    for (const { column, y } of between) {
      const x = frame.columnX(column);
      points.push({ x: x - side * (half + 6), y }, { x: x + side * (half + 6), y });
    }
    const end = { x: target.x - side * half, y: portY.target[index]! };
    points.push({ x: end.x - side * frame.lead, y: end.y }, end);
    return { line, self, points };
  });

  const top = Math.min(
    ...[...placed.values()].map((node) => node.y - node.height / 2),
    ...routes.flatMap((route) => route.points.map((point) => point.y)),
  );
  const loops = routes.some((route) => route.self) ? 26 : 0;
  const dy = -top + loops + 2;
  const nodes = [...placed.values()].map(({ id, x, y, width, height }) => ({
    id,
    x,
    y: y + dy,
    width,
    height,
  }));
  const moved = routes.map((route) => ({
    ...route,
    points: route.points.map((point) => ({ x: point.x, y: point.y + dy })),
  }));
  const bottom = Math.max(
    ...nodes.map((node) => node.y + node.height / 2),
    ...moved.flatMap((route) => route.points.map((point) => point.y)),
  );
  return { width: frame.width, height: bottom + 2, nodes, routes: moved };
}

interface Draft {
  readonly source: PlacedNode;
  readonly target: PlacedNode;
  readonly self: boolean;
  readonly between: readonly { readonly y: number }[];
  readonly side: number;
}

/** Spreads the line ends over each node's sides, in the order of where the lines go, so that they do not cross at the node. */
function assignPorts(drafts: readonly Draft[]): { readonly source: number[]; readonly target: number[] } {
  const sides = new Map<
    string,
    { index: number; end: "source" | "target"; toward: number; node: PlacedNode }[]
  >();
  const add = (
    node: PlacedNode,
    side: number,
    index: number,
    end: "source" | "target",
    toward: number,
  ): void => {
    const key = JSON.stringify([node.id, side]);
    sides.set(key, [...(sides.get(key) ?? []), { index, end, toward, node }]);
  };
  drafts.forEach((draft, index) => {
    if (draft.self) return;
    add(draft.source, draft.side, index, "source", draft.between[0]?.y ?? draft.target.y);
    add(draft.target, -draft.side, index, "target", draft.between.at(-1)?.y ?? draft.source.y);
  });
  const ports = { source: drafts.map(() => 0), target: drafts.map(() => 0) };
  for (const list of sides.values()) {
    list.sort((a, b) => a.toward - b.toward || a.index - b.index);
    list.forEach(({ index, end, node }, i) => {
      ports[end][index] = node.y + (i - (list.length - 1) / 2) * PORT_STEP;
    });
  }
  return ports;
}

function countEnds(lines: readonly MapLine[]): {
  readonly left: Map<string, number>;
  readonly right: Map<string, number>;
} {
  const left = new Map<string, number>();
  const right = new Map<string, number>();
  for (const line of lines) {
    if (line.from === line.to) continue;
    right.set(line.from, (right.get(line.from) ?? 0) + 1);
    left.set(line.to, (left.get(line.to) ?? 0) + 1);
  }
  return { left, right };
}

function round(x: number): number {
  return Math.round(x * 100) / 100;
}
