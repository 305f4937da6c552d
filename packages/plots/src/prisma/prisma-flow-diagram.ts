import { drawFigure } from "../svg/figure.ts";
import { el, escapeXml } from "../svg/element.ts";
import { wrapText } from "../svg/text-width.ts";
import { countText, fitBox } from "./fit-box.ts";
import type { BoxType } from "./fit-box.ts";
import { layoutFlow } from "./layout-flow.ts";
import type { FlowLayout, PlacedBar, PlacedBox } from "./layout-flow.ts";
import type { PrismaFlowData } from "./prisma-flow-data.ts";

export interface PrismaFlowOptions {
  /** For narrow screens: 380 px wide, the columns one under the other. Default false: 960 px, side by side. */
  readonly compact?: boolean;
}

const WIDE: BoxType = { size: 13, line: 17, padding: 9 };
const COMPACT: BoxType = { size: 11.5, line: 14.5, padding: 7 };
const ARROW = 8;

/**
 * A PRISMA 2020 flow diagram (Page 2021, BMJ 372:n71, figure 1) as SVG text: databases and registers, other methods
 * when given, the phase bars, and the boxes of updates (`previous`, `total`) and of unfinished reviews (`awaiting…`,
 * dashed). Counts are drawn as given, zeros too. A box with provenance has class `mark` and `data-ref`; every box has
 * `data-box` with its key (see `PrismaFlowData.refs`).
 *
 * @returns SVG of 960 px width (380 px compact) and the height its boxes need
 * @see https://www.prisma-statement.org/prisma-2020-flow-diagram
 */
export function prismaFlowDiagram(data: PrismaFlowData, options: PrismaFlowOptions = {}): string {
  const compact = options.compact ?? false;
  const type = compact ? COMPACT : WIDE;
  const layout = layoutFlow(data, {
    compact,
    fit: (box, width) => fitBox(box, width, type),
    headHeight: (label, width) => wrapText(label, width - 20, type.size, true).length * type.line + 12,
  });
  return drawFigure(
    {
      id: data.id,
      title: data.title,
      description: data.description ?? describe(data),
      width: layout.width,
      height: layout.height,
      colours: {
        head: ["#f6e3b4", "#4a3d17"],
        phase: ["#c9dcee", "#27425c"],
        edge: ["#7d8894", "#8a949f"],
        box: ["#ffffff", "#1d2227"],
        out: ["#f4f5f7", "#20262c"],
        result: ["#e3f1e6", "#1f3a28"],
      },
      css: styleOf(type),
    },
    drawArrows(layout),
    ...layout.phases.map((phase) => drawPhase(phase, type)),
    ...layout.heads.map((head) => drawHead(head, type)),
    ...layout.boxes.map((box) => drawBox(box, type, data.refs?.[box.text.key])),
  );
}

function styleOf(type: BoxType): string {
  return [
    `& text{font-size:${type.size}px}`,
    `& .box rect{fill:var(--box);stroke:var(--edge);stroke-width:1}`,
    `& .out rect{fill:var(--out)}`,
    `& .waiting rect{fill:var(--paper);stroke-dasharray:4 3}`,
    `& .previous rect{fill:var(--out)}`,
    `& .result rect{fill:var(--result);stroke:var(--ink);stroke-width:1.5}`,
    `& .count{font-weight:600}`,
    `& .end{text-anchor:end}`,
    `& .head rect{fill:var(--head)}`,
    `& .phase rect{fill:var(--phase)}`,
    `& .head text,& .phase text{font-weight:600;text-anchor:middle}`,
    `& .arrows path{fill:none;stroke:var(--muted);stroke-width:1.25}`,
    `& .arrows .tip{fill:var(--muted);stroke:none}`,
  ].join("\n");
}

function drawBox(box: PlacedBox, type: BoxType, ref: string | undefined): string {
  const { x, y, width, height, text, fitted } = box;
  const first = y + (height - fitted.height) / 2 + type.padding + type.size * 0.8;
  const lines = fitted.lines.flatMap((line, i) => {
    const at = first + i * type.line;
    const after = line.count !== undefined && line.countAt === "after";
    const words = line.text === "" ? "" : escapeXml(after ? `${line.text} ` : line.text);
    const count = after ? [el("tspan", { class: "count" }, escapeXml(line.count))] : [];
    const own = el("text", { x: x + type.padding + line.indent, y: at }, words, ...count);
    if (line.count === undefined || after) return [own];
    return [own, el("text", { class: "end", x: x + width - type.padding, y: at }, escapeXml(line.count))];
  });
  return el(
    "g",
    { class: `box ${text.role}${ref === undefined ? "" : " mark"}`, "data-box": text.key, "data-ref": ref },
    el("rect", { x, y, width, height, rx: 3 }),
    ...lines,
  );
}

function drawHead(head: PlacedBar, type: BoxType): string {
  const lines = wrapText(head.label, head.width - 20, type.size, true);
  const first = head.y + (head.height - lines.length * type.line) / 2 + type.size * 0.95;
  return el(
    "g",
    { class: "head" },
    el("rect", { x: head.x, y: head.y, width: head.width, height: head.height, rx: 4 }),
    ...lines.map((line, i) =>
      el("text", { x: head.x + head.width / 2, y: first + i * type.line }, escapeXml(line)),
    ),
  );
}

function drawPhase(phase: PlacedBar, type: BoxType): string {
  const x = phase.x + phase.width / 2 + type.size * 0.35;
  const y = phase.y + phase.height / 2;
  return el(
    "g",
    { class: "phase" },
    el("rect", { x: phase.x, y: phase.y, width: phase.width, height: phase.height, rx: 4 }),
    el("text", { x, y, transform: `rotate(-90 ${round(x)} ${round(y)})` }, escapeXml(phase.label)),
  );
}

function drawArrows(layout: FlowLayout): string {
  const drawn = layout.arrows.flatMap((corners) => {
    const [toX, toY] = corners.at(-1)!;
    const [fromX, fromY] = corners.at(-2)!;
    const dx = Math.sign(Math.round(toX - fromX));
    const dy = Math.sign(Math.round(toY - fromY));
    const baseX = toX - dx * ARROW;
    const baseY = toY - dy * ARROW;
    const body = [...corners.slice(0, -1), [baseX, baseY] as const];
    const path = body.map(([x, y], i) => `${i === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
    const half = ARROW / 2;
    const tip = `M${round(toX)} ${round(toY)}L${round(baseX - dy * half)} ${round(baseY - dx * half)}L${round(baseX + dy * half)} ${round(baseY + dx * half)}Z`;
    return [el("path", { class: "way", d: path }), el("path", { class: "tip", d: tip })];
  });
  return el("g", { class: "arrows" }, ...drawn);
}

function describe(data: PrismaFlowData): string {
  const { databases, other, included } = data;
  return [
    `Databases and registers: records identified ${countText(databases.identified)}, screened ${countText(databases.screened)}, excluded ${countText(databases.excludedAtScreening)}; reports sought ${countText(databases.sought)}, not retrieved ${countText(databases.notRetrieved)}, assessed ${countText(databases.assessed)}.`,
    ...(other
      ? [
          `Other methods: records identified ${countText(other.identified)}; reports sought ${countText(other.sought)}, assessed ${countText(other.assessed)}.`,
        ]
      : []),
    `Included: studies ${countText(included.studies)}, reports ${countText(included.reports)}.`,
  ].join(" ");
}

function round(x: number): number {
  return Math.round(x * 100) / 100;
}
