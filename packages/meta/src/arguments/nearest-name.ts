/**
 * The candidate that a misspelt name most likely meant: fewest single-letter edits, at most a third of its length and not all
 * of its letters.
 *
 * @returns undefined when none is near
 * @example nearest("abalt", ["ablat", "alloc"]) // "ablat"
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = distance(name.toLowerCase(), candidate.toLowerCase());
    if (edits < Math.min(least, Math.max(name.length, candidate.length))) [best, least] = [candidate, edits];
  }
  return best;
}

/** Levenshtein 1966: insertions, deletions and replacements. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}
