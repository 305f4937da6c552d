import { relevantPositions, screeningState, type LabelSequence } from "./labels-so-far.ts";
import { demandBias, demandShare, demandTarget } from "./option-ranges.ts";
import type { Urn } from "./hypergeometric-cdf.ts";
import { walleniusCdf } from "./wallenius-cdf.ts";

export interface HypergeometricOptions {
  /** Recall to reach, above 0, at most 1. Default 0.95. */
  readonly target?: number;
  /** How many times likelier than an irrelevant record a relevant one is to be the next. Default 1, the safe value. */
  readonly bias?: number;
}

export interface HypergeometricTest {
  readonly target: number;
  readonly bias: number;
  /** The smallest p over all starts; 1 before anything is screened. */
  readonly p: number;
  /** Records before the urn of the smallest p: what came after them is taken as a random draw. */
  readonly start: number;
  /** Relevant records that must be unseen at `start` for the recall to be below the target now. */
  readonly hypothesis: number;
}

/**
 * Callaghan and Müller-Hansen's test of H₀ "the recall is still below the target" for ranked screening.
 *
 * For every start i the records not screened by then are an urn of N − i, and the n − i screened since are taken as drawn
 * from it at random. If the recall is below the target τ with r found, there are more than r/τ relevant records, so the urn
 * held at least K = ⌊r/τ⌋ − r_i + 1, r_i being those found before it; k = r − r_i were drawn. The p value of a start is
 * P(X ≤ k) for hypergeometric X (size N − i, K marked, n − i drawn), and p is the smallest over all starts. A ranking that
 * puts relevant records first makes P smaller than that; `bias` ω > 1 says by how much (Wallenius' urn): a stronger
 * assumption and an earlier stop. Only starts behind a relevant record, or at 0, can be smallest: one irrelevant record more
 * in the draw leaves K, k and the number unseen and makes the urn larger.
 *
 * The minimum over starts and repeated looks are not corrected for: p is a measure by which to stop, not an error rate. On made
 * rankings without structure even bias 1 misses the target far more often than p says (docs/stopping.md).
 *
 * @throws ScreeningError `invalid-option` (target, bias), and as {@link screeningState}
 * @see Callaghan & Müller-Hansen 2020, Systematic Reviews 9:273; the biased urn is that of their program
 *   buscarpy, whose values are held in the tests
 * @example hypergeometricTest([1, 0, 0, 0], 5, { target: 0.95 }).p // 0.25
 */
export function hypergeometricTest(
  labels: LabelSequence,
  total: number,
  { target = 0.95, bias = 1 }: HypergeometricOptions = {},
): HypergeometricTest {
  demandTarget(target);
  demandBias(bias);
  const { screened, found } = screeningState(labels, total);
  const atMost = largestTotal(found, target);
  let best: HypergeometricTest = { target, bias, p: 1, start: 0, hypothesis: atMost + 1 };
  // Late starts first: the smallest p is nearly always among them, and lets early ones be passed over.
  const starts = [0, ...relevantPositions(labels)];
  for (let before = starts.length - 1; before >= 0; before -= 1) {
    const start = starts[before]!;
    const hypothesis = atMost - before + 1;
    const urn: Urn = { size: total - start, marked: hypothesis, drawn: screened - start };
    const drawn = found - before;
    // More relevant records than there is room for: the hypothesis cannot be.
    const impossible = drawn + (total - screened) < hypothesis;
    if (!impossible && leastP(drawn, urn, bias) > 2 * best.p) continue;
    const p = impossible ? 0 : walleniusCdf(drawn, urn, bias);
    if (p < best.p) best = { ...best, p, start, hypothesis };
  }
  return best;
}

/**
 * The largest number of relevant records with which `found` of them still reach the target: ⌊found/target⌋.
 *
 * A quotient within rounding of a whole number counts as that number: 19 of 20 is 0.95.
 */
export function largestTotal(found: number, target: number): number {
  return Math.floor((found / target) * (1 + 4 * Number.EPSILON));
}

/**
 * A lower bound of P(X ≤ k) that costs nothing: Cantelli's inequality, P(X ≥ μ + d) ≤ σ² / (σ² + d²).
 *
 * The marked balls drawn are negatively associated, so σ² is at most that of independent draws; μ is Manly's approximation
 * for Wallenius' mean from above (exact for bias 1). It is used with a margin of two.
 *
 * @see Manly 1974, Biometrics 30:281
 */
function leastP(k: number, { size, marked, drawn }: Urn, bias: number): number {
  const share = 1 - (1 - drawn / size) ** bias;
  const distance = k + 1 - marked * share;
  if (distance <= 0) return 0;
  const variance = marked * (share < 0.5 ? share * (1 - share) : 0.25);
  return distance ** 2 / (distance ** 2 + variance);
}

export interface RecallFrontier {
  readonly confidence: number;
  readonly bias: number;
  /** Recall targets and their p, in the order given. */
  readonly tests: readonly HypergeometricTest[];
  /** The largest of the targets with p < 1 − confidence; undefined where none is. */
  readonly reached: number | undefined;
}

/** Targets of the frontier: 0.5, 0.55, …, 0.95, 0.99, 1. */
const FRONTIER_TARGETS: readonly number[] = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99, 1];

/**
 * The test for many recall targets, and the largest that is reached.
 *
 * @throws ScreeningError as {@link hypergeometricTest}; `invalid-option` (confidence)
 */
export function recallFrontier(
  labels: LabelSequence,
  total: number,
  {
    confidence = 0.95,
    bias = 1,
    targets = FRONTIER_TARGETS,
  }: { readonly confidence?: number; readonly bias?: number; readonly targets?: readonly number[] } = {},
): RecallFrontier {
  demandShare(confidence, "confidence");
  const tests = targets.map((target) => hypergeometricTest(labels, total, { target, bias }));
  const reached = tests.filter(({ p }) => p < 1 - confidence).map(({ target }) => target);
  return { confidence, bias, tests, reached: reached.length === 0 ? undefined : Math.max(...reached) };
}
