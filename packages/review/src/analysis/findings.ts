import type { PairwiseFit, SubgroupsFit } from "@coppice/meta";
import type { Place } from "../model/row.ts";
import type {
  Measure,
  PairwiseAnalysis,
  TimeCourseAnalysis,
  TimeWindow,
} from "../model/review-yaml-schema.ts";
import type { Unused } from "./select-results.ts";

/** One number of the folder that an effect was computed from. */
export interface EffectInput {
  readonly name: string;
  readonly value: number;
  readonly result: string;
  readonly at: Place;
  readonly field: string;
}

/** `yi`, `vi` of one comparison, on the scale of analysis (log for ratios), with everything it came from. */
export interface Effect {
  /** `<analysis>/<study>[/<time>]`, unique in a review. */
  readonly id: string;
  readonly study: string;
  readonly label: string;
  readonly design: string;
  readonly comparator: string | undefined;
  readonly measure: Measure;
  readonly timeHours: number;
  readonly scale: string | undefined;
  readonly yi: number;
  readonly vi: number;
  readonly se: number;
  /** 95 % limits on the scale of analysis, normal. */
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly formula: string;
  readonly inputs: readonly EffectInput[];
  /** Ids of the results used. */
  readonly results: readonly string[];
  readonly notes: readonly string[];
  readonly counts?: { readonly ai: number; readonly n1i: number; readonly ci: number; readonly n2i: number };
}

export interface Sensitivity {
  readonly id: string;
  readonly title: string;
  readonly fit: PairwiseFit | undefined;
  readonly effects: readonly { readonly study: string; readonly yi: number; readonly vi: number }[];
  /** Why there is no fit, or what had to be left out. */
  readonly note?: string;
}

export interface PairwiseFinding {
  readonly kind: "pairwise";
  readonly analysis: PairwiseAnalysis;
  readonly measure: Measure;
  readonly effects: readonly Effect[];
  readonly fit: PairwiseFit | undefined;
  readonly subgroups?: {
    readonly by: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly fit: SubgroupsFit;
  };
  /** The same studies on other measures. */
  readonly alsoMeasured: readonly {
    readonly measure: Measure;
    readonly effects: readonly Effect[];
    readonly fit: PairwiseFit | undefined;
  }[];
  readonly unused: readonly Unused[];
  readonly sensitivity: readonly Sensitivity[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** A point of a time course: an effect, or one printed without its uncertainty (drawn, never pooled). */
export type TimePoint =
  | { readonly kind: "effect"; readonly effect: Effect }
  | {
      readonly kind: "estimate-only";
      readonly id: string;
      readonly study: string;
      readonly label: string;
      readonly timeHours: number;
      readonly yi: number;
      readonly result: string;
      readonly at: Place;
    };

export interface WindowFit {
  readonly window: TimeWindow;
  readonly label: string;
  readonly effects: readonly string[];
  readonly fit: PairwiseFit | undefined;
}

export interface TimeCourseFinding {
  readonly kind: "time-course";
  readonly analysis: TimeCourseAnalysis;
  readonly measure: Measure;
  readonly points: readonly TimePoint[];
  readonly windows: readonly WindowFit[];
  readonly unused: readonly Unused[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** First window whose interval excludes no effect, the one with the largest pooled effect, the last that excludes it. */
  readonly summary: { readonly onset?: string; readonly peak?: string; readonly lastDistinct?: string };
}

export type Finding = PairwiseFinding | TimeCourseFinding;
