import { normalCdf } from "../special/index.ts";

/** Kendall's rank correlation (tau-b) of two columns, and its two-sided p value. */
export interface KendallTest {
  readonly tau: number;
  readonly pValue: number;
  /** Whether the p value comes from the permutation distribution; with ties, or when asked, from the normal one. */
  readonly exact: boolean;
}

/**
 * @param exact - use the permutation distribution where there are no ties
 * @see Kendall 1970, Rank Correlation Methods, chapters 3 to 5 (variance with ties: equation 4.4)
 * @example kendallTest([1, 2, 3, 4], [1, 2, 4, 3], true).tau // 0.67
 */
export function kendallTest(x: readonly number[], y: readonly number[], exact: boolean): KendallTest {
  const n = x.length;
  let [score, tiedX, tiedY] = [0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const [dx, dy] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
      score += dx * dy;
      if (dx === 0) tiedX += 1;
      if (dy === 0) tiedY += 1;
    }
  }
  const pairs = (n * (n - 1)) / 2;
  const tau = score / Math.sqrt((pairs - tiedX) * (pairs - tiedY));
  if (exact && tiedX === 0 && tiedY === 0)
    return { tau, pValue: exactP(n, (score + pairs) / 2), exact: true };
  const variance = scoreVariance(n, tieSizes(x), tieSizes(y));
  return {
    tau,
    pValue: Math.min(1, 2 * normalCdf(Math.abs(score) / Math.sqrt(variance), "upper")),
    exact: false,
  };
}

/** Twice the smaller tail of the number of concordant pairs, which counts inversions of random permutations. */
function exactP(n: number, concordant: number): number {
  let shares = [1];
  for (let size = 2; size <= n; size += 1) {
    const next = new Array<number>(shares.length + size - 1).fill(0);
    shares.forEach((share, at) => {
      for (let more = 0; more < size; more += 1) next[at + more]! += share / size;
    });
    shares = next;
  }
  const least = Math.min(concordant, shares.length - 1 - concordant);
  let tail = 0;
  for (let at = 0; at <= least; at += 1) tail += shares[at]!;
  return Math.min(1, 2 * tail);
}

function tieSizes(values: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

function scoreVariance(n: number, ties: readonly number[], others: readonly number[]): number {
  const sum = (sizes: readonly number[], of: (t: number) => number): number =>
    sizes.reduce((total, t) => total + of(t), 0);
  const long = (t: number): number => t * (t - 1) * (2 * t + 5);
  const two = (t: number): number => t * (t - 1);
  const three = (t: number): number => t * (t - 1) * (t - 2);
  return (
    (long(n) - sum(ties, long) - sum(others, long)) / 18 +
    (sum(ties, two) * sum(others, two)) / (2 * n * (n - 1)) +
    (n > 2 ? (sum(ties, three) * sum(others, three)) / (9 * n * (n - 1) * (n - 2)) : 0)
  );
}
