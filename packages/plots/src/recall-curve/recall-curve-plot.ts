import type { Point } from "../scatter/clip.ts";
import { scatterFrame } from "../scatter/frame.ts";
import { drawLegend, type LegendEntry } from "../scatter/legend.ts";
import { drawArea, drawLine } from "../scatter/marks.ts";
import { drawScatter, type FigureTexts, type PlotOptions } from "../scatter/style.ts";
import { markGroup } from "../svg/mark-group.ts";
import { lineStyles } from "./line-styles.ts";

/** Recall after a share of the records, over several runs; all from 0 to 1. */
export interface RecallCurvePoint {
  readonly share: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface RecallCurvePlotData extends FigureTexts {
  /** Share of the records that is relevant: the perfect order has found all of them by then. */
  readonly relevantShare: number;
  readonly curves: readonly {
    readonly label: string;
    /** By rising share. */
    readonly points: readonly RecallCurvePoint[];
    readonly ref?: string;
  }[];
}

/** 95 is there to be read off: what WSS@95 is measured at. */
const PERCENTS = [0, 20, 40, 60, 80, 95, 100];
const ACROSS = [0, 20, 40, 60, 80, 100];

/**
 * Recall curves as SVG text: the share of the relevant records found against the share of all records read, one line a model,
 * with the range of its runs shaded; a random order as the diagonal, and the perfect order.
 */
export function recallCurvePlot(data: RecallCurvePlotData, options: PlotOptions = {}): string {
  const { relevantShare, curves } = data;
  const ticks = (percents: readonly number[]) =>
    percents.map((percent) => ({ value: percent / 100, label: `${percent} %` }));
  const frame = scatterFrame({
    x: { label: "Records read", range: [0, 1], ticks: ticks(ACROSS) },
    y: { label: "Relevant records found", range: [0, 1.01], ticks: ticks(PERCENTS) },
    compact: options.compact,
    // The last number of the axis stands out by half its width.
    rightMargin: 22,
  });
  const hasRange = curves.some(({ points }) => points.some(({ low, high }) => low < high));
  const perfect: readonly Point[] = [
    [0, 0],
    [relevantShare, 1],
    [1, 1],
  ];
  const parts = [
    ...frame.parts,
    ...curves.map(({ points }, i) => drawArea(rangeOutline(points), `range-${i}`, frame)),
    drawLine(
      [
        [0, 0],
        [1, 1],
      ],
      "random",
      frame,
    ),
    drawLine(perfect, "perfect", frame),
    ...curves.map(({ label, points, ref }, i) =>
      markGroup(
        ref,
        label,
        drawLine(withoutFlats(points.map(({ share, mean }): Point => [share, mean])), `line-${i}`, frame),
      ),
    ),
  ];
  const legend: LegendEntry[] = [
    ...curves.map(({ label }, i) => ({ swatch: "line" as const, style: `line-${i}`, text: label })),
    { swatch: "line", style: "random", text: "random order" },
    { swatch: "line", style: "perfect", text: "perfect order" },
  ];
  const notes = hasRange ? ["Lines are means over runs; shaded is from the lowest to the highest run."] : [];
  const height = drawLegend(legend, notes, frame, parts);
  const counted = `Recall curves of ${curves.map(({ label }) => label).join(", ")}, with random and perfect order.`;
  return drawScatter(data, counted, frame, height, parts, lineStyles(curves.length));
}

/** Along the highest runs and back along the lowest; nothing where all runs are alike. */
function rangeOutline(points: readonly RecallCurvePoint[]): readonly Point[] {
  if (points.every(({ low, high }) => low === high)) return [];
  const above = withoutFlats(points.map(({ share, high }): Point => [share, high]));
  const below = withoutFlats(points.map(({ share, low }): Point => [share, low]));
  return [...above, ...below.toReversed()];
}

/** The same line without the points inside its level stretches. */
function withoutFlats(line: readonly Point[]): readonly Point[] {
  return line.filter(([, y], i) => line[i - 1]?.[1] !== y || line[i + 1]?.[1] !== y);
}
