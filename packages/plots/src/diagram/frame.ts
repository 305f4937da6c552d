import { el, escapeXml } from "./base.ts";

export interface FrameOptions {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** Custom properties of this kind of figure on light and on dark ground, name without dashes → colour. */
  readonly colours: Readonly<Record<string, readonly [light: string, dark: string]>>;
  /** Rules of this kind of figure; `&` stands for the figure itself. */
  readonly css: string;
}

export function drawFrame(options: FrameOptions, ...children: readonly string[]): string {
  const { id, title, description, width, height } = options;
  const titleId = `${id}-title`;
  const descId = `${id}-desc`;
  const entries = Object.entries({ ...GROUND, ...options.colours });
  const set = (which: 0 | 1): string => entries.map(([name, pair]) => `--${name}:${pair[which]}`).join(";");
  const figure = `#${id}`;
  const style = [
    `&{${set(0)};font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;background:var(--paper)}`,
    `&{color-scheme:light dark}`,
    `@media (prefers-color-scheme:dark){&{${set(1)}}}`,
    `@media print{&{${set(0)}}}`,
    `& text{fill:var(--ink)}`,
    options.css,
  ].join("\n").replaceAll("&", figure);
  return el(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", id, viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`, width: Math.ceil(width), height: Math.ceil(height), role: "img", "aria-labelledby": `${titleId} ${descId}` },
    el("title", { id: titleId }, escapeXml(title)),
    el("desc", { id: descId }, escapeXml(description)),
    el("style", {}, escapeXml(style)),
    ...children,
  ) + "\n";
}

const GROUND = {
  paper: ["#ffffff", "#16191d"],
  ink: ["#1b2026", "#e8ebee"],
  muted: ["#56606b", "#a7b0ba"],
  rule: ["#7d8894", "#8a949f"],
} as const;
