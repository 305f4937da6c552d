/** A continuous function of one variable. */
export type ScalarFunction = (x: number) => number;

/**
 * A root of f on [low, high], where f(low) and f(high) differ in sign: bisection made fast by inverse quadratic
 * interpolation.
 *
 * @returns x within `tolerance` (absolute) or a few units in the last place of the root; NaN when the signs do not differ
 * @see Brent 1973, Algorithms for Minimization without Derivatives, chapter 4
 */
export function findRoot(f: ScalarFunction, low: number, high: number, tolerance = 0): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0) return Number.NaN;
  let [c, fc] = [a, fa];
  let step = b - a;
  let previous = step;
  for (let iteration = 0; iteration < 200; iteration += 1) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const limit = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const middle = (c - b) / 2;
    if (Math.abs(middle) <= limit || fb === 0) return b;
    if (Math.abs(previous) >= limit && Math.abs(fa) > Math.abs(fb)) {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * middle * s;
        q = 1 - s;
      } else {
        const r = fb / fc;
        const t = fa / fc;
        p = s * (2 * middle * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      const accept = 2 * p < Math.min(3 * middle * q - Math.abs(limit * q), Math.abs(previous * q));
      previous = accept ? step : middle;
      step = accept ? p / q : middle;
    } else {
      step = middle;
      previous = middle;
    }
    [a, fa] = [b, fb];
    b += Math.abs(step) > limit ? step : Math.sign(middle) * limit;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      [c, fc] = [a, fa];
      step = b - a;
      previous = step;
    }
  }
  return b;
}
