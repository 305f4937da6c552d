import { ScreeningError } from "../screening-error.ts";
import { cohenKappa, type CohenKappa } from "./cohen-kappa.ts";
import { shareOf, transformed, undefinedBecause, type Coefficient } from "./coefficient.ts";
import {
  krippendorffAlpha,
  type AlphaBootstrap,
  type AlphaMetric,
  type KrippendorffAlpha,
} from "./krippendorff-alpha.ts";
import { fleissKappa, gwetAc, observedAgreement, type FleissKappa } from "./many-raters.ts";
import { checkRatings, crossTable, votePatterns, type Ratings, type VotePattern } from "./ratings.ts";
import { agreementWeights, type WeightKind } from "./weights.ts";

export interface AgreementOptions {
  /** Of all intervals; default 0.95. */
  readonly ciLevel?: number;
  /** Also weighted κ and AC2, for categories with an order; none by default. */
  readonly weights?: WeightKind;
  /** The value of each category, for α with the metric interval; without them that α is left out. */
  readonly values?: readonly number[];
  /** What the bootstrap of α draws; default `units`. */
  readonly bootstrap?: AlphaBootstrap;
  /** Of the bootstrap, a 32-bit integer; default 1. */
  readonly seed?: number;
  /** Of the bootstrap; default 2000. */
  readonly replicates?: number;
}

/** Two raters, on the units that both voted on. */
export interface PairAgreement {
  readonly raters: readonly [first: string, second: string];
  readonly units: number;
  /** Counts: the first rater's category by the second's, in the order of the categories. */
  readonly table: readonly (readonly number[])[];
  /** Share of units with the same vote; Wilson's interval. */
  readonly observed: Coefficient;
  readonly kappa: CohenKappa;
  /** Null unless weights were asked for. */
  readonly weightedKappa: CohenKappa | null;
  /** (q po − 1)/(q − 1): κ as it would be were all categories equally frequent and the raters alike (Byrt 1993; Bennett's S). */
  readonly pabak: Coefficient;
  readonly ac1: Coefficient;
  readonly ac2: Coefficient | null;
  /** Of each category: 2 n_kk/(n_k. + n_.k). With two categories these are negative and positive agreement. */
  readonly byCategory: readonly { readonly category: string; readonly agreement: Coefficient }[];
  /** |a − d|/n: how unequal the categories are; null with more than two categories or without units. */
  readonly prevalenceIndex: number | null;
  /** |b − c|/n: how unlike the raters' shares are; null likewise. */
  readonly biasIndex: number | null;
}

/** Agreement of all raters together and of each two of them. */
export interface Agreement {
  readonly raters: readonly string[];
  readonly categories: readonly string[];
  readonly ciLevel: number;
  readonly weights: WeightKind | null;
  readonly bootstrap: AlphaBootstrap;
  readonly seed: number;
  /** Samples of the bootstrap that were asked for. */
  readonly replicates: number;
  /** Units given, with or without votes. */
  readonly units: number;
  /** Units with two votes or more: agreement is seen in these only. */
  readonly pairedUnits: number;
  readonly votes: number;
  /** Places without a vote. */
  readonly missing: number;
  /** For each rater, in their order, the votes for each category. */
  readonly votesByRater: readonly (readonly number[])[];
  readonly observed: Coefficient;
  readonly fleiss: FleissKappa;
  readonly ac1: Coefficient;
  readonly ac2: Coefficient | null;
  /** Nominal; ordinal too with three categories or more; interval too where values were given. */
  readonly alpha: readonly KrippendorffAlpha[];
  /** Each two raters once, in their order. */
  readonly pairs: readonly PairAgreement[];
}

/**
 * How far raters agree, observed and beyond chance, with intervals; each formula and source stands at its function.
 *
 * Coefficients of pairs use the units that both voted on, those of all raters the units with two votes or more. Gwet's own
 * program also takes the shares of the categories for AC1 and Fleiss' κ from units with one vote; where one rater voted only on
 * what looked relevant, such shares are those of other records than the agreement, so they are left out here.
 *
 * @param ratings - votes before adjudication: settled ones agree by making
 * @throws ScreeningError as `checkRatings`; `invalid-option` for a level outside (0, 1), values that are not one number a
 *   category, a seed that is no 32-bit integer, fewer than 100 replicates
 * @see Byrt, Bishop & Carlin 1993, Journal of Clinical Epidemiology 46:423 (PABAK, indices); Cicchetti & Feinstein 1990,
 *   Journal of Clinical Epidemiology 43:551 (positive and negative agreement)
 */
