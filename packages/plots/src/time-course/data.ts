/** An effect at a time; without an interval it is drawn hollow. */
export interface TimeCoursePoint {
  readonly study: string;
  readonly label: string;
  readonly timeHours: number;
  readonly estimate: number;
  readonly ciLower?: number;
  readonly ciUpper?: number;
  readonly ref?: string;
}

/** A pooled effect over a window of time. */
export interface TimeCourseWindow {
  readonly label: string;
  readonly fromHours: number;
  readonly toHours: number;
  readonly atHours: number;
  readonly estimate: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly k: number;
  readonly ref?: string;
}

/** A pooled effect of another review, drawn in a panel of its own beside the pooled effects. */
export interface PublishedPoint {
  readonly label: string;
  readonly timeHours: number;
  readonly estimate: number;
  readonly ciLower?: number;
  readonly ciUpper?: number;
  readonly ref?: string;
}

/** Effects against time since the dose on a logarithmic axis. */
export interface TimeCourseData {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly yLabel: string;
  readonly xLabel: string;
  /** Which effects are drawn upwards; default "negative", because in symptom scores lower is better. */
  readonly up?: "negative" | "positive";
  /** Words for the directions. */
  readonly favoursNegative?: string;
  readonly favoursPositive?: string;
  readonly points: readonly TimeCoursePoint[];
  readonly pooled: readonly TimeCourseWindow[];
  readonly published: readonly PublishedPoint[];
}
