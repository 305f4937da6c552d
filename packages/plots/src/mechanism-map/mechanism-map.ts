import { el, escapeXml } from "../svg/element.ts";
import { drawFigure } from "../svg/figure.ts";
import { conflictGroups } from "./conflict-groups.ts";
import { conflictNotes } from "./conflict-notes.ts";
import { drawCore } from "./draw-core.ts";
import { drawList } from "./draw-list.ts";
import { mapLegend } from "./map-legend.ts";
import { MAP_COLOURS, mapCss } from "./map-style.ts";
import { COMPACT_TYPE, px, WIDE_TYPE } from "./map-type.ts";
import type { DrawnPart, MapContext } from "./map-type.ts";
import type { MechanismMapData, MechanismNode } from "./mechanism-map-data.ts";
import { mergeEdges, speciesCodes } from "./merge-edges.ts";
import type { MapLine } from "./merge-edges.ts";
import { drawNode, nodeHeight } from "./node-shape.ts";
import { groupBySource, splitMap } from "./split-map.ts";
import type { Fan, MapParts } from "./split-map.ts";

export interface MechanismMapOptions {
  /** For narrow screens: 380 px wide, the whole map as lists under their sources. Default false: 960 px. */
  readonly compact?: boolean;
}

const WIDE = { width: 960, margin: 14, columns: 3, gap: 18 };
const COMPACT = { width: 380, margin: 8, columns: 1, gap: 16 };

/**
 * A map of mechanisms as SVG text: who acts on what, by which sign, in which species, and where sources contradict
 * each other. Statements that agree are one line with their number. The connected part is a graph of layers from left
 * to right; the many targets that hang on one node alone, and what has no connection with the graph, stand below as
 * lists, so that nothing is left out and nothing crosses. Contradictions are red, flagged with a number and told in
 * words at the end. Where the layers do not fit the width, and in the compact form, everything is lists.
 *
 * Every edge is one element with `data-edge` (class `mark` and `data-ref` where it has a `ref`), every drawn node has
 * `data-node`; a node may be drawn more than once, in the graph and as the head or entry of a list. A node id that
 * only edges name is drawn with its id as label and kind "other".
 */
export function mechanismMap(data: MechanismMapData, options: MechanismMapOptions = {}): string {
  const compact = options.compact ?? false;
  const sheet = compact ? COMPACT : WIDE;
  const type = compact ? COMPACT_TYPE : WIDE_TYPE;
  const nodes = allNodes(data);
  const conflicts = conflictGroups(data.edges);
  const lines = mergeEdges(data.edges, conflicts);
  const codes = speciesCodes(lines);
  const context: MapContext = { type, nodes, codes };
  const inner = { x: sheet.margin, width: sheet.width - 2 * sheet.margin };

  const parts: string[] = [];
  let y = sheet.margin;
  const add = (part: DrawnPart, gap = sheet.gap): void => {
    if (part.height === 0) return;
    parts.push(part.svg);
    y += part.height + gap;
  };
  const addHeading = (text: string): void =>
    add(
      {
        svg: el("text", { class: "strong", x: inner.x, y: y + type.size }, escapeXml(text)),
        height: type.line,
      },
      8,
    );

  const split = splitMap([...nodes.keys()], lines);
  const core = compact ? undefined : drawCore(split.core, hubOf(split, lines), { ...inner, y }, context);
  if (core === undefined) {
    add(drawLists(groupBySource(lines), { ...inner, y, columns: sheet.columns, gap: sheet.gap }, context));
  } else {
    add(core, 24);
    for (const fan of split.fans) {
      const name = nodes.get(fan.source)!.label;
      add(rule(inner, y), 12);
      addHeading(`What else ${name} acts on`);
      add(drawList(fan, { ...inner, y, columns: sheet.columns, aligned: fan.lines }, context));
    }
    if (split.apart.length > 0) {
      add(rule(inner, y), 12);
      addHeading("Not connected with the graph above");
      add(drawLists(split.apart, { ...inner, y, columns: sheet.columns, gap: sheet.gap }, context));
    }
  }
  if (split.lonely.length > 0) {
    addHeading("Named without any connection");
    add(drawLonely(split.lonely, { ...inner, y, columns: sheet.columns }, context));
  }
  if (conflicts.size > 0) add(rule(inner, y), 12);
  add(conflictNotes(data.edges, conflicts, { ...inner, y }, context));
  if (lines.length > 0) add(rule(inner, y), 10);
  add(mapLegend(lines, { ...inner, y }, context), 0);

  return drawFigure(
    {
      id: data.id,
      title: data.title,
      description: data.description ?? `${data.edges.length} statements on ${nodes.size} things.`,
      width: sheet.width,
      height: y + sheet.margin,
      colours: MAP_COLOURS,
      css: mapCss(type),
    },
    ...parts,
  );
}

