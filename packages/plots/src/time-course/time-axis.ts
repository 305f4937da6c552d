import { textWidth } from "../svg/text-width.ts";

export interface TimeTick {
  readonly hours: number;
  readonly label: string;
}

/** In the order in which they find a place; a later one that would touch an earlier one is left out. */
const TICKS: readonly TimeTick[] = [
  { hours: 24, label: "24 h" },
  { hours: 168, label: "7 d" },
  { hours: 4, label: "4 h" },
  { hours: 2 / 3, label: "40 min" },
  { hours: 672, label: "28 d" },
  { hours: 72, label: "3 d" },
  { hours: 336, label: "14 d" },
  { hours: 4368, label: "6 mo" },
  { hours: 8736, label: "1 y" },
  { hours: 2184, label: "3 mo" },
  { hours: 1 / 6, label: "10 min" },
  { hours: 12, label: "12 h" },
  { hours: 2, label: "2 h" },
  { hours: 48, label: "2 d" },
  { hours: 1344, label: "8 wk" },
  { hours: 1, label: "1 h" },
];

/** The ticks between two times that can be read beside each other; `x` gives the px of a time. */
export function timeTicks(
  fromHours: number,
  toHours: number,
  x: (hours: number) => number,
  size: number,
): readonly TimeTick[] {
  const placed: { readonly tick: TimeTick; readonly from: number; readonly to: number }[] = [];
  for (const tick of TICKS) {
    if (tick.hours < fromHours || tick.hours > toHours) continue;
    const half = textWidth(tick.label, size) / 2 + 5;
    const [from, to] = [x(tick.hours) - half, x(tick.hours) + half];
    if (placed.every((other) => to <= other.from || from >= other.to)) placed.push({ tick, from, to });
  }
  return placed.map(({ tick }) => tick).sort((a, b) => a.hours - b.hours);
}
