import { max, min, ticks } from "d3-array";
import { scaleLinear } from "d3-scale";
import { el, escapeXml, formatCoordinate } from "../svg/element.ts";

interface Effect {
  readonly estimate: number;
  readonly ciLower?: number;
  readonly ciUpper?: number;
}

/** One pair of axes: px of effects, with the range that is shown. */
export interface Panel {
  readonly top: number;
  readonly bottom: number;
  readonly range: readonly [number, number];
  readonly y: (effect: number) => number;
}

/** A panel that shows no effect, all estimates, and whiskers up to 0.6 times the span of the estimates beyond them. */
export function makePanel(
  effects: readonly Effect[],
  place: { readonly top: number; readonly bottom: number; readonly up: "negative" | "positive" },
): Panel {
  const estimates = effects.map(({ estimate }) => estimate).concat(0);
  const ends = effects.flatMap(({ estimate, ciLower, ciUpper }) => [
    ciLower ?? estimate,
    ciUpper ?? estimate,
  ]);
  const [low, high] = [min(estimates) ?? 0, max(estimates) ?? 0];
  const reach = Math.max(0.3, (high - low) * 0.6);
  const margin = 0.08;
  const range: readonly [number, number] = [
    Math.max(min(ends.concat(0)) ?? 0, low - reach) - margin,
    Math.min(max(ends.concat(0)) ?? 0, high + reach) + margin,
  ];
  const { top, bottom, up } = place;
  const scale = scaleLinear(range, up === "negative" ? [top, bottom] : [bottom, top]);
  return { top, bottom, range, y: (effect) => Math.min(bottom, Math.max(top, scale(effect))) };
}

/** Grid lines with their numbers; the line of no effect is strong. */
export function drawGrid(panel: Panel, left: number, right: number): readonly string[] {
  const values = ticks(...panel.range, Math.max(3, Math.round((panel.bottom - panel.top) / 45)));
  return values.flatMap((value) => {
    const y = panel.y(value);
    return [
      el("line", { class: value === 0 ? "zero" : "grid", x1: left, x2: right, y1: y, y2: y }),
      drawText(String(value).replace("-", "−"), left - 8, y + 4, { anchor: "end" }),
    ];
  });
}

/** The interval of an effect as a vertical line; where it leaves the panel it ends in an arrow. Nothing without interval. */
export function drawWhisker(panel: Panel, x: number, style: string, effect: Effect): string {
  const { ciLower, ciUpper } = effect;
  if (ciLower === undefined || ciUpper === undefined) return "";
  const cut = [
    ...(ciLower < panel.range[0] ? [panel.y(panel.range[0])] : []),
    ...(ciUpper > panel.range[1] ? [panel.y(panel.range[1])] : []),
  ];
  return [
    el("line", { class: style, x1: x, x2: x, y1: panel.y(ciLower), y2: panel.y(ciUpper) }),
    ...cut.map((y) => {
      const inwards = y === panel.top ? 5 : -5;
      return el("path", {
        class: style,
        d: `M${at(x - 3, y + inwards)}L${at(x, y)}L${at(x + 3, y + inwards)}`,
      });
    }),
  ].join("");
}

export function at(x: number, y: number): string {
  return `${formatCoordinate(x)},${formatCoordinate(y)}`;
}

export function drawText(
  content: string,
  x: number,
  y: number,
  attributes: { readonly anchor?: string; readonly class?: string } = {},
): string {
  return el("text", { x, y, "text-anchor": attributes.anchor, class: attributes.class }, escapeXml(content));
}
