import { el, escapeXml } from "../svg/element.ts";
import { textWidth, wrapText } from "../svg/text-width.ts";
import { drawFigure } from "../svg/figure.ts";
import { domainLegend, judgementLegend } from "./judgement-legend.ts";
import { JUDGEMENT_COLOURS, JUDGEMENT_CSS, judgementMark, judgementTitle } from "./judgement-mark.ts";
import { biasColumns, judgementOf, judgementsUsed } from "./judgements.ts";
import type { BiasRow, TrafficLightData } from "./traffic-light-data.ts";

export interface TrafficLightOptions {
  /** For narrow screens: 380 px wide. Default false: 960 px. */
  readonly compact?: boolean;
}

const WIDE = { width: 960, size: 13, row: 28, radius: 10, margin: 12, cell: 84, label: 320 };
const COMPACT = { width: 380, size: 11.5, row: 25, radius: 8.5, margin: 6, cell: 44, label: 132 };
/** Rows in which a long list gets a wider gap, so that the eye keeps its line. */
const PER_BLOCK = 5;

/**
 * Risk of bias, study by study and domain by domain, as coloured circles with a symbol (after the traffic lights of
 * the Cochrane Handbook, chapter 7, and McGuinness & Higgins 2021, Res Synth Methods 12:55), with the overall
 * judgement in a column of its own and the domains explained below. A judgement that nobody made is an empty dashed
 * circle, never left out. Each circle has `data-study` and `data-domain`; with a `ref`, class `mark` and `data-ref`.
 */
export function trafficLightPlot(data: TrafficLightData, options: TrafficLightOptions = {}): string {
  const type = options.compact ? COMPACT : WIDE;
  const columns = biasColumns(data);
  const inner = type.width - 2 * type.margin;
  const widestName = Math.max(60, ...data.rows.map((row) => textWidth(row.study, type.size) * 1.08 + 14));
  const least = Math.min(type.label, widestName);
  const overall = columns.findIndex((column) => column.id === "overall");
  const overallWidth = overall === -1 ? 0 : textWidth(columns[overall]!.short, type.size, true) * 1.08 + 8;
  const domainCount = Math.max(1, columns.length - (overall === -1 ? 0 : 1));
  const cell = Math.min(type.cell, (inner - least - overallWidth) / domainCount);
  const widths = columns.map((_, i) => (i === overall ? Math.max(cell, overallWidth) : cell));
  const cellsWidth = widths.reduce((sum, width) => sum + width, 0);
  const labelWidth = Math.min(inner - cellsWidth, Math.max(least, 120));
  const gridWidth = labelWidth + cellsWidth;
  const left = type.margin + (inner - gridWidth) / 2;
  const columnLeft = (index: number): number =>
    left + labelWidth + widths.slice(0, index).reduce((a, b) => a + b, 0);
  const columnX = (index: number): number => columnLeft(index) + widths[index]! / 2;
  const lineHeight = type.size * 1.2;

  const headLines = columns.map((column, i) => wrapText(column.short, widths[i]! - 4, type.size, true));
  const headHeight = Math.max(1, ...headLines.map((lines) => lines.length)) * lineHeight + 8;
  const top = type.margin + headHeight;
  const head = [
    el("text", { class: "strong", x: left, y: top - 8 }, "Study"),
    ...headLines.flatMap((lines, i) =>
      lines.map((text, j) =>
        el(
          "text",
          { class: "strong middle", x: columnX(i), y: top - 8 - (lines.length - 1 - j) * lineHeight },
          escapeXml(text),
        ),
      ),
    ),
  ];

  let y = top;
  const body: string[] = [el("path", { class: "rule strongrule", d: `M${left} ${top}H${left + gridWidth}` })];
  data.rows.forEach((row, index) => {
    const lines = shorten(wrapText(row.study, (labelWidth - 10) * 0.97, type.size), 2);
    const height = Math.max(type.row, lines.length * lineHeight + 8);
    const middle = y + height / 2;
    const first = middle - ((lines.length - 1) * lineHeight) / 2 + type.size * 0.36;
    body.push(
      el(
        "g",
        { class: "row" },
        el("title", {}, escapeXml(row.study)),
        ...lines.map((text, i) => el("text", { x: left, y: first + i * lineHeight }, escapeXml(text))),
      ),
      ...columns.map((column, i) => drawCell(row, column.id, columnX(i), middle, type.radius)),
    );
    y += height;
    const strong = data.rows.length > 12 && (index + 1) % PER_BLOCK === 0;
    if (index < data.rows.length - 1) {
      body.push(
        el("path", { class: strong ? "rule" : "rule faint", d: `M${left} ${y}H${left + gridWidth}` }),
      );
    }
  });
  if (data.rows.length === 0) {
    y += type.row;
    body.push(el("text", { class: "quiet", x: left, y: y - 10 }, "No studies"));
  }
  body.push(el("path", { class: "rule strongrule", d: `M${left} ${y}H${left + gridWidth}` }));
  if (overall > 0) {
    const x = columnLeft(overall);
    body.push(el("path", { class: "rule", d: `M${x} ${top - headHeight + 4}V${y}` }));
  }

  const legend = judgementLegend(judgementsUsed(data), {
    x: left,
    y: y + 16,
    width: gridWidth,
    size: type.size,
  });
  const domainsY = y + 16 + legend.height + (legend.height > 0 ? 8 : 0);
  const heading = el(
    "text",
    { class: "strong", x: left, y: domainsY + type.size },
    escapeXml(`Domains of ${data.instrument}`),
  );
  const domains = domainLegend(data.domains, {
    x: left,
    y: domainsY + lineHeight + 6,
    width: Math.max(gridWidth, inner - (left - type.margin)),
    size: type.size,
  });

  return drawFigure(
    {
      id: data.id,
      title: data.title,
      description:
        data.description ??
        `Judgements of ${data.rows.length} studies in ${columns.length} columns (${data.instrument}).`,
      width: type.width,
      height: domainsY + lineHeight + 6 + domains.height + type.margin,
      colours: { ...JUDGEMENT_COLOURS, faint: ["#dde2e7", "#30363d"] },
      css: [`& text{font-size:${type.size}px}`, TEXT_CSS, JUDGEMENT_CSS].join("\n"),
    },
    [...head, ...body, legend.svg, heading, domains.svg].join(""),
  );
}

/** Rules that the traffic lights and their summary share. */
export const TEXT_CSS = [
  `& .strong{font-weight:600}`,
  `& .middle{text-anchor:middle}`,
  `& .end{text-anchor:end}`,
  `& .quiet{fill:var(--muted)}`,
  `& .rule{stroke:var(--rule);stroke-width:.75;fill:none}`,
  `& .strongrule{stroke:var(--ink);stroke-width:1.25}`,
  `& .rule.faint{stroke:var(--faint)}`,
].join("\n");

function drawCell(row: BiasRow, domainId: string, x: number, y: number, radius: number): string {
  const judgement = judgementOf(row, domainId);
  return el(
    "g",
    {
      class: row.ref === undefined ? "judgement" : "judgement mark",
      "data-ref": row.ref,
      "data-study": row.study,
      "data-domain": domainId,
      "data-judgement": judgement,
    },
    judgementTitle(`${row.study}, ${domainId}`, judgement),
    judgementMark(judgement, x, y, radius),
  );
}

/** The first lines of a name; the last of them ends in an ellipsis if more follow. */
function shorten(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, -1).trimEnd()}…`];
}
