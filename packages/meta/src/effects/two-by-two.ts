import { checkOptions, checkValue, type OptionRules } from "../arguments/check-options.ts";
import { oneOf, YES_OR_NO } from "../arguments/rules.ts";
import { checkTables } from "./check-tables.ts";
import { InputError } from "../input-error.ts";
import type { DroppedRow, EffectSize, EffectSizes } from "./effect-size.ts";
import { addToZeroCells, ZERO_RULES, type ZeroCells } from "./zero-cells.ts";

/** Counts of two independent arms: events and non-events in the first (ai, bi) and in the second (ci, di). */
export interface TwoByTwo {
  readonly ai: number;
  readonly bi: number;
  readonly ci: number;
  readonly di: number;
}

export type TwoByTwoMeasure = "OR" | "RR" | "RD";

export interface TwoByTwoOptions extends ZeroCells {
  /** Leave out tables without any event, or with events only, in both arms; default false. */
  readonly drop00?: boolean;
  /** Large-sample variance (LS), unbiased (UB, risk difference only) or from sample-size weighted averages (AV); default LS. */
  readonly vtype?: "LS" | "UB" | "AV";
}

export const MEASURE_RULE = oneOf(["OR", "RR", "RD"]);

const RULES: OptionRules<TwoByTwoOptions> = {
  ...ZERO_RULES,
  drop00: YES_OR_NO,
  vtype: oneOf(["LS", "UB", "AV"]),
};

/**
 * Log odds ratios, log risk ratios or risk differences of 2 × 2 tables.
 *
 *   OR: ln(ad / bc),                 v = 1/a + 1/b + 1/c + 1/d            (Woolf 1955)
 *   RR: ln((a/n1) / (c/n2)),         v = 1/a − 1/n1 + 1/c − 1/n2          (Katz 1978)
 *   RD: a/n1 − c/n2,                 v = ab/n1³ + cd/n2³
 *
 * vtype UB (RD): divides by n − 1 within each arm. vtype AV replaces each arm's risk in v by the average over tables,
 * weighted by sample size.
 *
 * A row with a missing count, one that `drop00` leaves out and one whose formula divides by zero hold null and are listed
 * in `dropped`.
 *
 * @throws InputError `impossible-counts` (a negative or non-finite count, an empty arm), `invalid-option`, `invalid-argument`
 *   (what is no table), `unsupported` (vtype UB for OR and RR)
 * @example twoByTwoEffects("OR", [{ ai: 30, bi: 17, ci: 7, di: 18 }]).yi // [1.512]
 */
export function twoByTwoEffects(
  measure: TwoByTwoMeasure,
  tables: readonly (TwoByTwo | null)[],
  options: TwoByTwoOptions = {},
): EffectSizes {
  checkValue("measure", measure, MEASURE_RULE);
  checkOptions(options, RULES);
  checkArms(tables);
  const { add = 0.5, to = "only0", drop00 = false, vtype = "LS" } = options;
  if (vtype === "UB" && measure !== "RD")
    throw new InputError("unsupported", `variance type UB is for RD only, not ${measure}`, {
      field: "vtype",
    });
  const dropped: DroppedRow[] = [];
  const kept = tables.map((table, row): TwoByTwo | null => {
    if (table === null) {
      dropped.push({ row, code: "missing", reason: "a count is missing" });
      return null;
    }
    const doubleZero = (table.ai === 0 && table.ci === 0) || (table.bi === 0 && table.di === 0);
    if (drop00 && doubleZero) {
      dropped.push({ row, code: "double-zero", reason: "no event, or events only, in both arms" });
      return null;
    }
    return table;
  });
  const corrected = addToZeroCells(kept, { add, to });
  const average = vtype === "AV" ? averageRisks(corrected) : undefined;
  const yi: (number | null)[] = [];
  const vi: (number | null)[] = [];
  corrected.forEach((table, row) => {
    const effect = table && twoByTwoEffect(measure, table, { vtype, average });
    const estimate = effect !== null && Number.isFinite(effect.yi) ? effect.yi : null;
    const variance = estimate !== null && effect !== null && Number.isFinite(effect.vi) ? effect.vi : null;
    if (effect !== null && estimate === null)
      dropped.push({ row, code: "not-estimable", reason: "not estimable: a zero cell without addition" });
    else if (effect !== null && variance === null)
      dropped.push({ row, code: "not-estimable", reason: `its ${vtype} variance divides by zero` });
    yi.push(estimate);
    vi.push(variance);
  });
  return {
    measure,
    yi,
    vi,
    ni: tables.map((table) => table && table.ai + table.bi + table.ci + table.di),
    options: { add, to, drop00, vtype },
    dropped,
  };
}

interface VarianceChoice {
  readonly vtype: "LS" | "UB" | "AV";
  readonly average: { readonly p1: number; readonly p2: number } | undefined;
}

function twoByTwoEffect(
  measure: TwoByTwoMeasure,
  t: TwoByTwo,
  { vtype, average }: VarianceChoice,
): EffectSize {
  const n1 = t.ai + t.bi;
  const n2 = t.ci + t.di;
  const p1 = average?.p1 ?? t.ai / n1;
  const p2 = average?.p2 ?? t.ci / n2;
  switch (measure) {
    case "OR":
      return {
        yi: Math.log((t.ai * t.di) / (t.bi * t.ci)),
        vi: average
          ? 1 / (n1 * p1 * (1 - p1)) + 1 / (n2 * p2 * (1 - p2))
          : 1 / t.ai + 1 / t.bi + 1 / t.ci + 1 / t.di,
      };
    case "RR":
      return {
        yi: Math.log(t.ai / n1) - Math.log(t.ci / n2),
        vi: average ? (1 - p1) / (n1 * p1) + (1 - p2) / (n2 * p2) : 1 / t.ai - 1 / n1 + 1 / t.ci - 1 / n2,
      };
    case "RD": {
      const less = vtype === "UB" ? 1 : 0;
      return { yi: t.ai / n1 - t.ci / n2, vi: (p1 * (1 - p1)) / (n1 - less) + (p2 * (1 - p2)) / (n2 - less) };
    }
  }
}

function averageRisks(tables: readonly (TwoByTwo | null)[]): { readonly p1: number; readonly p2: number } {
  let [a, n1, c, n2] = [0, 0, 0, 0];
  for (const table of tables) {
    if (table === null) continue;
    a += table.ai;
    n1 += table.ai + table.bi;
    c += table.ci;
    n2 += table.ci + table.di;
  }
  return { p1: a / n1, p2: c / n2 };
}

function checkArms(tables: readonly (TwoByTwo | null)[]): void {
  checkTables(tables, "nulls");
  tables.forEach((table, row) => {
    if (table !== null && (table.ai + table.bi === 0 || table.ci + table.di === 0))
      throw new InputError("impossible-counts", `an arm in row ${row} has no participants`, { row });
  });
}
