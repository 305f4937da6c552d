import { findRoot, type ScalarFunction } from "./find-root.ts";

/**
 * The x ≥ 0 where f is largest, given f and its derivative: the derivative's sign changes on a grid that is dense near
 * `scale` on a log axis give every local maximum, each is refined to a root of the derivative, and the highest wins (0
 * included). A local search from one start can stop at a lower maximum; this one cannot as long as two maxima lie further
 * apart than a grid step (a factor of 10^0.08).
 *
 * @param scale - where interesting values may lie; the grid spans 12 decades below and 6 above
 */
export function maximiseGlobally(f: ScalarFunction, derivative: ScalarFunction, scale: number): number {
  let best = 0;
  let highest = f(0);
  let left = 0;
  let leftSlope = derivative(0);
  for (let step = 0; step <= GRID_STEPS; step += 1) {
    const right = scale * 10 ** (LOWEST_DECADE + (step / GRID_STEPS) * (HIGHEST_DECADE - LOWEST_DECADE));
    const rightSlope = derivative(right);
    if (leftSlope > 0 && rightSlope <= 0) {
      const x = findRoot(derivative, left, right);
      const value = f(x);
      if (value > highest) [best, highest] = [x, value];
    }
    [left, leftSlope] = [right, rightSlope];
  }
  return best;
}

const GRID_STEPS = 220;
const LOWEST_DECADE = -12;
const HIGHEST_DECADE = 6;
