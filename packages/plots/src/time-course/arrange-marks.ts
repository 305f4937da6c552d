import type { PublishedPoint, TimeCoursePoint, TimeCourseWindow } from "./data.ts";
import { spreadApart } from "./spread-apart.ts";

type Mark = TimeCoursePoint | PublishedPoint | TimeCourseWindow;

/** A pooled diamond stays at its time: the marks around it make room. */
const FIXED = 1e6;
/** Where marks are too many for the space between two diamonds, they move closer, down to this share of their room. */
const CLOSEST = 0.3;

/**
 * Px of every mark of one panel: at its time, but so far from its neighbours that nothing is covered. Of several marks
 * at the time of a diamond, half stand left of it and half right.
 *
 * @param room - px on either side of a mark and of a diamond
 */
export function arrangeMarks(
  marks: readonly (TimeCoursePoint | PublishedPoint)[],
  pooled: readonly TimeCourseWindow[],
  x: (hours: number) => number,
  room: { readonly mark: number; readonly diamond: number },
): ReadonlyMap<Mark, number> {
  const counts = new Map<number, number>();
  const turns = marks.map(({ timeHours }) => {
    const before = counts.get(timeHours) ?? 0;
    counts.set(timeHours, before + 1);
    return before;
  });
  const items = [
    ...pooled.map((mark) => ({ mark, at: x(mark.atHours), weight: FIXED, side: 0, room: room.diamond })),
    ...marks.map((mark, index) => ({
      mark,
      at: x(mark.timeHours),
      weight: 1,
      side: turns[index]! < (counts.get(mark.timeHours) ?? 0) / 2 ? -1 : 1,
      room: room.mark,
    })),
  ].sort((a, b) => a.at - b.at || a.side - b.side);
  let places: readonly number[] = [];
  for (let share = 1; share >= CLOSEST; share *= 0.9) {
    places = spreadApart(items.map((item) => ({ ...item, room: share * item.room })));
    if (items.every(({ side, at }, index) => side !== 0 || Math.abs(places[index]! - at) < 0.5)) break;
  }
  return new Map(items.map(({ mark }, index) => [mark, places[index]!]));
}
