import { textWidth, WIDE_FONT } from "../svg/text-width.ts";

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A mark that may carry its group's label: its middle, and the ends of its whisker. */
export interface LabelAnchor {
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
  readonly radius: number;
}

interface Spot {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

/** From the middle of a mark to its label. */
export interface Leader {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

export interface PlacedLabel extends Spot {
  readonly box: Box;
  /** Where the label does not stand beside its mark. */
  readonly leader?: Leader;
}

/**
 * Puts each label once, beside the first of its anchors where it touches no mark, no other label and not the frame:
 * right of it, left of it, above or below its whisker; a place that is free of lines too comes first. `unplaced` lists the
 * indexes of labels without such a place.
 */
export function placeLabels(
  labels: readonly { readonly text: string; readonly anchors: readonly LabelAnchor[] }[],
  marks: readonly Box[],
  frame: Box,
  size: number,
  lines: readonly Box[] = [],
): { readonly placed: readonly PlacedLabel[]; readonly unplaced: readonly number[] } {
  const taken = [...marks];
  const placed: PlacedLabel[] = [];
  const unplaced: number[] = [];
  for (const [index, { text, anchors }] of labels.entries()) {
    const width = textWidth(text, size) * WIDE_FONT;
    const free = anchors
      .flatMap((anchor) => spotsAround(anchor, text, size))
      .map((spot): PlacedLabel => ({ ...spot, box: boxOf(spot, width, size) }))
      .filter(({ box }) => within(box, frame) && taken.every((other) => !touch(box, other)));
    const found = free.find(({ box }) => lines.every((line) => !touch(box, line))) ?? free[0];
    if (found === undefined) unplaced.push(index);
    else {
      placed.push(found);
      taken.push(found.box);
    }
  }
  return { placed, unplaced };
}

function spotsAround(
  { x, y, top, bottom, radius }: LabelAnchor,
  text: string,
  size: number,
): readonly Spot[] {
  const beside = radius + 4;
  return [
    { text, x: x + beside, y: y + size * 0.35, anchor: "start" },
    { text, x: x - beside, y: y + size * 0.35, anchor: "end" },
    { text, x, y: top - 5, anchor: "middle" },
    { text, x, y: bottom + size + 2, anchor: "middle" },
    { text, x: x + beside, y: y - size * 0.5, anchor: "start" },
    { text, x: x + beside, y: y + size * 1.2, anchor: "start" },
    { text, x: x - beside, y: y - size * 0.5, anchor: "end" },
    { text, x: x - beside, y: y + size * 1.2, anchor: "end" },
  ];
}

export function boxOf({ x, y, anchor }: Spot, width: number, size: number): Box {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - size * 0.8, bottom: y + size * 0.25 };
}

export function within(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}

export function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
