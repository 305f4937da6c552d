/**
 * The candidate that a misspelt name most likely meant: the smallest edit distance (insertions, deletions, replacements,
 * neighbours swapped; case counts half), if it is at most a third of the name's length. Ties go to the first candidate.
 */
export function closestName(name: string, candidates: readonly string[]): string | undefined {
  if (name === "") return undefined;
  let best: string | undefined;
  let smallest = Math.max(1, name.length / 3) + 0.01;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= smallest) continue;
    const distance = Math.min(
      editDistance(name, candidate),
      editDistance(name.toLowerCase(), candidate.toLowerCase()) + 0.5,
    );
    if (distance < smallest) [best, smallest] = [candidate, distance];
  }
  return best;
}

/** Optimal string alignment distance (Damerau 1964), O(length²). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, before[j - 2]! + 1);
      row.push(value);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
