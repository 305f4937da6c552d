import { regularizedBeta } from "@coppice/meta/special";
import { ScreeningError } from "../screening-error.ts";
import { relevantPositions, screeningState, type LabelSequence } from "./labels-so-far.ts";
import { demandShare, demandTarget } from "./option-ranges.ts";
import { largestTotal } from "./hypergeometric-stop.ts";

/**
 * Shapes by which the rate of relevant records falls along the ranking, u = position / N:
 * `exponential` e^−κu and `hyperbolic` 1 / (1 + κu), which falls more slowly.
 */
export type RateShape = "exponential" | "hyperbolic";

export interface RateModelOptions {
  /** Shapes to average over. Default both. */
  readonly shapes?: readonly RateShape[];
  /**
   * Shares of the relevant records that the ranking does not see, so that they lie anywhere. Default 0, 0.05, 0.1, 0.2, 0.4.
   */
  readonly unseenShares?: readonly number[];
  /** Recall to reach. Default 0.95. */
  readonly target?: number;
  /** Level of the interval. Default 0.95. */
  readonly confidence?: number;
}

export interface RecallEstimate {
  /** found / (found + median number left). */
  readonly recall: number;
  readonly recallLower: number;
  readonly recallUpper: number;
  /** Relevant records not yet seen: median and the two-sided interval. */
  readonly left: number;
  readonly leftLower: number;
  readonly leftUpper: number;
  /** Probability that the recall is below `target`. */
  readonly pBelowTarget: number;
  readonly target: number;
  readonly confidence: number;
}

/**
 * Recall estimated from how fast relevant records become rarer along the ranking.
 *
 * An inhomogeneous Poisson process on (0, 1], the way of the ranking, with rate a·f_θ(u); f_θ is a density, (1 − w) times a
 * falling shape and w times the uniform one (w: relevant records the ranking does not see). With Jeffreys' prior a^−1/2 the
 * r positions u_i found by u = n/N leave, for each θ on a grid with equal weights,
 *
 *   weight(θ) ∝ Π f_θ(u_i) / F_θ(u)^(r + 1/2),   records left | θ ~ NegBin(r + 1/2, F_θ(u)),
 *
 * truncated to the N − n records that are left; all sums are exact over the grid. No part of it is fitted by iteration,
 * so it always ends and always gives the same.
 *
 * @throws ScreeningError `invalid-option` (shapes, unseenShares, target, confidence), and as {@link screeningState}
 * @see Sneyd & Stevenson 2019, EMNLP-IJCNLP (Poisson processes for stopping); Stevenson & Bin-Hezam 2024, ACM
 *   Transactions on Information Systems 42:73 (shapes of the rate). They fit one curve by least squares; here the shapes are
 *   averaged and have a floor, which the measurements of docs/stopping.md called for
 */
