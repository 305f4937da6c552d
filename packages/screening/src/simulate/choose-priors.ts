import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { ScreeningError } from "../screening-error.ts";

/**
 * One relevant and one irrelevant record by a seed: what a team knows before it starts.
 *
 * @param labels - 1 relevant, 0 irrelevant
 * @throws ScreeningError `one-class`
 */
export function choosePriors(
  labels: Int8Array,
  seed: number,
): readonly [relevant: number, irrelevant: number] {
  const random = xoroshiro128plus(seed);
  const one = (label: 0 | 1): number => {
    const rows: number[] = [];
    for (let row = 0; row < labels.length; row += 1) if (labels[row] === label) rows.push(row);
    if (rows.length === 0)
      throw new ScreeningError("one-class", `no record is ${label === 1 ? "relevant" : "irrelevant"}`, {
        field: "labels",
      });
    return rows[uniformInt(random, 0, rows.length - 1)]!;
  };
  return [one(1), one(0)];
}
