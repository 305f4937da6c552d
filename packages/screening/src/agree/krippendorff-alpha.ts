import { pointBecause, undefinedBecause, type Coefficient } from "./coefficient.ts";
import { randomCounts } from "./random-counts.ts";
import type { VotePattern } from "./ratings.ts";

/** What differences of categories mean: none but being different, ranks, or the differences of their values. */
export type AlphaMetric = "nominal" | "ordinal" | "interval";

/**
 * What the bootstrap draws again: whole units with their votes, or the single pairs of votes with the expected
 * disagreement held fixed, as Krippendorff does.
 */
export type AlphaBootstrap = "units" | "pairs";

export interface AlphaOptions {
  readonly metric: AlphaMetric;
  /** Value of each category, for the metric `interval`. */
  readonly values: readonly number[];
  readonly ciLevel: number;
  readonly bootstrap: AlphaBootstrap;
  /** 32-bit integer. */
  readonly seed: number;
  readonly replicates: number;
}

/** Krippendorff's α with what its interval was made of. */
export interface KrippendorffAlpha {
  readonly coefficient: Coefficient;
  readonly metric: AlphaMetric;
  /** Values in the interval; fewer than asked for where a replicate had one category only, for which there is no α. */
  readonly replicates: number;
}

/**
 * Krippendorff's α: any number of raters, missing votes, categories or values. Units with one vote are left out.
 *
 *   α = 1 − (n − 1) Σ_ck o_ck δ²_ck / Σ_ck n_c n_k δ²_ck,  o_ck = Σ_u (pairs c, k of u)/(m_u − 1),  n_c = Σ_k o_ck
 *   δ²: nominal 1;  ordinal (Σ_{g=c..k} n_g − (n_c + n_k)/2)²;  interval (v_c − v_k)²
 *
 * The interval takes the percentiles of a bootstrap, the standard error its standard deviation. `units` draws units with
 * replacement; `pairs` draws every pair of votes from the observed coincidences and keeps the denominator, without
 * Krippendorff's later correction of the highest values.
 *
 * @returns `one-category` when all paired votes are the same, `no-overlap` when no unit has two votes, `one-unit` without interval
 * @see Krippendorff 2019, Content Analysis, 4th edition, chapter 12; Hayes & Krippendorff 2007, Communication Methods and
 *   Measures 1:77 (pairs); Zapf et al. 2016, BMC Medical Research Methodology 16:93 (units)
 */
export function krippendorffAlpha(
  patterns: readonly VotePattern[],
  { metric, values, ciLevel, bootstrap, seed, replicates }: AlphaOptions,
): KrippendorffAlpha {
  // The largest last: a multinomial draw gets it for nothing.
  const paired = patterns.filter(({ votes }) => votes > 1).sort((a, b) => a.times - b.times);
  const without = (coefficient: Coefficient): KrippendorffAlpha => ({ coefficient, metric, replicates: 0 });
  if (paired.length === 0) return without(undefinedBecause("no-overlap"));
  const times = paired.map((pattern) => pattern.times);
  const observed = coincidences(paired, times, values.length);
  const estimate = alphaOf(observed, metric, values);
  if (estimate === undefined) return without(undefinedBecause("one-category"));
  const units = times.reduce((sum, each) => sum + each, 0);
  if (units < 2) return without(pointBecause(estimate, "one-unit"));
  const draw =
    bootstrap === "units" ? drawUnits(paired, metric, values) : drawPairs(paired, observed, metric, values);
  const random = randomCounts(seed);
  const drawn: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const value = draw(random.multinomial);
    if (value !== undefined) drawn.push(value);
  }
  drawn.sort((a, b) => a - b);
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const se = Math.sqrt(
    drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, drawn.length - 1),
  );
  if (drawn.length < 2 || drawn[0] === drawn.at(-1)) return without(pointBecause(estimate, "no-spread"));
  const tail = (1 - ciLevel) / 2;
  const [ciLower, ciUpper] = [percentile(drawn, tail), percentile(drawn, 1 - tail)];
  return {
    coefficient: { kind: "interval", estimate, se, ciLower, ciUpper, reason: null },
    metric,
    replicates: drawn.length,
  };
}

