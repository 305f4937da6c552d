import { checkRows } from "../arguments/check-shape.ts";
import { InputError } from "../input-error.ts";

/** Size, mean and standard deviation of one group. */
export interface GroupMean {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

/**
 * Several groups as if they had been one: the size-weighted mean, and the SD of all people about it.
 *
 *   sd² = (Σ (n − 1) sd² + Σ n (mean − overall)²) / (N − 1)
 *
 * @throws InputError `too-few-effects` without a group, `nonpositive-n`, `nonpositive-sd`, with the row
 * @see Cochrane Handbook 6.5, table 6.5.2.10.a
 * @example combineMeans([{ n: 10, mean: 1, sd: 1 }, { n: 10, mean: 3, sd: 1 }]).mean // 2
 */
export function combineMeans(groups: readonly GroupMean[]): GroupMean {
  checkRows("groups", groups, ["n", "mean", "sd"]);
  if (groups.length === 0)
    throw new InputError("too-few-effects", "there is no group to combine", { field: "groups" });
  groups.forEach(({ n, sd }, row) => {
    if (!(n >= 1))
      throw new InputError("nonpositive-n", `n = ${n} in row ${row} is not 1 or more`, { field: "n", row });
    if (!(sd >= 0))
      throw new InputError("nonpositive-sd", `sd = ${sd} in row ${row} is not 0 or more`, {
        field: "sd",
        row,
      });
  });
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const mean = groups.reduce((sum, group) => sum + group.n * group.mean, 0) / n;
  const squares = groups.reduce(
    (sum, group) => sum + (group.n - 1) * group.sd ** 2 + group.n * (group.mean - mean) ** 2,
    0,
  );
  return { n, mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0 };
}
