import { el } from "../svg/element.ts";
import { fitText, textWidth, wrapText } from "../svg/text-width.ts";
import type { ForestColumn, ForestPlotData, ForestRow } from "./data.ts";
import { effectAxis, type EffectAxis } from "./effect-axis.ts";
import { display, drawPrediction, drawStudy, drawSummary, effectText, label, squareSide } from "./marks.ts";

const WIDTH = 960;
const ROW = 24;
const SIZE = 13;
const GAP = 18;
const MARGIN = 8;
const LARGEST_SIDE = 17;

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly string[];
}

/** The plot for pages and screens: study, columns, plot, effect with interval, weight. */
export function drawWide(data: ForestPlotData): Drawing {
  const layout = arrange(data);
  const axis = effectAxis(data, layout.plotLeft + 10, layout.plotRight - 10);
  const parts: string[] = [];
  let y = drawHeader(data, layout, parts);
  const plotTop = y;
  const largest = data.rows.reduce(
    (most, row) => (row.kind === "study" ? Math.max(most, row.weight) : most),
    1e-9,
  );
  let overall: { readonly x: number; readonly y: number } | undefined;
  const body: string[] = [];
  for (const row of data.rows) {
    const middle = y + ROW / 2;
    y += drawRow(row, middle);
  }
  const plotBottom = y + 4;
  parts.push(
    el("line", {
      class: "null",
      x1: axis.x(data.nullValue),
      x2: axis.x(data.nullValue),
      y1: plotTop,
      y2: plotBottom,
    }),
  );
  if (overall)
    parts.push(el("line", { class: "pooled", x1: overall.x, x2: overall.x, y1: plotTop, y2: overall.y }));
  for (const part of body) parts.push(part); // not spread: a large review has more rows than a call takes arguments
  y = drawAxis(data, axis, plotBottom, parts, layout);
  for (const note of data.footnotes ?? []) {
    for (const line of wrapText(note, WIDTH - 2 * MARGIN, 12)) {
      y += 17;
      parts.push(label(line, MARGIN, y, { class: "muted", size: 12 }));
    }
  }
  return { width: WIDTH, height: y + 12, parts };

  function drawRow(row: ForestRow, middle: number): number {
    const base = middle + 4.5;
    switch (row.kind) {
      case "gap":
        return ROW / 2;
      case "heading":
        body.push(label(row.label, MARGIN, base, { class: "strong" }));
        return ROW;
      case "text":
        body.push(label(row.text, MARGIN, base, { class: "muted", size: 12 }));
        return ROW - 4;
      case "study": {
        body.push(
          label(fitText(`${row.label}${row.mark ?? ""}`, layout.labelWidth, SIZE), MARGIN + 10, base),
        );
        drawCells(row.cells, base, "");
        body.push(drawStudy(row, middle, axis, squareSide(row.weight, largest, LARGEST_SIDE)));
        body.push(label(effectText(data, row), layout.effectRight, base, { anchor: "end" }));
        body.push(label(row.weight.toFixed(1), layout.weightRight, base, { anchor: "end" }));
        return ROW;
      }
      case "summary": {
        const strong = row.emphasis === "overall" ? "strong" : "";
        body.push(
          label(
            fitText(row.label, layout.plotLeft - MARGIN - 20, SIZE, true),
            MARGIN + (row.emphasis === "overall" ? 0 : 10),
            base,
            { class: strong },
          ),
        );
        drawCells(row.cells ?? {}, base, strong);
        body.push(drawSummary(row, middle, axis, row.emphasis === "overall" ? 8.5 : 6.5));
        body.push(label(effectText(data, row), layout.effectRight, base, { anchor: "end", class: strong }));
        if (row.weight !== undefined)
          body.push(label(row.weight.toFixed(1), layout.weightRight, base, { anchor: "end", class: strong }));
        if (row.emphasis === "overall") overall = { x: axis.x(row.estimate), y: middle };
        let used = ROW;
        if (row.piLower !== undefined && row.piUpper !== undefined) {
          body.push(drawPrediction(row, middle + used - 3, axis));
          body.push(label(row.piLabel ?? "Prediction interval", MARGIN, base + used - 3));
          body.push(
            label(
              `[${display(data, row.piLower)}, ${display(data, row.piUpper)}]`,
              layout.effectRight,
              base + used - 3,
              { anchor: "end" },
            ),
          );
          used += ROW - 4;
        }
        for (const text of row.lines ?? []) {
          for (const line of wrapText(text, layout.plotLeft - MARGIN - 16, 12)) {
            body.push(
              label(line, MARGIN + (row.emphasis === "overall" ? 0 : 10), base + used - 3, {
                class: "muted",
                size: 12,
              }),
            );
            used += 17;
          }
        }
        return used + (row.emphasis === "subgroup" ? 6 : 0);
      }
    }
  }

  function drawCells(cells: Readonly<Record<string, string>>, base: number, style: string): void {
    for (const column of layout.columns) {
      const text = cells[column.id];
      if (text === undefined) continue;
      body.push(
        label(text, column.align === "right" ? column.right : column.left, base, {
          class: style,
          ...(column.align === "right" ? { anchor: "end" } : {}),
        }),
      );
    }
  }
}

