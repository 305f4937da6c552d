import { el, escapeXml } from "../svg/element.ts";
import { safeWidth } from "../svg/text-width.ts";

/** Widths in px a column needs on both sides of its decimal points. */
export interface NumberColumn {
  readonly whole: number;
  readonly fraction: number;
}

/** The room for texts whose decimal points stand under each other. */
export function numberColumn(texts: readonly string[], size: number, bold: boolean): NumberColumn {
  let [whole, fraction] = [0, 0];
  for (const text of texts) {
    const [before, after] = splitNumber(text);
    whole = Math.max(whole, safeWidth(before, size, bold));
    fraction = Math.max(fraction, safeWidth(after, size, bold));
  }
  return { whole, fraction };
}

/** The text in two pieces that meet at `x`: what stands before the first decimal point, and the rest. */
export function alignedNumber(text: string, x: number): string {
  const [before, after] = splitNumber(text);
  return (
    el("tspan", { x, "text-anchor": "end" }, escapeXml(before)) +
    (after === "" ? "" : el("tspan", { x, "text-anchor": "start" }, escapeXml(after)))
  );
}

/** Behind the last digit of the first whole number. */
function splitNumber(text: string): readonly [string, string] {
  const found = /^(\D*\d[\d\u202f]*)(\D.*)$/.exec(text);
  return found === null ? [text, ""] : [found[1]!, found[2]!];
}
