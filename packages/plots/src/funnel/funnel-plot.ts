import { formatEffect } from "../svg/format-number.ts";
import type { Point } from "../scatter/clip.ts";
import { rangeOf, scatterFrame, type Frame } from "../scatter/frame.ts";
import { drawLegend, type LegendEntry } from "../scatter/legend.ts";
import { drawArea, drawLine, drawPoints, type MarkedPoint } from "../scatter/marks.ts";
import {
  drawScatter,
  effectAxisLabel,
  shown,
  type FigureTexts,
  type PlotMeasure,
  type PlotOptions,
} from "../scatter/style.ts";

/** A funnel plot. Effects are on the scale of analysis (log for ratios), standard errors too. */
export interface FunnelPlotData extends FigureTexts {
  readonly measure: PlotMeasure;
  readonly points: readonly {
    readonly label: string;
    readonly yi: number;
    readonly sei: number;
    readonly ref?: string;
  }[];
  /** The pooled effect. */
  readonly centre: number;
  /** Where studies would lie with the given probability if sampling error were all: centre ± z · se. */
  readonly limits: { readonly level: number; readonly z: number };
  /** Areas of two-sided p about the null value, by falling p: null value ± z · se. Peters et al. 2008. */
  readonly contours?: {
    readonly nullValue: number;
    readonly bounds: readonly { readonly p: number; readonly z: number }[];
  };
  /** Studies that trim and fill adds, and the pooled effect with them. */
  readonly filled?: {
    readonly points: readonly { readonly yi: number; readonly sei: number }[];
    readonly centre: number;
  };
  /** Egger's line: yi = intercept + slope · se; the intercept is the effect of a study without error. */
  readonly regression?: { readonly intercept: number; readonly slope: number };
}

/**
 * A funnel plot as SVG text: effects against their standard errors, the most precise studies on top. Areas of significance
 * are drawn about the null value, the limits of sampling error about the pooled effect.
 *
 * @see Sterne & Egger 2001, Journal of Clinical Epidemiology 54:1046 (the standard error as axis); Peters et al. 2008,
 *   Journal of Clinical Epidemiology 61:991 (contours)
 */
export function funnelPlot(data: FunnelPlotData, options: PlotOptions = {}): string {
  const { measure, points, centre, limits, contours, filled, regression } = data;
  const filledPoints = filled?.points ?? [];
  const all = [...points, ...filledPoints];
  const largest = all.reduce((most, { sei }) => Math.max(most, sei), 0) * 1.06 || 1;
  const [low, high] = rangeOf([
    ...all.map(({ yi }) => yi),
    centre - limits.z * largest,
    centre + limits.z * largest,
  ]);
  const frame = scatterFrame({
    x: { label: effectAxisLabel(measure), range: [low, high], scale: measure.scale },
    y: { label: "Standard error", range: [0, largest] },
    yDown: true,
    compact: options.compact,
  });
  const parts: string[] = [];
  const legend: LegendEntry[] = [];
  if (contours !== undefined) drawContours(contours, largest, frame, parts, legend);
  parts.push(...frame.parts);
  if (contours !== undefined) parts.push(drawLine(rayUp(contours.nullValue, 0, largest), "null", frame));
  for (const side of [-1, 1]) parts.push(drawLine(rayUp(centre, side * limits.z, largest), "limits", frame));
  parts.push(drawLine(rayUp(centre, 0, largest), "pooled", frame));
  legend.push(
    { swatch: "dot", style: "dot", text: "study" },
    { swatch: "line", style: "pooled", text: `pooled, ${shown(measure, centre)}` },
    { swatch: "line", style: "limits", text: `${percent(limits.level)} limits of sampling error` },
  );
  if (regression !== undefined) {
    const { intercept, slope } = regression;
    parts.push(drawLine(rayUp(intercept, slope, largest), "second-limits", frame));
    legend.push({ swatch: "line", style: "second-limits", text: "Egger’s regression" });
  }
  if (filled !== undefined && filled.points.length > 0) {
    parts.push(drawLine(rayUp(filled.centre, 0, largest), "second", frame));
    legend.push(
      { swatch: "dot", style: "hollow", text: "filled in (trim and fill)" },
      { swatch: "line", style: "second", text: `pooled with them, ${shown(measure, filled.centre)}` },
    );
  }
  const marks: readonly MarkedPoint[] = [
    ...points.map(({ label, yi, sei, ref }) => ({
      label,
      ref,
      x: yi,
      y: sei,
      tooltip: tooltip(measure, yi, sei),
    })),
    ...filledPoints.map(({ yi, sei }) => ({
      label: "Filled in",
      x: yi,
      y: sei,
      tooltip: tooltip(measure, yi, sei),
      style: "hollow" as const,
    })),
  ];
  parts.push(...drawPoints(marks, frame));
  const height = drawLegend(legend, [], frame, parts);
  const counted = `Funnel plot of ${points.length} studies (${measure.label})${filledPoints.length > 0 ? ` and ${filledPoints.length} filled in` : ""}.`;
  return drawScatter(data, counted, frame, height, parts);
}

function drawContours(
  { nullValue, bounds }: NonNullable<FunnelPlotData["contours"]>,
  largest: number,
  frame: Frame,
  parts: string[],
  legend: LegendEntry[],
): void {
  const tints = ["tint3", "tint2", "tint1"];
  const falling = [...bounds].sort((a, b) => b.p - a.p);
  falling.toReversed().forEach(({ z }, fromLast) => {
    const tint = tints[falling.length - 1 - fromLast] ?? "tint1";
    const wedge: readonly Point[] = [
      [nullValue, 0],
      [nullValue + z * largest, largest],
      [nullValue - z * largest, largest],
    ];
    parts.push(drawArea(wedge, tint, frame));
  });
  falling.forEach(({ p }, i) => {
    const above = falling[i - 1]?.p;
    const text = above === undefined ? `p > ${p}` : `${p} < p ≤ ${above}`;
    legend.push({ swatch: "area", style: tints[i] ?? "tint1", text });
  });
  const least = falling.at(-1)?.p;
  if (least !== undefined) legend.push({ swatch: "area", style: "outside", text: `p ≤ ${least}` });
}

/** From the top to the bottom: effect = start + slope · se. */
function rayUp(start: number, slope: number, largest: number): readonly Point[] {
  return [
    [start, 0],
    [start + slope * largest, largest],
  ];
}

function tooltip(measure: PlotMeasure, yi: number, sei: number): string {
  return `${shown(measure, yi)}, standard error ${formatEffect(sei, 3)}`;
}

function percent(level: number): string {
  return `${Number((100 * level).toPrecision(4))}%`;
}
