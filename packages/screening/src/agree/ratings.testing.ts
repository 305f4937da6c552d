import type { Ratings } from "./ratings.ts";

/** Two raters whose votes give this table; categories are named A, B, …. */
export function ratingsOfTable(table: readonly (readonly number[])[]): Ratings {
  const votes = table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, () => [i, j])),
  );
  return { raters: ["one", "two"], categories: letters(table.length), votes };
}

/** Raters whose votes fall on the categories in these numbers, one line a unit; who gave which is arbitrary. */
export function ratingsOfCounts(counts: readonly (readonly number[])[]): Ratings {
  const votes = counts.map((row) => row.flatMap((count, k) => Array.from({ length: count }, () => k)));
  return { raters: letters(votes[0]!.length), categories: letters(counts[0]!.length), votes };
}

/** One line a unit, one character a rater: a category from 1, or "." for no vote. */
export function ratingsOfLines(lines: readonly string[], categories: number): Ratings {
  const votes = lines.map((line) => Array.from(line, (sign) => (sign === "." ? null : Number(sign) - 1)));
  return { raters: letters(lines[0]!.length), categories: letters(categories), votes };
}

function letters(count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => String.fromCharCode(65 + place));
}
