import type { Point } from "../scatter/clip.ts";
import { scatterFrame, type FrameAxis } from "../scatter/frame.ts";
import { drawLegend, type LegendEntry } from "../scatter/legend.ts";
import { drawLine } from "../scatter/marks.ts";
import { markGroup } from "../svg/mark-group.ts";
import {
  drawScatter,
  effectAxisLabel,
  shown,
  type FigureTexts,
  type PlotMeasure,
  type PlotOptions,
} from "../scatter/style.ts";

/** p-value functions: for each hypothetical effect the two-sided p value against it. */
export interface DraperyPlotData extends FigureTexts {
  readonly measure: PlotMeasure;
  /** None for what compares nothing. */
  readonly nullValue?: number;
  /** The effects that are shown, on the scale of analysis. */
  readonly range: readonly [number, number];
  readonly studies: readonly {
    readonly label: string;
    /** (effect, p) by rising effect. */
    readonly curve: readonly Point[];
    readonly ref?: string;
  }[];
  readonly pooled: { readonly label: string; readonly estimate: number; readonly curve: readonly Point[] };
  /** The effect of a new study, where the model predicts one. */
  readonly prediction?: { readonly label: string; readonly curve: readonly Point[] };
}

/** Where p = 0.1, 0.05 … stand beside the level of the interval that is read there. */
const LEVELS = [1, 0.5, 0.2, 0.1, 0.05, 0.01];
/** On a low figure the last two would touch. */
const COMPACT_LEVELS = LEVELS.slice(0, -1);

/**
 * A drapery plot as SVG text: each study's p-value function, with that of the pooled effect drawn strong. The width of a curve
 * at p is the confidence interval at level 1 − p, so that every interval can be read at once.
 *
 * @see Rücker & Schwarzer 2021, Research Synthesis Methods 12:8
 */
export function draperyPlot(data: DraperyPlotData, options: PlotOptions = {}): string {
  const { measure, range, studies, pooled, prediction, nullValue } = data;
  const y: FrameAxis = {
    label: "p value (level of the confidence interval)",
    range: [0, 1.02],
    ticks: (options.compact === true ? COMPACT_LEVELS : LEVELS).map((p) => ({
      value: p,
      label: `${p} (${Math.round(100 * (1 - p))}%)`,
    })),
  };
  const frame = scatterFrame({
    x: { label: effectAxisLabel(measure), range, scale: measure.scale },
    y,
    compact: options.compact,
  });
  const parts = [
    ...frame.parts,
    nullValue === undefined
      ? ""
      : drawLine(
          [
            [nullValue, 0],
            [nullValue, 1.02],
          ],
          "null",
          frame,
        ),
    ...studies.map(({ label, curve, ref }) => markGroup(ref, label, drawLine(curve, "curve", frame))),
    prediction === undefined
      ? ""
      : markGroup(undefined, prediction.label, drawLine(prediction.curve, "second", frame)),
    markGroup(undefined, pooled.label, drawLine(pooled.curve, "pooled", frame)),
  ];
  const legend: LegendEntry[] = [
    { swatch: "line", style: "curve", text: "study" },
    { swatch: "line", style: "pooled", text: `${pooled.label}, ${shown(measure, pooled.estimate)}` },
    ...(prediction === undefined
      ? []
      : [{ swatch: "line" as const, style: "second", text: prediction.label }]),
  ];
  const height = drawLegend(legend, [], frame, parts);
  return drawScatter(
    data,
    `Drapery plot of ${studies.length} studies (${measure.label}).`,
    frame,
    height,
    parts,
  );
}
