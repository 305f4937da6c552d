import { choleskyFactor, choleskyInverse } from "../../linalg/cholesky.ts";
import { minimise } from "../../optim/minimise.ts";
import { numericalHessian } from "../../optim/numerical-hessian.ts";

/** A log-likelihood of coefficients γ of a linear predictor, τ² and δ. */
export type SelectionLogLik = (gamma: ArrayLike<number>, tau2: number, delta: ArrayLike<number>) => number;

/** What is sought, and from where. */
export interface Search {
  readonly logLik: SelectionLogLik;
  /** Known values of δ (null: estimated). */
  readonly known: readonly (number | null)[];
  /** Values of δ without selection. */
  readonly start: readonly number[];
  /** Smallest value of δ. */
  readonly least: number;
  /** The model without selection. */
  readonly plain: {
    readonly gamma: readonly number[];
    readonly tau2: number;
    readonly typicalVariance: number;
  };
}

export interface Found {
  readonly gamma: readonly number[];
  readonly tau2: number;
  readonly delta: Float64Array;
  readonly logLik: number;
  readonly iterations: number;
  /** Whether the search ended where nothing could be gained any more. */
  readonly converged: boolean;
}

/** δ lies between 0 and this, as in metafor: a likelihood that rises to infinity is stopped here. */
const LARGEST_DELTA = 100;

/** τ² is at most this many typical variances. */
const LARGEST_SHARE = 1e8;

/** Whether an estimated δ was stopped at its largest value. */
export function isStopped(delta: number): boolean {
  return delta > LARGEST_DELTA * (1 - 1e-6);
}

/** Places of the δ that are estimated. */
function openPlaces(known: Search["known"]): readonly number[] {
  return known.flatMap((value, j) => (value === null ? [j] : []));
}

function allDelta(known: Search["known"], values: ArrayLike<number>): Float64Array {
  let next = 0;
  return Float64Array.from(known, (value) => value ?? values[next++]!);
}

/**
 * The highest of the summits that several starts lead to, with τ² free or 0; δ is searched on the logit of its range, γ and τ²
 * in units of what effects vary by, so that a change of scale changes nothing.
 *
 * @returns logLik −Infinity when no start has a likelihood
 */
export function maximise({ logLik, known, start, least, plain }: Search, random: boolean): Found {
  const p = plain.gamma.length;
  const open = openPlaces(known);
  const shift = random ? p + 1 : p;
  const typical = plain.typicalVariance + (random ? plain.tau2 : 0);
  const unit = Math.sqrt(typical);
  const read = (x: ArrayLike<number>): Pick<Found, "gamma" | "tau2" | "delta"> => ({
    gamma: plain.gamma.map((value, j) => value + unit * x[j]!),
    tau2: random ? typical * Math.exp(x[p]!) : 0,
    delta: allDelta(
      known,
      open.map((_, j) => least + (LARGEST_DELTA - least) / (1 + Math.exp(-x[shift + j]!))),
    ),
  });
  const at = (x: ArrayLike<number>): number => {
    const { gamma, tau2, delta } = read(x);
    return tau2 < LARGEST_SHARE * typical ? -logLik(gamma, tau2, delta) : Infinity;
  };
  const small = 0.05 * plain.typicalVariance;
  const levels = random ? [Math.max(plain.tau2, small), small] : [0];
  const points = [1, 0.3, 3].flatMap((factor) =>
    levels.map((level) => [
      ...plain.gamma.map(() => 0),
      ...(random ? [Math.log(level / typical)] : []),
      ...open.map(
        (j) => -Math.log((LARGEST_DELTA - least) / (Math.max(start[j]!, 0.1) * factor - least) - 1),
      ),
    ]),
  );
  // The two highest starts: one more than enough where the likelihood has one summit.
  const starts = points
    .map((point) => ({ point, height: -at(point) }))
    .filter(({ height }) => Number.isFinite(height))
    .sort((a, b) => b.height - a.height)
    .slice(0, 2);
  let best: Found | undefined;
  for (const { point } of starts) {
    const found = minimise(at, point, { tolerance: 1e-8, maxIterations: 300 });
    if (best === undefined || -found.value > best.logLik + 1e-10)
      best = {
        ...read(found.x),
        logLik: -found.value,
        iterations: found.iterations,
        converged: found.converged,
      };
  }
  return (
    best ?? {
      gamma: plain.gamma,
      tau2: 0,
      delta: new Float64Array(start.length),
      logLik: -Infinity,
      iterations: 0,
      converged: false,
    }
  );
}

/** What the observed information says. */
export interface Uncertainty {
  /** Of γ, p × p, row-major. */
  readonly covariance: Float64Array;
  /** Standard errors of all δ; null for known ones. */
  readonly deltaSe: readonly (number | null)[];
}

/**
 * From the observed information; τ² takes part where it is estimated.
 *
 * @returns undefined where the likelihood is too flat to tell
 */
export function uncertaintyOf(
  { logLik, known, plain }: Search,
  best: Found,
  estimatesTau2: boolean,
): Uncertainty | undefined {
  const open = openPlaces(known);
  const p = best.gamma.length;
  const n = p + open.length + (estimatesTau2 ? 1 : 0);
  const point = [...best.gamma, ...open.map((j) => best.delta[j]!), ...(estimatesTau2 ? [best.tau2] : [])];
  const variance = plain.typicalVariance + best.tau2;
  const at = (x: Float64Array): number =>
    -logLik(x.subarray(0, p), estimatesTau2 ? x[n - 1]! : 0, allDelta(known, x.subarray(p)));
  for (const step of [1e-2, 1e-3]) {
    const sizes = point.map((value, place) =>
      place < p
        ? Math.sqrt(variance)
        : Math.max(Math.abs(value), step * (place < p + open.length ? 1 : variance)),
    );
    const hessian = numericalHessian(at, point, { step, sizes });
    if (!hessian.every(Number.isFinite)) continue;
    const factor = choleskyFactor(hessian, n);
    if (factor === undefined) continue;
    const inverse = choleskyInverse(factor, n);
    return {
      covariance: Float64Array.from(
        { length: p * p },
        (_, place) => inverse[Math.floor(place / p) * n + (place % p)]!,
      ),
      deltaSe: known.map((value, j) => {
        const place = p + open.indexOf(j);
        return value === null ? Math.sqrt(inverse[place * n + place]!) : null;
      }),
    };
  }
  return undefined;
}