type Coincidences = readonly Float64Array[];
type Multinomial = ReturnType<typeof randomCounts>["multinomial"];
type Draw = (multinomial: Multinomial) => number | undefined;

function coincidences(patterns: readonly VotePattern[], times: ArrayLike<number>, q: number): Coincidences {
  const table = Array.from({ length: q }, () => new Float64Array(q));
  patterns.forEach(({ counts, votes }, place) => {
    const weight = times[place]! / (votes - 1);
    if (weight === 0) return;
    for (let c = 0; c < q; c += 1) {
      if (counts[c] === 0) continue;
      for (let k = 0; k < q; k += 1) table[c]![k]! += weight * counts[c]! * (counts[k]! - (c === k ? 1 : 0));
    }
  });
  return table;
}

function totalsOf(observed: Coincidences): readonly number[] {
  return observed.map((row) => row.reduce((sum, count) => sum + count, 0));
}

/** Undefined when only one category occurs. */
function alphaOf(observed: Coincidences, metric: AlphaMetric, values: readonly number[]): number | undefined {
  const totals = totalsOf(observed);
  if (totals.filter((total) => total > 0).length < 2) return undefined;
  const distance = squaredDistances(metric, totals, values);
  const n = totals.reduce((sum, total) => sum + total, 0);
  let [seen, expected] = [0, 0];
  for (let c = 0; c < totals.length; c += 1)
    for (let k = 0; k < totals.length; k += 1) {
      seen += observed[c]![k]! * distance(c, k);
      expected += totals[c]! * totals[k]! * distance(c, k);
    }
  return 1 - ((n - 1) * seen) / expected;
}

function squaredDistances(
  metric: AlphaMetric,
  totals: readonly number[],
  values: readonly number[],
): (c: number, k: number) => number {
  if (metric === "nominal") return (c, k) => (c === k ? 0 : 1);
  if (metric === "interval") return (c, k) => (values[c]! - values[k]!) ** 2;
  // Middle ranks: the sum between two categories with half of each end.
  let below = 0;
  const ranks = totals.map((total) => {
    below += total;
    return below - total / 2;
  });
  return (c, k) => (ranks[c]! - ranks[k]!) ** 2;
}

function drawUnits(patterns: readonly VotePattern[], metric: AlphaMetric, values: readonly number[]): Draw {
  const sizes = patterns.map(({ times }) => times);
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const times = new Float64Array(sizes.length);
  return (multinomial) => {
    multinomial(n, sizes, times);
    return alphaOf(coincidences(patterns, times, values.length), metric, values);
  };
}

function drawPairs(
  patterns: readonly VotePattern[],
  observed: Coincidences,
  metric: AlphaMetric,
  values: readonly number[],
): Draw {
  const totals = totalsOf(observed);
  const distance = squaredDistances(metric, totals, values);
  const n = totals.reduce((sum, total) => sum + total, 0);
  let expected = 0;
  const cells: { readonly size: number; readonly distance: number }[] = [];
  for (let c = 0; c < totals.length; c += 1)
    for (let k = 0; k < totals.length; k += 1) {
      expected += totals[c]! * totals[k]! * distance(c, k);
      if (c <= k && observed[c]![k]! > 0)
        cells.push({ size: observed[c]![k]! * (c === k ? 1 : 2), distance: distance(c, k) });
    }
  cells.sort((a, b) => a.size - b.size);
  const sizes = cells.map(({ size }) => size);
  const counts = new Float64Array(cells.length);
  const pairs = new Map<number, number>();
  for (const { votes, times } of patterns)
    pairs.set(votes, (pairs.get(votes) ?? 0) + (times * votes * (votes - 1)) / 2);
  return (multinomial) => {
    let seen = 0;
    for (const [votes, many] of pairs) {
      multinomial(many, sizes, counts);
      cells.forEach((cell, place) => (seen += (2 * counts[place]! * cell.distance) / (votes - 1)));
    }
    return Math.max(-1, 1 - ((n - 1) * seen) / expected);
  };
}

/** Of sorted values, between two of them in proportion (Hyndman & Fan 1996, type 7). */
function percentile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}
