import { textWidth, WIDE_FONT } from "../svg/text-width.ts";
import {
  boxOf,
  touch,
  within,
  type Box,
  type LabelAnchor,
  type Leader,
  type PlacedLabel,
} from "./place-labels.ts";

interface Crowded {
  readonly text: string;
  readonly anchor: LabelAnchor;
}

/** Px between labels in a row, from a crowd to its row, and between rows that are tried. */
const GAP = 7;
const CLEAR = 18;
const STEP = 5;
/** Marks nearer than this to each other are one crowd. */
const NEAR = 60;

/**
 * Labels of marks that lie over each other: for each crowd a row of labels above it, or else below, where they touch no mark
 * and no other label and, if that can be, their lines neither. The lines go to the middles of the marks and are set so that
 * they do not cross. Labels of a crowd without such a row are left out.
 */
export function leadOut(
  labels: readonly Crowded[],
  taken: readonly Box[],
  frame: Box,
  size: number,
): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const crowd of crowdsOf(labels))
    placed.push(...rowOf(crowd, [...taken, ...placed.map(({ box }) => box)], frame, size));
  return placed;
}

function crowdsOf(labels: readonly Crowded[]): readonly (readonly Crowded[])[] {
  const crowds: Crowded[][] = [];
  for (const label of labels.toSorted((a, b) => a.anchor.x - b.anchor.x)) {
    const near = crowds.find((crowd) =>
      crowd.some(({ anchor: { x, y } }) => Math.hypot(x - label.anchor.x, y - label.anchor.y) < NEAR),
    );
    if (near === undefined) crowds.push([label]);
    else near.push(label);
  }
  return crowds;
}

function rowOf(
  crowd: readonly Crowded[],
  taken: readonly Box[],
  frame: Box,
  size: number,
): readonly PlacedLabel[] {
  const slot = Math.max(...crowd.map(({ text }) => textWidth(text, size) * WIDE_FONT));
  const length = crowd.length * slot + (crowd.length - 1) * GAP;
  const middle = crowd.reduce((sum, { anchor }) => sum + anchor.x, 0) / crowd.length;
  const left = Math.max(frame.left, Math.min(middle - length / 2, frame.right - length));
  const spots = crowd.map((_, i) => left + slot / 2 + i * (slot + GAP));
  const top = Math.min(...crowd.map(({ anchor }) => anchor.top)) - CLEAR;
  const bottom = Math.max(...crowd.map(({ anchor }) => anchor.bottom)) + CLEAR + size;
  const own = crowd.map(({ anchor: { x, y, radius } }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  const others = taken.filter((box) => own.every((mark) => !touch(mark, box)));
  let first: readonly PlacedLabel[] | undefined;
  for (const [start, step, line] of [
    [top, -STEP, size * 0.3],
    [bottom, STEP, -size * 0.95],
  ] as const) {
    // prettier-ignore
    for (let y = start; y >= frame.top && y <= frame.bottom; y += step) {
      const boxes = spots.map((x) => boxOf({ text: "", x, y, anchor: "middle" }, slot, size));
      const free = boxes.every((box) => within(box, frame) && taken.every((other) => !touch(box, other)));
      if (!free) continue;
      const ends = spots.map((x): Leader["to"] => [x, y + line]);
      const row = untangled(crowd, ends).map(({ text, anchor }, i) => ({
        text,
        x: spots[i]!,
        y,
        anchor: "middle" as const,
        box: boxes[i]!,
        leader: { from: [anchor.x, anchor.y] as const, to: ends[i]! },
      }));
      if (row.every(({ leader }) => others.every((box) => !passes(leader, box)))) return row;
      first ??= row;
    }
  }
  return first ?? [];
}

function passes({ from: [x1, y1], to: [x2, y2] }: Leader, { left, right, top, bottom }: Box): boolean {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 2);
  return Array.from({ length: steps + 1 }, (_, i) => i / steps).some((share) => {
    const [x, y] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
    return x > left && x < right && y > top && y < bottom;
  });
}

/** The crowd in the order in which its lines to the ends do not cross: each exchange of crossing lines shortens them. */
function untangled(crowd: readonly Crowded[], ends: readonly Leader["to"][]): readonly Crowded[] {
  const order = [...crowd];
  const far = (i: number, end: number): number =>
    Math.hypot(order[i]!.anchor.x - ends[end]![0], order[i]!.anchor.y - ends[end]![1]);
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < order.length; i += 1) {
      for (let j = i + 1; j < order.length; j += 1) {
        if (far(i, j) + far(j, i) >= far(i, i) + far(j, j) - 1e-6) continue;
        [order[i], order[j]] = [order[j]!, order[i]!];
        changed = true;
      }
    }
  }
  return order;
}
