import { assignPorts, PORT_STEP } from "./assign-ports.ts";
import type { MapLine } from "./merge-edges.ts";
import { rankNodes } from "./rank-nodes.ts";
import type { RankedGraph } from "./rank-nodes.ts";

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

const NODE_GAP = 16;
/** Horizontal room a curve needs between the flat piece at the target and the next column. */
const BEND = 36;
const WIDEST_GAP = 170;
const WIDEST_NODE = 168;
const NARROWEST_NODE = 92;
/** A line passes a column straight from this far before its boxes to this far behind them. */
const PASSING = 6;
/** What the loop of a node that acts on itself takes, above its box and at its right. */
const LOOP_HEIGHT = 28;
const LOOP_ROOM = 48;
const MARGIN = 2;

export interface CoreLayoutOptions {
  readonly width: number;
  /** Length of the straight piece before a line's target, where the sign and the species stand. */
  readonly lead: (line: MapLine) => number;
  /** Height of a node's text when its box has the given width. */
  readonly nodeHeight: (id: string, width: number) => number;
  /** A node without incoming lines that shall stand in the first column, such as the drug the map is about. */
  readonly leftmost?: string;
}

/**
 * Layers the graph from left to right (`rankNodes`), sets the columns to fill the width, and gives each line its own
 * place on its nodes' sides. Where a line passes a column of nodes it runs straight through the gap that the ranking
 * kept free for it, so that it crosses no box.
 *
 * @returns undefined when the columns do not fit into `width`, even with the narrowest boxes
 */
export function layoutCore(lines: readonly MapLine[], options: CoreLayoutOptions): CoreLayout | undefined {
  const ids = [...new Set(lines.flatMap((line) => [line.from, line.to]))];
  if (ids.length === 0) return { width: options.width, height: 0, nodes: [], routes: [] };
  const width = options.width - (lines.some((line) => line.from === line.to) ? LOOP_ROOM : 0);
  const { leftmost } = options;
  const drafted = rankNodes(ids, lines, {
    size: (id) => ({ width: WIDEST_NODE, height: options.nodeHeight(id, WIDEST_NODE) }),
    gap: NODE_GAP,
    leftmost,
  });
  const tightest = leadsOfGaps(lines, drafted, options.lead).map((lead) => lead + BEND);
  const room = width - tightest.reduce((sum, gap) => sum + gap, 0);
  const nodeWidth = Math.min(WIDEST_NODE, Math.floor(room / drafted.columns));
  if (nodeWidth < NARROWEST_NODE) return undefined;

  const ports = portsOf(lines, drafted);
  const heightOf = (id: string): number =>
    Math.max(options.nodeHeight(id, nodeWidth), (ports.get(id) ?? 0) * PORT_STEP + 6);
  const size = (id: string): { width: number; height: number } => ({
    width: nodeWidth,
    height: heightOf(id),
  });
  const ranked = rankNodes(ids, lines, { size, gap: NODE_GAP, leftmost });

  const share = (room - drafted.columns * nodeWidth) / Math.max(1, tightest.length);
  const gaps = tightest.map((gap) => Math.min(Math.max(gap, WIDEST_GAP), gap + share));
  const used = drafted.columns * nodeWidth + gaps.reduce((sum, gap) => sum + gap, 0);
  const centres = [(width - used) / 2 + nodeWidth / 2];
  for (const gap of gaps) centres.push(centres.at(-1)! + nodeWidth + gap);

  const nodes = ids.map((id): PlacedNode => {
    return { id, x: centres[ranked.columnOf.get(id)!]!, y: ranked.yOf.get(id)!, ...size(id) };
  });
  const routes = drawRoutes(lines, ranked, nodes, centres, options.lead);
  return fromTop(nodes, routes, options.width);
}

/** The way of every line: out of its port, straight through every column it passes, straight into its target. */
function drawRoutes(
  lines: readonly MapLine[],
  ranked: RankedGraph,
  nodes: readonly PlacedNode[],
  centres: readonly number[],
  lead: (line: MapLine) => number,
): readonly Route[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const drafts = lines.flatMap((line, i) => {
    if (line.from === line.to) return [];
    const source = byId.get(line.from)!;
    const target = byId.get(line.to)!;
    const side: 1 | -1 = target.x >= source.x ? 1 : -1;
    return [{ line, source, target, side, between: ranked.passes[i]! }];
  });
  const ports = assignPorts(drafts);
  const routes = drafts.map(({ line, source, target, side, between }, i): Route => {
    const half = source.width / 2;
    const past = side * (half + PASSING);
    const start = { x: source.x + side * half, y: ports[i]!.source };
    const end = { x: target.x - side * half, y: ports[i]!.target };
    const through = between.flatMap(({ column, y }) => [
      { x: centres[column]! - past, y },
      { x: centres[column]! + past, y },
    ]);
    return {
      line,
      self: false,
      points: [start, ...through, { x: end.x - side * lead(line), y: end.y }, end],
    };
  });
  const loops = lines.filter((line) => line.from === line.to);
  return [...routes, ...loops.map((line): Route => ({ line, self: true, points: [] }))];
}

/** Moves everything so that the picture starts at the top, and measures it. */
function fromTop(nodes: readonly PlacedNode[], routes: readonly Route[], width: number): CoreLayout {
  const tops = nodes.map((node) => node.y - node.height / 2);
  const bottoms = nodes.map((node) => node.y + node.height / 2);
  const ways = routes.flatMap((route) => route.points.map((point) => point.y));
  const top = Math.min(...tops, ...ways) - (routes.some((route) => route.self) ? LOOP_HEIGHT : 0) - MARGIN;
  return {
    width,
    height: Math.max(...bottoms, ...ways) - top + MARGIN,
    nodes: nodes.map((node) => ({ ...node, y: node.y - top })),
    routes: routes.map((route) => ({
      ...route,
      points: route.points.map(({ x, y }) => ({ x, y: y - top })),
    })),
  };
}

/** How many line ends the fuller side of each node has to hold. */
function portsOf(lines: readonly MapLine[], ranked: RankedGraph): ReadonlyMap<string, number> {
  const sides = new Map<string, { left: number; right: number }>();
  const count = (id: string, side: "left" | "right"): void => {
    const own = sides.get(id) ?? { left: 0, right: 0 };
    own[side]++;
    sides.set(id, own);
  };
  for (const line of lines) {
    if (line.from === line.to) continue;
    const forward = ranked.columnOf.get(line.to)! >= ranked.columnOf.get(line.from)!;
    count(line.from, forward ? "right" : "left");
    count(line.to, forward ? "left" : "right");
  }
  return new Map([...sides].map(([id, { left, right }]) => [id, Math.max(left, right)]));
}

/** For each gap between columns the longest straight piece that has to lie in it. */
function leadsOfGaps(
  lines: readonly MapLine[],
  { columnOf, columns }: RankedGraph,
  lead: (line: MapLine) => number,
): readonly number[] {
  const leads = Array.from({ length: columns - 1 }, () => 0);
  for (const line of lines) {
    const from = columnOf.get(line.from)!;
    const to = columnOf.get(line.to)!;
    if (from === to) continue;
    const gap = to > from ? to - 1 : to;
    leads[gap] = Math.max(leads[gap]!, lead(line));
  }
  return leads;
}
