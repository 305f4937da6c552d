import { el, escapeXml } from "../svg/element.ts";
import { textWidth } from "../svg/text-width.ts";
import { signMark } from "./draw-line.ts";
import { px } from "./map-type.ts";
import type { DrawnPart, MapContext } from "./map-type.ts";
import type { MechanismNodeKind, MechanismSign } from "./mechanism-map-data.ts";
import type { EvidenceBase, MapLine } from "./merge-edges.ts";
import { nodeOutline } from "./node-shape.ts";

const SIGNS: readonly (readonly [MechanismSign, string])[] = [
  ["activates", "activates"],
  ["inhibits", "inhibits"],
  ["modulates", "modulates"],
  ["required-for", "is required for"],
  ["no-effect", "no effect"],
];

const BASES: readonly (readonly [EvidenceBase, string])[] = [
  ["human", "in people"],
  ["animal", "in animals only"],
  ["other", "no species named"],
];

const KINDS: readonly (readonly [MechanismNodeKind, string])[] = [
  ["drug", "drug or intervention"],
  ["receptor", "receptor"],
  ["gene", "gene or protein"],
  ["pathway", "pathway or process"],
  ["outcome", "outcome"],
  ["other", "other"],
];

interface LegendItem {
  readonly label: string;
  readonly symbolWidth: number;
  readonly symbol: (x: number, y: number) => string;
}

/** Explains the signs, strokes, shapes and letters that occur in the map, and no others, in rows that fit the width. */
export function mapLegend(
  lines: readonly MapLine[],
  frame: { readonly x: number; readonly y: number; readonly width: number },
  context: MapContext,
): DrawnPart {
  const groups = legendGroups(lines, context).filter((group) => group.items.length > 0);
  const rowHeight = context.type.line + 7;
  const headWidth =
    Math.max(0, ...groups.map((group) => textWidth(group.head, context.type.size, true) * 1.1)) + 14;
  const beside = frame.width >= 600;
  const itemsX = frame.x + (beside ? headWidth : 0);
  let y = frame.y;
  const drawn: string[] = [];
  for (const group of groups) {
    const middleOf = (): number => y + rowHeight / 2;
    drawn.push(
      el(
        "text",
        { class: "strong", x: frame.x, y: middleOf() + context.type.size * 0.36 },
        escapeXml(group.head),
      ),
    );
    if (!beside) y += rowHeight;
    let x = itemsX;
    for (const item of group.items) {
      const width = item.symbolWidth + 7 + textWidth(item.label, context.type.size) * 1.08 + 16;
      if (x > itemsX && x + width - 16 > frame.x + frame.width) {
        x = itemsX;
        y += rowHeight;
      }
      drawn.push(
        item.symbol(x, middleOf()),
        el(
          "text",
          { x: x + item.symbolWidth + 7, y: middleOf() + context.type.size * 0.36 },
          escapeXml(item.label),
        ),
      );
      x += width;
    }
    y += rowHeight;
  }
  return { svg: el("g", { class: "legend" }, ...drawn), height: y - frame.y };
}

function legendGroups(
  lines: readonly MapLine[],
  context: MapContext,
): readonly { head: string; items: LegendItem[] }[] {
  const signs = new Set(lines.map((line) => line.sign));
  const bases = new Set(lines.map((line) => line.base));
  const kinds = new Set([...context.nodes.values()].map((node) => node.kind));
  const stroke =
    (classes: string, sign?: MechanismSign) =>
    (x: number, y: number): string =>
      el(
        "g",
        { class: `line ${classes}` },
        el("path", { class: "stroke", d: `M${px(x)} ${px(y)}H${px(x + 34 - (sign === undefined ? 0 : 6))}` }),
        sign === undefined ? "" : signMark(sign, x + 34, y, 1),
      );
  return [
    {
      head: "Lines",
      items: SIGNS.filter(([sign]) => signs.has(sign)).map(([sign, label]) => ({
        label,
        symbolWidth: 34,
        symbol: stroke(`${sign} base-animal`, sign),
      })),
    },
    {
      head: "Evidence",
      items: BASES.filter(([base]) => bases.has(base)).map(([base, label]) => ({
        label,
        symbolWidth: 34,
        symbol: stroke(`modulates base-${base}`),
      })),
    },
    {
      head: "Species",
      items: [...context.codes].map(([species, code]) => {
        const width = textWidth(code, context.type.tag) * 1.08;
        return {
          label: species,
          symbolWidth: width,
          symbol: (x: number, y: number) =>
            el("text", { class: "tag", x: x + width / 2, y: y + context.type.tag * 0.36 }, escapeXml(code)),
        };
      }),
    },
    {
      head: "Nodes",
      items: KINDS.filter(([kind]) => kinds.has(kind)).map(([kind, label]) => ({
        label,
        symbolWidth: 28,
        symbol: (x: number, y: number) =>
          el("g", { class: `node ${kind}` }, nodeOutline(kind, { x: x + 14, y, width: 28, height: 15 })),
      })),
    },
  ];
}
