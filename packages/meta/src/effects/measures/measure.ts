import type { EffectSize } from "../effect-size.ts";

/** Numbers of one row by the names of escalc's arguments, all present. */
export type Numbers = Readonly<Record<string, number>>;

export interface MeasureOptions {
  /** Which variance; each measure lists those it has, the first is its default. */
  readonly vtype: string;
  /** Whether a measure that has a correction for small samples gets it. */
  readonly correct: boolean;
}

/**
 * One effect measure. Its formula gives NaN or an infinite number where the row allows no effect.
 */
export interface Measure {
  /** The columns it needs. */
  readonly columns: readonly string[];
  readonly vtypes: readonly string[];
  /** Whether zero counts need no addition, and get one only where it is given. */
  readonly takesZeros?: boolean;
  /** How many people (or units of time) the row stands for. */
  readonly size: (row: Numbers) => number;
  readonly effect: (row: Numbers, options: MeasureOptions) => EffectSize;
  /**
   * A quantity averaged over rows, weighted by size, that takes the place of each row's own in the variance AV.
   */
  readonly average?: {
    readonly of: (row: Numbers, options: MeasureOptions) => number;
    readonly effect: (row: Numbers, average: number, options: MeasureOptions) => EffectSize;
  };
  /** Variances that rest on averages over all rows in another way: by variance type, rows to the effect of each. */
  readonly pooled?: Readonly<
    Record<string, (rows: readonly Numbers[], options: MeasureOptions) => (row: Numbers) => EffectSize>
  >;
}
