import { scaleLinear } from "d3-scale";
import { effectTicks, TICK_SIZE, type Ticks } from "../svg/effect-ticks.ts";
import { el, escapeXml } from "../svg/element.ts";
import { textWidth, WIDE_FONT, wrapText } from "../svg/text-width.ts";
import type { DataBox } from "./clip.ts";

/** One axis of a scatter plot. On a log scale values are logarithms and the ticks show ratios. */
export interface FrameAxis {
  readonly label: string;
  readonly range: readonly [number, number];
  readonly scale?: "log" | "linear";
  /** Default: chosen by room. */
  readonly ticks?: Ticks;
}

export interface FrameOptions {
  readonly x: FrameAxis;
  readonly y: FrameAxis;
  /** The largest value of y stands at the bottom. */
  readonly yDown?: boolean;
  readonly compact?: boolean | undefined;
  /** Px left free beside the axes. */
  readonly rightMargin?: number;
  /** Px left free above the axes, under the name of the vertical one. */
  readonly topMargin?: number;
}

/** Two axes: data to px, what is drawn under the marks, and where text under the axes goes on. */
export interface Frame {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly box: DataBox;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Grid, axes, their numbers and names. */
  readonly parts: readonly string[];
  /** Px that names may stand out to the right of the axes. */
  readonly nameOverhang: number;
  /** Base line of the last text. */
  readonly textEnd: number;
}

const SMALL = 12;

/** Two axes with a light grid; the name of the vertical axis stands above it, where it can be read without turning the head. */
export function scatterFrame(options: FrameOptions): Frame {
  const { x: across, y: up, compact = false } = options;
  const width = compact ? 380 : 720;
  const nameLines = wrapText(up.label, width / WIDE_FONT, SMALL);
  const top = nameLines.length * 16 + 10 + (options.topMargin ?? 0);
  const bottom = top + (compact ? 300 : 420);
  const vertical = options.yDown === true ? [top, bottom] : [bottom, top];
  const y = scaleLinear([...up.range], vertical);
  const upTicks =
    up.ticks ??
    effectTicks(up.scale ?? "linear", up.range, (value) => 0.9 * Math.abs(y(value) - y(up.range[0])));
  const left = 12 + Math.max(...upTicks.map(({ label }) => WIDE_FONT * textWidth(label, TICK_SIZE)), 8);
  const right = width - Math.max(14, options.rightMargin ?? 0);
  const x = scaleLinear([...across.range], [left, right]);
  const acrossTicks = across.ticks ?? effectTicks(across.scale ?? "linear", across.range, x);
  const parts = [
    ...nameLines.map((text, i) => drawText(text, 0, 14 + 16 * i, { class: "muted" })),
    ...upTicks.flatMap(({ value, label }) => [
      el("line", { class: "grid", x1: left, x2: right, y1: y(value), y2: y(value) }),
      drawText(label, left - 7, y(value) + 4, { anchor: "end" }),
    ]),
    ...acrossTicks.flatMap(({ value, label }) => [
      el("line", { class: "grid", x1: x(value), x2: x(value), y1: top, y2: bottom }),
      el("line", { class: "axis", x1: x(value), x2: x(value), y1: bottom, y2: bottom + 5 }),
      drawText(label, x(value), bottom + 19, { anchor: "middle" }),
    ]),
    el("line", { class: "axis", x1: left, x2: right, y1: bottom, y2: bottom }),
  ];
  const middle = (left + right) / 2;
  const under = wrapText(across.label, (2 * Math.min(middle, width - middle)) / WIDE_FONT, SMALL);
  under.forEach((text, i) =>
    parts.push(drawText(text, middle, bottom + 38 + 16 * i, { anchor: "middle", class: "muted" })),
  );
  return {
    width,
    left,
    right,
    top,
    bottom,
    box: { x: across.range, y: up.range },
    x,
    y,
    parts,
    nameOverhang: options.rightMargin === undefined ? width - right : 0,
    textEnd: bottom + 38 + 16 * (under.length - 1),
  };
}

/** The smallest range that holds all values, with a margin on both sides (part of its length). */
export function rangeOf(values: readonly number[], margin = 0.06): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  const more = (high - low) * margin || Math.abs(high) * margin || 1;
  return [low - more, high + more];
}

export function drawText(
  content: string,
  x: number,
  y: number,
  attributes: { readonly anchor?: string; readonly class?: string } = {},
): string {
  return el("text", { x, y, "text-anchor": attributes.anchor, class: attributes.class }, escapeXml(content));
}
