import { densityGrid, drawDensity, type DensityGrid } from "../scatter/density.ts";
import { drawText, rangeOf, scatterFrame, type Frame } from "../scatter/frame.ts";
import { drawLegend, type LegendEntry } from "../scatter/legend.ts";
import {
  drawScatter,
  effectAxisLabel,
  type FigureTexts,
  type PlotMeasure,
  type PlotOptions,
} from "../scatter/style.ts";
import { el } from "../svg/element.ts";

/** Pooled effects of many subsets of the studies. */
export interface GoshPlotData extends FigureTexts {
  readonly measure: PlotMeasure;
  /** One place for each subset, on the scale of analysis. */
  readonly estimate: ArrayLike<number>;
  /** What stands on the vertical axis, for the same subsets: I² in percent, or τ². */
  readonly heterogeneity: ArrayLike<number>;
  readonly yLabel: string;
  readonly yRange?: readonly [number, number];
  /** A study whose subsets are drawn in a second colour. */
  readonly highlight?: { readonly label: string; readonly has: (subset: number) => boolean };
  /** The pooled effect of all studies. */
  readonly all?: { readonly estimate: number; readonly heterogeneity: number };
}

const SIDE = { wide: 56, compact: 36 } as const;

/**
 * A GOSH plot as SVG text: how often subsets of the studies lead to an effect and a heterogeneity, as shades of cells with the
 * counts of both along the sides. Two clouds mean that one group of studies stands apart.
 *
 * @see Olkin, Dahabreh & Trikalinos 2012, Research Synthesis Methods 3:214
 */
export function goshPlot(data: GoshPlotData, options: PlotOptions = {}): string {
  const { estimate, heterogeneity, highlight, measure } = data;
  const compact = options.compact === true;
  const side = compact ? SIDE.compact : SIDE.wide;
  const frame = scatterFrame({
    x: { label: effectAxisLabel(measure), range: rangeOfMany(estimate), scale: measure.scale },
    y: { label: data.yLabel, range: data.yRange ?? rangeOfMany(heterogeneity) },
    compact,
    rightMargin: side + 10,
    topMargin: side,
  });
  const size = compact ? { columns: 64, rows: 56 } : { columns: 120, rows: 84 };
  const groups =
    highlight === undefined
      ? [{ style: "cell", text: "subsets of the studies", use: () => true }]
      : [
          {
            style: "cell",
            text: `subsets without ${highlight.label}`,
            use: (subset: number) => !highlight.has(subset),
          },
          { style: "cell-second", text: `with ${highlight.label}`, use: highlight.has },
        ];
  const grids = groups.map(({ style, use }) => ({
    style,
    grid: densityGrid(estimate, heterogeneity, frame, size, use),
  }));
  const outside = grids.reduce((sum, { grid }) => sum + grid.outside, 0);
  const parts = [
    ...frame.parts,
    ...grids.flatMap(({ grid, style }) => drawDensity(grid, frame, style)),
    ...drawSides(
      grids.map(({ grid }) => grid),
      frame,
      side,
    ),
  ];
  if (data.all !== undefined) {
    const { x, y } = frame;
    parts.push(
      el("circle", { class: "whole", cx: x(data.all.estimate), cy: y(data.all.heterogeneity), r: 5 }),
    );
  }
  const legend: LegendEntry[] = [
    ...groups.map(({ style, text }) => ({ swatch: "area" as const, style, text })),
    ...(data.all === undefined ? [] : [{ swatch: "dot" as const, style: "whole", text: "all studies" }]),
  ];
  const notes = outside > 0 ? [`${outside} subsets lie outside the axes.`] : [];
  const height = drawLegend(legend, notes, frame, parts);
  parts.push(drawText("count", frame.right + 10, frame.top - 6, { class: "name" }));
  return drawScatter(
    data,
    `GOSH plot of ${estimate.length} subsets (${measure.label}).`,
    frame,
    height,
    parts,
  );
}

/** Counts by column above the frame, by row to its right. */
function drawSides(grids: readonly DensityGrid[], frame: Frame, side: number): readonly string[] {
  const { columns, rows } = grids[0]!;
  const byColumn = new Float64Array(columns);
  const byRow = new Float64Array(rows);
  for (const { counts } of grids) {
    counts.forEach((count, place) => {
      byColumn[place % columns]! += count;
      byRow[Math.floor(place / columns)]! += count;
    });
  }
  const [width, height] = [(frame.right - frame.left) / columns, (frame.bottom - frame.top) / rows];
  const length = (count: number, all: Float64Array): number =>
    (count / all.reduce((largest, each) => Math.max(largest, each), 1)) * (side - 12);
  const bars: string[] = [];
  byColumn.forEach((count, i) => {
    if (count === 0) return;
    const h = length(count, byColumn);
    bars.push(
      el("rect", { class: "bar", x: frame.left + i * width, y: frame.top - 4 - h, width, height: h }),
    );
  });
  byRow.forEach((count, i) => {
    if (count === 0) return;
    const y = frame.bottom - (i + 1) * height;
    bars.push(el("rect", { class: "bar", x: frame.right + 4, y, width: length(count, byRow), height }));
  });
  return bars;
}

function rangeOfMany(values: ArrayLike<number>): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of Array.from(values)) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return rangeOf(low > high ? [] : [low, high], 0.04);
}
