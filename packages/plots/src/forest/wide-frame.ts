import { el } from "../svg/element.ts";
import { fitText, WIDE_FONT } from "../svg/text-width.ts";
import type { ForestPlotData } from "./data.ts";
import { TICK_SIZE } from "../svg/effect-ticks.ts";
import type { EffectAxis } from "./effect-axis.ts";
import { label } from "./marks.ts";
import { headerLines, LINE, MARGIN, SIZE, SMALL, type WideLayout } from "./wide-layout.ts";

/** Column headers over a rule; returns where the rows begin. */
export function drawHeader(data: ForestPlotData, layout: WideLayout, parts: string[]): number {
  const { effect, width } = layout;
  const groups = [...new Set(data.columns.map(({ group }) => group).filter((name) => name !== undefined))];
  const depth = Math.max(1, ...data.columns.map((column) => headerLines(column).length));
  const base = (groups.length > 0 ? 38 : 18) + (depth - 1) * LINE;
  const head = { class: "head" } as const;
  for (const group of groups) {
    const members = layout.columns.filter((column) => column.group === group);
    const [from, to] = [members[0]!.left, members.at(-1)!.right];
    const text = fitText(group, (to - from + 12) / WIDE_FONT, SIZE, true);
    parts.push(label(text, (from + to) / 2, 16, { anchor: "middle", ...head }));
    parts.push(el("line", { class: "hair", x1: from - 2, x2: to + 2, y1: 23, y2: 23 }));
  }
  parts.push(label(data.studyHeader, MARGIN, base, head));
  for (const column of layout.columns) {
    const lines = headerLines(column);
    const [x, anchor] =
      column.align === "left"
        ? [column.left, "start"]
        : column.align === "right"
          ? [column.right, "end"]
          : [(column.left + column.right) / 2, "middle"];
    lines.forEach((line, index) =>
      parts.push(label(line, x, base - (lines.length - 1 - index) * LINE, { anchor, ...head })),
    );
  }
  parts.push(label(effect.header, layout.effectRight, base, { anchor: "end", ...head }));
  if (layout.largestWeight > 0)
    parts.push(label("Weight, %", layout.weightRight, base, { anchor: "end", ...head }));
  parts.push(el("line", { class: "rule", x1: 0, x2: width, y1: base + 8, y2: base + 8 }));
  return base + 14;
}

/** The axis with its ticks, directions and words; returns the last line's base. */
export function drawWideAxis(
  data: ForestPlotData,
  layout: WideLayout,
  axis: EffectAxis,
  top: number,
  parts: string[],
): number {
  const { width } = layout;
  const [from, to] = [axis.x(axis.range[0]), axis.x(axis.range[1])];
  parts.push(el("line", { class: "rule", x1: from, x2: to, y1: top, y2: top }));
  for (const tick of axis.ticks) {
    const x = axis.x(tick.value);
    parts.push(el("line", { class: "rule", x1: x, x2: x, y1: top, y2: top + 5 }));
    parts.push(label(tick.label, x, top + 19, { anchor: "middle", size: TICK_SIZE }));
  }
  let next = top + 19;
  const { favoursLeft, favoursRight } = data.axis;
  const centre = axis.x(data.nullValue ?? (axis.range[0] + axis.range[1]) / 2);
  if (favoursLeft !== undefined || favoursRight !== undefined) next += 20;
  if (favoursLeft !== undefined)
    parts.push(
      label(`← ${fitText(favoursLeft, (centre - 36) / WIDE_FONT, SMALL)}`, centre - 10, next, {
        anchor: "end",
        size: SMALL,
      }),
    );
  if (favoursRight !== undefined)
    parts.push(
      label(`${fitText(favoursRight, (width - centre - 36) / WIDE_FONT, SMALL)} →`, centre + 10, next, {
        size: SMALL,
      }),
    );
  next += 19;
  const middle = (from + to) / 2;
  const words = fitText(axisLabel(data), (2 * Math.min(middle, width - middle)) / WIDE_FONT, SMALL);
  parts.push(label(words, middle, next, { anchor: "middle", class: "muted", size: SMALL }));
  return next + 5;
}

/** The words under the axis. */
export function axisLabel({ axis, measure }: ForestPlotData): string {
  return axis.label ?? (measure.scale === "log" ? `${measure.label}, logarithmic axis` : measure.label);
}
