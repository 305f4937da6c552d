import { checkRows, type NullRows } from "../arguments/check-shape.ts";
import { valueInWords } from "../arguments/value-in-words.ts";
import { InputError } from "../input-error.ts";
import type { TwoByTwo } from "./two-by-two.ts";

const CELLS = ["ai", "bi", "ci", "di"] as const;

/**
 * Looks at the counts of 2 × 2 tables; what else a row holds is left alone.
 *
 * @param nulls - whether a row may be null, where a count is missing
 * @throws InputError `invalid-argument` for what is no table, `impossible-counts` for a negative or non-finite count, with the
 *   row
 */
export function checkTables(tables: readonly (TwoByTwo | null)[], nulls: NullRows = "no-nulls"): void {
  checkRows("tables", tables, CELLS, nulls);
  tables.forEach((table, row) => {
    if (table === null) return;
    for (const field of CELLS) {
      const value = table[field];
      if (Number.isFinite(value) && value >= 0) continue;
      throw new InputError(
        "impossible-counts",
        `${field} = ${valueInWords(value)} in row ${row} is not a count of 0 or more`,
        { field, row },
        { found: value, expected: "a count of 0 or more" },
      );
    }
  });
}