function allNodes(data: MechanismMapData): ReadonlyMap<string, MechanismNode> {
  const nodes = new Map<string, MechanismNode>(data.nodes.map((node) => [node.id, node]));
  for (const id of data.edges.flatMap((edge) => [edge.from, edge.to])) {
    if (!nodes.has(id)) nodes.set(id, { id, label: id, kind: "other" });
  }
  return nodes;
}

/** The source that most lines of the graph and its lists leave: it opens the graph at the left. */
function hubOf(split: MapParts, lines: readonly MapLine[]): string | undefined {
  const targets = new Set(lines.filter((line) => line.from !== line.to).map((line) => line.to));
  const counts = new Map<string, number>();
  for (const line of [...split.core, ...split.fans.flatMap((fan) => fan.lines)]) {
    if (!targets.has(line.from)) counts.set(line.from, (counts.get(line.from) ?? 0) + 1);
  }
  let hub: string | undefined;
  for (const [id, n] of counts) if (hub === undefined || n > counts.get(hub)!) hub = id;
  return hub;
}

interface ColumnsFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly columns: number;
}

const COLUMN_GAP = 26;

/** Lists one after the other, each into the column that is shortest so far. */
function drawLists(
  fans: readonly Fan[],
  frame: ColumnsFrame & { readonly gap: number },
  context: MapContext,
): DrawnPart {
  const width = (frame.width - (frame.columns - 1) * COLUMN_GAP) / frame.columns;
  const bottoms = Array.from({ length: frame.columns }, () => frame.y);
  const aligned = fans.flatMap((fan) => fan.lines);
  const drawn = fans.map((fan) => {
    const column = bottoms.indexOf(Math.min(...bottoms));
    const x = frame.x + column * (width + COLUMN_GAP);
    const list = drawList(fan, { x, y: bottoms[column]!, width, columns: 1, aligned }, context);
    bottoms[column]! += list.height + frame.gap;
    return list.svg;
  });
  return { svg: drawn.join(""), height: drawn.length === 0 ? 0 : Math.max(...bottoms) - frame.y - frame.gap };
}

function drawLonely(ids: readonly string[], frame: ColumnsFrame, context: MapContext): DrawnPart {
  const width = (frame.width - (frame.columns - 1) * COLUMN_GAP) / frame.columns;
  let y = frame.y;
  let rowHeight = 0;
  const drawn = ids.map((id, i) => {
    const column = i % frame.columns;
    if (column === 0 && i > 0) {
      y += rowHeight + 8;
      rowHeight = 0;
    }
    const node = context.nodes.get(id)!;
    const height = nodeHeight(node, width, context.type);
    rowHeight = Math.max(rowHeight, height);
    const x = frame.x + column * (width + COLUMN_GAP) + width / 2;
    return drawNode(node, { x, y: y + height / 2, width, height }, context);
  });
  return { svg: drawn.join(""), height: y + rowHeight - frame.y };
}

function rule(frame: { readonly x: number; readonly width: number }, y: number): DrawnPart {
  return {
    svg: el("path", { class: "divider", d: `M${px(frame.x)} ${px(y)}h${px(frame.width)}` }),
    height: 1,
  };
}
