import { choleskyFactor, choleskyInverse } from "../../linalg/cholesky.ts";
import { minimise } from "../../optim/minimise.ts";
import { copasData, copasLogLik, type CopasData, type CopasParameters } from "./likelihood.ts";

/** One search, in the order in which they were made. */
export interface CopasSearch {
  readonly start: CopasParameters;
  readonly end: CopasParameters;
  readonly logLik: number;
  readonly iterations: number;
  /** Largest slope of the log-likelihood there, parameters in units of a typical standard error. */
  readonly gradient: number;
  readonly converged: boolean;
}

/** The maximum at given (γ0, γ1), or why there is none. */
export type CopasMaximum =
  | {
      readonly found: true;
      readonly parameters: CopasParameters;
      readonly logLik: number;
      /** Of μ, from the observed information of the parameters that are not at a border; null where it is too flat. */
      readonly se: number | null;
      readonly atBorder: { readonly rho: boolean; readonly tau: boolean };
      readonly trace: readonly CopasSearch[];
    }
  | { readonly found: false; readonly reason: string; readonly trace: readonly CopasSearch[] };

export interface CopasProblem {
  readonly yi: readonly number[];
  readonly vi: readonly number[];
  readonly gamma0: number;
  readonly gamma1: number;
  /** ρ lies between 0 and this, which is not 0 and may be negative. */
  readonly rhoBound: number;
  /** Whether effects may also depend on si itself, which tests what selection leaves unexplained. */
  readonly withSlope?: boolean;
  /** Where searches start: the first as given, the others with other correlations. */
  readonly start: CopasParameters;
}

/**
 * Maximises the likelihood of {@link copasLogLik} over μ, ρ between 0 and its bound, τ ≥ 0 and, with `withSlope`, the slope.
 *
 * ρ = bound · sin² x and τ = |t| make borders places where the search can end as it ends elsewhere. Searches start from
 * several correlations, in units of a typical standard error, so that a change of scale changes nothing.
 */
export function fitCopas(problem: CopasProblem): CopasMaximum {
  const { yi, vi, gamma0, gamma1, rhoBound, withSlope = false, start } = problem;
  const unit = Math.sqrt(vi.length / vi.reduce((sum, v) => sum + 1 / v, 0));
  const data = copasData(
    yi.map((y) => (y - start.mu) / unit),
    vi.map((v) => v / (unit * unit)),
    gamma0,
    gamma1 / unit,
  );
  const back = ({ mu, rho, tau, slope }: CopasParameters): CopasParameters => ({
    mu: start.mu + unit * mu,
    rho,
    tau: tau * unit,
    slope,
  });
  const logUnit = yi.length * Math.log(unit);
  const trace = startsOf(start, unit, rhoBound).map((from): CopasSearch => {
    const { end, logLik, ...search } = climb(data, from, rhoBound, withSlope);
    return { start: back(from), end: back(end), logLik: logLik - logUnit, ...search };
  });
  const best = trace
    .filter(({ converged }) => converged)
    .reduce<CopasSearch | undefined>(
      (top, search) => (top === undefined || search.logLik > top.logLik + 1e-10 ? search : top),
      undefined,
    );
  if (best === undefined)
    return { found: false, reason: "no search ended where the likelihood is flat", trace };
  const { mu, rho, tau, slope } = best.end;
  const atBorder = { rho: rho / rhoBound > 1 - BORDER || rho / rhoBound < BORDER, tau: tau < BORDER * unit };
  const inner = { mu: (mu - start.mu) / unit, rho, tau: tau / unit, slope };
  const se = standardError(data, inner, [true, !atBorder.rho, !atBorder.tau, withSlope]);
  return {
    found: true,
    parameters: best.end,
    logLik: best.logLik,
    se: se === null ? null : se * unit,
    atBorder,
    trace,
  };
}

/** Nearer to a border than this, relative, is on it. */
const BORDER = 1e-5;

function startsOf(start: CopasParameters, unit: number, bound: number): readonly CopasParameters[] {
  const tau = Math.max(start.tau / unit, 0.3);
  const slope = start.slope;
  const own = Math.min(Math.max(start.rho / bound, 0.01), 0.99);
  return [own, 0.1, 0.5, 0.9].map((share) => ({ mu: 0, rho: share * bound, tau, slope }));
}

function climb(
  data: CopasData,
  from: CopasParameters,
  bound: number,
  withSlope: boolean,
): Omit<CopasSearch, "start"> {
  const read = (x: ArrayLike<number>): CopasParameters => ({
    mu: x[0]!,
    rho: bound * Math.sin(x[1]!) ** 2,
    tau: Math.abs(x[2]!),
    slope: withSlope ? x[3]! : 0,
  });
  const slopes = new Float64Array(4);
  let last: Float64Array | undefined;
  const at = (x: Float64Array): number => {
    last = x;
    return -copasLogLik(data, read(x), slopes);
  };
  const gradient = (x: Float64Array): Float64Array => {
    if (x !== last) copasLogLik(data, read(x), slopes);
    const [byMu, byRho, byTau, bySlope] = slopes;
    const own = [-byMu!, -byRho! * bound * Math.sin(2 * x[1]!), -byTau! * Math.sign(x[2]!)];
    return Float64Array.from(withSlope ? [...own, -bySlope!] : own);
  };
  const start = [
    from.mu,
    Math.asin(Math.sqrt(from.rho / bound)),
    from.tau,
    ...(withSlope ? [from.slope] : []),
  ];
  if (!Number.isFinite(at(Float64Array.from(start))))
    return { end: from, logLik: -Infinity, iterations: 0, gradient: Infinity, converged: false };
  const found = minimise(at, start, { gradient, tolerance: 1e-10, maxIterations: 300 });
  const steepest = found.gradient.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
  return {
    end: read(found.x),
    logLik: -found.value,
    iterations: found.iterations,
    gradient: steepest,
    converged: Number.isFinite(found.value) && steepest < 1e-4,
  };
}

/** From differences of the gradient over the free parameters; null where they do not make a summit. */
function standardError(
  data: CopasData,
  at: CopasParameters,
  free: readonly [boolean, boolean, boolean, boolean],
): number | null {
  const point = [at.mu, at.rho, at.tau, at.slope];
  const places = free.flatMap((isFree, j) => (isFree ? [j] : []));
  const n = places.length;
  const slopes = new Float64Array(4);
  const gradientAt = (moved: number, by: number): readonly number[] => {
    const [mu, rho, tau, slope] = point.map((value, j) => (j === moved ? value + by : value));
    copasLogLik(data, { mu: mu!, rho: rho!, tau: tau!, slope: slope! }, slopes);
    return places.map((place) => slopes[place]!);
  };
  const information = new Float64Array(n * n);
  places.forEach((place, row) => {
    const room = place === 1 ? 0.5 * (1 - Math.abs(at.rho)) : 1;
    const step = Math.min(1e-4, room);
    const [above, below] = [gradientAt(place, step), gradientAt(place, -step)];
    above.forEach((value, column) => {
      const second = -(value - below[column]!) / (2 * step);
      information[row * n + column]! += second / 2;
      information[column * n + row]! += second / 2;
    });
  });
  if (!information.every(Number.isFinite)) return null;
  const factor = choleskyFactor(information, n);
  return factor === undefined ? null : Math.sqrt(choleskyInverse(factor, n)[0]!);
}
