/** Effects that can be computed from summary numbers of two arms; GEN is an effect that was given as such. */
export type EffectMeasure = "OR" | "RR" | "RD" | "MD" | "SMD" | "GEN";

/** One effect on the scale of analysis (log for OR and RR) with its sampling variance. */
export interface EffectSize {
  readonly yi: number;
  readonly vi: number;
}

/**
 * Why a row gives no effect: a number is missing; both arms have no event, or events only (`drop00`); or the formula
 * divides by zero (a zero cell without addition, a variance without degrees of freedom).
 */
export type DropCode = "missing" | "double-zero" | "not-estimable";

/** A row that gives no effect, and why; its place in `yi` or `vi` holds null. */
export interface DroppedRow {
  readonly row: number;
  readonly code: DropCode;
  readonly reason: string;
}

/** Effects of many rows: arrays of the input's length, with every choice that shaped them. */
export interface EffectSizes {
  readonly measure: EffectMeasure;
  readonly yi: readonly (number | null)[];
  readonly vi: readonly (number | null)[];
  /** Total sample size per row; null where it is not known. */
  readonly ni: readonly (number | null)[];
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly dropped: readonly DroppedRow[];
}

/**
 * Whether a measure is analysed as a logarithm and read as a ratio.
 *
 * @example isRatio("OR") // true
 */
export function isRatio(measure: string): boolean {
  return measure === "OR" || measure === "RR";
}
