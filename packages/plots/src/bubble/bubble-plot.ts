import type { Point } from "../scatter/clip.ts";
import { rangeOf, scatterFrame } from "../scatter/frame.ts";
import { drawLegend, type LegendEntry } from "../scatter/legend.ts";
import { drawArea, drawLine, drawPoints, radiusByWeight, type MarkedPoint } from "../scatter/marks.ts";
import {
  drawScatter,
  effectAxisLabel,
  shown,
  type FigureTexts,
  type PlotMeasure,
  type PlotOptions,
} from "../scatter/style.ts";
import { plainNumber } from "../svg/effect-ticks.ts";

/** Effects against one moderator. Effects are on the scale of analysis (log for ratios). */
export interface BubblePlotData extends FigureTexts {
  readonly measure: PlotMeasure;
  readonly moderator: string;
  readonly points: readonly {
    readonly label: string;
    /** The moderator. */
    readonly x: number;
    readonly yi: number;
    /** Percent, or any other unit: areas are in proportion to it. */
    readonly weight: number;
    readonly ref?: string;
  }[];
  /** Predictions by rising moderator. */
  readonly line: readonly {
    readonly x: number;
    readonly estimate: number;
    readonly ciLower: number;
    readonly ciUpper: number;
    readonly piLower?: number;
    readonly piUpper?: number;
  }[];
  readonly ciLevel: number;
  /** None for what compares nothing. */
  readonly nullValue?: number;
}

/**
 * A bubble plot as SVG text: studies as circles whose areas show their weights, the line of the regression with the confidence
 * band of the mean and, where given, the prediction interval of a new study.
 *
 * @see Thompson & Higgins 2002, Statistics in Medicine 21:1559
 */
export function bubblePlot(data: BubblePlotData, options: PlotOptions = {}): string {
  const { measure, points, line, nullValue } = data;
  const level = `${Number((100 * data.ciLevel).toPrecision(4))}%`;
  const withPrediction = line.filter(
    (at): at is Required<BubblePlotData["line"][number]> =>
      at.piLower !== undefined && at.piUpper !== undefined,
  );
  const frame = scatterFrame({
    x: { label: data.moderator, range: rangeOf([...points, ...line].map(({ x }) => x)) },
    y: {
      label: effectAxisLabel(measure),
      scale: measure.scale,
      range: rangeOf([
        ...(nullValue === undefined ? [] : [nullValue]),
        ...points.map(({ yi }) => yi),
        ...line.flatMap(({ ciLower, ciUpper }) => [ciLower, ciUpper]),
      ]),
    },
    compact: options.compact,
  });
  const largestWeight = points.reduce((most, { weight }) => Math.max(most, weight), 0);
  const band: readonly Point[] = [
    ...line.map(({ x, ciLower }): Point => [x, ciLower]),
    ...line.toReversed().map(({ x, ciUpper }): Point => [x, ciUpper]),
  ];
  const [from, to] = frame.box.x;
  const marks: readonly MarkedPoint[] = [...points]
    .sort((a, b) => b.weight - a.weight)
    .map(({ label, x, yi, weight, ref }) => ({
      label,
      ref,
      x,
      y: yi,
      radius: radiusByWeight(weight, largestWeight, options.compact === true ? 12 : 17),
      tooltip: `${data.moderator} ${plainNumber(x)}, ${shown(measure, yi)}`,
    }));
  const parts = [
    drawArea(band, "band", frame),
    ...frame.parts,
    nullValue === undefined
      ? ""
      : drawLine(
          [
            [from, nullValue],
            [to, nullValue],
          ],
          "null",
          frame,
        ),
    drawLine(
      withPrediction.map(({ x, piLower }) => [x, piLower]),
      "second-limits",
      frame,
    ),
    drawLine(
      withPrediction.map(({ x, piUpper }) => [x, piUpper]),
      "second-limits",
      frame,
    ),
    drawLine(
      line.map(({ x, estimate }) => [x, estimate]),
      "pooled",
      frame,
    ),
    ...drawPoints(marks, frame),
  ];
  const legend: LegendEntry[] = [
    { swatch: "dot", style: "dot", text: "study, area by weight" },
    { swatch: "line", style: "pooled", text: "regression" },
    { swatch: "area", style: "band", text: `${level} CI of the mean` },
  ];
  if (withPrediction.length > 0)
    legend.push({ swatch: "line", style: "second-limits", text: `${level} prediction interval` });
  const height = drawLegend(legend, [], frame, parts);
  const counted = `Bubble plot of ${points.length} studies: ${measure.label} against ${data.moderator}.`;
  return drawScatter(data, counted, frame, height, parts);
}