interface PlacedColumn extends ForestColumn {
  readonly left: number;
  readonly right: number;
}

interface Layout {
  readonly labelWidth: number;
  readonly columns: readonly PlacedColumn[];
  readonly plotLeft: number;
  readonly plotRight: number;
  readonly effectRight: number;
  readonly weightRight: number;
}

function arrange(data: ForestPlotData): Layout {
  const texts = (select: (row: ForestRow) => string | undefined): number[] =>
    data.rows.map((row) => textWidth(select(row) ?? "", SIZE, row.kind === "summary"));
  const labelWidth = Math.min(
    230,
    Math.max(90, ...texts((row) => (row.kind === "study" ? `${row.label}${row.mark ?? ""}` : undefined))) + 6,
  );
  let left = MARGIN + 10 + labelWidth + GAP;
  const columns = data.columns.map((column): PlacedColumn => {
    const widest = Math.max(
      textWidth(column.header, SIZE, true),
      ...texts((row) =>
        row.kind === "study" || row.kind === "summary" ? row.cells?.[column.id] : undefined,
      ),
    );
    const placed = { ...column, left, right: left + widest };
    left += widest + GAP;
    return placed;
  });
  const weightRight = WIDTH - MARGIN;
  const effectRight = weightRight - Math.max(textWidth("Weight, %", SIZE, true), 40) - GAP;
  const effectWidth = Math.max(
    textWidth(effectHeader(data), SIZE, true),
    ...texts((row) => (row.kind === "study" || row.kind === "summary" ? effectText(data, row) : undefined)),
  );
  return {
    labelWidth,
    columns,
    plotLeft: left,
    plotRight: effectRight - effectWidth - GAP,
    effectRight,
    weightRight,
  };
}

function effectHeader(data: ForestPlotData): string {
  return `${data.measure.label} [${Math.round(data.ciLevel * 100)}% CI]`;
}

function drawHeader(data: ForestPlotData, layout: Layout, parts: string[]): number {
  const groups = [...new Set(data.columns.map(({ group }) => group).filter((group) => group !== undefined))];
  const top = groups.length > 0 ? 44 : 24;
  for (const group of groups) {
    const members = layout.columns.filter((column) => column.group === group);
    const [from, to] = [members[0]!.left, members.at(-1)!.right];
    parts.push(label(group, (from + to) / 2, 16, { anchor: "middle", class: "head" }));
    parts.push(el("line", { class: "hair", x1: from - 4, x2: to + 2, y1: 23, y2: 23 }));
  }
  parts.push(label(data.studyHeader, MARGIN, top - 6, { class: "head" }));
  for (const column of layout.columns) {
    const right = column.align === "right";
    parts.push(
      label(column.header, right ? column.right : column.left, top - 6, {
        class: "head",
        ...(right ? { anchor: "end" } : {}),
      }),
    );
  }
  parts.push(label(effectHeader(data), layout.effectRight, top - 6, { anchor: "end", class: "head" }));
  parts.push(label("Weight, %", layout.weightRight, top - 6, { anchor: "end", class: "head" }));
  parts.push(el("line", { class: "rule", x1: 0, x2: WIDTH, y1: top + 2, y2: top + 2 }));
  return top + 8;
}

function drawAxis(
  data: ForestPlotData,
  axis: EffectAxis,
  top: number,
  parts: string[],
  layout: Layout,
): number {
  parts.push(
    el("line", { class: "rule", x1: axis.x(axis.range[0]), x2: axis.x(axis.range[1]), y1: top, y2: top }),
  );
  for (const tick of axis.ticks) {
    parts.push(
      el("line", { class: "rule", x1: axis.x(tick.value), x2: axis.x(tick.value), y1: top, y2: top + 5 }),
    );
    parts.push(label(tick.label, axis.x(tick.value), top + 19, { anchor: "middle", size: 12 }));
  }
  const centre = axis.x(data.nullValue);
  const { favoursLeft, favoursRight } = data.axis;
  const y = top + 38;
  if (favoursLeft !== undefined)
    parts.push(label(`← ${favoursLeft}`, centre - 10, y, { anchor: "end", size: 12 }));
  if (favoursRight !== undefined) parts.push(label(`${favoursRight} →`, centre + 10, y, { size: 12 }));
  parts.push(
    label(
      data.measure.scale === "log" ? `${data.measure.label}, logarithmic axis` : data.measure.label,
      (layout.plotLeft + layout.plotRight) / 2,
      y + 19,
      { anchor: "middle", class: "muted", size: 12 },
    ),
  );
  return y + 24;
}
