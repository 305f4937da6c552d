/** A place in data coordinates. */
export type Point = readonly [x: number, y: number];

export interface DataBox {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/**
 * The part of a polygon inside a box, by cutting it at one side after the other (Sutherland & Hodgman 1974, Communications
 * of the ACM 17:32). Empty when nothing is inside.
 */
export function clipPolygon(polygon: readonly Point[], box: DataBox): readonly Point[] {
  return SIDES.reduce((points, side) => cutAt(points, side(box)), polygon);
}

/** The pieces of an open line inside a box. */
export function clipLine(line: readonly Point[], box: DataBox): readonly (readonly Point[])[] {
  const pieces: Point[][] = [];
  for (let i = 1; i < line.length; i += 1) {
    const piece = clipSegment(line[i - 1]!, line[i]!, box);
    if (piece === undefined) continue;
    const [from, to] = piece;
    const last = pieces.at(-1);
    const end = last?.at(-1);
    if (end?.[0] === from[0] && end[1] === from[1]) last?.push(to);
    else pieces.push([from, to]);
  }
  return pieces;
}

/** Liang & Barsky 1984, ACM Transactions on Graphics 3:1. */
function clipSegment(from: Point, to: Point, box: DataBox): readonly [Point, Point] | undefined {
  let [start, end] = [0, 1];
  for (const axis of [0, 1] as const) {
    const [low, high] = axis === 0 ? box.x : box.y;
    const step = to[axis] - from[axis];
    if (step === 0) {
      if (from[axis] < low || from[axis] > high) return undefined;
      continue;
    }
    const [enter, leave] = [(low - from[axis]) / step, (high - from[axis]) / step].sort((a, b) => a - b);
    start = Math.max(start, enter!);
    end = Math.min(end, leave!);
    if (start > end) return undefined;
  }
  const at = (t: number): Point =>
    t === 0 ? from : t === 1 ? to : [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
  return [at(start), at(end)];
}

/** Signed distance from one side of a box, positive inside. */
type Side = (point: Point) => number;

const SIDES: readonly ((box: DataBox) => Side)[] = [
  ({ x }) =>
    (point) =>
      point[0] - x[0],
  ({ x }) =>
    (point) =>
      x[1] - point[0],
  ({ y }) =>
    (point) =>
      point[1] - y[0],
  ({ y }) =>
    (point) =>
      y[1] - point[1],
];

function cutAt(points: readonly Point[], inside: Side): readonly Point[] {
  return points.flatMap((point, i) => {
    const before = points.at(i - 1)!;
    const [a, b] = [inside(before), inside(point)];
    const crossing: readonly Point[] =
      a >= 0 === b >= 0
        ? []
        : [[mix(before[0], point[0], a / (a - b)), mix(before[1], point[1], a / (a - b))]];
    return b >= 0 ? [...crossing, point] : crossing;
  });
}

function mix(from: number, to: number, part: number): number {
  return from + part * (to - from);
}
