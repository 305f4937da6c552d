import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { checkEffects, type FitOptions } from "../pairwise/options.ts";

/** Points of a radial (Galbraith) plot: y = x · effect, so that a line from the origin has the effect as its slope. */
export interface RadialPoints {
  readonly kind: "radial";
  /** 1/√(vi + τ²) */
  readonly x: readonly number[];
  /** yi/√(vi + τ²) */
  readonly y: readonly number[];
  /** The pooled effect. */
  readonly slope: number;
  readonly ciLower: number;
  readonly ciUpper: number;
}

/**
 * Points of a radial plot.
 *
 * @throws InputError as {@link fitPairwise}
 * @see Galbraith 1988, Statistics in Medicine 7:889
 * @example radial([0.2, 0.4], [0.04, 0.01], { method: "EE" }).x // [5, 10]
 */
export function radial(yi: readonly number[], vi: readonly number[], options: FitOptions = {}): RadialPoints {
  checkEffects(yi, vi);
  const { tau2, estimate, ciLower, ciUpper } = fitPairwise(yi, vi, options);
  const x = vi.map((v) => 1 / Math.sqrt(v + tau2));
  return { kind: "radial", x, y: yi.map((y, i) => y * x[i]!), slope: estimate, ciLower, ciUpper };
}
