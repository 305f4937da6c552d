import { el, escapeXml } from "../svg/element.ts";
import { textWidth, wrapText } from "../svg/text-width.ts";
import { judgementMark } from "./judgement-mark.ts";
import { JUDGEMENT_LABELS } from "./judgements.ts";
import type { BiasDomain, Judgement } from "./traffic-light-data.ts";

export interface DrawnBlock {
  readonly svg: string;
  readonly height: number;
}

interface LegendOptions {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

const RADIUS = 8;

/** The circles that occur, each with its words, in rows that fit the width. */
export function judgementLegend(judgements: readonly Judgement[], options: LegendOptions): DrawnBlock {
  const rowHeight = 2 * RADIUS + 8;
  let x = options.x;
  let row = 0;
  const items = judgements.map((judgement) => {
    const label = JUDGEMENT_LABELS[judgement];
    const width = 2 * RADIUS + 6 + textWidth(label, options.size) * 1.08 + 18;
    if (x > options.x && x + width > options.x + options.width + 18) {
      x = options.x;
      row++;
    }
    const y = options.y + row * rowHeight + RADIUS;
    const drawn =
      judgementMark(judgement, x + RADIUS, y, RADIUS) +
      el("text", { x: x + 2 * RADIUS + 6, y: y + options.size * 0.36 }, escapeXml(label));
    x += width;
    return drawn;
  });
  return {
    svg: el("g", { class: "legend" }, ...items),
    height: judgements.length === 0 ? 0 : (row + 1) * rowHeight,
  };
}

/** What each column asks: the short name in bold, then the question, in as many columns as fit. */
export function domainLegend(domains: readonly BiasDomain[], options: LegendOptions): DrawnBlock {
  const line = options.size * 1.4;
  const columns = options.width >= 600 && domains.length > 3 ? 2 : 1;
  const columnWidth = options.width / columns;
  const shortWidth = Math.min(
    90,
    12 + Math.max(0, ...domains.map(({ short }) => textWidth(short, options.size, true) * 1.08)),
  );
  const perColumn = Math.ceil(domains.length / columns);
  let height = 0;
  const drawn: string[] = [];
  for (let column = 0; column < columns; column++) {
    const x = options.x + column * columnWidth;
    let y = options.y + options.size;
    for (const domain of domains.slice(column * perColumn, (column + 1) * perColumn)) {
      const lines = wrapText(domain.label, (columnWidth - shortWidth - 12) * 0.95, options.size);
      drawn.push(
        el("text", { class: "strong", x, y }, escapeXml(domain.short)),
        ...lines.map((text, i) => el("text", { x: x + shortWidth, y: y + i * line }, escapeXml(text))),
      );
      y += Math.max(1, lines.length) * line + 2;
    }
    height = Math.max(height, y - options.y - options.size + 4);
  }
  return { svg: el("g", { class: "domains" }, ...drawn), height: domains.length === 0 ? 0 : height };
}
