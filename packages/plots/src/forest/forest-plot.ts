import { drawFigure } from "../svg/figure.ts";
import type { ForestPlotData, ForestPlotOptions } from "./data.ts";
import { drawCompact } from "./draw-compact.ts";
import { drawWide } from "./draw-wide.ts";

/**
 * A forest plot as SVG text: squares whose area is proportional to weight, whiskers for the intervals (arrows where they
 * leave the axis), diamonds whose ends are exactly the interval, a bar for the prediction interval, columns aligned at
 * the decimal point, a dashed line at the overall estimate. Marks of rows with a `ref` carry `class="mark"` and
 * `data-ref`. Nothing is pooled or checked here: the numbers are drawn as given.
 *
 * @param options - `compact`: 380 px wide for phones; default 960
 * @see Lewis & Clarke 2001, BMJ 322:1479 (the form); Higgins, Thompson & Spiegelhalter 2009, J R Stat Soc A 172:137
 *   (prediction interval)
 */
export function forestPlot(data: ForestPlotData, options: ForestPlotOptions = {}): string {
  const { width, height, parts } = options.compact === true ? drawCompact(data) : drawWide(data);
  return drawFigure(
    {
      id: data.id,
      title: data.title,
      description: data.description ?? describe(data),
      width,
      height,
      colours: {
        square: ["#3d4a57", "#b4c0cb"],
        diamond: ["#1f6f54", "#63c29f"],
        prediction: ["#a8492b", "#e39a7c"],
      },
      css: [
        "& text{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}",
        "& .head{font-weight:600}",
        "& .rule{stroke:var(--ink);stroke-width:1}",
        "& .hair{stroke:var(--rule);stroke-width:1}",
        "& .null{stroke:var(--ink);stroke-width:1}",
        "& .pooled{stroke:var(--diamond);stroke-width:1;stroke-dasharray:3 3}",
        "& .whisker{stroke:var(--square);stroke-width:1.4;fill:none}",
        "& .square{fill:var(--square)}",
        "& .diamond,& .diamond-arrow{fill:var(--diamond)}",
        "& .prediction{stroke:var(--prediction);stroke-width:2.5;fill:none}",
        "& .prediction-cap{stroke:var(--prediction);stroke-width:1.4}",
        "& text.muted{fill:var(--muted)}",
        "& text.strong{font-weight:600}",
        "& text.semi{font-style:italic}",
        "& [data-ref]{cursor:pointer}",
      ].join(""),
    },
    parts.join(""),
  );
}

function describe(data: ForestPlotData): string {
  const studies = data.rows.filter((row) => row.kind === "study").length;
  return `Forest plot of ${studies} studies (${data.measure.label}). Each row gives its numbers as text.`;
}
