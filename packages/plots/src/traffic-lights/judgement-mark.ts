import { el, escapeXml } from "../svg/element.ts";
import { JUDGEMENT_LABELS } from "./judgements.ts";
import type { Judgement } from "./traffic-light-data.ts";

/**
 * Fill, border and symbol colour of each judgement, on light and on dark ground. They differ in lightness as well as
 * in hue, so that a grey print keeps their order; the symbol inside says the same a second time.
 */
export const JUDGEMENT_COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  low: ["#247a48", "#3fa86b"],
  "low-edge": ["#17552f", "#6fd09a"],
  "low-sign": ["#ffffff", "#08150d"],
  some: ["#f4c430", "#e9b824"],
  "some-edge": ["#8f6a00", "#f7da7d"],
  "some-sign": ["#2b2000", "#1d1600"],
  high: ["#b3261e", "#d9534a"],
  "high-edge": ["#7d1711", "#f0a09a"],
  "high-sign": ["#ffffff", "#1d0503"],
  critical: ["#5c0f14", "#8f2228"],
  "critical-edge": ["#3d070b", "#e08b90"],
  "critical-sign": ["#ffffff", "#ffffff"],
  none: ["#c3cad1", "#8a949f"],
  "none-edge": ["#626d78", "#b9c2cb"],
  "none-sign": ["#1b2026", "#0d1013"],
};

type Tone = "low" | "some" | "high" | "critical" | "none" | "missing";

const TONE: Readonly<Record<Judgement, Tone>> = {
  low: "low",
  "some-concerns": "some",
  moderate: "some",
  serious: "high",
  high: "high",
  critical: "critical",
  "no-information": "none",
  missing: "missing",
};

export const JUDGEMENT_CSS = [
  ...(["low", "some", "high", "critical", "none"] as const).flatMap((tone) => [
    `& .${tone}{fill:var(--${tone});stroke:var(--${tone}-edge)}`,
    `& .sign-${tone}{stroke:var(--${tone}-sign)}`,
    `& text.sign-${tone}{fill:var(--${tone}-sign);stroke:none}`,
  ]),
  `& .missing{fill:none;stroke:var(--none-edge);stroke-dasharray:3 2.5}`,
  `& .sign{fill:none;stroke-width:2;stroke-linecap:round}`,
  `& text.sign{font-weight:700;text-anchor:middle}`,
].join("\n");

/** CSS class that fills an area in the colour of a judgement. */
export function judgementClass(judgement: Judgement): string {
  return TONE[judgement];
}

/** The circle of one judgement with its symbol: + low, ! some concerns, − high, × critical, ? no information, empty and dashed if missing. */
export function judgementMark(judgement: Judgement, x: number, y: number, radius: number): string {
  const tone = TONE[judgement];
  return el("circle", { class: tone, cx: x, cy: y, r: radius }) + judgementSign(judgement, x, y, radius);
}

/** The symbol alone. */
function judgementSign(judgement: Judgement, x: number, y: number, radius: number): string {
  const tone = TONE[judgement];
  const arm = radius * 0.5;
  const sign = `sign sign-${tone}`;
  const line = (d: string): string => el("path", { class: sign, d });
  const c = (value: number): number => Math.round(value * 100) / 100;
  switch (judgement) {
    case "low":
      return line(`M${c(x - arm)} ${c(y)}H${c(x + arm)}M${c(x)} ${c(y - arm)}V${c(y + arm)}`);
    case "some-concerns":
    case "moderate":
      return line(`M${c(x)} ${c(y - arm)}V${c(y + arm * 0.15)}M${c(x)} ${c(y + arm * 0.95)}V${c(y + arm)}`);
    case "high":
    case "serious":
      return line(`M${c(x - arm)} ${c(y)}H${c(x + arm)}`);
    case "critical": {
      const reach = arm * 0.8;
      return line(
        `M${c(x - reach)} ${c(y - reach)}L${c(x + reach)} ${c(y + reach)}M${c(x - reach)} ${c(y + reach)}L${c(x + reach)} ${c(y - reach)}`,
      );
    }
    case "no-information":
      return el(
        "text",
        { class: sign, x, y: y + radius * 0.5, style: `font-size:${c(radius * 1.42)}px` },
        "?",
      );
    case "missing":
      return "";
  }
}

/** Tooltip of a mark. */
export function judgementTitle(where: string, judgement: Judgement): string {
  return el("title", {}, escapeXml(`${where}: ${JUDGEMENT_LABELS[judgement].toLowerCase()}`));
}
