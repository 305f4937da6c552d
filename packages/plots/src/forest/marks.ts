import { el, escapeXml, formatCoordinate } from "../svg/element.ts";
import type { StudyRow, SummaryRow } from "./data.ts";
import type { EffectAxis } from "./effect-axis.ts";

const SMALLEST_SIDE = 3;

/**
 * Side in px of a study's square: its area is to the largest square's as its weight to the largest weight, but never
 * less than 3 px a side, so that it can be seen. Without any weights all squares are of half the largest side.
 */
export function squareSide(weight: number, largestWeight: number, largestSide: number): number {
  if (!(largestWeight > 0)) return largestSide / 2;
  return Math.max(SMALLEST_SIDE, largestSide * Math.sqrt(weight / largestWeight));
}

export function drawStudy(row: StudyRow, y: number, axis: EffectAxis, side: number): string {
  const [low, high] = axis.range;
  const [x1, x2] = [axis.x(row.ciLower), axis.x(row.ciUpper)];
  const inside = row.estimate >= low && row.estimate <= high;
  return markGroup(
    row.ref,
    hitArea(x1, x2, y),
    el("line", { class: "whisker", x1, x2, y1: y, y2: y }),
    row.ciLower < low ? arrow("whisker", axis.x(low), y, -1) : "",
    row.ciUpper > high ? arrow("whisker", axis.x(high), y, 1) : "",
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

/** The diamond spans the interval and is highest at the estimate; what lies beyond the axis is cut off, with an arrow. */
export function drawSummary(row: SummaryRow, y: number, axis: EffectAxis, halfHeight: number): string {
  const [low, high] = axis.range;
  const { estimate, ciLower, ciUpper } = row;
  const reaches = ciLower <= high && ciUpper >= low;
  return markGroup(
    row.ref,
    hitArea(axis.x(ciLower), axis.x(ciUpper), y),
    reaches ? el("polygon", { class: "diamond", points: outline().join(" ") }) : "",
    ciLower < low ? arrowhead(low, -1) : "",
    ciUpper > high ? arrowhead(high, 1) : "",
  );

  function outline(): readonly string[] {
    const corners = [Math.max(ciLower, low), ...(estimate > low && estimate < high ? [estimate] : [])];
    corners.push(Math.min(ciUpper, high));
    const above = corners.map((value) => point(axis.x(value), y - heightAt(value)));
    const below = corners
      .filter((value) => heightAt(value) > 0)
      .map((value) => point(axis.x(value), y + heightAt(value)));
    return [...above, ...below.reverse()];
  }

  /** Stands outside the end of the axis, wider than the cut, so that the cut is no end of the interval. */
  function arrowhead(end: number, direction: 1 | -1): string {
    const x = axis.x(end);
    const half = Math.max(4, (reaches ? heightAt(end) : 0) + 2.5);
    return el("polygon", {
      class: "diamond-arrow",
      points: `${point(x, y - half)} ${point(x + 9 * direction, y)} ${point(x, y + half)}`,
    });
  }

  function heightAt(value: number): number {
    const end = value <= estimate ? ciLower : ciUpper;
    if (value === estimate || !Number.isFinite(end)) return halfHeight;
    return (halfHeight * (value - end)) / (estimate - end);
  }
}

export function drawPrediction(row: SummaryRow, y: number, axis: EffectAxis): string {
  if (row.piLower === undefined || row.piUpper === undefined) return "";
  const [low, high] = axis.range;
  const [x1, x2] = [axis.x(row.piLower), axis.x(row.piUpper)];
  return markGroup(
    row.ref,
    hitArea(x1, x2, y),
    el("line", { class: "prediction", x1, x2, y1: y, y2: y }),
    row.piLower < low ? arrow("prediction", x1, y, -1) : cap(x1, y),
    row.piUpper > high ? arrow("prediction", x2, y, 1) : cap(x2, y),
  );
}

/** A group of marks; where it has a `ref`, it is a `mark` that a page can attach provenance to. */
function markGroup(ref: string | undefined, ...children: readonly string[]): string {
  return el("g", ref === undefined ? {} : { class: "mark", "data-ref": ref }, ...children);
}

/** Makes the whole row between the ends answer a pointer, at least 24 px wide and high. */
function hitArea(x1: number, x2: number, y: number): string {
  const width = Math.max(24, x2 - x1);
  return el("rect", { x: (x1 + x2 - width) / 2, y: y - 12, width, height: 24, "fill-opacity": "0" });
}

function cap(x: number, y: number): string {
  return el("line", { class: "prediction-cap", x1: x, x2: x, y1: y - 4, y2: y + 4 });
}

function arrow(style: string, x: number, y: number, direction: 1 | -1): string {
  return el("path", {
    class: style,
    d: `M${point(x - 6 * direction, y - 4)}L${point(x, y)}L${point(x - 6 * direction, y + 4)}`,
  });
}

function point(x: number, y: number): string {
  return `${formatCoordinate(x)},${formatCoordinate(y)}`;
}

export function label(
  text: string,
  x: number,
  y: number,
  attributes: { readonly anchor?: string; readonly class?: string | undefined; readonly size?: number } = {},
): string {
  return el(
    "text",
    {
      x,
      y,
      "text-anchor": attributes.anchor,
      class: attributes.class === "" ? undefined : attributes.class,
      "font-size": attributes.size ?? 13,
    },
    escapeXml(text),
  );
}
