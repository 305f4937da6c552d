import type { Place } from "../tree.ts";

/** A step of a translation after which the two searches may find different records. */
export interface Loss {
  /** Where it stands in the strategy that was given. */
  readonly line: number;
  readonly column: number;
  /** What was there. */
  readonly what: string;
  /** Why the other interface cannot say the same. */
  readonly why: string;
  /** What stands in its place. */
  readonly instead: string;
}

export type ReportLoss = (place: Place, what: string, why: string, instead: string) => void;
