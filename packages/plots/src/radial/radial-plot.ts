import { effectTicks } from "../svg/effect-ticks.ts";
import { fitText, textWidth, WIDE_FONT } from "../svg/text-width.ts";
import { el, formatCoordinate } from "../svg/element.ts";
import type { Point } from "../scatter/clip.ts";
import { drawText, rangeOf, scatterFrame, type Frame } from "../scatter/frame.ts";
import { drawLegend } from "../scatter/legend.ts";
import { drawArea, drawLine, drawNames, drawPoints, type MarkedPoint } from "../scatter/marks.ts";
import {
  drawScatter,
  shown,
  type FigureTexts,
  type PlotMeasure,
  type PlotOptions,
} from "../scatter/style.ts";

/** A radial (Galbraith) plot: y = x · effect. */
export interface RadialPlotData extends FigureTexts {
  readonly measure: PlotMeasure;
  /** x = 1/√(vi + τ²), y = yi/√(vi + τ²). */
  readonly points: readonly {
    readonly label: string;
    readonly x: number;
    readonly y: number;
    readonly ref?: string;
  }[];
  /** The pooled effect with its interval, on the scale of analysis. */
  readonly slope: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  /** Half height of the band about the line: where studies lie with the given probability. */
  readonly band: { readonly level: number; readonly z: number };
  /** What x is, in words: with τ² or without. */
  readonly xLabel: string;
}

/**
 * A radial plot as SVG text. A line from the origin through a study meets the arc at the study's effect; studies outside the band
 * are farther from the pooled effect than their precision allows for.
 *
 * @see Galbraith 1988, Statistics in Medicine 7:889
 */
export function radialPlot(data: RadialPlotData, options: PlotOptions = {}): string {
  const { measure, points, slope, band } = data;
  const frame = radialFrame(data, options);
  const marks: readonly MarkedPoint[] = points.map((point) => ({
    ...point,
    tooltip: `${shown(measure, point.y / point.x)}, ${point.y.toFixed(2)} standard errors from no effect`,
  }));
  const far = marks.filter(({ x, y }) => Math.abs(y - slope * x) > band.z);
  const [pooled, none] = [toArc(frame, slope, 0), toArc(frame, 0, 0)];
  const ends: readonly Point[] = [frame.box.y[1], frame.box.y[0]].map((y) => [0.01 * frame.box.x[1], y]);
  const lines = [pooled, none, alongArc(frame, ends[0]!, ends[1]!)];
  const { parts: names } = drawNames(far, marks, frame, { rest: "room-only", lines });
  const [upper, lower] = [toArc(frame, slope, band.z), toArc(frame, slope, -band.z)];
  // The lines end at the arc, a little beyond the horizontal axis.
  const open: Frame = { ...frame, box: { ...frame.box, x: [0, 2 * frame.box.x[1]] } };
  const parts = [
    drawArea([...upper, ...alongArc(frame, upper[1], lower[1]), ...lower.toReversed()], "band", open),
    ...frame.parts,
    drawLine(none, "null", open),
    drawLine(pooled, "pooled", open),
    ...drawArc(data, frame),
    ...drawPoints(marks, frame),
    ...names,
  ];
  const level = `${Number((100 * band.level).toPrecision(4))}%`;
  const height = drawLegend(
    [
      { swatch: "dot", style: "dot", text: "study" },
      { swatch: "line", style: "pooled", text: `pooled, ${shown(measure, slope)}; its interval on the arc` },
      { swatch: "area", style: "band", text: `where ${level} of studies would lie` },
    ],
    [],
    frame,
    parts,
  );
  return drawScatter(
    data,
    `Radial plot of ${points.length} studies (${measure.label}).`,
    frame,
    height,
    parts,
  );
}

const Y_LABEL = "Effect divided by its standard error";
const SIZE = 12;
const LINE = 16;

/** Axes as wide as it takes for all studies to lie before the arc. */
function radialFrame(data: RadialPlotData, options: PlotOptions): Frame {
  const { points, slope, band } = data;
  const compact = options.compact === true;
  const names = textWidth(`${Y_LABEL}   ${data.measure.label}`, SIZE) * WIDE_FONT;
  const beside = names < (compact ? 380 : 720);
  const farthest = points.reduce((largest, { x }) => Math.max(largest, x), 0) || 1;
  for (let stretch = 1.04; ; stretch *= 1.08) {
    const most = farthest * stretch;
    const ends = [slope * most + band.z, slope * most - band.z];
    const frame = scatterFrame({
      x: { label: data.xLabel, range: [0, most] },
      y: {
        label: Y_LABEL,
        range: rangeOf([...points.map(({ y }) => y), 0, band.z, -band.z, ...ends], 0.05),
      },
      compact: options.compact,
      rightMargin: compact ? 62 : 90,
      topMargin: beside ? 0 : LINE,
    });
    const radius = arcRadius(frame);
    const before = points.every(
      ({ x, y }) => Math.hypot(frame.x(x) - frame.x(0), frame.y(y) - frame.y(0)) < radius - 12,
    );
    if (before || stretch > 1.8) return frame;
  }
}

