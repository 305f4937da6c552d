import type { FitOptions } from "@coppice/meta";
import type { CountModelName } from "./count-models.ts";
import type { InputName } from "./measures.ts";

/** What a user asks of `coppice meta`; what is left out has a default, which the output shows. */
export interface MetaOptions {
  /** Default GEN: effects as given. */
  readonly measure?: string;
  /** Given effects are logarithms, shown as ratios; default false. */
  readonly exp?: boolean;
  /** What figures call the first and the second group. */
  readonly arms?: readonly [string, string];
  /** What figures write to the left and to the right of no effect. */
  readonly favours?: readonly [string, string];
  /** Columns named by options. */
  readonly columns: ReadonlyMap<InputName, string>;
  readonly fit: FitOptions;
  /** The column of weights of one's own, in place of inverse variances. */
  readonly weights?: string;
  /** Whether counts and sizes may be fractions; default false. */
  readonly fractionalCounts?: boolean;
  /** A model of the counts, in place of effects with their variances. */
  readonly model?: CountModelName;
  /** A model formula, such as "~ ablat + factor(alloc)". */
  readonly mods?: string;
  readonly subgroup?: string;
  /** Default common. */
  readonly subgroupTau2?: "common" | "separate";
  /** The column of study names. */
  readonly study?: string;
  /** The column whose order the cumulative analysis takes; a "-" before it reverses. */
  readonly order?: string;
  /** Tests of small-study effects, and trim and fill. */
  readonly bias: boolean;
  readonly zeroCells: {
    /** Default 0.5. */
    readonly add?: number;
    /** Default only0. */
    readonly to?: "all" | "only0" | "if0all" | "none";
    readonly drop00?: boolean;
  };
  /** Corrections of the measure for small samples; default true. */
  readonly correct?: boolean;
  /** Variance of the measure; default LS. */
  readonly vtype?: string;
  /** GOSH: default up to 16 studies exact, more by 100,000 random subsets. */
  readonly threads?: number;
  /** Of the random subsets; default 1. */
  readonly seed?: number;
}
