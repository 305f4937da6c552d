import { el, escapeXml } from "./element.ts";

export interface FigureOptions {
  /** Prefix of every id inside the figure (other characters than letters, digits, "-", "_" become "-"); must differ between figures of one page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** Custom properties beside the ground: name → colour on light and on dark ground. */
  readonly colours?: Readonly<Record<string, readonly [light: string, dark: string]>>;
  /** CSS rules; `&` stands for the figure. */
  readonly css: string;
}

/** Colours every figure has. Text on paper reaches a contrast of 4.5:1 on both grounds, marks 3:1. */
const GROUND = {
  paper: ["#ffffff", "#16191d"],
  ink: ["#1b2026", "#e8ebee"],
  muted: ["#56606b", "#a7b0ba"],
  rule: ["#b9c1c9", "#4a535d"],
  accent: ["#1f6f54", "#63c29f"],
} as const;

/** Wraps drawn parts into an accessible SVG with its own light, dark and print colours, scoped to the figure. */
export function drawFigure(options: FigureOptions, ...children: readonly string[]): string {
  const { title, description, width, height } = options;
  const id = cssIdentifier(options.id);
  const colours = Object.entries({ ...GROUND, ...options.colours });
  const properties = (ground: 0 | 1): string =>
    colours.map(([name, pair]) => `--${name}:${pair[ground]}`).join(";");
  const css = [
    `&{${properties(0)};color-scheme:light dark;background:var(--paper);font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}`,
    `@media (prefers-color-scheme:dark){&{${properties(1)}}}`,
    `@media print{&{${properties(0)}}}`,
    "& text{fill:var(--ink)}",
    options.css,
  ]
    .join("")
    .replaceAll("&", `#${id}`);
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    id,
    viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
    width: Math.ceil(width),
    height: Math.ceil(height),
    role: "img",
    "aria-labelledby": `${id}-title ${id}-desc`,
  };
  return `${el(
    "svg",
    attributes,
    el("title", { id: `${id}-title` }, escapeXml(title)),
    el("desc", { id: `${id}-desc` }, escapeXml(description)),
    el("style", {}, css.replaceAll("<", "")),
    ...children,
  )}\n`;
}

/** An id that CSS and lists of ids can hold: letters, digits, "-" and "_", a letter first. */
function cssIdentifier(id: string): string {
  const plain = id.replace(/[^A-Za-z0-9_-]/g, "-");
  return /^[A-Za-z]/.test(plain) ? plain : `figure-${plain}`;
}
