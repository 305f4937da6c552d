import { orthonormalBasis } from "../design/orthonormal-basis.ts";
import { choleskyFactor, forwardSolve } from "../linalg/cholesky.ts";
import type { ModelData } from "../pairwise/model-data.ts";
import { weightedFit } from "../pairwise/weighted-fit.ts";
import type { ArrowFit } from "./arrow-fit.ts";
import type { LogLikelihood } from "./log-likelihoods.ts";

/** The highest point of a study's own log-likelihood. */
export interface Peak {
  readonly value: number;
  readonly eta: number;
  readonly information: number;
  /** Whether the effect is finite: it is not where the log-likelihood only rises. */
  readonly finite: boolean;
}

/** Newton's method from `start`, with steps of 1 at most. */
export function peakOf(ell: LogLikelihood, start: number): Peak {
  let eta = start;
  for (let step = 0; step < 200; step += 1) {
    const { score, information } = ell(eta);
    const move = Math.max(-1, Math.min(1, score / Math.max(information, 1e-300)));
    eta += move;
    if (Math.abs(move) < 1e-13 * Math.max(1, Math.abs(eta)) || Math.abs(eta) > 40) break;
  }
  const { value, information } = ell(eta);
  return { value, eta, information, finite: Math.abs(eta) < 40 };
}

/**
 * Wald's test that independent own effects lie in the space of the design:  Σ Iᵢ (θᵢ − xᵢᵀb)² with b the fit by weights Iᵢ.
 *
 * @returns null where a study's own effect is infinite
 */
export function waldOfPeaks(data: ModelData, peaks: readonly Peak[]): number | null {
  if (!peaks.every(({ finite }) => finite)) return null;
  const own = { ...data, yi: Float64Array.from(peaks, ({ eta }) => eta) };
  return weightedFit(
    own,
    Float64Array.from(peaks, ({ information }) => information),
  ).q;
}

/**
 * The same of own effects with a covariance matrix V that is not diagonal:  the residual sum of squares of L⁻¹θ about L⁻¹X,
 * V = LLᵀ.
 *
 * @returns null without a covariance matrix
 */
export function waldOfOwn(data: ModelData, { own, ownCovariance }: ArrowFit): number | null {
  const { k, p, x, interceptOnly } = data;
  if (k <= p) return 0;
  const covariance = ownCovariance();
  const factor = covariance && choleskyFactor(covariance, k);
  if (factor === undefined) return null;
  const white = (values: ArrayLike<number>): ArrayLike<number> => forwardSolve(factor, k, values);
  const columns = Array.from({ length: p }, (_, j) =>
    white(Array.from({ length: k }, (__, i) => (interceptOnly ? 1 : x[i * p + j]!))),
  );
  const { q } = orthonormalBasis({
    names: columns.map((_, j) => `column ${j}`),
    rows: own.map((_, i) => columns.map((column) => column[i]!)),
  });
  const rest = Array.from(white(own));
  for (let j = 0; j < p; j += 1) {
    const overlap = rest.reduce((sum, value, i) => sum + value * q[i * p + j]!, 0);
    rest.forEach((value, i) => (rest[i] = value - overlap * q[i * p + j]!));
  }
  return rest.reduce((sum, value) => sum + value * value, 0);
}
