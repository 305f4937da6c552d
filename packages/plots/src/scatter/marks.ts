import { el, formatCoordinate } from "../svg/element.ts";
import { markGroup } from "../svg/mark-group.ts";
import { clipLine, clipPolygon, type Point } from "./clip.ts";
import { drawText, type Frame } from "./frame.ts";
import { drawLeader } from "./leader-line.ts";
import { nameStudies } from "./name-studies.ts";
import { placeLabels, type Box, type LabelAnchor } from "./place-labels.ts";

/** A study in a figure; values in data coordinates. */
export interface MarkedPoint {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** Becomes `data-ref` of the mark. */
  readonly ref?: string | undefined;
  /** What the tooltip says after the label. */
  readonly tooltip: string;
  /** Px; default 4. */
  readonly radius?: number;
  /** "sized" is lighter, so that large marks over each other can be told apart. */
  readonly style?: "dot" | "sized" | "hollow";
}

/** Beyond this many points a figure draws them as one path, without tooltips. */
const MOST_MARKS = 2000;
/** Beyond this many points none is named. */
const MOST_NAMES = 60;
const NAME_SIZE = 11;

/** Points with their tooltips; beyond {@link MOST_MARKS} all as one path of round dots. */
export function drawPoints(points: readonly MarkedPoint[], frame: Frame): readonly string[] {
  if (points.length > MOST_MARKS) {
    const at = points.map(({ x, y }) => `M${px(frame, [x, y])}h0`);
    return [el("path", { class: "dots", d: at.join("") })];
  }
  return points.map(({ x, y, label, tooltip, ref, radius = 4, style = "dot" }) =>
    markGroup(
      ref,
      `${label}: ${tooltip}`,
      el("circle", { class: style, cx: frame.x(x), cy: frame.y(y), r: radius }),
    ),
  );
}

/**
 * Names beside the points where there is room. The rest get a number and a line of the key, or with `"room-only"` no name:
 * their tooltip has it. Names keep off the lines where they can.
 */
export function drawNames(
  named: readonly MarkedPoint[],
  all: readonly MarkedPoint[],
  frame: Frame,
  {
    rest = "numbers",
    lines = [],
  }: { readonly rest?: "numbers" | "room-only"; readonly lines?: readonly (readonly Point[])[] } = {},
): { readonly parts: readonly string[]; readonly key: readonly string[] } {
  if (named.length > MOST_NAMES || all.length > MOST_MARKS) return { parts: [], key: [] };
  const anchor = ({ x, y, radius = 4 }: MarkedPoint): LabelAnchor => {
    const [cx, cy] = [frame.x(x), frame.y(y)];
    return { x: cx, y: cy, radius, top: cy - radius, bottom: cy + radius };
  };
  const boxes = all.map(anchor).map(({ x, y, radius }) => ({
    left: x - radius - 1,
    right: x + radius + 1,
    top: y - radius - 1,
    bottom: y + radius + 1,
  }));
  const names = named.map((point) => ({ text: point.label, anchors: [anchor(point)] }));
  const room = {
    left: frame.left + 2,
    right: frame.right + frame.nameOverhang,
    top: frame.top,
    bottom: frame.bottom - 2,
  };
  const along = lines.flatMap((line) => boxesAlong(line, frame));
  const { placed, key } =
    rest === "numbers"
      ? nameStudies(names, boxes, room, NAME_SIZE, along)
      : { placed: placeLabels(names, boxes, room, NAME_SIZE, along).placed, key: [] };
  return {
    parts: [
      ...placed.map(({ leader }) => (leader === undefined ? "" : drawLeader(leader))),
      ...placed.map(({ text, x, y, anchor: side }) => drawText(text, x, y, { anchor: side, class: "name" })),
    ],
    key: key.length === 0 ? [] : [`Studies: ${key.join(" · ")}`],
  };
}

/** Small boxes, one every few px, over the part of a line inside the frame. */
function boxesAlong(line: readonly Point[], frame: Frame): readonly Box[] {
  const ends = clipLine(line, frame.box).flatMap((piece) => piece.slice(1).map((to, i) => [piece[i]!, to]));
  return ends.flatMap(([from, to]) => {
    const [x1, y1, x2, y2] = [frame.x(from![0]), frame.y(from![1]), frame.x(to![0]), frame.y(to![1])];
    const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 4);
    return Array.from({ length: steps + 1 }, (_, i): Box => {
      const [x, y] = [x1 + ((x2 - x1) * i) / steps, y1 + ((y2 - y1) * i) / steps];
      return { left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 };
    });
  });
}

/** A line in data coordinates, cut at the frame. */
export function drawLine(line: readonly Point[], style: string, frame: Frame): string {
  const pieces = clipLine(line, frame.box);
  if (pieces.length === 0) return "";
  const d = pieces.map((piece) => `M${piece.map((point) => px(frame, point)).join("L")}`).join("");
  return el("path", { class: style, d });
}

/** A filled area in data coordinates, cut at the frame. */
export function drawArea(polygon: readonly Point[], style: string, frame: Frame): string {
  const inside = clipPolygon(polygon, frame.box);
  if (inside.length < 3) return "";
  return el("polygon", { class: style, points: inside.map((point) => px(frame, point)).join(" ") });
}

function px(frame: Frame, [x, y]: Point): string {
  return `${formatCoordinate(frame.x(x))},${formatCoordinate(frame.y(y))}`;
}

/**
 * Radius in px by weight: areas in proportion to weights, the largest with `largest` px, none below 2 px.
 *
 * @param weight - 0 or more
 */
export function radiusByWeight(weight: number, largestWeight: number, largest: number): number {
  return largestWeight > 0 ? Math.max(2, largest * Math.sqrt(weight / largestWeight)) : largest / 2;
}
