import type { Point } from "../scatter/clip.ts";
import { rangeOf, scatterFrame, type FrameAxis } from "../scatter/frame.ts";
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
import { plainNumber, TICK_SIZE } from "../svg/effect-ticks.ts";
import { fitText, WIDE_FONT } from "../svg/text-width.ts";

/** Effects against one moderator. Effects are on the scale of analysis (log for ratios). */
export interface BubblePlotData extends FigureTexts {
  readonly measure: PlotMeasure;
  readonly moderator: string;
  /** Names of the categories of a moderator that has some: x is then the place in this list, from 0. */
  readonly levels?: readonly string[];
  readonly points: readonly {
    readonly label: string;
    /** The moderator. */
    readonly x: number;
    readonly yi: number;
    /** Percent, or any other unit: areas are in proportion to it. */
    readonly weight: number;
    readonly ref?: string;
  }[];
  /** Predictions by rising moderator; of a moderator with categories, one for each. */
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
 * band of the mean and, where given, the prediction interval of a new study. Categories stand side by side, their studies beside
 * each other, with the mean of each as a line across it.
 *
 * @see Thompson & Higgins 2002, Statistics in Medicine 21:1559
 */
export function bubblePlot(data: BubblePlotData, options: PlotOptions = {}): string {
  const { measure, points, line, nullValue, levels } = data;
  const level = `${Number((100 * data.ciLevel).toPrecision(4))}%`;
  const withPrediction = line.some(({ piLower }) => piLower !== undefined);
  const compact = options.compact === true;
  const frame = scatterFrame({
    x: levels === undefined ? numberAxis(data) : levelAxis(data.moderator, levels, compact),
    y: { label: effectAxisLabel(measure), scale: measure.scale, range: effectRange(data) },
    compact,
  });
  const largestWeight = points.reduce((most, { weight }) => Math.max(most, weight), 0);
  const pieces = levels === undefined ? [line] : line.map(across);
  const lines = (pick: (at: BubblePlotData["line"][number]) => number | undefined, style: string): string =>
    pieces
      .map((piece) =>
        drawLine(
          piece.flatMap((at): readonly Point[] => {
            const y = pick(at);
            return y === undefined ? [] : [[at.x, y]];
          }),
          style,
          frame,
        ),
      )
      .join("");
  const band = pieces
    .map((piece) =>
      drawArea(
        [
          ...piece.map(({ x, ciLower }): Point => [x, ciLower]),
          ...piece.toReversed().map(({ x, ciUpper }): Point => [x, ciUpper]),
        ],
        "band",
        frame,
      ),
    )
    .join("");
  const [from, to] = frame.box.x;
  const marks: readonly MarkedPoint[] = (levels === undefined ? [...points] : apart(points))
    .sort((a, b) => b.weight - a.weight)
    .map(({ label, x, yi, weight, ref }) => ({
      label,
      ref,
      x,
      y: yi,
      style: "sized",
      radius: radiusByWeight(weight, largestWeight, compact ? 12 : 17),
      tooltip: `${data.moderator} ${levels?.[Math.round(x)] ?? plainNumber(x)}, ${shown(measure, yi)}`,
    }));
  const parts = [
    band,
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
    lines(({ piLower }) => piLower, "second-limits"),
    lines(({ piUpper }) => piUpper, "second-limits"),
    lines(({ estimate }) => estimate, "pooled"),
    ...drawPoints(marks, frame),
  ];
  const legend: LegendEntry[] = [
    { swatch: "dot", style: "sized", text: "study, area by weight" },
    { swatch: "line", style: "pooled", text: levels === undefined ? "regression" : "mean of the category" },
    { swatch: "area", style: "band", text: `${level} CI of the mean` },
  ];
  if (withPrediction)
    legend.push({ swatch: "line", style: "second-limits", text: `${level} prediction interval` });
  const height = drawLegend(legend, [], frame, parts);
  const counted = `Bubble plot of ${points.length} studies: ${measure.label} against ${data.moderator}.`;
  return drawScatter(data, counted, frame, height, parts);
}

function numberAxis({ moderator, points, line }: BubblePlotData): FrameAxis {
  return { label: moderator, range: rangeOf([...points, ...line].map(({ x }) => x)) };
}

/** The categories with their names; long ones end in an ellipsis. */
function levelAxis(moderator: string, levels: readonly string[], compact: boolean): FrameAxis {
  const room = ((compact ? 310 : 640) / levels.length - 10) / WIDE_FONT;
  return {
    label: moderator,
    range: [-0.5, levels.length - 0.5],
    ticks: levels.map((name, value) => ({ value, label: fitText(name, room, TICK_SIZE) })),
  };
}

/** Studies, means and no effect; limits of prediction too, as far as they do not make the rest small. */
function effectRange({ nullValue, points, line }: BubblePlotData): readonly [number, number] {
  const inside = rangeOf([
    ...(nullValue === undefined ? [] : [nullValue]),
    ...points.map(({ yi }) => yi),
    ...line.flatMap(({ ciLower, ciUpper }) => [ciLower, ciUpper]),
  ]);
  const more = (inside[1] - inside[0]) * MOST_EXTRA;
  const limits = line.flatMap(({ piLower, piUpper }) => [piLower ?? inside[0], piUpper ?? inside[1]]);
  const [low, high] = rangeOf([...inside, ...limits], 0.02);
  return [Math.max(low, inside[0] - more), Math.min(high, inside[1] + more)];
}

/** What the limits of prediction may add to either end of the axis, as a share of it. */
const MOST_EXTRA = 0.3;
/** Half of what a category takes of its room: for its mean, and for its studies. */
const [MEAN_HALF, STUDIES_HALF] = [0.36, 0.28];

/** One prediction as a level line over its category. */
function across(at: BubblePlotData["line"][number]): BubblePlotData["line"] {
  return [
    { ...at, x: at.x - MEAN_HALF },
    { ...at, x: at.x + MEAN_HALF },
  ];
}

/** Studies of a category side by side, in the order given. */
function apart(points: BubblePlotData["points"]): BubblePlotData["points"][number][] {
  const counts = new Map<number, number>();
  for (const { x } of points) counts.set(x, (counts.get(x) ?? 0) + 1);
  const seen = new Map<number, number>();
  return points.map((point) => {
    const place = seen.get(point.x) ?? 0;
    seen.set(point.x, place + 1);
    const all = counts.get(point.x)!;
    return { ...point, x: point.x + (all === 1 ? 0 : (2 * place) / (all - 1) - 1) * STUDIES_HALF };
  });
}
