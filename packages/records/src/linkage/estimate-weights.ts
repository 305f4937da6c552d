import { FIELD_NAMES, LEVELS, type Comparison, type FieldName } from "./comparators.ts";
import type { Weights } from "./weights.ts";

/** A comparison of two records whose truth is known. */
export interface LabelledComparison {
  readonly comparison: Comparison;
  readonly isSame: boolean;
}

/** Pairs added to each count, so that a finding that was never met has a finite weight. */
const PRIOR = 0.5;
/** One finding is never worth more bits, however seldom the other side met it. */
const MOST_BITS = 14;

/**
 * Weights from labelled pairs: log2(m / u), with m and u the shares of a finding among pairs of one report and of two, each
 * with a prior of half a pair. Missing values weigh nothing. The weights of a release are set by hand near such estimates
 * and frozen; this measures how much depends on the sets they are taken from.
 *
 * @see Fellegi & Sunter 1969, Journal of the American Statistical Association 64:1183
 */
export function estimateWeights(pairs: readonly LabelledComparison[]): Weights {
  const same = pairs.filter(({ isSame }) => isSame).map(({ comparison }) => comparison);
  const different = pairs.filter(({ isSame }) => !isSame).map(({ comparison }) => comparison);
  const weightOf = (field: FieldName, level: string): number => {
    if (level === "missing") return 0;
    const share = (among: readonly Comparison[]): number => {
      const stated = among.filter((comparison) => comparison[field] !== "missing");
      const met = stated.filter((comparison) => comparison[field] === level).length;
      return (met + PRIOR) / (stated.length + PRIOR * LEVELS[field].length);
    };
    const bits = Math.log2(share(same) / share(different));
    return Math.max(-MOST_BITS, Math.min(MOST_BITS, bits));
  };
  const table = FIELD_NAMES.map((field) => [
    field,
    Object.fromEntries(LEVELS[field].map((level) => [level, weightOf(field, level)])),
  ]);
  return Object.fromEntries(table) as Weights;
}
