import { fitPairwise, gosh, type FitOptions, type GoshMethod } from "@coppice/meta";

/** Which subsets of the studies are pooled, and how. */
export interface GoshPlan {
  readonly yi: readonly number[];
  readonly vi: readonly number[];
  readonly options: FitOptions;
  /** `all`: every subset that is not empty; `random`: each study is in a subset with probability ½. */
  readonly kind: "all" | "random";
  readonly size: number;
  readonly seed: number;
}

export interface PooledSubsets {
  readonly estimate: Float64Array<ArrayBuffer>;
  /** Percent, by the definition of the method. */
  readonly i2: Float64Array<ArrayBuffer>;
}

/** Up to this many studies all subsets are pooled (65,535); of more, random ones. */
const MOST_FOR_ALL = 16;
const RANDOM_SUBSETS = 100_000;
/** Random subsets times studies: more take too long. */
const MOST_WORK = 20_000_000;
const FAST: readonly string[] = ["EE", "DL", "REML", "ML", "PM"] satisfies readonly GoshMethod[];

export function planGosh(
  yi: readonly number[],
  vi: readonly number[],
  options: FitOptions,
  seed: number,
): GoshPlan {
  const k = yi.length;
  const own: FitOptions = { method: options.method ?? "REML", test: "z", tau2Interval: "none" };
  const fixed: FitOptions = {
    ...own,
    ...(options.tau2 === undefined ? {} : { tau2: options.tau2 }),
    ...(options.weights === undefined ? {} : { weights: options.weights }),
  };
  if (k <= MOST_FOR_ALL) return { yi, vi, options: fixed, kind: "all", size: 2 ** k - 1, seed };
  return {
    yi,
    vi,
    options: fixed,
    kind: "random",
    size: Math.min(RANDOM_SUBSETS, Math.floor(MOST_WORK / k)),
    seed,
  };
}

/**
 * The subsets from ≤ n < to of a plan, pooled. A subset depends on its number (and the seed) alone, so ranges can be shared
 * out in any way.
 */
export function poolSubsets(plan: GoshPlan, from: number, to: number): PooledSubsets {
  const { yi, vi, options, kind } = plan;
  const method = options.method ?? "REML";
  const { tau2, weights } = options;
  if (kind === "all" && FAST.includes(method) && tau2 === undefined && weights === undefined) {
    const { estimate, i2 } = gosh({ yi, vi }, { method: method as GoshMethod, from, to });
    return { estimate: Float64Array.from(estimate), i2: Float64Array.from(i2) };
  }
  const [estimate, i2] = [new Float64Array(to - from), new Float64Array(to - from)];
  for (let n = from; n < to; n += 1) {
    const members = subsetMembers(plan, n);
    const fit = fitPairwise(
      members.map((place) => yi[place]!),
      members.map((place) => vi[place]!),
      weights === undefined ? options : { ...options, weights: members.map((place) => weights[place]!) },
    );
    estimate[n - from] = fit.estimate;
    i2[n - from] = fit.i2;
  }
  return { estimate, i2 };
}

/** Places of the studies in subset number n, by rising place. */
export function subsetMembers({ kind, yi, seed }: GoshPlan, n: number): readonly number[] {
  const k = yi.length;
  const members: number[] = [];
  if (kind === "all") {
    for (let i = 0; i < k; i += 1) if ((((n + 1) >>> i) & 1) === 1) members.push(i);
    return members;
  }
  let state = mix(mix(seed | 0) ^ n);
  for (let i = 0; i < k; i += 1) {
    if (i % 32 === 0) state = mix(state + 0x9e3779b9);
    if (((state >>> (i % 32)) & 1) === 1) members.push(i);
  }
  return members.length > 0 ? members : [(mix(state) >>> 0) % k];
}

/** A 32-bit mixer in which every bit of the input moves every bit of the output (murmur3's last step). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
