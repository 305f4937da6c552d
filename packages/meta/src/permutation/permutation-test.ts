import { checkGiven, checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { anObject, FINITE, wholeNumberFrom } from "../arguments/rules.ts";
import { checkDesign, designRows, interceptColumn, type Design } from "../design/design.ts";
import { GOSH_METHOD_RULE, goshTau2, type GoshMethod } from "../diagnostics/gosh-tau2.ts";
import { InputError } from "../input-error.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { fitRegression } from "../pairwise/fit-regression.ts";
import { FIT_RULES, type FitOptions } from "../pairwise/options.ts";
import { seededRandom, shuffledPlaces, type Random } from "../random/random.ts";

/** p values that do not lean on a distribution, one for each coefficient. */
export interface PermutationTest {
  readonly kind: "permutation-test";
  readonly names: readonly string[];
  /** z or t values of the data. */
  readonly statistic: readonly number[];
  readonly pValue: readonly number[];
  /** Of the test of all moderators; null without moderators. */
  readonly moderatorPValue: number | null;
  readonly exact: boolean;
  /** Arrangements that were looked at (exact: all of them; otherwise the data count as one more). */
  readonly arrangements: number;
  readonly seed: number | null;
}

export interface PermutationOptions {
  readonly fit?: FitOptions & { readonly method?: GoshMethod };
  readonly design?: Design;
  /** Go through every arrangement, or draw this many with a seed; default exact. */
  readonly draws?: { readonly number: number; readonly seed: number };
}

const RULES: OptionRules<PermutationOptions> = { fit: anObject(), design: anObject(), draws: anObject() };

/** Without moderators, whose sign flips have a fast way of their own. */
const SIGN_FLIP_RULES: OptionRules<NonNullable<PermutationOptions["fit"]>> = {
  ...FIT_RULES,
  method: GOSH_METHOD_RULE,
};

const DRAWS_RULES: OptionRules<NonNullable<PermutationOptions["draws"]>> = {
  number: wholeNumberFrom(1),
  seed: FINITE,
};

function checkDraws(draws: NonNullable<PermutationOptions["draws"]>): void {
  checkOptions(draws, DRAWS_RULES, "draws");
  checkGiven("number", draws, DRAWS_RULES.number);
  checkGiven("seed", draws, DRAWS_RULES.seed);
}

/** Two statistics closer than this count as equal, so that rounding does not decide about ties. */
const TIE = Math.sqrt(Number.EPSILON);

/** Exact tests above this many arrangements are refused: they would take hours. */
const MOST = 2 ** 26;

/**
 * Permutation test of a model. Without moderators the signs of the effects are flipped (under no effect, each is as likely to
 * be negative as positive); with moderators the rows of the design are permuted against the effects. The p value is the share
 * of arrangements whose statistic is at least as large in size as that of the data, the data among them.
 *
 * @throws InputError as {@link fitRegression}; `invalid-option` when an exact test has more than 2^26 arrangements;
 *   `unsupported` for other weights than inverse variances without moderators
 * @see Follmann & Proschan 1999, Biometrics 55:732; Higgins & Thompson 2004, Statistics in Medicine 23:1663
 * @example permutationTest([0.1, 0.9, 0.4], [0.02, 0.05, 0.03], { fit: { method: "EE" } }).pValue // [0.25]
 */
export function permutationTest(
  yi: readonly number[],
  vi: readonly number[],
  options: PermutationOptions = {},
): PermutationTest {
  checkOptions(options, RULES);
  if (options.draws !== undefined) checkDraws(options.draws);
  if (options.design !== undefined) checkDesign(options.design, yi.length);
  const { fit = {}, design, draws } = options;
  const chosen = { ...fit, tau2Interval: "none" as const };
  return design === undefined || (design.names.length === 1 && interceptColumn(design) === 0)
    ? signFlips(yi, vi, chosen, draws)
    : rowPermutations(yi, vi, design, chosen, draws);
}

function signFlips(
  yi: readonly number[],
  vi: readonly number[],
  fit: FitOptions & { readonly method?: GoshMethod },
  draws: PermutationOptions["draws"],
): PermutationTest {
  checkOptions(fit, SIGN_FLIP_RULES, "fit");
  const { statistic, options } = fitPairwise(yi, vi, fit);
  if (options.weighting !== "inverse-variance")
    throw new InputError(
      "unsupported",
      `sign flips with ${options.weighting} weighting are not supported`,
      { field: options.weighting === "own" ? "weights" : "weighting" },
      { expected: "inverse-variance weights" },
    );
  const k = yi.length;
  const target = Math.abs(statistic) - TIE;
  const [y, v] = [Float64Array.from(yi), Float64Array.from(vi)];
  const sizeOf = signStatistic(y, v, fit);
  let extreme = 0;
  if (draws === undefined) {
    checkNumber(2 ** k);
    // Flipping every sign turns the statistic only: half the arrangements are enough.
    const half = 2 ** (k - 1);
    for (let bits = 0; bits < half; bits += 1) {
      for (let i = 0; i < k; i += 1) y[i] = Math.floor(bits / 2 ** i) % 2 === 1 ? -yi[i]! : yi[i]!;
      if (sizeOf() >= target) extreme += 1;
    }
    return result(["intrcpt"], [statistic], [extreme / half], null, 2 ** k, undefined);
  }
  const random = seededRandom(draws.seed);
  for (let n = 0; n < draws.number; n += 1) {
    for (let i = 0; i < k; i += 1) y[i] = random.below(2) === 1 ? -yi[i]! : yi[i]!;
    if (sizeOf() >= target) extreme += 1;
  }
  const p = (extreme + 1) / (draws.number + 1);
  return result(["intrcpt"], [statistic], [p], null, draws.number, draws);
}

/** |z| or |t| of the effects as they stand in `y` now. */
function signStatistic(
  y: Float64Array,
  v: Float64Array,
  { method = "REML", test = "z", tau2: given }: FitOptions & { readonly method?: GoshMethod },
): () => number {
  const k = y.length;
  let [w, w2] = [0, 0];
  for (const variance of v) {
    w += 1 / variance;
    w2 += 1 / variance ** 2;
  }
  return () => {
    const atZero = spread(y, v, 0);
    const tau2 = given ?? goshTau2(method, y, v, k, { w, w2, q: atZero.q });
    const { mean, weights, q } = tau2 === 0 ? atZero : spread(y, v, tau2);
    const factor = k > 1 ? q / (k - 1) : 1;
    const scale = test === "knha" ? factor : test === "adhoc" ? Math.max(1, factor) : 1;
    return Math.abs(mean) * Math.sqrt(weights / scale);
  };
}

function spread(y: Float64Array, v: Float64Array, tau2: number) {
  let [weights, sum] = [0, 0];
  for (let i = 0; i < y.length; i += 1) {
    const weight = 1 / (v[i]! + tau2);
    weights += weight;
    sum += weight * y[i]!;
  }
  const mean = sum / weights;
  let q = 0;
  for (let i = 0; i < y.length; i += 1) q += (y[i]! - mean) ** 2 / (v[i]! + tau2);
  return { mean, weights, q };
}

function rowPermutations(
  yi: readonly number[],
  vi: readonly number[],
  design: Design,
  fit: FitOptions,
  draws: PermutationOptions["draws"],
): PermutationTest {
  const { names, statistic, moderatorTest } = fitRegression(yi, vi, design, fit);
  const extreme = names.map(() => 0);
  let extremeTogether = 0;
  const look = (places: readonly number[]): void => {
    const other = fitRegression(yi, vi, designRows(design, places), fit);
    other.statistic.forEach((value, j) => {
      if (Math.abs(value) >= Math.abs(statistic[j]!) - TIE) extreme[j]! += 1;
    });
    if ((other.moderatorTest?.statistic ?? 0) >= (moderatorTest?.statistic ?? 0) - TIE) extremeTogether += 1;
  };
  const k = yi.length;
  if (draws === undefined) {
    let arrangements = 1;
    for (let i = 2; i <= k; i += 1) arrangements *= i;
    checkNumber(arrangements);
    eachPermutation(k, look);
    const share = (count: number): number => count / arrangements;
    return result(
      names,
      statistic,
      extreme.map(share),
      moderatorTest && share(extremeTogether),
      arrangements,
      draws,
    );
  }
  const random: Random = seededRandom(draws.seed);
  for (let n = 0; n < draws.number; n += 1) look(shuffledPlaces(random, k));
  const share = (count: number): number => (count + 1) / (draws.number + 1);
  return result(
    names,
    statistic,
    extreme.map(share),
    moderatorTest && share(extremeTogether),
    draws.number,
    draws,
  );
}

/** Every order of 0 … n − 1, each once (Heap 1963). */
function eachPermutation(n: number, look: (places: readonly number[]) => void): void {
  const places = Array.from({ length: n }, (_, place) => place);
  const counts = new Array<number>(n).fill(0);
  look(places);
  for (let i = 1; i < n;) {
    if (counts[i]! < i) {
      const j = i % 2 === 0 ? 0 : counts[i]!;
      [places[i], places[j]] = [places[j]!, places[i]!];
      look(places);
      counts[i]! += 1;
      i = 1;
    } else {
      counts[i] = 0;
      i += 1;
    }
  }
}

function checkNumber(arrangements: number): void {
  if (arrangements <= MOST) return;
  throw new InputError(
    "invalid-option",
    `an exact test has ${arrangements} arrangements, too many to go through`,
    { field: "draws" },
    {
      found: arrangements,
      expected: `at most ${MOST}`,
      fix: "draw some with a seed: draws: { number: 10000, seed: 1 }",
    },
  );
}

function result(
  names: readonly string[],
  statistic: readonly number[],
  pValue: readonly number[],
  moderatorPValue: number | null,
  arrangements: number,
  draws: PermutationOptions["draws"],
): PermutationTest {
  return {
    kind: "permutation-test",
    names,
    statistic,
    pValue,
    moderatorPValue,
    exact: draws === undefined,
    arrangements,
    seed: draws?.seed ?? null,
  };
}
