import type { RankedRecord } from "./ranker.ts";

/** The rows with the highest scores among those not labelled, ties by row; O(rows) for few, O(rows log rows) for many. */
export function topUnlabelled(
  labels: Int8Array,
  scores: Float64Array,
  count: number,
): readonly RankedRecord[] {
  if (count === 1) {
    let best = -1;
    for (let row = 0; row < labels.length; row += 1)
      if (labels[row] === -1 && (best < 0 || scores[row]! > scores[best]!)) best = row;
    return best < 0 ? [] : [{ row: best, score: scores[best]! }];
  }
  const rows: number[] = [];
  for (let row = 0; row < labels.length; row += 1) if (labels[row] === -1) rows.push(row);
  rows.sort((a, b) => scores[b]! - scores[a]! || a - b);
  return rows.slice(0, count).map((row) => ({ row, score: scores[row]! }));
}
