import { el } from "../svg/element.ts";
import { drawLine, leadLength } from "./draw-line.ts";
import { px } from "./map-type.ts";
import type { DrawnPart, MapContext } from "./map-type.ts";
import type { MapLine } from "./merge-edges.ts";
import { drawNode, nodeHeight } from "./node-shape.ts";
import type { Fan } from "./split-map.ts";

interface ListFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly columns: number;
  /** The lines whose targets shall stand under each other, in this list and its neighbours. */
  readonly aligned: readonly MapLine[];
}

const ROW_GAP = 7;
const COLUMN_GAP = 26;
const SPINE = 14;
const STUB = 12;

/**
 * A source on top and its targets as a list under it, each at the end of its own line; the lines leave a common spine.
 * Long lists run over several columns, joined by a beam.
 */
export function drawList(fan: Fan, frame: ListFrame, context: MapContext): DrawnPart {
  const columns = Math.max(1, Math.min(frame.columns, fan.lines.length));
  const columnWidth = (frame.width - (columns - 1) * COLUMN_GAP) / columns;
  const lead = Math.max(0, ...frame.aligned.map((line) => leadLength(line, context.codes, context.type)));
  const reach = SPINE + STUB + lead;
  const boxWidth = columnWidth - reach;
  const source = context.nodes.get(fan.source)!;
  const headWidth = Math.min(columnWidth, 260);
  const headHeight = nodeHeight(source, headWidth, context.type);
  const beamY = frame.y + headHeight / 2;

  const rows = fan.lines.map((line) => {
    const target = context.nodes.get(line.to)!;
    return { line, target, height: nodeHeight(target, boxWidth, context.type) };
  });
  const perColumn = evenColumns(
    rows.map((row) => row.height + ROW_GAP),
    columns,
  );
  const drawn: string[] = [];
  let height = headHeight;
  let next = 0;
  perColumn.forEach((count, column) => {
    const left = frame.x + column * (columnWidth + COLUMN_GAP);
    const spineX = left + SPINE;
    let y = frame.y + headHeight + ROW_GAP + 3;
    let spineEnd = y;
    for (const { line, target, height: rowHeight } of rows.slice(next, next + count)) {
      const middle = y + rowHeight / 2;
      const targetX = left + reach;
      const path = `M${px(spineX)} ${px(middle - 6)}Q${px(spineX)} ${px(middle)} ${px(spineX + 6)} ${px(middle)}H${px(targetX - 6)}`;
      drawn.push(
        drawLine(line, path, { x: targetX, y: middle, direction: 1 }, context),
        drawNode(
          target,
          { x: targetX + boxWidth / 2, y: middle, width: boxWidth, height: rowHeight },
          context,
        ),
      );
      spineEnd = middle - 6;
      y += rowHeight + ROW_GAP;
    }
    next += count;
    if (count > 0)
      drawn.unshift(
        spinePath(frame.x, spineX, column === 0 ? frame.y + headHeight : beamY, spineEnd, column > 0),
      );
    height = Math.max(height, y - ROW_GAP - frame.y);
  });
  const head = drawNode(
    source,
    { x: frame.x + headWidth / 2, y: beamY, width: headWidth, height: headHeight },
    context,
  );
  return { svg: el("g", { class: "list" }, ...drawn, head), height };
}

function spinePath(fromX: number, x: number, top: number, bottom: number, beam: boolean): string {
  const turn = 8;
  const d = beam
    ? `M${px(fromX + 20)} ${px(top)}H${px(x - turn)}Q${px(x)} ${px(top)} ${px(x)} ${px(top + turn)}V${px(bottom)}`
    : `M${px(x)} ${px(top)}V${px(bottom)}`;
  return el("path", { class: "spine", d });
}

/** How many rows go into each column so that the highest column is as low as possible, rows kept in order. */
function evenColumns(heights: readonly number[], columns: number): readonly number[] {
  const total = heights.reduce((sum, h) => sum + h, 0);
  const counts: number[] = [];
  let index = 0;
  let left = total;
  for (let column = 0; column < columns; column++) {
    const goal = left / (columns - column);
    let filled = 0;
    let count = 0;
    while (index < heights.length && (count === 0 || filled + heights[index]! / 2 <= goal)) {
      filled += heights[index]!;
      count++;
      index++;
    }
    left -= filled;
    counts.push(count);
  }
  counts[columns - 1]! += heights.length - index;
  return counts;
}
