import { max, min } from "d3-array";
import { scaleLinear } from "d3-scale";
import { effectTicks, type Ticks } from "../svg/effect-ticks.ts";
import type { ForestPlotData } from "./data.ts";

/** The horizontal axis of effects: analysis scale to px, with ticks. */
export interface EffectAxis {
  readonly range: readonly [number, number];
  /** Px of a value; values beyond the range stand at its ends. */
  readonly x: (value: number) => number;
  readonly ticks: Ticks;
}

/**
 * The range holds the null value and the intervals, but no more than it takes to see the estimates: intervals that reach
 * beyond 1.6 times the span of the estimates on a side are cut and drawn with arrows.
 */
export function effectAxis(data: ForestPlotData, left: number, right: number): EffectAxis {
  const range = data.axis.range ?? chooseRange(data);
  const scale = scaleLinear([range[0], range[1]], [left, right]);
  const x = (value: number): number => scale(Math.min(range[1], Math.max(range[0], value)));
  return { range, x, ticks: effectTicks(data.measure.scale, range, x, data.axis.ticks) };
}

function chooseRange(data: ForestPlotData): readonly [number, number] {
  const none = data.nullValue === undefined ? [] : [data.nullValue];
  const estimates: number[] = [...none];
  const ends: number[] = [...none];
  for (const row of data.rows) {
    if (row.kind !== "study" && row.kind !== "summary") continue;
    estimates.push(row.estimate);
    if (row.kind === "summary" && row.emphasis === "subgroup") continue; // its diamond may leave the axis by arrows
    ends.push(row.ciLower, row.ciUpper);
    if (row.kind === "summary" && row.piLower !== undefined && row.piUpper !== undefined)
      ends.push(row.piLower, row.piUpper);
  }
  const [low, high] = [min(estimates) ?? 0, max(estimates) ?? 0];
  const reach = Math.max((high - low) * 1.6, data.measure.scale === "log" ? Math.log(4) : 0.5);
  const wanted: [number, number] = [
    Math.max(min(ends) ?? 0, low - reach),
    Math.min(max(ends) ?? 0, high + reach),
  ];
  const margin = (wanted[1] - wanted[0]) * 0.04 || 1;
  return [wanted[0] - margin, wanted[1] + margin];
}
