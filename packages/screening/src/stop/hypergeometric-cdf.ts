import { logChoose } from "@coppice/meta/special";

/** An urn and a draw without replacement. */
export interface Urn {
  /** Balls in the urn. */
  readonly size: number;
  /** Marked balls in it, ≤ size. */
  readonly marked: number;
  /** Balls drawn, ≤ size. */
  readonly drawn: number;
}

/**
 * Hypergeometric distribution function P(X ≤ k), X the marked among the balls drawn.
 *
 *   P(X = x) = C(K, x) C(M − K, n − x) / C(M, n),  M = size, K = marked, n = drawn
 *
 * The largest term of the sum in logarithms, the others from it by their ratios, all positive: no cancellation, and small
 * probabilities keep their relative accuracy.
 *
 * @param k - whole number; below the support 0, at or above its end 1
 * @example hypergeometricCdf(0, { size: 87, marked: 1, drawn: 17 }) // 70/87
 */
export function hypergeometricCdf(k: number, { size, marked, drawn }: Urn): number {
  const least = Math.max(0, drawn + marked - size);
  const most = Math.min(drawn, marked);
  if (k < least) return 0;
  if (k >= most) return 1;
  const mode = Math.floor(((drawn + 1) * (marked + 1)) / (size + 2));
  const top = Math.min(k, Math.max(mode, least));
  const rest = size - marked;
  const ratioDown = (x: number): number => (x / (marked - x + 1)) * ((rest - drawn + x) / (drawn - x + 1));
  let sum = 1;
  let term = 1;
  for (let x = top; x > least && term > 1e-20; x -= 1) {
    term *= ratioDown(x);
    sum += term;
  }
  term = 1;
  for (let x = top + 1; x <= k && term > 1e-20; x += 1) {
    term /= ratioDown(x);
    sum += term;
  }
  const logTop = logChoose(marked, top) + logChoose(rest, drawn - top) - logChoose(size, drawn);
  return Math.min(1, Math.exp(logTop) * sum);
}
