import { type OptionRules } from "../arguments/check-options.ts";
import { numberFrom, oneOf } from "../arguments/rules.ts";
import type { TwoByTwo } from "./two-by-two.ts";

/** What is done about zero cells, on which logarithms and ratios break. */
export interface ZeroCells {
  /** Added to all four cells of the tables chosen by `to`; default 1/2. */
  readonly add?: number;
  /**
   * Which tables get `add`: those with a zero cell ("only0", the default), all, all if any has one ("if0all"), or none.
   * As in metafor it applies to risk differences too, though their estimate would not need it.
   */
  readonly to?: "only0" | "all" | "if0all" | "none";
}

export const ZERO_RULES: OptionRules<ZeroCells> = {
  add: numberFrom(0),
  to: oneOf(["only0", "all", "if0all", "none"], { zero: "only0" }),
};

/** The tables with `add` where `to` says so. Tables of null (missing, or left out before) do not count for "if0all". */
export function addToZeroCells(
  tables: readonly (TwoByTwo | null)[],
  { add, to }: Required<ZeroCells>,
): readonly (TwoByTwo | null)[] {
  const anyZero = tables.some((table) => table !== null && hasZero(table));
  return tables.map((table) => {
    if (table === null) return null;
    const adds = to === "all" || (to === "if0all" && anyZero) || (to === "only0" && hasZero(table));
    return adds ? { ai: table.ai + add, bi: table.bi + add, ci: table.ci + add, di: table.di + add } : table;
  });
}

function hasZero({ ai, bi, ci, di }: TwoByTwo): boolean {
  return ai === 0 || bi === 0 || ci === 0 || di === 0;
}