function arcRadius(frame: Frame): number {
  return frame.right - frame.x(0) + 12;
}

/** The line y = shift + slope · x from x = 0 to where it meets the arc, or the top or bottom of the frame before it. */
function toArc(frame: Frame, slope: number, shift: number): readonly [Point, Point] {
  const [x0, y0] = [frame.x(0), frame.y(0)];
  const [dx, dy] = [frame.x(1) - x0, frame.y(slope) - y0];
  const start = frame.y(shift) - y0;
  // |(0, start) + x · (dx, dy)| = radius, for the larger x.
  const [a, b, c] = [dx * dx + dy * dy, start * dy, start * start - arcRadius(frame) ** 2];
  const x = (Math.sqrt(Math.max(0, b * b - a * c)) - b) / a;
  return [
    [0, shift],
    [x, shift + slope * x],
  ];
}

/** Places on the arc from one to another. */
function alongArc(frame: Frame, [ax, ay]: Point, [bx, by]: Point): readonly Point[] {
  const [x0, y0] = [frame.x(0), frame.y(0)];
  const angle = (x: number, y: number): number => Math.atan2(frame.y(y) - y0, frame.x(x) - x0);
  const [from, to] = [angle(ax, ay), angle(bx, by)];
  const [perX, perY] = [frame.x(1) - x0, frame.y(1) - y0];
  return Array.from({ length: 31 }, (_, i): Point => {
    const at = from + ((to - from) * (i + 1)) / 32;
    return [(arcRadius(frame) * Math.cos(at)) / perX, (arcRadius(frame) * Math.sin(at)) / perY];
  });
}

/** The scale of effects to the right, where lines from the origin end; the interval of the pooled effect lies on it. */
function drawArc(data: RadialPlotData, frame: Frame): readonly string[] {
  const { measure, slope, ciLower, ciUpper } = data;
  const [x0, y0] = [frame.x(0), frame.y(0)];
  const radius = arcRadius(frame);
  const perX = frame.x(1) - x0;
  const perY = y0 - frame.y(1);
  const angle = (effect: number): number => Math.atan2(effect * perY, perX);
  const at = (effect: number, r: number): Point => {
    const a = angle(effect);
    return [x0 + r * Math.cos(a), y0 - r * Math.sin(a)];
  };
  // The arc ends where it meets the top and the bottom of the frame.
  const effectAt = (y: number): number => {
    const a = Math.asin(Math.max(-0.999, Math.min(0.999, (y0 - y) / radius)));
    return (Math.tan(a) * perX) / perY;
  };
  const ends = data.points.map(({ x, y }) => y / x);
  const [least, greatest] = rangeOf([...ends, ciLower, ciUpper, 0], 0.1);
  const low = Math.max(effectAt(frame.bottom), least);
  const high = Math.min(effectAt(frame.top), greatest);
  const ticks = effectTicks(measure.scale, [low, high], (effect) => radius * angle(effect) * 2.2);
  const text = (effect: number): Point => at(effect, radius + 9);
  const inside = (effect: number): number => Math.min(high, Math.max(low, effect));
  return [
    el("path", { class: "axis arc", fill: "none", d: arc(low, high) }),
    ...ticks.flatMap(({ value, label }) => {
      const [[xa, ya], [xb, yb]] = [at(value, radius), at(value, radius + 5)];
      const [tx, ty] = text(value);
      return [
        el("line", { class: "axis", x1: xa, y1: ya, x2: xb, y2: yb }),
        drawText(label, tx, ty + 4, { anchor: "start" }),
      ];
    }),
    el("path", { class: "pooled arc-interval", "stroke-width": 4, d: arc(inside(ciLower), inside(ciUpper)) }),
    el("circle", { class: "dot", cx: at(slope, radius)[0], cy: at(slope, radius)[1], r: 3.5 }),
    drawText(fitText(measure.label, frame.width / WIDE_FONT, SIZE), frame.width, frame.top - 12, {
      anchor: "end",
      class: "muted",
    }),
  ];

  function arc(from: number, to: number): string {
    const [[xa, ya], [xb, yb]] = [at(from, radius), at(to, radius)];
    const f = formatCoordinate;
    return `M${f(xa)},${f(ya)}A${f(radius)},${f(radius)} 0 0 0 ${f(xb)},${f(yb)}`;
  }
}
