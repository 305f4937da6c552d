import { FIELD_NAMES, type Comparison, type FieldName, type Level } from "./comparators.ts";

/** Bits of evidence for one report that each finding of a comparison carries. */
export type Weights = { readonly [Field in FieldName]: Readonly<Record<Level<Field>, number>> };

/**
 * log2(m / u) of each finding: how often it is met in pairs of one report (m), against pairs of two reports that share a
 * key (u).
 *
 * @see Fellegi & Sunter 1969, Journal of the American Statistical Association 64:1183
 */
export const WEIGHTS: Weights = {
  title: {
    equal: 12,
    spelling: 11,
    contained: 6,
    close: 4,
    similar: 0,
    partial: -5,
    different: -9,
    missing: 0,
  },
  authors: { same: 8, first: 7, shared: 4, some: 0, different: -6, missing: 0 },
  page: { range: 10, first: 8, bare: 6, overlap: 6, "from-one": 2, unclear: 0, different: -8, missing: 0 },
  volume: { equal: 4, different: -5, missing: 0 },
  issue: { equal: 1, different: -0.5, missing: 0 },
  year: { equal: 2, "one-apart": -1, "two-apart": -4, different: -7, missing: 0 },
  journal: { same: 4, partial: 2, different: -4, missing: 0 },
  doi: { equal: 16, head: 9, issue: 1, different: -7, missing: 0 },
  abstract: { equal: 12, near: 9, some: 1, different: -4, missing: 0 },
};

/** Titles with this many bits of words carry the full weight of a title; shorter ones in proportion. */
const FULL_TITLE = 50;

/** The whole weight of a comparison: the sum over its fields, that of the title by the rarity of the shared words. */
export function weigh(comparison: Comparison, weights: Weights = WEIGHTS): number {
  let sum = 0;
  for (const field of FIELD_NAMES) {
    const of: Readonly<Record<string, number>> = weights[field];
    const weight = of[comparison[field]]!;
    sum +=
      field === "title" && weight > 0 ? weight * Math.min(1, comparison.titles.shared / FULL_TITLE) : weight;
  }
  return sum;
}
