import { formatEffect } from "../svg/format-number.ts";
import { rangeOf, scatterFrame } from "../scatter/frame.ts";
import { drawLegend } from "../scatter/legend.ts";
import { drawNames, drawPoints, type MarkedPoint } from "../scatter/marks.ts";
import { drawScatter, type FigureTexts, type PlotOptions } from "../scatter/style.ts";

export interface BaujatPlotData extends FigureTexts {
  /** x: the study's part of heterogeneity; y: its influence on the pooled effect. */
  readonly points: readonly {
    readonly label: string;
    readonly x: number;
    readonly y: number;
    readonly ref?: string;
  }[];
  readonly xLabel: string;
  readonly yLabel: string;
}

/**
 * A Baujat plot as SVG text: studies to the right add to heterogeneity, studies high up move the result. Those that do either
 * most are named first.
 *
 * @see Baujat, Mahé, Pignon & Hill 2002, Statistics in Medicine 21:2641
 */
export function baujatPlot(data: BaujatPlotData, options: PlotOptions = {}): string {
  const largest = (pick: (point: BaujatPlotData["points"][number]) => number): number =>
    data.points.reduce((most, point) => Math.max(most, pick(point)), 0) || 1;
  const [mostX, mostY] = [largest(({ x }) => x), largest(({ y }) => y)];
  const frame = scatterFrame({
    x: { label: data.xLabel, range: [0, rangeOf([0, mostX])[1]] },
    y: { label: data.yLabel, range: [0, rangeOf([0, mostY])[1]] },
    compact: options.compact,
  });
  const marks: readonly MarkedPoint[] = data.points.map((point) => ({
    ...point,
    tooltip: `${formatEffect(point.x, 2)} of heterogeneity, influence ${formatEffect(point.y, 2)}`,
  }));
  const standing = ({ x, y }: MarkedPoint): number => Math.max(x / mostX, y / mostY);
  const named = [...marks]
    .sort((a, b) => standing(b) - standing(a))
    .filter((mark, i) => i < MOST_NAMED && standing(mark) > LEAST_STANDING);
  const { parts: names, key } = drawNames(named, marks, frame);
  const parts = [...frame.parts, ...drawPoints(marks, frame), ...names];
  const height = drawLegend([], key, frame, parts);
  return drawScatter(data, `Baujat plot of ${data.points.length} studies.`, frame, height, parts);
}

/** The crowd near the origin stays unnamed. */
const MOST_NAMED = 20;
const LEAST_STANDING = 0.25;
