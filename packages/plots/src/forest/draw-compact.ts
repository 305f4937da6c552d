import { el, escapeXml } from "../svg/element.ts";
import { fitText, safeWidth, WIDE_FONT, wrapText } from "../svg/text-width.ts";
import { compactCells } from "./compact-cells.ts";
import type { ForestPlotData, ForestRow, StudyRow, SummaryRow } from "./data.ts";
import type { ForestDrawing } from "./draw-wide.ts";
import { effectAxis } from "./effect-axis.ts";
import { TICK_SIZE } from "../svg/effect-ticks.ts";
import { effectColumn } from "./effect-column.ts";
import { drawPrediction, drawStudy, drawSummary, label, squareSide } from "./marks.ts";
import { wrapStatistics } from "./wrap-statistics.ts";
import { axisLabel } from "./wide-frame.ts";
import { weightText } from "./wide-layout.ts";

const WIDTH = 380;
/** Px of text over the whole width that keep it inside in wide fonts too. */
const ROOM = WIDTH / WIDE_FONT;
const SIZE = 13;
const SMALL = 12;
const LINE = 16;
const LARGEST_SIDE = 14;

/**
 * The plot for phones: label and effect, under them the interval over the whole width, under it counts and weight. The
 * lines of no effect and of the overall estimate are drawn beside the intervals only, so that they cross no text.
 */
