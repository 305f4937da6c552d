import { max, min, ticks as linearTicks } from "d3-array";
import { scaleLinear } from "d3-scale";
import { formatEffect } from "../svg/format-number.ts";
import { textWidth } from "../svg/text-width.ts";
import type { ForestPlotData } from "./data.ts";
import { LOOSE } from "./number-column.ts";

/** The horizontal axis of effects: analysis scale to px, with ticks. */
export interface EffectAxis {
  readonly range: readonly [number, number];
  /** Px of a value; values beyond the range stand at its ends. */
  readonly x: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

export const TICK_SIZE = 12;
const TICK_GAP = 9;
/** Ticks of a decade of ratios, from the densest that fits. */
const RATIO_STEPS = [[1, 2, 5], [1, 3], [1]] as const;

/**
 * The range holds the null value and the intervals, but no more than it takes to see the estimates: intervals that reach
 * beyond 1.6 times the span of the estimates on a side are cut and drawn with arrows.
 */
export function effectAxis(data: ForestPlotData, left: number, right: number): EffectAxis {
  const range = data.axis.range ?? chooseRange(data);
  const scale = scaleLinear([range[0], range[1]], [left, right]);
  const x = (value: number): number => scale(Math.min(range[1], Math.max(range[0], value)));
  return { range, x, ticks: chooseTicks(data, range, x) };
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

type Ticks = EffectAxis["ticks"];

function chooseTicks(
  data: ForestPlotData,
  [low, high]: readonly [number, number],
  x: (value: number) => number,
): Ticks {
  const ratio = data.measure.scale === "log";
  const inside = (ticks: Ticks): Ticks => ticks.filter(({ value }) => value >= low && value <= high);
  if (data.axis.ticks !== undefined)
    return inside(
      data.axis.ticks.map((shown) => ({ value: ratio ? Math.log(shown) : shown, label: plain(shown) })),
    );
  const fits = (ticks: Ticks): boolean =>
    ticks.every(({ value, label }, index) => {
      const next = ticks[index + 1];
      if (next === undefined) return true;
      const half = (textWidth(label, TICK_SIZE) + textWidth(next.label, TICK_SIZE)) / 2;
      return x(next.value) - x(value) >= LOOSE * half + TICK_GAP;
    });
  const candidates = ratio
    ? [...RATIO_STEPS.map((steps) => inside(ratioTicks(low, high, steps))), ...sparseDecades(low, high)]
    : [8, 6, 4, 3].map((count) => linearTicks(low, high, count).map((v) => ({ value: v, label: plain(v) })));
  const shown = candidates.find((ticks) => ticks.length > 1 && fits(ticks));
  if (shown !== undefined) return shown;
  return ratio ? ratiosOfNarrowAxis(low, high) : [];
}

/** Powers of ten, every second, third … one, always with 1. */
function sparseDecades(low: number, high: number): readonly Ticks[] {
  const [from, to] = [Math.ceil(low / Math.LN10), Math.floor(high / Math.LN10)];
  const every = (step: number): Ticks => {
    const ticks: { value: number; label: string }[] = [];
    for (let decade = Math.ceil(from / step) * step; decade <= to; decade += step)
      ticks.push({ value: decade * Math.LN10, label: plain(Number(`1e${decade}`)) });
    return ticks;
  };
  return [2, 3, 5, 10, 20, 50].map(every);
}

function ratioTicks(low: number, high: number, steps: readonly number[]): Ticks {
  const ticks: { value: number; label: string }[] = [];
  for (let decade = Math.floor(low / Math.LN10); decade <= Math.ceil(high / Math.LN10); decade += 1) {
    for (const step of steps) {
      const shown = Number(`${step}e${decade}`);
      ticks.push({ value: Math.log(shown), label: plain(shown) });
    }
  }
  return ticks;
}

/** Where less than two of 1, 2, 5 fall inside, the ratios are almost linear: 0.9, 1, 1.1 … */
function ratiosOfNarrowAxis(low: number, high: number): Ticks {
  return linearTicks(Math.exp(low), Math.exp(high), 4)
    .filter((shown) => shown > 0)
    .map((shown) => ({ value: Math.log(shown), label: plain(shown) }));
}

function plain(shown: number): string {
  const size = Number(Math.abs(shown).toPrecision(6));
  if (size === 0) return "0";
  if (size < 1e-3 || size >= 1e6) return formatEffect(shown, 0);
  return `${shown < 0 ? "−" : ""}${size}`;
}
