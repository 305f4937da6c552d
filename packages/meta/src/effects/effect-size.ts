/** Effects that can be computed from summary numbers of two arms. */
export type EffectMeasure = "OR" | "RR" | "RD" | "MD" | "SMD";

/** One effect on the scale of analysis (log for OR and RR) with its sampling variance. */
export interface EffectSize {
  readonly yi: number;
  readonly vi: number;
}

/** A row that gives no effect, and why; its place in `yi` and `vi` holds null. */
export interface DroppedRow {
  readonly row: number;
  readonly reason: string;
}

/** Effects of many rows: arrays of the input's length, with every choice that shaped them. */
export interface EffectSizes {
  readonly measure: EffectMeasure;
  readonly yi: readonly (number | null)[];
  readonly vi: readonly (number | null)[];
  /** Total sample size per row. */
  readonly ni: readonly (number | null)[];
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly dropped: readonly DroppedRow[];
}

export function isRatio(measure: string): boolean {
  return measure === "OR" || measure === "RR";
}
