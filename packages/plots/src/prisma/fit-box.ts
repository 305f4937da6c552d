import { textWidth, wrapText } from "../svg/text-width.ts";
import type { ReasonCount } from "./prisma-flow-data.ts";
import type { BoxText } from "./flow-boxes.ts";
import type { FittedBox, FittedLine } from "./layout-flow.ts";

export interface BoxType {
  readonly size: number;
  readonly line: number;
  readonly padding: number;
}

/** Space inside "(n = 12)" that lines are never broken at. */
const NBSP = "\u00a0";

const INDENT = 10;
const GUTTER = 8;
/** The reader's font may run wider than the widths we estimate. */
const SAFETY = 0.95;

/** A count as the diagram prints it, such as "n = 1,204"; its spaces do not break. */
export function countText(n: number): string {
  return `n${NBSP}=${NBSP}${numberText(n)}`;
}

/** Breaks a box's heading and items into lines that fit its width; no count is ever broken. */
export function fitBox(box: BoxText, width: number, type: BoxType): FittedBox {
  const room = (width - 2 * type.padding) * SAFETY;
  const heading = box.items.length > 0 && box.n === undefined ? `${box.heading}:` : box.heading;
  const lines = [
    ...fitHeading(heading, box.n, room, type),
    ...box.items.flatMap((item) => fitItem(item, room, type)),
  ];
  return { lines, height: lines.length * type.line + 2 * type.padding - (type.line - type.size) };
}

/** The heading runs on into its count, which takes a line of its own where it does not fit. */
function fitHeading(text: string, n: number | undefined, room: number, type: BoxType): readonly FittedLine[] {
  const wrapped = wrapText(text, room, type.size);
  const lines = wrapped.map((line): FittedLine => ({ text: line, indent: 0, countAt: "after" }));
  if (n === undefined) return lines;
  const count = `(${countText(n)})`;
  const last = wrapped.at(-1) ?? "";
  const fits = textWidth(`${last} `, type.size) + textWidth(count, type.size, true) <= room;
  if (fits) return [...lines.slice(0, -1), { text: last, count, indent: 0, countAt: "after" }];
  return [...lines, { text: "", count, indent: 0, countAt: "after" }];
}

/** An item has its plain number at the right border, beside its last line. */
function fitItem({ reason, n }: ReasonCount, room: number, type: BoxType): readonly FittedLine[] {
  const count = numberText(n);
  const beside = room - INDENT - textWidth(count, type.size) - GUTTER;
  const full = wrapText(reason, room - INDENT, type.size);
  const wrapped =
    textWidth(full.at(-1) ?? "", type.size) <= beside ? full : wrapText(reason, beside, type.size);
  return wrapped.map((text, i): FittedLine => {
    const line = { text, indent: INDENT, countAt: "right" } as const;
    return i === wrapped.length - 1 ? { ...line, count } : line;
  });
}

function numberText(n: number): string {
  const digits = String(Math.abs(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${n < 0 ? "\u2212" : ""}${digits}`;
}
