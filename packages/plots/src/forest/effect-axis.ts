import { max, min, ticks as linearTicks } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { ForestPlotData } from "./data.ts";

/** The horizontal axis of effects: analysis scale to px, with ticks. */
export interface EffectAxis {
  readonly range: readonly [number, number];
  readonly x: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

const RATIO_STEPS = [1, 2, 5];

/**
 * The range holds the null value and the intervals, but no more than it takes to see the estimates: intervals that reach
 * beyond eight times the span of the estimates are cut and drawn with arrows.
 */
export function effectAxis(data: ForestPlotData, left: number, right: number): EffectAxis {
  const range = data.axis.range ?? chooseRange(data);
  const scale = scaleLinear([range[0], range[1]], [left, right]);
  return {
    range,
    x: (value) => scale(Math.min(range[1], Math.max(range[0], value))),
    ticks: ticksOf(data, range, right - left),
  };
}

function chooseRange(data: ForestPlotData): readonly [number, number] {
  const estimates: number[] = [data.nullValue];
  const ends: number[] = [data.nullValue];
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

function ticksOf(
  data: ForestPlotData,
  [low, high]: readonly [number, number],
  width: number,
): EffectAxis["ticks"] {
  const most = Math.max(3, Math.floor(width / 44));
  if (data.measure.scale === "linear") {
    return linearTicks(low, high, most).map((value) => ({
      value,
      label: String(Number(value.toPrecision(6))).replace("-", "−"),
    }));
  }
  const all: number[] = [];
  for (let decade = Math.floor(low / Math.LN10); decade <= Math.ceil(high / Math.LN10); decade += 1) {
    for (const step of RATIO_STEPS) all.push(Number(`${step}e${decade}`));
  }
  const inside = (values: readonly number[]): readonly number[] =>
    values.filter((value) => Math.log(value) >= low && Math.log(value) <= high);
  let shown = inside(all);
  if (shown.length > most)
    shown = inside(all.filter((value) => [1, 5].includes(Number(value.toExponential()[0])) || value === 1));
  if (shown.length > most) shown = inside(all.filter((value) => value.toExponential().startsWith("1e")));
  return shown.map((value) => ({ value: Math.log(value), label: String(value) }));
}
