import type { Tail } from "./tail.ts";

/** ln of one tail at x and its derivative by x (positive for the lower tail, negative for the upper). */
export type LogTail = (x: number, tail: Tail) => { readonly log: number; readonly slope: number };

/**
 * Solves ln tail(x) = logP on [low, high] for a monotone tail: Newton steps on the logarithm of the smaller tail, kept
 * inside a shrinking bracket by bisection (in ln x where the bracket spans decades).
 */
export function invertTail(
  logP: number,
  tail: Tail,
  start: number,
  low: number,
  high: number,
  logTail: LogTail,
): number {
  let [a, b] = [low, high];
  let x = start > low && start < high ? start : middle(a, b);
  for (let step = 0; step < 400; step += 1) {
    const { log, slope } = logTail(x, tail);
    const error = log - logP;
    if (error === 0) return x;
    if (error > 0 === (tail === "lower")) b = x;
    else a = x;
    const newton = x - error / slope;
    // A step this small is already smaller than the rounding of the tail itself: more of them only wander.
    if (Math.abs(newton - x) <= 1e-15 * Math.abs(x)) return newton;
    const next = newton > a && newton < b ? newton : middle(a, b);
    if (Math.abs(next - x) <= 1e-16 * Math.abs(x) || next === x) return next;
    x = next;
  }
  return x;
}

function middle(a: number, b: number): number {
  if (a >= 0 && b === Infinity) return a < 1 ? 2 : a * 16;
  if (a > 0 && b / a > 4) return Math.sqrt(a) * Math.sqrt(b);
  if (a === 0 && b > 1e-300) return b < 1 ? b * 1e-4 : Math.sqrt(b) / 16;
  return a + (b - a) / 2;
}
