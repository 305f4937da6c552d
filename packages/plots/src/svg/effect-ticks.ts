import { ticks as linearTicks } from "d3-array";
import { formatEffect } from "./format-number.ts";
import { safeWidth } from "./text-width.ts";

/** Places on an axis with what stands there; values are on the scale of analysis. */
export type Ticks = readonly { readonly value: number; readonly label: string }[];

export const TICK_SIZE = 12;
const TICK_GAP = 7;
/** Ticks of a decade of ratios, from the densest that fits. */
const RATIO_STEPS = [[1, 2, 5], [1, 3], [1]] as const;

/**
 * The densest ticks whose labels fit beside each other. On a log scale values are logarithms and labels their ratios.
 *
 * @param x - px of a value
 * @param asked - ticks chosen by hand, on the display scale; those outside the range are left out
 */
export function effectTicks(
  scale: "log" | "linear",
  [low, high]: readonly [number, number],
  x: (value: number) => number,
  asked?: readonly number[],
): Ticks {
  const ratio = scale === "log";
  const inside = (ticks: Ticks): Ticks => ticks.filter(({ value }) => value >= low && value <= high);
  if (asked !== undefined)
    return inside(
      asked.map((shown) => ({ value: ratio ? Math.log(shown) : shown, label: plainNumber(shown) })),
    );
  const fits = (ticks: Ticks): boolean =>
    ticks.every(({ value, label }, index) => {
      const next = ticks[index + 1];
      if (next === undefined) return true;
      const half = (safeWidth(label, TICK_SIZE) + safeWidth(next.label, TICK_SIZE)) / 2;
      return x(next.value) - x(value) >= half + TICK_GAP;
    });
  const candidates = ratio
    ? [...RATIO_STEPS.map((steps) => inside(ratioTicks(low, high, steps))), ...sparseDecades(low, high)]
    : [8, 6, 4, 3].map((count) =>
        linearTicks(low, high, count).map((v) => ({ value: v, label: plainNumber(v) })),
      );
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
      ticks.push({ value: decade * Math.LN10, label: plainNumber(Number(`1e${decade}`)) });
    return ticks;
  };
  return [2, 3, 5, 10, 20, 50].map(every);
}

function ratioTicks(low: number, high: number, steps: readonly number[]): Ticks {
  const ticks: { value: number; label: string }[] = [];
  for (let decade = Math.floor(low / Math.LN10); decade <= Math.ceil(high / Math.LN10); decade += 1) {
    for (const step of steps) {
      const shown = Number(`${step}e${decade}`);
      ticks.push({ value: Math.log(shown), label: plainNumber(shown) });
    }
  }
  return ticks;
}

/** Where less than two of 1, 2, 5 fall inside, the ratios are almost linear: 0.9, 1, 1.1 … */
function ratiosOfNarrowAxis(low: number, high: number): Ticks {
  return linearTicks(Math.exp(low), Math.exp(high), 4)
    .filter((shown) => shown > 0)
    .map((shown) => ({ value: Math.log(shown), label: plainNumber(shown) }));
}

/** A number of an axis: up to six digits, a true minus sign. */
export function plainNumber(shown: number): string {
  const size = Number(Math.abs(shown).toPrecision(6));
  if (size === 0) return "0";
  if (size < 1e-3 || size >= 1e6) return formatEffect(shown, 0);
  return `${shown < 0 ? "−" : ""}${size}`;
}
