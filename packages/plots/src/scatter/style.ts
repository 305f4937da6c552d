import { drawFigure } from "../svg/figure.ts";
import { formatEffect } from "../svg/format-number.ts";
import type { Frame } from "./frame.ts";
import { LEADER_CSS } from "./leader-line.ts";

/** What every figure says about itself. */
export interface FigureTexts {
  /** Prefix of every id in the figure: letters, digits, "-", "_"; must differ between the figures of one page. */
  readonly id: string;
  readonly title: string;
  /** For those who cannot see the figure; default: what is drawn, counted. */
  readonly description?: string;
}

/** The measure of the effects: its name, and whether values are logarithms of what the axis shows. */
export interface PlotMeasure {
  readonly label: string;
  readonly scale: "log" | "linear";
}

export interface PlotOptions {
  /** For phones: 380 px wide. */
  readonly compact?: boolean;
}

const COLOURS = {
  point: ["#3d4a57", "#b4c0cb"],
  pooled: ["#1f6f54", "#63c29f"],
  band: ["#dcece5", "#1f3a30"],
  second: ["#a8492b", "#e39a7c"],
  grid: ["#e6e9ec", "#2b3138"],
  tint1: ["#e4e9ee", "#222a32"],
  tint2: ["#cfd8df", "#303b46"],
  tint3: ["#b6c3cd", "#435160"],
} as const;

const CSS = [
  "& text{font-size:12px;paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}",
  "& text.muted{fill:var(--muted)}",
  "& text.name{font-size:11px;fill:var(--muted)}",
  "& .grid{stroke:var(--grid)}",
  "& .axis{stroke:var(--ink)}",
  "& .null{stroke:var(--ink);fill:none}",
  "& .dot{fill:var(--point);fill-opacity:.85;stroke:var(--paper);stroke-width:1}",
  "& .sized{fill:var(--point);fill-opacity:.65;stroke:var(--paper);stroke-width:1}",
  "& .dots{stroke:var(--point);stroke-width:3;stroke-linecap:round;stroke-opacity:.5;fill:none}",
  "& .hollow{fill:var(--paper);stroke:var(--second);stroke-width:1.6}",
  "& .whole{fill:var(--paper);stroke:var(--ink);stroke-width:2}",
  "& .pooled{stroke:var(--pooled);stroke-width:1.8;fill:none}",
  "& .limits{stroke:var(--pooled);stroke-width:1;stroke-dasharray:4 3;fill:none}",
  "& .band{fill:var(--band)}",
  "& .second{stroke:var(--second);stroke-width:1.6;fill:none}",
  "& .second-limits{stroke:var(--second);stroke-width:1.2;stroke-dasharray:4 3;fill:none}",
  "& .curve{stroke:var(--point);stroke-width:1;stroke-opacity:.5;fill:none}",
  "& .tint1{fill:var(--tint1)}",
  "& .tint2{fill:var(--tint2)}",
  "& .tint3{fill:var(--tint3)}",
  "& .outside{fill:var(--paper);stroke:var(--rule)}",
  "& .cell{fill:var(--point)}",
  "& .cell-second{fill:var(--second)}",
  "& .bar{fill:var(--point);fill-opacity:.6}",
  LEADER_CSS,
  "& [data-ref]{cursor:pointer}",
].join("");

/** What a figure has beside the common colours and rules. */
export interface OwnStyle {
  readonly colours: Readonly<Record<string, readonly [light: string, dark: string]>>;
  readonly css: string;
}

/** A figure of two axes in the common colours; `height` is where the text under the axes ends. */
export function drawScatter(
  texts: FigureTexts,
  counted: string,
  frame: Frame,
  height: number,
  parts: readonly string[],
  own: OwnStyle = { colours: {}, css: "" },
): string {
  const { id, title, description = counted } = texts;
  return drawFigure(
    {
      id,
      title,
      description,
      width: frame.width,
      height,
      colours: { ...COLOURS, ...own.colours },
      css: CSS + own.css,
    },
    parts.join(""),
  );
}

/** A value of the analysis scale as the axis shows it. */
export function shown({ scale }: PlotMeasure, value: number): string {
  return formatEffect(scale === "log" ? Math.exp(value) : value, 2);
}

/** The name of an axis of effects. */
export function effectAxisLabel({ label, scale }: PlotMeasure): string {
  return scale === "log" ? `${label}, logarithmic axis` : label;
}