export function measureAgreement(ratings: Ratings, options: AgreementOptions = {}): Agreement {
  checkRatings(ratings);
  checkOptions(ratings, options);
  const { ciLevel = 0.95, weights, values, bootstrap = "units", seed = 1, replicates = 2000 } = options;
  const { raters, categories, votes } = ratings;
  const q = categories.length;
  const all = votePatterns(ratings);
  const patterns = all.filter((pattern) => pattern.votes > 1);
  const identity = agreementWeights(q, "identity");
  const how = { ciLevel, variance: "n-1" } as const;
  const cast = all.reduce((sum, pattern) => sum + pattern.votes * pattern.times, 0);
  const metrics: readonly AlphaMetric[] = [
    "nominal",
    ...(q > 2 ? (["ordinal"] as const) : []),
    ...(values !== undefined ? (["interval"] as const) : []),
  ];
  return {
    raters,
    categories,
    ciLevel,
    weights: weights ?? null,
    bootstrap,
    seed,
    replicates,
    units: votes.length,
    pairedUnits: patterns.reduce((sum, { times }) => sum + times, 0),
    votes: cast,
    missing: votes.length * raters.length - cast,
    votesByRater: raters.map((_, rater) => countVotes(ratings, rater)),
    observed: observedAgreement(patterns, identity, how),
    fleiss: fleissKappa(patterns, identity, how),
    ac1: gwetAc(patterns, identity, how),
    ac2: weights === undefined ? null : gwetAc(patterns, agreementWeights(q, weights), how),
    alpha: metrics.map((metric) =>
      krippendorffAlpha(patterns, {
        metric,
        values: values ?? categories.map((_, k) => k),
        ciLevel,
        bootstrap,
        seed,
        replicates,
      }),
    ),
    pairs: raters.flatMap((_, first) =>
      raters
        .slice(first + 1)
        .map((__, offset) => pairAgreement(ratings, [first, first + 1 + offset], ciLevel, weights)),
    ),
  };
}

function pairAgreement(
  ratings: Ratings,
  [first, second]: readonly [number, number],
  ciLevel: number,
  weights: WeightKind | undefined,
): PairAgreement {
  const { raters, categories } = ratings;
  const q = categories.length;
  const table = crossTable(ratings, first, second);
  const units = table.flat().reduce((sum, count) => sum + count, 0);
  const agreed = table.reduce((sum, row, k) => sum + row[k]!, 0);
  const observed = units === 0 ? undefinedBecause("no-overlap") : shareOf(agreed, units, ciLevel);
  const patterns = tablePatterns(table);
  const how = { ciLevel, variance: "n" } as const;
  const isTwoByTwo = q === 2 && units > 0;
  return {
    raters: [raters[first]!, raters[second]!],
    units,
    table,
    observed,
    kappa: cohenKappa(table, agreementWeights(q, "identity"), ciLevel),
    weightedKappa: weights === undefined ? null : cohenKappa(table, agreementWeights(q, weights), ciLevel),
    pabak: transformed(observed, (po) => (q * po - 1) / (q - 1), () => q / (q - 1)),
    ac1: gwetAc(patterns, agreementWeights(q, "identity"), how),
    ac2: weights === undefined ? null : gwetAc(patterns, agreementWeights(q, weights), how),
    byCategory: categories.map((category, k) => ({
      category,
      agreement: specificAgreement(table, k, units, ciLevel),
    })),
    prevalenceIndex: isTwoByTwo ? Math.abs(table[0]![0]! - table[1]![1]!) / units : null,
    biasIndex: isTwoByTwo ? Math.abs(table[0]![1]! - table[1]![0]!) / units : null,
  };
} // prettier-ignore

/**
 * 2 n_kk/(n_k. + n_.k): of the votes for k, the share that the other rater shares. It is 2θ/(1 + θ) of θ = n_kk/(units for
 * which either said k), and takes Wilson's interval of θ; its standard error is Graham & Bull's by the delta method.
 *
 * @see Graham & Bull 1998, Journal of Clinical Epidemiology 51:763
 */
function specificAgreement(
  table: readonly (readonly number[])[],
  k: number,
  units: number,
  ciLevel: number,
): Coefficient {
  if (units === 0) return undefinedBecause("no-overlap");
  const both = table[k]![k]!;
  const either = table[k]!.reduce((sum, count) => sum + count, 0) + table.reduce((sum, row) => sum + row[k]!, 0) - both;
  if (either === 0) return undefinedBecause("category-not-used");
  return transformed(shareOf(both, either, ciLevel), (share) => (2 * share) / (1 + share), (share) => 2 / (1 + share) ** 2);
} // prettier-ignore

/** The units of a table, by the number of votes for each category. */
function tablePatterns(table: readonly (readonly number[])[]): readonly VotePattern[] {
  return table.flatMap((row, i) =>
    row.flatMap((times, j) => {
      const counts = table.map((_, k) => (k === i ? 1 : 0) + (k === j ? 1 : 0));
      return times === 0 ? [] : [{ counts, votes: 2, times }];
    }),
  );
}

function countVotes({ votes, categories }: Ratings, rater: number): readonly number[] {
  const counts = categories.map(() => 0);
  for (const row of votes) {
    const vote = row[rater];
    if (vote !== null && vote !== undefined) counts[vote]! += 1;
  }
  return counts;
}

function checkOptions({ categories }: Ratings, options: AgreementOptions): void {
  const { ciLevel = 0.95, values, seed = 1, replicates = 2000 } = options;
  if (!(ciLevel > 0 && ciLevel < 1)) throw invalid("ciLevel", `a level of ${ciLevel} lies not between 0 and 1`);
  if (values !== undefined && (values.length !== categories.length || !values.every(Number.isFinite)))
    throw invalid("values", `${categories.length} categories need as many values, each a finite number`);
  if (seed !== (seed | 0)) throw invalid("seed", `the seed ${seed} is no 32-bit integer`);
  if (!Number.isInteger(replicates) || replicates < FEWEST)
    throw invalid("replicates", `${replicates} replicates are fewer than ${FEWEST}, or no whole number`);
} // prettier-ignore

const FEWEST = 100;

function invalid(field: string, message: string): ScreeningError {
  return new ScreeningError("invalid-option", message, { field });
}
