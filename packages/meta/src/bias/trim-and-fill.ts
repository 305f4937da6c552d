import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { oneOf } from "../arguments/rules.ts";
import { fitPairwise, type PairwiseFit } from "../pairwise/fit-pairwise.ts";
import { fitRegression } from "../pairwise/fit-regression.ts";
import { FIT_RULES, type FitOptions } from "../pairwise/options.ts";

export interface TrimAndFill {
  readonly kind: "trim-and-fill";
  /** Estimated number of missing studies, and its standard error (null where the formula has none). */
  readonly k0: number;
  readonly k0Se: number | null;
  /** Of no missing studies; for R0 only. */
  readonly k0PValue: number | null;
  /** The side of the funnel on which studies are missing. */
  readonly side: "left" | "right";
  readonly estimator: "L0" | "R0" | "Q0";
  /** The effects with their mirror images after them. */
  readonly yi: readonly number[];
  readonly vi: readonly number[];
  readonly filled: readonly boolean[];
  /** The model with the filled effects. */
  readonly fit: PairwiseFit;
  readonly converged: boolean;
}

interface TrimAndFillOptions extends FitOptions {
  readonly side?: "left" | "right";
  readonly estimator?: "L0" | "R0" | "Q0";
}

const RULES: OptionRules<TrimAndFillOptions> = {
  ...FIT_RULES,
  side: oneOf(["left", "right"]),
  estimator: oneOf(["L0", "R0", "Q0"]),
};

/**
 * Duval and Tweedie's trim-and-fill: the most extreme k₀ effects of one side are trimmed, the centre is estimated without
 * them, and k₀ is estimated again from the ranks of the deviations until it no longer changes; then the trimmed effects are
 * mirrored about the centre. A sensitivity analysis, not an estimate to believe.
 *
 *   R0 = k − (largest rank of a negative deviation) − 1,  L0 = (4 S − k(k+1))/(2k − 1),  Q0 = k − ½ − √(2k² − 4S + ¼)
 *
 * with S the sum of the ranks of positive deviations; rounded to even at ½, never below 0.
 *
 * @param options.side - default: the side without the small studies, by the slope of a regression on √vi
 * @throws InputError as {@link fitPairwise}
 * @see Duval & Tweedie 2000, JASA 95:89 and Biometrics 56:455
 * @example trimAndFill([0.1, 0.5, 0.3, 0.9], [0.01, 0.04, 0.02, 0.09], { method: "EE" }).side // "left"
 */
export function trimAndFill(
  yi: readonly number[],
  vi: readonly number[],
  options: TrimAndFillOptions = {},
): TrimAndFill {
  checkOptions(options, RULES);
  const { side: wanted, estimator = "L0", ...fitOptions } = options;
  const fast: FitOptions = { ...fitOptions, tau2Interval: "none" };
  const original = fitPairwise(yi, vi, fast);
  const side = wanted ?? emptySide(yi, vi, fast);
  const sign = side === "right" ? -1 : 1;
  const k = yi.length;
  const order = yi.map((_, place) => place).sort((a, b) => sign * (yi[a]! - yi[b]!));
  const [y, v] = [order.map((place) => sign * yi[place]!), order.map((place) => vi[place]!)];
  let [k0, raw, centre, converged] = [0, 0, sign * original.estimate, false];
  for (let step = 0; step < 100 && !converged; step += 1) {
    const kept = k - k0;
    centre = fitPairwise(y.slice(0, kept), v.slice(0, kept), fast).estimate;
    const ranks = signedRanks(deviationsOf(y, centre));
    const sum = ranks.reduce((total, rank) => total + Math.max(0, rank), 0);
    raw = missing(estimator, k, sum, ranks);
    const next = Math.min(k - 1, Math.max(0, roundHalfEven(raw)));
    converged = next === k0;
    k0 = next;
  }
  const extreme = order.slice(k - k0);
  const mirrored = extreme.map((place) => 2 * sign * centre - yi[place]!);
  const [allY, allV] = [
    [...yi, ...mirrored],
    [...vi, ...extreme.map((place) => vi[place]!)],
  ];
  // With the number before rounding, as metafor; below 0 the formula can be empty.
  const se = standardError(estimator, k, estimator === "R0" ? k0 : raw);
  return {
    kind: "trim-and-fill",
    k0,
    k0Se: Number.isNaN(se) ? null : se,
    k0PValue: estimator === "R0" ? 0.5 ** (k0 + 1) : null,
    side,
    estimator,
    yi: allY,
    vi: allV,
    filled: allY.map((_, place) => place >= k),
    fit: fitPairwise(allY, allV, fitOptions),
    converged,
  };
}

/** Small studies with large effects leave the left side empty. */
function emptySide(yi: readonly number[], vi: readonly number[], options: FitOptions): "left" | "right" {
  // Standard errors that are equal but for rounding have no slope.
  if (yi.length < 3 || vi.every((v) => Math.abs(v / vi[0]! - 1) < 1e-7)) return "left";
  const rows = vi.map((v) => [1, Math.sqrt(v)]);
  const { beta } = fitRegression(yi, vi, { names: ["intrcpt", "sei"], rows }, options);
  return beta[1]! < 0 ? "right" : "left";
}

/** Deviations from the centre; 0 where rounding alone would decide about the side. */
function deviationsOf(y: readonly number[], centre: number): readonly number[] {
  const rounding = 1e-13 * y.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return y.map((value) => (Math.abs(value - centre) <= rounding ? 0 : value - centre));
}

/** Ranks of the sizes, ties in the order they stand, with the sign of the deviation. */
function signedRanks(deviations: readonly number[]): readonly number[] {
  const order = deviations
    .map((_, place) => place)
    .sort((a, b) => Math.abs(deviations[a]!) - Math.abs(deviations[b]!) || a - b);
  const ranks = new Array<number>(deviations.length).fill(0);
  order.forEach((place, rank) => (ranks[place] = Math.sign(deviations[place]!) * (rank + 1)));
  return ranks;
}

function missing(
  estimator: TrimAndFill["estimator"],
  k: number,
  sum: number,
  ranks: readonly number[],
): number {
  if (estimator === "L0") return (4 * sum - k * (k + 1)) / (2 * k - 1);
  if (estimator === "Q0") return k - 0.5 - Math.sqrt(2 * k * k - 4 * sum + 0.25);
  const largestNegative = ranks.reduce((most, rank) => Math.max(most, -rank), 0);
  return k - largestNegative - 1;
}

function standardError(estimator: TrimAndFill["estimator"], k: number, k0: number): number {
  if (estimator === "R0") return Math.sqrt(2 * k0 + 2);
  const variance =
    (k * (k + 1) * (2 * k + 1) +
      10 * k0 ** 3 +
      27 * k0 * k0 +
      17 * k0 -
      18 * k * k0 * k0 -
      18 * k * k0 +
      6 * k * k * k0) /
    24;
  if (estimator === "L0") return (4 * Math.sqrt(variance)) / (2 * k - 1);
  return (2 * Math.sqrt(variance)) / Math.sqrt((k - 0.5) ** 2 - k0 * (2 * k - k0 - 1));
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
