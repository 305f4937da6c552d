import { safeWidth, textWidth, WIDE_FONT, wrapText } from "../svg/text-width.ts";
import type { ForestColumn, ForestPlotData, ForestRow } from "./data.ts";
import { effectColumn, type EffectColumn } from "./effect-column.ts";
import { numberColumn, type NumberColumn } from "./number-column.ts";

const WIDTH = 960;
export const MARGIN = 8;
export const ROW = 24;
/** Between the lines of one row. */
export const LINE = 16;
export const SIZE = 13;
export const SMALL = 12;
const GAP = 18;
const LABEL = { least: 110, most: 230 };
const LEAST_PLOT = 200;

export interface PlacedColumn extends ForestColumn {
  readonly left: number;
  readonly right: number;
  /** Where the decimal points stand. */
  readonly point: number;
}

export interface WideLayout {
  /** 960, or more where the columns leave less than 200 px for the plot. */
  readonly width: number;
  readonly labelWidth: number;
  readonly columns: readonly PlacedColumn[];
  readonly plotLeft: number;
  readonly plotRight: number;
  readonly effect: EffectColumn;
  /** Right end of the header, and of the numbers, which stand under its middle. */
  readonly effectRight: number;
  readonly effectEnd: number;
  readonly weightRight: number;
  /** 0 where no study has a weight; then there is no column of weights. */
  readonly largestWeight: number;
}

/** Where everything stands from left to right. */
export function arrangeWide(data: ForestPlotData): WideLayout {
  const largestWeight = data.rows.reduce(
    (most, row) => (row.kind === "study" ? Math.max(most, row.weight) : most),
    0,
  );
  const columnsWidth = data.columns.reduce(
    (sum, column) => sum + columnWidth(column, data.rows).width + GAP,
    0,
  );
  const widestLabel = data.rows.reduce(
    (most, row) => Math.max(most, labelNeed(row, columnsWidth)),
    LABEL.least,
  );
  const effect = effectColumn(data, SIZE);
  const headerWidth = safeWidth(effect.header, SIZE, true);
  const effectWidth = Math.max(headerWidth, effect.width);
  const weightWidth = largestWeight > 0 ? safeWidth("Weight, %", SIZE, true) + GAP : 0;
  const others = MARGIN + 10 + GAP + columnsWidth + LEAST_PLOT + GAP + effectWidth + weightWidth + MARGIN;
  const labelWidth = Math.min(LABEL.most, widestLabel, Math.max(LABEL.least, WIDTH - others));
  const width = Math.max(WIDTH, Math.ceil(others + labelWidth));
  let left = MARGIN + 10 + labelWidth + GAP;
  const columns = data.columns.map((column): PlacedColumn => {
    const placed = placeColumn(column, data.rows, left);
    left = placed.right + GAP;
    return placed;
  });
  const weightRight = width - MARGIN;
  const effectRight = weightRight - weightWidth;
  return {
    width,
    labelWidth,
    columns,
    plotLeft: left,
    plotRight: effectRight - effectWidth - GAP,
    effect,
    effectRight,
    effectEnd: effectRight - Math.max(0, headerWidth - effect.width) / 2,
    weightRight,
    largestWeight,
  };
}

/** Px the label column needs for a row; the text of summaries may run on under the other columns. */
function labelNeed(row: ForestRow, columnsWidth: number): number {
  switch (row.kind) {
    case "study":
      return WIDE_FONT * textWidth(`${row.label}${row.mark ?? ""}`, SIZE);
    case "missing":
      return WIDE_FONT * textWidth(row.label, SIZE);
    case "summary":
      return Math.max(
        WIDE_FONT * textWidth(row.label, SIZE, true) - columnsWidth,
        (row.lines ?? []).length > 0 ? LABEL.most - columnsWidth : 0,
      );
    default:
      return 0;
  }
}

function placeColumn(column: ForestColumn, rows: readonly ForestRow[], left: number): PlacedColumn {
  const { width, numbers } = columnWidth(column, rows);
  const point = left + (width - numbers.whole - numbers.fraction) / 2 + numbers.whole;
  return { ...column, left, right: left + width, point };
}

function columnWidth(
  column: ForestColumn,
  rows: readonly ForestRow[],
): { readonly width: number; readonly numbers: NumberColumn } {
  const texts = rows.flatMap((row) => {
    const text = "cells" in row ? row.cells[column.id] : undefined;
    return text === undefined ? [] : [text];
  });
  const bold = rows.some((row) => row.kind === "summary" && row.cells?.[column.id] !== undefined);
  const numbers = numberColumn(texts, SIZE, bold);
  const widest =
    column.align === "decimal"
      ? numbers.whole + numbers.fraction
      : texts.reduce((most, text) => Math.max(most, safeWidth(text, SIZE, bold)), 0);
  const header = headerLines(column).map((line) => safeWidth(line, SIZE, true));
  return { width: Math.max(widest, ...header), numbers };
}

export function headerLines({ header }: ForestColumn): readonly string[] {
  return typeof header === "string" ? [header] : header;
}

/** A label in two lines at most; a longer one ends in an ellipsis. */
export function labelLines(text: string, room: number): readonly string[] {
  const lines = wrapText(text, room / WIDE_FONT, SIZE);
  if (lines.length <= 2) return lines;
  const second = Array.from(lines[1]!);
  while (second.length > 1 && textWidth(`${second.join("")}…`, SIZE) > room / WIDE_FONT) second.pop();
  return [lines[0]!, `${second.join("").trimEnd()}…`];
}

/** One decimal; a weight that would round to nothing is "<0.1". */
export function weightText(weight: number): string {
  return weight > 0 && weight < 0.05 ? "<0.1" : weight.toFixed(1);
}
