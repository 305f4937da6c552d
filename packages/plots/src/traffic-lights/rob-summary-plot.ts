import { el, escapeXml } from "../svg/element.ts";
import { textWidth, wrapText } from "../svg/text-width.ts";
import { drawFigure } from "../svg/figure.ts";
import { judgementClass, JUDGEMENT_COLOURS, JUDGEMENT_CSS } from "./judgement-mark.ts";
import { judgementLegend } from "./judgement-legend.ts";
import { biasColumns, JUDGEMENT_LABELS, judgementShares, judgementsUsed } from "./judgements.ts";
import type { JudgementShare } from "./judgements.ts";
import type { TrafficLightData } from "./traffic-light-data.ts";
import { TEXT_CSS } from "./traffic-light-plot.ts";
import type { TrafficLightOptions } from "./traffic-light-plot.ts";

const WIDE = { width: 960, size: 13, bar: 22, gap: 12, margin: 12, label: 300 };
const COMPACT = { width: 380, size: 11.5, bar: 18, gap: 8, margin: 6, label: 0 };
const TICKS = [0, 25, 50, 75, 100];

/**
 * Per domain one bar, divided by the judgements of the studies, from low risk at the left; judgements that are missing
 * close the bar as a hatched piece, so that every bar is as long as all studies. `data.summary` says whether a study
 * counts as one or by its weight. The number in a piece is always its number of studies.
 */
export function robSummaryPlot(data: TrafficLightData, options: TrafficLightOptions = {}): string {
  const type = options.compact ? COMPACT : WIDE;
  const counting = data.summary ?? "unweighted";
  const columns = biasColumns(data);
  const lineHeight = type.size * 1.25;
  const inner = type.width - 2 * type.margin;
  const barX = type.margin + type.label;
  const barWidth = inner - type.label - textWidth("100%", type.size) / 2;
  const hatch = `${data.id}-hatch`;

  let y = type.margin;
  const bars = columns.map((column) => {
    const beside = type.label > 0;
    const lines = wrapText(
      column.label,
      beside ? (type.label - 16) * 0.95 : inner * 0.95,
      type.size,
      column.id === "overall",
    );
    const height = beside
      ? Math.max(type.bar, lines.length * lineHeight)
      : lines.length * lineHeight + type.bar + 2;
    const firstLine = beside
      ? y + height / 2 - ((lines.length - 1) * lineHeight) / 2 + type.size * 0.36
      : y + type.size;
    const barY = beside ? y + (height - type.bar) / 2 : y + height - type.bar;
    const text = lines.map((line, i) =>
      el(
        "text",
        {
          class: column.id === "overall" ? "strong" : undefined,
          x: type.margin,
          y: firstLine + i * lineHeight,
        },
        escapeXml(line),
      ),
    );
    const shares = judgementShares(data.rows, column.id, counting);
    const pieces = drawPieces(shares, {
      x: barX,
      y: barY,
      width: barWidth,
      height: type.bar,
      size: type.size,
      hatch,
    });
    y += height + type.gap;
    return el("g", { class: "bar", "data-domain": column.id }, ...text, pieces);
  });

  const axisY = y;
  const ticks = TICKS.flatMap((tick) => {
    const x = barX + (tick / 100) * barWidth;
    const anchor = type.label === 0 && tick === 0 ? undefined : "middle";
    return [
      el("path", { class: "rule", d: `M${round(x)} ${round(axisY - 4)}v5` }),
      el("text", { class: anchor, x, y: axisY + type.size + 4 }, `${tick}%`),
    ];
  });
  const axis = [
    el("path", { class: "rule", d: `M${round(barX)} ${round(axisY - 4)}h${round(barWidth)}` }),
    ...ticks,
    el(
      "text",
      { class: "middle quiet", x: barX + barWidth / 2, y: axisY + 2.5 * type.size + 6 },
      axisLabel(data, counting),
    ),
  ];
  const legendY = axisY + 2.5 * type.size + 22;
  const legend = judgementLegend(judgementsUsed(data), {
    x: barX,
    y: legendY,
    width: barWidth,
    size: type.size,
  });

  return drawFigure(
    {
      id: data.id,
      title: data.title,
      description:
        data.description ??
        `Share of judgements per domain of ${data.instrument}, ${data.rows.length} studies.`,
      width: type.width,
      height: legendY + legend.height + type.margin,
      colours: JUDGEMENT_COLOURS,
      css: [
        `& text{font-size:${type.size}px}`,
        TEXT_CSS,
        JUDGEMENT_CSS,
        `& .piece rect{stroke-width:1}`,
        `& .piece .missing,& .legend .missing{fill:url(#${hatch});stroke-dasharray:none}`,
        ...PIECE_TEXT,
        `& .hatchline{stroke:var(--none-edge);stroke-width:1.25}`,
      ].join("\n"),
    },
    el(
      "defs",
      {},
      el(
        "pattern",
        { id: hatch, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        el("path", { class: "hatchline", d: "M0 0V7" }),
      ),
    ),
    ...bars,
    ...axis,
    legend.svg,
  );
}

const PIECE_TEXT = [
  `& .piece text{text-anchor:middle;font-weight:600}`,
  ...["low", "some", "high", "critical", "none"].map(
    (tone) => `& .piece .on-${tone}{fill:var(--${tone}-sign)}`,
  ),
  `& .piece .on-missing{fill:var(--ink);stroke:var(--paper);stroke-width:4;paint-order:stroke;stroke-linejoin:round}`,
];

interface BarFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly hatch: string;
}

function drawPieces(shares: readonly JudgementShare[], bar: BarFrame): string {
  let x = bar.x;
  const pieces = shares.map(({ judgement, n, share }) => {
    const width = share * bar.width;
    const tone = judgementClass(judgement);
    const label = String(n);
    const drawn = el(
      "g",
      { class: "piece", "data-judgement": judgement, "data-n": n },
      el(
        "title",
        {},
        escapeXml(
          `${JUDGEMENT_LABELS[judgement]}: ${n} ${n === 1 ? "study" : "studies"}, ${Math.round(share * 100)}%`,
        ),
      ),
      el("rect", { class: tone, x, y: bar.y, width, height: bar.height }),
      ...(width < textWidth(label, bar.size, true) + 8
        ? []
        : [
            el(
              "text",
              { class: `on-${tone}`, x: x + width / 2, y: bar.y + bar.height / 2 + bar.size * 0.36 },
              label,
            ),
          ]),
    );
    x += width;
    return drawn;
  });
  return pieces.join("");
}

function axisLabel(data: TrafficLightData, counting: "unweighted" | "weighted"): string {
  if (counting === "unweighted")
    return `Share of ${data.rows.length} ${data.rows.length === 1 ? "study" : "studies"}`;
  const without = data.rows.filter((row) => !(Number.isFinite(row.weight) && (row.weight ?? 0) > 0)).length;
  return without === 0
    ? "Share of weight"
    : `Share of weight (${without} of ${data.rows.length} studies have none)`;
}

function round(x: number): number {
  return Math.round(x * 100) / 100;
}
