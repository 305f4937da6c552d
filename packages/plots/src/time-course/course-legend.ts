import { el, formatCoordinate } from "../svg/element.ts";
import { textWidth, WIDE_FONT } from "../svg/text-width.ts";
import type { TimeCourseData } from "./data.ts";
import { drawText } from "./panel.ts";

/** The kinds of marks that occur, in as many lines as they need. */
export function drawLegend(
  data: TimeCourseData,
  top: number,
  width: number,
  size: number,
): { readonly parts: readonly string[]; readonly bottom: number } {
  const known = data.points.filter(({ ciLower, ciUpper }) => ciLower !== undefined && ciUpper !== undefined);
  const kinds: readonly (readonly [count: number, shape: string, label: string])[] = [
    [known.length, el("circle", { class: "dot", cx: 6, cy: -4, r: 4.5 }), "study, 95% CI"],
    [
      data.points.length - known.length,
      el("circle", { class: "hollow", cx: 6, cy: -4, r: 4 }),
      "study, no CI known",
    ],
    [
      data.pooled.length,
      el("polygon", { class: "diamond", points: "1,-4 6,-11 11,-4 6,3" }),
      "pooled in a window, 95% CI",
    ],
    [
      data.published.length,
      el("rect", { class: "published", x: 2.5, y: -7.5, width: 7, height: 7 }),
      "published by others",
    ],
  ];
  const parts: string[] = [];
  let [x, y] = [0, top];
  for (const [count, shape, label] of kinds) {
    if (count === 0) continue;
    const needed = 18 + textWidth(label, size) * WIDE_FONT;
    if (x > 0 && x + needed > width) [x, y] = [0, y + 18];
    const place = `translate(${formatCoordinate(x)} ${formatCoordinate(y)})`;
    parts.push(el("g", { transform: place }, shape, drawText(label, 18, 0)));
    x += needed + 14;
  }
  return { parts, bottom: y };
}
