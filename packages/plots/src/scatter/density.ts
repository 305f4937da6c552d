import { el, formatCoordinate } from "../svg/element.ts";
import type { Frame } from "./frame.ts";

/** Counts of points in cells of a grid over a frame; points outside the frame are counted apart. */
export interface DensityGrid {
  readonly columns: number;
  readonly rows: number;
  /** Row by row, from the lowest value of y up. */
  readonly counts: Float64Array;
  readonly outside: number;
}

/** Counts points in cells, in one pass. `use` picks points by their place; default all. */
export function densityGrid(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  frame: Frame,
  size: { readonly columns: number; readonly rows: number },
  use: (place: number) => boolean = () => true,
): DensityGrid {
  const { columns, rows } = size;
  const [x0, x1] = frame.box.x;
  const [y0, y1] = frame.box.y;
  const counts = new Float64Array(columns * rows);
  let outside = 0;
  for (let i = 0; i < x.length; i += 1) {
    if (!use(i)) continue;
    const [vx, vy] = [x[i]!, y[i]!];
    if (!(vx >= x0 && vx <= x1 && vy >= y0 && vy <= y1)) {
      outside += 1;
      continue;
    }
    const column = Math.min(columns - 1, Math.floor(((vx - x0) / (x1 - x0)) * columns));
    const row = Math.min(rows - 1, Math.floor(((vy - y0) / (y1 - y0)) * rows));
    counts[row * columns + column]! += 1;
  }
  return { columns, rows, counts, outside };
}

const SHADES = 6;

/** Cells as one path for each of six shades; each shade stands for a step of the count's logarithm. */
export function drawDensity(grid: DensityGrid, frame: Frame, style: string): readonly string[] {
  const { columns, rows, counts } = grid;
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
  const paths = Array.from({ length: SHADES }, () => [] as string[]);
  const [width, height] = [(frame.right - frame.left) / columns, (frame.bottom - frame.top) / rows];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const count = counts[row * columns + column]!;
      if (count === 0) continue;
      const share = most > 1 ? Math.log(count) / Math.log(most) : 1;
      const shade = Math.min(SHADES - 1, Math.floor(share * SHADES));
      const [left, top] = [frame.left + column * width, frame.bottom - (row + 1) * height];
      paths[shade]!.push(
        `M${formatCoordinate(left)},${formatCoordinate(top)}h${formatCoordinate(width)}v${formatCoordinate(height)}h${formatCoordinate(-width)}z`,
      );
    }
  }
  return paths.flatMap((cells, shade) =>
    cells.length === 0
      ? []
      : [
          el("path", {
            class: style,
            "fill-opacity": 0.15 + (0.8 * (shade + 1)) / SHADES,
            "data-cells": cells.length,
            d: cells.join(""),
          }),
        ],
  );
}
