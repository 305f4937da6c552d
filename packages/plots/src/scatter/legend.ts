import { el, formatCoordinate } from "../svg/element.ts";
import { textWidth, WIDE_FONT, wrapText } from "../svg/text-width.ts";
import { drawText, type Frame } from "./frame.ts";

/** A kind of mark and what it means; the style is a class of the figure. */
export interface LegendEntry {
  readonly swatch: "dot" | "line" | "area";
  readonly style: string;
  readonly text: string;
}

const SIZE = 12;
const LINE = 18;
/** Px from the swatch to its text, and between entries. */
const TEXT = 24;
const GAP = 14;

/** The kinds of marks under the axes, then notes, in as many lines as they need; returns the height of the figure. */
export function drawLegend(
  entries: readonly LegendEntry[],
  notes: readonly string[],
  frame: Frame,
  parts: string[],
): number {
  let [x, y] = [0, frame.textEnd + (entries.length > 0 ? 24 : 0)];
  for (const { swatch, style, text } of entries) {
    const lines = wrapText(text, (frame.width - TEXT) / WIDE_FONT, SIZE);
    const needed = TEXT + Math.max(...lines.map((line) => textWidth(line, SIZE))) * WIDE_FONT;
    if (x > 0 && x + needed > frame.width) [x, y] = [0, y + LINE];
    const place = `translate(${formatCoordinate(x)} ${formatCoordinate(y)})`;
    const drawn = lines.map((line, i) => drawText(line, TEXT, LINE * i));
    parts.push(el("g", { transform: place }, SWATCHES[swatch](style), ...drawn));
    // Beside an entry of several lines stands no other.
    if (lines.length > 1) [x, y] = [frame.width, y + LINE * (lines.length - 1)];
    else x += needed + GAP;
  }
  for (const note of notes) {
    for (const text of wrapText(note, frame.width / WIDE_FONT, SIZE)) {
      y += LINE;
      parts.push(drawText(text, 0, y, { class: "muted" }));
    }
  }
  return y + 12;
}

const SWATCHES: Readonly<Record<LegendEntry["swatch"], (style: string) => string>> = {
  dot: (style) => el("circle", { class: style, cx: 9, cy: -4, r: 4.5 }),
  line: (style) => el("line", { class: style, x1: 0, x2: 18, y1: -4, y2: -4 }),
  area: (style) => el("rect", { class: style, x: 0, y: -10, width: 18, height: 12 }),
};
