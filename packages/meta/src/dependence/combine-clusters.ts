import { checkValue } from "../arguments/check-options.ts";
import { checkArray } from "../arguments/check-shape.ts";
import { FINITE } from "../arguments/rules.ts";
import { choleskyFactor, choleskySolve } from "../linalg/cholesky.ts";
import { InputError } from "../input-error.ts";
import { checkEffects } from "../pairwise/options.ts";
import { samplingCovariances } from "./covariance.ts";

/** One effect for each cluster, clusters in the order they first appear. */
export interface ClusterEffects {
  readonly kind: "cluster-effects";
  readonly clusters: readonly (string | number)[];
  readonly yi: readonly number[];
  readonly vi: readonly number[];
  readonly sizes: readonly number[];
  readonly rho: number;
}

/**
 * Combines the effects of each cluster into one by generalised least squares, 1ᵀV⁻¹y / 1ᵀV⁻¹1 with variance 1/(1ᵀV⁻¹1), V with
 * the same correlation between all effects of a cluster.
 *
 * @throws InputError `length-mismatch`; `correlation-not-feasible` when V is not positive definite; as
 *   {@link samplingCovariances}
 * @see Gleser & Olkin 2009; Borenstein et al. 2021, Introduction to Meta-Analysis, chapter 24, for the problem
 * @example combineClusters([0, 1], [1, 1], ["a", "a"], 0.5).vi // [0.75]
 */
export function combineClusters(
  yi: readonly number[],
  vi: readonly number[],
  clusters: readonly (string | number)[],
  rho: number,
): ClusterEffects {
  checkEffects(yi, vi);
  checkArray("clusters", clusters, "names of clusters");
  checkValue("rho", rho, FINITE);
  if (yi.length !== vi.length || yi.length !== clusters.length)
    throw new InputError("length-mismatch", "yi, vi and clusters differ in length", { field: "clusters" });
  const rowsOf = new Map<string | number, number[]>();
  clusters.forEach((cluster, row) => rowsOf.set(cluster, [...(rowsOf.get(cluster) ?? []), row]));
  const combined = [...rowsOf].map(([cluster, rows]) => {
    const n = rows.length;
    const v = samplingCovariances(
      rows.map((row, obs) => ({ vi: vi[row]!, cluster, obs })),
      { rho },
    );
    const factor = choleskyFactor(Float64Array.from(v.flat()), n, 1e-12);
    if (factor === undefined)
      throw new InputError(
        "correlation-not-feasible",
        `rho = ${rho} makes the covariances of cluster ${cluster} impossible`,
        { field: "rho" },
        { found: rho, fix: "choose a smaller correlation" },
      );
    const weights = choleskySolve(factor, n, new Float64Array(n).fill(1));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mean = rows.reduce((sum, row, at) => sum + weights[at]! * yi[row]!, 0) / total;
    return { mean, variance: 1 / total, n };
  });
  return {
    kind: "cluster-effects",
    clusters: [...rowsOf.keys()],
    yi: combined.map(({ mean }) => mean),
    vi: combined.map(({ variance }) => variance),
    sizes: combined.map(({ n }) => n),
    rho,
  };
}
