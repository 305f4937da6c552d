import { el, escapeXml } from "../svg/element.ts";
import { textWidth, wrapText } from "../svg/text-width.ts";
import { px } from "./map-type.ts";
import type { MapContext, MapType } from "./map-type.ts";
import type { MechanismNode, MechanismNodeKind } from "./mechanism-map-data.ts";

interface Box {
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const PADDING_X = 7;
const PADDING_Y = 7;
const MOST_LINES = 5;
/** The reader's font may run wider than the widths we estimate. */
const SAFETY = 0.94;

/** Height of a node's box of the given width. */
export function nodeHeight(node: MechanismNode, width: number, type: MapType): number {
  return nodeLines(node, width, type).length * type.line + 2 * PADDING_Y - (type.line - type.size);
}

/** A node: its outline by kind, so that kinds differ without colour, and its label inside. */
export function drawNode(node: MechanismNode, box: Box, { type }: Pick<MapContext, "type">): string {
  const lines = nodeLines(node, box.width, type);
  const first = box.y - ((lines.length - 1) * type.line) / 2 + type.size * 0.36;
  return el(
    "g",
    { class: `node ${node.kind}`, "data-node": node.id },
    el("title", {}, escapeXml(node.label)),
    nodeOutline(node.kind, box),
    ...lines.map((text, i) => el("text", { x: box.x, y: first + i * type.line }, escapeXml(text))),
  );
}

/** The outline alone, also used in the legend. */
export function nodeOutline(kind: MechanismNodeKind, box: Box): string {
  const left = box.x - box.width / 2;
  const top = box.y - box.height / 2;
  const right = left + box.width;
  const bottom = top + box.height;
  const cut = Math.min(7, box.height / 3);
  const rect = (rx: number): string =>
    el("rect", { x: left, y: top, width: box.width, height: box.height, rx });
  const polygon = (points: readonly (readonly [number, number])[]): string =>
    el("path", { d: `M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join("L")}Z` });
  switch (kind) {
    case "drug":
      return rect(Math.min(box.height / 2, 17));
    case "receptor":
      return polygon([
        [left + cut, top],
        [right - cut, top],
        [right, top + cut],
        [right, bottom - cut],
        [right - cut, bottom],
        [left + cut, bottom],
        [left, bottom - cut],
        [left, top + cut],
      ]);
    case "pathway":
      return polygon([
        [left, top],
        [right - cut, top],
        [right, box.y],
        [right - cut, bottom],
        [left, bottom],
      ]);
    case "gene":
    case "outcome":
    case "other":
      return rect(kind === "outcome" ? 1 : 5);
  }
}

function nodeLines(node: MechanismNode, width: number, type: MapType): readonly string[] {
  const bold = node.kind === "outcome";
  const room = (width - 2 * PADDING_X) * SAFETY;
  const wrapped = wrapText(breakAtHyphens(node.label, room, type.size, bold), room, type.size, bold);
  if (wrapped.length <= MOST_LINES) return wrapped;
  return [...wrapped.slice(0, MOST_LINES - 1), `${wrapped[MOST_LINES - 1]!.slice(0, -2).trimEnd()}…`];
}

/** Parts words that are wider than the room after their hyphens and slashes, where a reader would part them. */
function breakAtHyphens(text: string, room: number, size: number, bold: boolean): string {
  const part = (word: string): string => {
    if (textWidth(word, size, bold) <= room) return word;
    const pieces: string[] = [];
    for (const piece of word.split(/(?<=[-/\u2013])/)) {
      const longer = `${pieces.at(-1) ?? ""}${piece}`;
      if (pieces.length > 0 && textWidth(longer, size, bold) <= room) pieces[pieces.length - 1] = longer;
      else pieces.push(piece);
    }
    return pieces.join(" ");
  };
  return text.split(/\s+/).map(part).join(" ");
}
