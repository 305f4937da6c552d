import { el, escapeXml } from "../svg/element.ts";
import { fitText, WIDE_FONT, wrapText } from "../svg/text-width.ts";
import type { ForestPlotData, ForestRow, StudyRow, SummaryRow } from "./data.ts";
import { effectAxis } from "./effect-axis.ts";
import { drawPrediction, drawStudy, drawSummary, label, squareSide } from "./marks.ts";
import { alignedNumber } from "./number-column.ts";
import { arrangeWide, labelLines, LINE, MARGIN, ROW, SIZE, SMALL, weightText } from "./wide-layout.ts";
import { wrapStatistics } from "./wrap-statistics.ts";
import { drawHeader, drawWideAxis } from "./wide-frame.ts";

const LARGEST_SIDE = 17;
const INDENT = 10;

export interface ForestDrawing {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly string[];
}

/** The plot for pages and screens: study, columns, plot, effect with interval, weight. */
export function drawWide(data: ForestPlotData): ForestDrawing {
  const layout = arrangeWide(data);
  const { width, effect } = layout;
  const axis = effectAxis(data, layout.plotLeft + 10, layout.plotRight - 10);
  const textRoom = layout.plotLeft - MARGIN - 12;
  const parts: string[] = [];
  const body: string[] = [];
  const pooled: { readonly x: number; readonly y: number }[] = [];
  const plotTop = drawHeader(data, layout, parts);
  let y = plotTop;
  for (const row of data.rows) y += drawRow(row, y + ROW / 2);
  const plotBottom = y + 4;
  if (data.nullValue !== undefined) parts.push(rule("null", axis.x(data.nullValue), plotTop, plotBottom));
  for (const at of pooled) parts.push(rule("pooled", at.x, plotTop, at.y));
  for (const part of body) parts.push(part); // not spread: a large review has more rows than a call takes arguments
  y = drawWideAxis(data, layout, axis, plotBottom, parts);
  for (const note of data.footnotes ?? []) {
    for (const line of wrapText(note, (width - 2 * MARGIN) / WIDE_FONT, SMALL)) {
      y += 17;
      parts.push(label(line, MARGIN, y, { class: "muted", size: SMALL }));
    }
  }
  return { width, height: y + 12, parts };

  function drawRow(row: ForestRow, middle: number): number {
    const base = middle + 4.5;
    switch (row.kind) {
      case "gap":
        return ROW / 2;
      case "heading":
        drawFitted(row.label, textRoom, MARGIN, base, "strong");
        return ROW;
      case "text":
        return wrapped(row.text, MARGIN, base, row.style === "normal" ? "" : "muted") + ROW - LINE - 4;
      case "missing": {
        const height = drawLabel(row.label, base);
        drawCells(row.cells, base, "");
        const reason = fitText(row.reason, (layout.effectRight - layout.plotLeft) / WIDE_FONT, SMALL);
        const drawn = label(reason, layout.effectRight, base, { anchor: "end", class: "muted", size: SMALL });
        body.push(shortened(row.reason, reason, drawn));
        return height;
      }
      case "study": {
        const height = drawLabel(`${row.label}${row.mark ?? ""}`, base);
        drawCells(row.cells, base, "");
        drawNumbers(row, base, "");
        body.push(drawStudy(row, middle, axis, squareSide(row.weight, layout.largestWeight, LARGEST_SIDE)));
        return height;
      }
      case "summary":
        return drawSummaryRow(row, middle, base);
    }
  }

  function drawSummaryRow(row: SummaryRow, middle: number, base: number): number {
    const overall = row.emphasis === "overall";
    const style = overall ? "strong" : "semi";
    const left = overall ? MARGIN : MARGIN + INDENT;
    if (overall)
      body.push(el("line", { class: "hair", x1: 0, x2: width, y1: middle - ROW / 2, y2: middle - ROW / 2 }));
    const firstCell = layout.columns.find(({ id }) => row.cells?.[id] !== undefined);
    const room = (firstCell?.left ?? layout.plotLeft) - left - 12;
    drawFitted(row.label, room, left, base, style);
    drawCells(row.cells ?? {}, base, style);
    drawNumbers(row, base, style);
    body.push(drawSummary(row, middle, axis, overall ? 8.5 : 6.5));
    if (overall && row.estimate > axis.range[0] && row.estimate < axis.range[1])
      pooled.push({ x: axis.x(row.estimate), y: middle });
    let used = ROW;
    if (row.piLower !== undefined && row.piUpper !== undefined) {
      body.push(
        label(fitText(row.piLabel ?? "Prediction interval", room / WIDE_FONT, SIZE), left, base + used - 3),
      );
      body.push(
        effect.draw({ lower: row.piLower, upper: row.piUpper }, layout.effectEnd, base + used - 3, {
          size: SIZE,
        }),
      );
      body.push(drawPrediction(row, middle + used - 3, axis));
      used += ROW - 4;
    }
    for (const text of row.lines ?? []) used += wrapped(text, left, base + used - 3, "muted");
    return used + (overall ? 0 : 6);
  }

  function drawNumbers(row: StudyRow | SummaryRow, base: number, style: string): void {
    const { estimate, ciLower: lower, ciUpper: upper } = row;
    body.push(effect.draw({ estimate, lower, upper }, layout.effectEnd, base, { class: style, size: SIZE }));
    if (layout.largestWeight > 0 && row.weight !== undefined)
      body.push(label(weightText(row.weight), layout.weightRight, base, { anchor: "end", class: style }));
  }

  /** One or two lines; returns the height of the row. */
  function drawLabel(text: string, base: number): number {
    const lines = labelLines(text, layout.labelWidth);
    const drawn = lines.map((line, index) => label(line, MARGIN + INDENT, base + index * LINE));
    const cut = lines.at(-1)!.endsWith("…") ? lines.join(" ") : text;
    body.push(shortened(text, cut, drawn.join("")));
    return ROW + (lines.length - 1) * LINE;
  }

  function drawFitted(text: string, room: number, x: number, base: number, style: string): void {
    const shown = fitText(text, room / WIDE_FONT, SIZE, true);
    body.push(shortened(text, shown, label(shown, x, base, { class: style })));
  }

  function wrapped(text: string, left: number, base: number, style: string): number {
    const lines = wrapStatistics(text, (layout.plotLeft - left - 12) / WIDE_FONT, SMALL);
    lines.forEach((line, index) =>
      body.push(label(line, left, base + index * LINE, { class: style, size: SMALL })),
    );
    return lines.length * LINE;
  }

  function drawCells(cells: Readonly<Record<string, string>>, base: number, style: string): void {
    for (const column of layout.columns) {
      const text = cells[column.id];
      if (text === undefined) continue;
      if (column.align === "decimal")
        body.push(
          el(
            "text",
            { y: base, class: style === "" ? undefined : style, "font-size": SIZE },
            alignedNumber(text, column.point),
          ),
        );
      else
        body.push(
          label(text, column.align === "right" ? column.right : column.left, base, {
            class: style,
            ...(column.align === "right" ? { anchor: "end" } : {}),
          }),
        );
    }
  }
}

function rule(style: string, x: number, y1: number, y2: number): string {
  return el("line", { class: style, x1: x, x2: x, y1, y2 });
}

/** Text that was shortened keeps the whole as its tooltip. */
function shortened(whole: string, shown: string, drawn: string): string {
  return shown === whole ? drawn : el("g", {}, el("title", {}, escapeXml(whole)), drawn);
}
