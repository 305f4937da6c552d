import { InputError } from "../input-error.ts";
import type { CaseOptions, Columns } from "./case-input.ts";
import { givenColumns } from "./effect-columns.ts";

/** Columns that add up to the people of a study, as effects are made of them; the first set that is there is taken. */
const SIZES = [["ni"], ["n1i", "n2i"], ["ai", "bi", "ci", "di"], ["xi", "mi"]] as const;

/**
 * Sizes of the studies: the column ni, or the sum of the columns that the effects were made of (n1i + n2i, ai + bi + ci + di,
 * xi + mi). `map` names them, as for effects.
 *
 * @throws InputError `invalid-document` without any of these sets; `length-mismatch`; `not-finite` with the row
 */
export function studySizes(options: CaseOptions, columns: Columns): readonly number[] {
  const given = givenColumns(options, columns);
  const names = SIZES.find((set) => set.every((name) => given.has(name))) ?? SIZES[0];
  const parts = names.map((name) => given.column(name));
  const [first = []] = parts;
  parts.forEach((part, index) => {
    if (part.length !== first.length)
      throw new InputError(
        "length-mismatch",
        `${names[index]} has ${part.length} values, ${names[0]} has ${first.length}`,
        { field: names[index]! },
      );
  });
  return first.map((_, row) =>
    parts.reduce((sum, part, index) => {
      const value = part[row] ?? null;
      if (value !== null) return sum + value;
      throw new InputError("not-finite", `${names[index]} in row ${row} is missing`, {
        field: names[index]!,
        row,
      });
    }, 0),
  );
}
