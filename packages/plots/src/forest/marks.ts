import { el, escapeXml, formatCoordinate } from "../svg/element.ts";
import { formatEffect } from "../svg/format-number.ts";
import type { ForestPlotData, ForestRow } from "./data.ts";
import type { EffectAxis } from "./effect-axis.ts";

type StudyRow = Extract<ForestRow, { kind: "study" }>;
type SummaryRow = Extract<ForestRow, { kind: "summary" }>;

/** Side in px of the square of a study with 100 % weight's share of the largest: area is proportional to weight. */
export function squareSide(weight: number, largestWeight: number, largestSide: number): number {
  return largestSide * Math.sqrt(weight / largestWeight);
}

export function drawStudy(row: StudyRow, y: number, axis: EffectAxis, side: number): string {
  const [low, high] = axis.range;
  const [x1, x2] = [axis.x(row.ciLower), axis.x(row.ciUpper)];
  const inside = row.estimate >= low && row.estimate <= high;
  return el(
    "g",
    { class: "mark", "data-ref": row.ref },
    hitArea(x1, x2, y),
    el("line", { class: "whisker", x1, x2, y1: y, y2: y }),
    row.ciLower < low ? arrow(x1, y, -1) : "",
    row.ciUpper > high ? arrow(x2, y, 1) : "",
    inside
      ? el("rect", {
          class: "square",
          x: axis.x(row.estimate) - side / 2,
          y: y - side / 2,
          width: side,
          height: side,
        })
      : "",
  );
}

export function drawSummary(row: SummaryRow, y: number, axis: EffectAxis, halfHeight: number): string {
  const [low, high] = axis.range;
  const [left, centre, right] = [axis.x(row.ciLower), axis.x(row.estimate), axis.x(row.ciUpper)];
  const points = `${point(left, y)} ${point(centre, y - halfHeight)} ${point(right, y)} ${point(centre, y + halfHeight)}`;
  return el(
    "g",
    { class: "mark", "data-ref": row.ref },
    hitArea(left, right, y),
    el("polygon", { class: "diamond", points }),
    row.ciLower < low ? arrow(left, y, -1) : "",
    row.ciUpper > high ? arrow(right, y, 1) : "",
  );
}

export function drawPrediction(row: SummaryRow, y: number, axis: EffectAxis): string {
  if (row.piLower === undefined || row.piUpper === undefined) return "";
  const [low, high] = axis.range;
  const [x1, x2] = [axis.x(row.piLower), axis.x(row.piUpper)];
  return el(
    "g",
    { class: "mark", "data-ref": row.ref },
    el("line", { class: "prediction", x1, x2, y1: y, y2: y }),
    row.piLower < low
      ? el("path", {
          class: "prediction",
          d: `M${point(x1 + 5, y - 4)}L${point(x1, y)}L${point(x1 + 5, y + 4)}`,
        })
      : "",
    row.piUpper > high
      ? el("path", {
          class: "prediction",
          d: `M${point(x2 - 5, y - 4)}L${point(x2, y)}L${point(x2 - 5, y + 4)}`,
        })
      : "",
  );
}

/** Makes the whole row between the ends answer a pointer, at least 24 px wide and high. */
function hitArea(x1: number, x2: number, y: number): string {
  const width = Math.max(24, x2 - x1);
  return el("rect", { x: (x1 + x2 - width) / 2, y: y - 12, width, height: 24, "fill-opacity": "0" });
}

function arrow(x: number, y: number, direction: 1 | -1): string {
  return el("path", {
    class: "whisker",
    d: `M${point(x - 6 * direction, y - 4)}L${point(x, y)}L${point(x - 6 * direction, y + 4)}`,
  });
}

function point(x: number, y: number): string {
  return `${formatCoordinate(x)},${formatCoordinate(y)}`;
}

/** "5.20 [0.80, 33.6]" on the display scale. */
export function effectText(
  data: ForestPlotData,
  row: { readonly estimate: number; readonly ciLower: number; readonly ciUpper: number },
): string {
  return `${display(data, row.estimate)} [${display(data, row.ciLower)}, ${display(data, row.ciUpper)}]`;
}

export function display(data: ForestPlotData, value: number): string {
  return formatEffect(data.measure.scale === "log" ? Math.exp(value) : value, data.measure.decimals ?? 2);
}

export function label(
  text: string,
  x: number,
  y: number,
  attributes: { readonly anchor?: string; readonly class?: string; readonly size?: number } = {},
): string {
  return el(
    "text",
    { x, y, "text-anchor": attributes.anchor, class: attributes.class, "font-size": attributes.size ?? 13 },
    escapeXml(text),
  );
}