export function drawCompact(data: ForestPlotData): ForestDrawing {
  const axis = effectAxis(data, 12, WIDTH - 12);
  const effect = effectColumn(data, SIZE);
  const labelRoom = (WIDTH - effect.width - 12) / WIDE_FONT;
  const headerRoom = (WIDTH - safeWidth(data.studyHeader, SIZE, true) - 12) / WIDE_FONT;
  const largest = data.rows.reduce(
    (most, row) => (row.kind === "study" ? Math.max(most, row.weight) : most),
    0,
  );
  const overall = data.rows.find(
    (row): row is SummaryRow => row.kind === "summary" && row.emphasis === "overall",
  );
  const parts: string[] = [
    label(data.studyHeader, 0, 14, { class: "head" }),
    label(fitText(effect.header, headerRoom, SIZE, true), WIDTH, 14, { anchor: "end", class: "head" }),
    el("line", { class: "rule", x1: 0, x2: WIDTH, y1: 22, y2: 22 }),
  ];
  let y = 28;
  for (const row of data.rows) y += drawRow(row, y);
  y = drawAxis(y + 4);
  for (const note of data.footnotes ?? []) y += wrapped(note, y + 18) + 2;
  return { width: WIDTH, height: y + 12, parts };

  function drawRow(row: ForestRow, top: number): number {
    const base = top + 14;
    switch (row.kind) {
      case "gap":
        return 6;
      case "heading":
        parts.push(...lines(row.label, ROOM, base, "strong"));
        return 24 + (wrapText(row.label, ROOM, SIZE, true).length - 1) * LINE;
      case "text":
        return wrapped(row.text, base) + 6;
      case "missing": {
        parts.push(label(fitText(row.label, ROOM, SIZE), 0, base));
        const cells = compactCells(data.columns, row.cells);
        return LINE + wrapped([row.reason, cells].filter((text) => text !== "").join(" · "), base + LINE) + 6;
      }
      case "study":
        return drawStudyRow(row, base);
      case "summary":
        return drawSummaryRow(row, base);
    }
  }

  function drawStudyRow(row: StudyRow, base: number): number {
    const whole = `${row.label}${row.mark ?? ""}`;
    const shown = fitText(whole, labelRoom, SIZE);
    const drawn = label(shown, 0, base);
    parts.push(shown === whole ? drawn : el("g", {}, el("title", {}, escapeXml(whole)), drawn));
    drawNumbers(row, base, "");
    guides(base + 4, base + 24);
    parts.push(drawStudy(row, base + 14, axis, squareSide(row.weight, largest, LARGEST_SIDE)));
    const details = [
      compactCells(data.columns, row.cells),
      largest > 0 ? `weight\u00a0${weightText(row.weight)}\u00a0%` : "",
    ].filter((text) => text !== "");
    return 32 + (details.length === 0 ? 0 : wrapped(details.join(" · "), base + 36)) + 10;
  }

  function drawSummaryRow(row: SummaryRow, base: number): number {
    const strong = row.emphasis === "overall";
    const style = strong ? "strong" : "semi";
    if (strong) parts.push(el("line", { class: "hair", x1: 0, x2: WIDTH, y1: base - 17, y2: base - 17 }));
    const named = lines(row.label, labelRoom, base, style);
    parts.push(...named);
    drawNumbers(row, base, style);
    let at = base + (named.length - 1) * LINE;
    guides(at + 4, at + 26);
    parts.push(drawSummary(row, at + 15, axis, strong ? 8 : 6));
    at += 28;
    if (row.piLower !== undefined && row.piUpper !== undefined) {
      parts.push(
        label(fitText(row.piLabel ?? "Prediction interval", labelRoom, SMALL), 0, at + 12, { size: SMALL }),
      );
      parts.push(effect.draw({ lower: row.piLower, upper: row.piUpper }, WIDTH, at + 12, { size: SIZE }));
      guides(at + 16, at + 32);
      parts.push(drawPrediction(row, at + 24, axis));
      at += 38;
    }
    for (const text of row.lines ?? []) at += wrapped(text, at + 10) + 2;
    return at - base + 18;
  }

  function drawNumbers(row: StudyRow | SummaryRow, base: number, style: string): void {
    const { estimate, ciLower: lower, ciUpper: upper } = row;
    parts.push(effect.draw({ estimate, lower, upper }, WIDTH, base, { class: style, size: SIZE }));
  }

  /** The vertical lines of the axis, beside one interval. */
  function guides(y1: number, y2: number): void {
    if (data.nullValue !== undefined) {
      const zero = axis.x(data.nullValue);
      parts.push(el("line", { class: "null", x1: zero, x2: zero, y1, y2 }));
    }
    if (overall === undefined) return;
    const [x, within] = [
      axis.x(overall.estimate),
      overall.estimate > axis.range[0] && overall.estimate < axis.range[1],
    ];
    if (within) parts.push(el("line", { class: "pooled", x1: x, x2: x, y1, y2 }));
  }

  function drawAxis(top: number): number {
    const [from, to] = [axis.x(axis.range[0]), axis.x(axis.range[1])];
    parts.push(el("line", { class: "rule", x1: from, x2: to, y1: top, y2: top }));
    for (const tick of axis.ticks) {
      const x = axis.x(tick.value);
      parts.push(el("line", { class: "rule", x1: x, x2: x, y1: top, y2: top + 5 }));
      parts.push(label(tick.label, x, top + 19, { anchor: "middle", size: TICK_SIZE }));
    }
    let next = top + 19;
    const { favoursLeft, favoursRight } = data.axis;
    if (favoursLeft !== undefined || favoursRight !== undefined) next += 19;
    const room = (WIDTH / 2 - 24) / WIDE_FONT;
    if (favoursLeft !== undefined)
      parts.push(label(`← ${fitText(favoursLeft, room, SMALL)}`, 0, next, { size: SMALL }));
    if (favoursRight !== undefined)
      parts.push(
        label(`${fitText(favoursRight, room, SMALL)} →`, WIDTH, next, { anchor: "end", size: SMALL }),
      );
    next += 18;
    const words = fitText(axisLabel(data), ROOM, SMALL);
    parts.push(label(words, WIDTH / 2, next, { anchor: "middle", class: "muted", size: SMALL }));
    return next + 4;
  }

  function lines(text: string, room: number, base: number, style: string): readonly string[] {
    return wrapText(text, room, SIZE, true).map((line, index) =>
      label(line, 0, base + index * LINE, { class: style }),
    );
  }

  function wrapped(text: string, base: number): number {
    const broken = wrapStatistics(text, ROOM, SMALL);
    broken.forEach((line, index) =>
      parts.push(label(line, 0, base + index * LINE, { class: "muted", size: SMALL })),
    );
    return broken.length * LINE;
  }
}
