import { choleskyFactor, choleskyInverse } from "../linalg/cholesky.ts";
import { minimise } from "../optim/minimise.ts";
import { numericalHessian } from "../optim/numerical-hessian.ts";

/** A log-likelihood that is a sum over studies, with parameters that all share and at most one that each has for itself. */
export interface ArrowModel {
  readonly k: number;
  readonly shared: readonly number[];
  /** Where the search for each study's own parameter starts; undefined: there is none. */
  readonly own: readonly number[] | undefined;
  readonly logLik: (study: number, shared: ArrayLike<number>, own: number) => number;
}

export interface ArrowFit {
  readonly logLik: number;
  readonly shared: readonly number[];
  readonly own: readonly number[];
  /** Inverse of the observed information: of the shared, and of the own parameters (k × k, row-major). */
  readonly sharedCovariance: Float64Array | undefined;
  readonly ownCovariance: () => Float64Array | undefined;
  readonly iterations: number;
}

/**
 * Maximises over the shared parameters, each study's own one profiled out, so that the work grows with k and not with k³; the
 * information matrix has the shape of an arrow and is inverted as such.
 *
 * @param fixed - shared parameters that stay as they start (a standard deviation of 0) and count for nothing
 */
export function fitArrow(model: ArrowModel, fixed: readonly number[] = []): ArrowFit {
  const { k, logLik } = model;
  const free = model.shared.flatMap((_, j) => (fixed.includes(j) ? [] : [j]));
  const complete = (values: ArrayLike<number>): Float64Array => {
    const shared = Float64Array.from(model.shared);
    free.forEach((j, place) => (shared[j] = values[place]!));
    return shared;
  };
  const own = Float64Array.from(model.own ?? new Float64Array(k));
  const total = (values: ArrayLike<number>): number => {
    const shared = complete(values);
    let sum = 0;
    for (let i = 0; i < k; i += 1) {
      if (model.own !== undefined) own[i] = highest((x) => logLik(i, shared, x), own[i]!);
      sum += logLik(i, shared, own[i]!);
    }
    return -sum;
  };
  const start = free.map((j) => model.shared[j]!);
  const found = minimise(total, start, { tolerance: 1e-8, maxIterations: 200 });
  const value = total(found.x);
  const shared = complete(found.x);
  return {
    logLik: -value,
    shared: Array.from(shared),
    own: Array.from(own),
    ...arrowCovariances(model, free, complete, found.x, own),
    iterations: found.iterations,
  };
}

/** The maximum of a smooth concave function of one variable: Newton with differences, halving what overshoots. */
function highest(f: (x: number) => number, start: number): number {
  let [x, value] = [start, f(start)];
  for (let step = 0; step < 60; step += 1) {
    const h = 1e-4 * Math.max(1, Math.abs(x));
    const [up, down] = [f(x + h), f(x - h)];
    const [slope, curvature] = [(up - down) / (2 * h), (up - 2 * value + down) / (h * h)];
    let move = curvature < -1e-8 ? -slope / curvature : Math.sign(slope);
    if (Math.abs(move) > 2) move = 2 * Math.sign(move);
    let next = f(x + move);
    for (let half = 0; half < 40 && !(next >= value); half += 1) {
      move /= 2;
      next = f(x + move);
    }
    if (!(next >= value)) return x;
    x += move;
    value = next;
    if (Math.abs(move) < 1e-9 * Math.max(1, Math.abs(x))) return x;
  }
  return x;
}

function arrowCovariances(
  { k, logLik, own: owns }: ArrowModel,
  free: readonly number[],
  complete: (values: ArrayLike<number>) => Float64Array,
  at: Float64Array,
  own: Float64Array,
): Pick<ArrowFit, "sharedCovariance" | "ownCovariance"> {
  const m = free.length;
  const schur = new Float64Array(m * m);
  const border = new Float64Array(k * m);
  const diagonal = new Float64Array(k);
  for (let i = 0; i < k; i += 1) {
    const size = owns === undefined ? m : m + 1;
    const point = [...at, ...(owns === undefined ? [] : [own[i]!])];
    const h = numericalHessian(
      (x) => -logLik(i, complete(x.subarray(0, m)), owns === undefined ? 0 : x[m]!),
      point,
    );
    for (let a = 0; a < m; a += 1) for (let b = 0; b < m; b += 1) schur[a * m + b]! += h[a * size + b]!;
    if (owns === undefined) continue;
    diagonal[i] = h[m * size + m]!;
    for (let a = 0; a < m; a += 1) border[i * m + a] = h[a * size + m]!;
    for (let a = 0; a < m; a += 1)
      for (let b = 0; b < m; b += 1)
        schur[a * m + b]! -= (border[i * m + a]! * border[i * m + b]!) / diagonal[i]!;
  }
  const factor = choleskyFactor(schur, m);
  const sharedCovariance = factor && choleskyInverse(factor, m);
  return {
    sharedCovariance,
    ownCovariance: () => {
      if (sharedCovariance === undefined) return undefined;
      const covariance = new Float64Array(k * k);
      for (let i = 0; i < k; i += 1)
        for (let j = 0; j < k; j += 1) {
          let sum = 0;
          for (let a = 0; a < m; a += 1)
            for (let b = 0; b < m; b += 1)
              sum += border[i * m + a]! * sharedCovariance[a * m + b]! * border[j * m + b]!;
          covariance[i * k + j] = sum / (diagonal[i]! * diagonal[j]!) + (i === j ? 1 / diagonal[i]! : 0);
        }
      return covariance;
    },
  };
}
