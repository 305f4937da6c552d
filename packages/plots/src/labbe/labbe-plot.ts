import type { Point } from "../scatter/clip.ts";
import { scatterFrame, type FrameAxis } from "../scatter/frame.ts";
import { drawLegend } from "../scatter/legend.ts";
import { drawLine, drawNames, drawPoints, radiusByWeight, type MarkedPoint } from "../scatter/marks.ts";
import { drawScatter, type FigureTexts, type PlotOptions } from "../scatter/style.ts";
import { formatEffect } from "../svg/format-number.ts";
import { plainNumber } from "../svg/effect-ticks.ts";

/** Outcomes of both groups of each study, on a common scale from 0 up: risks, or rates. */
export interface LabbePlotData extends FigureTexts {
  readonly xLabel: string;
  readonly yLabel: string;
  /** Risks are shown as percentages. */
  readonly unit: "risk" | "rate";
  readonly points: readonly {
    readonly label: string;
    /** The control group. */
    readonly x: number;
    /** The treated group. */
    readonly y: number;
    readonly weight: number;
    readonly ref?: string;
  }[];
  /** Outcome of the treated group at the pooled effect, by rising outcome of the control group. */
  readonly pooled: readonly Point[];
  readonly pooledText: string;
}

/**
 * A L’Abbé plot as SVG text: outcome of the treated against that of the control group, with the line of no effect and the line
 * or curve of the pooled effect.
 *
 * @see L’Abbé, Detsky & O’Rourke 1987, Annals of Internal Medicine 107:224
 */
export function labbePlot(data: LabbePlotData, options: PlotOptions = {}): string {
  const { points, unit } = data;
  const most = points.reduce((largest, { x, y }) => Math.max(largest, x, y), 0) * 1.08 || 1;
  const end = unit === "risk" ? Math.min(1, most) : most;
  const axis = (label: string): FrameAxis => {
    const factor = unit === "risk" ? 100 : 1;
    const step = niceStep((end * factor) / 5);
    const ticks = Array.from({ length: Math.floor((end * factor) / step + 1e-9) + 1 }, (_, i) => ({
      value: (i * step) / factor,
      label: `${plainNumber(i * step)}${unit === "risk" ? "%" : ""}`,
    }));
    return { label, range: [0, end], ticks };
  };
  const frame = scatterFrame({ x: axis(data.xLabel), y: axis(data.yLabel), compact: options.compact });
  const largestWeight = points.reduce((largest, { weight }) => Math.max(largest, weight), 0);
  const text = (value: number): string =>
    unit === "risk" ? `${formatEffect(100 * value, 1)}%` : formatEffect(value, 3);
  const marks: readonly MarkedPoint[] = [...points]
    .sort((a, b) => b.weight - a.weight)
    .map(({ label, x, y, weight, ref }) => ({
      label,
      ref,
      x,
      y,
      style: "sized",
      radius: radiusByWeight(weight, largestWeight, options.compact === true ? 8 : 11),
      tooltip: `${text(y)} against ${text(x)} in the control group`,
    }));
  // From left to right, so that the numbers in a crowd can be followed.
  const ordered = marks.toSorted((a, b) => a.x - b.x || b.y - a.y);
  const noEffect: readonly Point[] = [
    [0, 0],
    [end, end],
  ];
  const { parts: names, key } = drawNames(ordered, marks, frame, { lines: [noEffect, data.pooled] });
  const parts = [
    ...frame.parts,
    drawLine(noEffect, "null", frame),
    drawLine(data.pooled, "pooled", frame),
    ...drawPoints(marks, frame),
    ...names,
  ];
  const height = drawLegend(
    [
      { swatch: "dot", style: "sized", text: "study, area by weight" },
      { swatch: "line", style: "null", text: "no effect" },
      { swatch: "line", style: "pooled", text: data.pooledText },
    ],
    key,
    frame,
    parts,
  );
  return drawScatter(data, `L’Abbé plot of ${points.length} studies.`, frame, height, parts);
}

/** 1, 2 or 5 times a power of ten, at least as large as asked. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((each) => each * power >= least) ?? 10;
  return factor * power;
}
