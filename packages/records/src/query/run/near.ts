import type { Span, TextIndex } from "./text-index.ts";

/** More words than this in one proximity are only looked for by themselves. */
export const MOST_NEAR_WORDS = 12;

/**
 * Whether one record has all words, in any order, with at most `distance` other words between each and the next
 * (PubMed Help, "Proximity searching": N is the maximum number of words appearing between your search terms).
 *
 * @param places - for each word of the query, its places in the index, in order
 */
export function nearRecords(
  index: TextIndex,
  places: readonly Uint32Array[],
  distance: number,
): ReadonlySet<number> {
  const all = places.flatMap((own, word) => Array.from(own, (place) => ({ place, bit: 1 << word })));
  all.sort((a, b) => a.place - b.place);
  const full = (1 << places.length) - 1;
  const found = new Set<number>();
  /** Sets of words that a chain ending here can have. */
  const chains: Set<number>[] = [];
  let from = 0;
  all.forEach(({ place, bit }, i) => {
    const own = new Set([bit]);
    while (from < i && place - all[from]!.place > distance + 1) from += 1;
    for (let j = from; j < i; j += 1) {
      if (all[j]!.place === place || !sameValue(index, all[j]!.place, place)) continue;
      for (const mask of chains[j]!) if ((mask & bit) === 0) own.add(mask | bit);
    }
    chains.push(own);
    if (own.has(full)) found.add(index.owners[place]!);
  });
  return found;
}

/**
 * Pairs of spans in one value that are near: `distance` null for directly one after the other, N for at most N - 1 words
 * between, in either order (Ovid: "ADJn carries out a search for the terms separated by n-1 words, in any order").
 */
export function adjacentSpans(
  index: TextIndex,
  left: readonly Span[],
  right: readonly Span[],
  distance: number | null,
): readonly Span[] {
  const gap = distance === null ? 0 : Math.max(0, distance - 1);
  const sorted = [...right].sort((a, b) => a.start - b.start);
  const longest = sorted.reduce((most, { start, end }) => Math.max(most, end - start + 1), 1);
  const found: Span[] = [];
  for (const a of left) {
    const first = distance === null ? a.end + 1 : a.start - gap - longest;
    for (
      let i = lowerBound(sorted, first);
      i < sorted.length && sorted[i]!.start <= a.end + gap + 1;
      i += 1
    ) {
      const b = sorted[i]!;
      const between = b.start > a.end ? b.start - a.end - 1 : b.end < a.start ? a.start - b.end - 1 : -1;
      if (between < 0 || between > gap || !sameValue(index, a.start, b.start)) continue;
      found.push({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) });
    }
  }
  return found;
}

/** No end of a value between two places. */
function sameValue(index: TextIndex, a: number, b: number): boolean {
  for (let i = Math.min(a, b); i < Math.max(a, b); i += 1) if (index.words[i] === 0) return false;
  return true;
}

function lowerBound(spans: readonly Span[], start: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
