import { ScreeningError } from "../screening-error.ts";

/** Votes of raters on units (records), each made before anything was settled between them. */
export interface Ratings {
  readonly raters: readonly string[];
  /** In their order, lowest first, where they have one; also those that nobody voted for. */
  readonly categories: readonly string[];
  /** One row a unit, one place a rater: the number of the category from 0, or null where there is no vote. */
  readonly votes: readonly (readonly (number | null)[])[];
}

/** Units whose votes fall on the categories in the same numbers: what all coefficients but those of pairs depend on. */
export interface VotePattern {
  /** Votes for each category. */
  readonly counts: readonly number[];
  /** All votes of such a unit. */
  readonly votes: number;
  /** How many units are so. */
  readonly times: number;
}

/**
 * @throws ScreeningError `too-few-raters` (below 2), `too-few-categories` (below 2), `no-records`, `length-mismatch`,
 *   `invalid-label` (names unit and rater), `duplicate-id` (a rater or a category that stands twice)
 */
export function checkRatings({ raters, categories, votes }: Ratings): void {
  if (raters.length < 2)
    throw new ScreeningError(
      "too-few-raters",
      `agreement needs two raters, and there ${raters.length === 1 ? "is one" : "are none"}`,
      { field: "raters" },
      "Give the votes of each rater before they were settled.",
    );
  if (categories.length < 2)
    throw new ScreeningError(
      "too-few-categories",
      `a vote needs two categories to choose from, and there ${categories.length === 1 ? "is one" : "are none"}`,
      { field: "categories" },
      "Name also the categories that nobody voted for.",
    );
  for (const [field, names] of [["raters", raters], ["categories", categories]] as const) {
    const twice = names.find((name, place) => names.indexOf(name) !== place);
    if (twice !== undefined)
      throw new ScreeningError("duplicate-id", `"${twice}" stands twice among the ${field}`, { field });
  } // prettier-ignore
  if (votes.length === 0)
    throw new ScreeningError("no-records", "there are no records that were voted on", { field: "votes" });
  votes.forEach((row, unit) => {
    if (row.length !== raters.length)
      throw new ScreeningError(
        "length-mismatch",
        `a unit has ${row.length} places for votes, and there are ${raters.length} raters`,
        { field: "votes", row: unit },
      );
    row.forEach((vote, rater) => {
      if (vote !== null && (!Number.isInteger(vote) || vote < 0 || vote >= categories.length))
        throw new ScreeningError(
          "invalid-label",
          `the vote of ${raters[rater]!} is ${vote}, which is no category from 0 to ${categories.length - 1}`,
          { field: raters[rater]!, row: unit },
        );
    });
  });
}

/** The distinct patterns, in order of first appearance; units without a vote are left out. */
export function votePatterns({ votes, categories }: Ratings): readonly VotePattern[] {
  const found = new Map<string, { counts: number[]; votes: number; times: number }>();
  for (const row of votes) {
    const counts = categories.map(() => 0);
    let cast = 0;
    for (const vote of row)
      if (vote !== null) {
        counts[vote]! += 1;
        cast += 1;
      }
    if (cast === 0) continue;
    const key = counts.join(" ");
    const known = found.get(key);
    if (known === undefined) found.set(key, { counts, votes: cast, times: 1 });
    else known.times += 1;
  }
  return [...found.values()];
}

/** How often the first rater voted row and the second column, on units with the votes of both. */
export function crossTable(
  { votes, categories }: Ratings,
  first: number,
  second: number,
): readonly (readonly number[])[] {
  const table = categories.map(() => categories.map(() => 0));
  for (const row of votes) {
    const [a, b] = [row[first], row[second]];
    if (a !== null && a !== undefined && b !== null && b !== undefined) table[a]![b]! += 1;
  }
  return table;
}
