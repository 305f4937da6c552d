import { CORRELATION_MEASURES } from "./correlation-measures.ts";
import { MEANS_MEASURES } from "./means-measures.ts";
import type { Measure } from "./measure.ts";
import { PAIRED_MEASURES } from "./paired-measures.ts";
import { RATE_MEASURES } from "./rate-measures.ts";
import { SINGLE_GROUP_MEASURES } from "./single-group-measures.ts";
import { TWO_BY_TWO_MEASURES } from "./two-by-two-measures.ts";

/** Every measure by its name. A new one is a row of the table of its kind. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  ...TWO_BY_TWO_MEASURES,
  ...MEANS_MEASURES,
  ...SINGLE_GROUP_MEASURES,
  ...RATE_MEASURES,
  ...CORRELATION_MEASURES,
  ...PAIRED_MEASURES,
};

export type { Measure, MeasureOptions, Numbers } from "./measure.ts";