export function estimateRecall(
  labels: LabelSequence,
  total: number,
  {
    shapes = ["exponential", "hyperbolic"],
    unseenShares = [0, 0.05, 0.1, 0.2, 0.4],
    target = 0.95,
    confidence = 0.95,
  }: RateModelOptions = {},
): RecallEstimate {
  demandTarget(target);
  demandShare(confidence, "confidence");
  checkGrid(shapes, unseenShares);
  const { screened, found } = screeningState(labels, total);
  const room = total - screened;
  const curves = weighCurves(relevantPositions(labels), screened, total, { shapes, unseenShares });
  /** P(left ≥ j), each curve truncated at the room there is. */
  const atLeast = (j: number): number => {
    if (j <= 0) return 1;
    if (j > room) return 0;
    let sum = 0;
    for (const { weight, ahead } of curves) {
      const beyond = negativeBinomialUpper(room + 1, found, ahead);
      sum += (weight * (negativeBinomialUpper(j, found, ahead) - beyond)) / (1 - beyond);
    }
    return sum;
  };
  /** The smallest m with P(left ≤ m) ≥ level. */
  const quantile = (level: number): number => {
    let below = -1;
    let high = room;
    while (high - below > 1) {
      const middle = Math.floor((below + high) / 2);
      if (1 - atLeast(middle + 1) >= level) high = middle;
      else below = middle;
    }
    return high;
  };
  const tail = (1 - confidence) / 2;
  const [leftLower, left, leftUpper] = [quantile(tail), quantile(0.5), quantile(1 - tail)];
  return {
    recall: recallWith(found, left),
    recallLower: recallWith(found, leftUpper),
    recallUpper: recallWith(found, leftLower),
    left,
    leftLower,
    leftUpper,
    pBelowTarget: atLeast(largestTotal(found, target) - found + 1),
    target,
    confidence,
  };
}
function checkGrid(shapes: readonly RateShape[], unseenShares: readonly number[]): void {
  const known: readonly string[] = ["exponential", "hyperbolic"];
  if (shapes.length === 0 || shapes.some((shape) => !known.includes(shape)))
    throw new ScreeningError(
      "invalid-option",
      `The shapes are ${JSON.stringify(shapes)}, not one or more of ${known.join(", ")}.`,
      { field: "shapes" },
    );
  if (unseenShares.length === 0 || unseenShares.some((share) => !(share >= 0 && share <= 1)))
    throw new ScreeningError(
      "invalid-option",
      `The unseen shares are ${JSON.stringify(unseenShares)}, not one or more numbers from 0 to 1.`,
      { field: "unseenShares" },
    );
}

/** Recall of `found` relevant records when `left` are unseen; 1 where there are none at all. */
function recallWith(found: number, left: number): number {
  return found + left === 0 ? 1 : found / (found + left);
}

/** P(m ≥ j) for m ~ NegBin(r + 1/2, F), given 1 − F. */
function negativeBinomialUpper(j: number, found: number, ahead: number): number {
  return j <= 0 ? 1 : regularizedBeta(ahead, j, found + 0.5, "lower");
}

interface Curve {
  readonly weight: number;
  /** 1 − F(u): the share of the relevant records expected after the place reached. */
  readonly ahead: number;
}

/** κ of the falling shapes: 0.25 to 512 by the square root of 2. */
const STEEPNESS: readonly number[] = Array.from({ length: 23 }, (_, i) => 0.25 * 2 ** (i / 2));

function weighCurves(
  positions: readonly number[],
  screened: number,
  total: number,
  {
    shapes,
    unseenShares,
  }: { readonly shapes: readonly RateShape[]; readonly unseenShares: readonly number[] },
): Curve[] {
  const reached = screened / total;
  const logWeights: number[] = [];
  const ahead: number[] = [];
  for (const shape of shapes)
    for (const steepness of STEEPNESS) {
      const densities = positions.map((position) => density(shape, steepness, (position - 0.5) / total));
      const falling = share(shape, steepness, reached);
      for (const unseen of unseenShares) {
        const behind = (1 - unseen) * falling + unseen * reached;
        let log = -(positions.length + 0.5) * Math.log(behind);
        for (const d of densities) log += Math.log((1 - unseen) * d + unseen);
        logWeights.push(log);
        ahead.push(1 - behind);
      }
    }
  const top = Math.max(...logWeights);
  const weights = logWeights.map((log) => Math.exp(log - top));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights
    .map((weight, i) => ({ weight: weight / sum, ahead: ahead[i]! }))
    .filter(({ weight }) => weight > 1e-12);
}

/** Density of a falling shape on (0, 1]. */
function density(shape: RateShape, k: number, u: number): number {
  return shape === "exponential"
    ? (k * Math.exp(-k * u)) / -Math.expm1(-k)
    : k / ((1 + k * u) * Math.log1p(k));
}

/** Distribution function of a falling shape on (0, 1]. */
function share(shape: RateShape, k: number, u: number): number {
  return shape === "exponential" ? Math.expm1(-k * u) / Math.expm1(-k) : Math.log1p(k * u) / Math.log1p(k);
}
