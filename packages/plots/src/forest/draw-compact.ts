import { el } from "../svg/element.ts";
import { fitText, wrapText } from "../svg/text-width.ts";
import type { ForestPlotData, ForestRow } from "./data.ts";
import { effectAxis } from "./effect-axis.ts";
import { display, drawPrediction, drawStudy, drawSummary, effectText, label, squareSide } from "./marks.ts";

const WIDTH = 380;
const SIZE = 13;
const SMALL = 12;

/** The plot for phones: each study's label, counts and effect in two lines above its own interval. */
export function drawCompact(data: ForestPlotData): {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly string[];
} {
  const axis = effectAxis(data, 12, WIDTH - 12);
  const parts: string[] = [];
  const body: string[] = [];
  const largest = data.rows.reduce(
    (most, row) => (row.kind === "study" ? Math.max(most, row.weight) : most),
    1e-9,
  );
  parts.push(label(data.studyHeader, 0, 14, { class: "head" }));
  parts.push(
    label(`${data.measure.label} [${Math.round(data.ciLevel * 100)}% CI]`, WIDTH, 14, {
      anchor: "end",
      class: "head",
    }),
  );
  parts.push(el("line", { class: "rule", x1: 0, x2: WIDTH, y1: 21, y2: 21 }));
  let y = 26;
  for (const row of data.rows) y += drawRow(row, y);
  const bottom = y + 2;
  parts.push(
    el("line", { class: "null", x1: axis.x(data.nullValue), x2: axis.x(data.nullValue), y1: 26, y2: bottom }),
  );
  for (const part of body) parts.push(part); // not spread: a large review has more rows than a call takes arguments
  parts.push(
    el("line", {
      class: "rule",
      x1: axis.x(axis.range[0]),
      x2: axis.x(axis.range[1]),
      y1: bottom,
      y2: bottom,
    }),
  );
  for (const tick of axis.ticks) {
    parts.push(
      el("line", {
        class: "rule",
        x1: axis.x(tick.value),
        x2: axis.x(tick.value),
        y1: bottom,
        y2: bottom + 5,
      }),
    );
    parts.push(label(tick.label, axis.x(tick.value), bottom + 18, { anchor: "middle", size: SMALL }));
  }
  y = bottom + 36;
  const { favoursLeft, favoursRight } = data.axis;
  if (favoursLeft !== undefined) parts.push(label(`← ${favoursLeft}`, 0, y, { size: SMALL }));
  if (favoursRight !== undefined)
    parts.push(label(`${favoursRight} →`, WIDTH, y, { anchor: "end", size: SMALL }));
  for (const note of data.footnotes ?? []) {
    for (const line of wrapText(note, WIDTH, SMALL)) {
      y += 17;
      parts.push(label(line, 0, y, { class: "muted", size: SMALL }));
    }
  }
  return { width: WIDTH, height: y + 10, parts };

  function drawRow(row: ForestRow, top: number): number {
    const base = top + 14;
    switch (row.kind) {
      case "gap":
        return 8;
      case "heading":
        body.push(label(row.label, 0, base, { class: "strong" }));
        return 22;
      case "text":
        return wrapped(row.text, base);
      case "study": {
        const counts = data.columns.map(({ id }) => row.cells[id] ?? "").filter((cell) => cell !== "");
        body.push(label(fitText(`${row.label}${row.mark ?? ""}`, 200, SIZE), 0, base));
        body.push(label(effectText(data, row), WIDTH, base, { anchor: "end" }));
        body.push(drawStudy(row, base + 13, axis, squareSide(row.weight, largest, 14)));
        if (counts.length > 0)
          body.push(
            label(`${compactCounts(counts)} · weight ${row.weight.toFixed(1)} %`, 0, base + 33, {
              class: "muted",
              size: SMALL,
            }),
          );
        return 54;
      }
      case "summary": {
        const style = row.emphasis === "overall" ? "strong" : "";
        const lines = wrapText(row.label, 210, SIZE, row.emphasis === "overall");
        lines.forEach((line, index) => body.push(label(line, 0, base + index * 16, { class: style })));
        body.push(label(effectText(data, row), WIDTH, base, { anchor: "end", class: style }));
        let used = 14 + (lines.length - 1) * 16 + 14;
        body.push(drawSummary(row, top + used, axis, row.emphasis === "overall" ? 8 : 6));
        used += 12;
        if (row.piLower !== undefined && row.piUpper !== undefined) {
          body.push(drawPrediction(row, top + used + 2, axis));
          used += 20;
          body.push(label(row.piLabel ?? "Prediction interval", 0, top + used, { size: SMALL }));
          body.push(
            label(`[${display(data, row.piLower)}, ${display(data, row.piUpper)}]`, WIDTH, top + used, {
              anchor: "end",
              size: SMALL,
            }),
          );
          used += 4;
        }
        for (const text of row.lines ?? []) used += wrapped(text, top + used + 14);
        return used + 8;
      }
    }
  }

  function wrapped(text: string, base: number): number {
    const lines = wrapText(text, WIDTH, SMALL);
    lines.forEach((line, index) =>
      body.push(label(line, 0, base + index * 16, { class: "muted", size: SMALL })),
    );
    return lines.length * 16;
  }
}

/** "8", "18", "1", "18" → "8/18 v 1/18"; anything else side by side. */
function compactCounts(cells: readonly string[]): string {
  return cells.length === 4 ? `${cells[0]!}/${cells[1]!} v ${cells[2]!}/${cells[3]!}` : cells.join("  ");
}
