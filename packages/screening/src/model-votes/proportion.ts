import { fQuantile } from "@coppice/meta/special";

/** A share of counts with its exact interval; null where there is nothing to count. */
export interface Proportion {
  readonly part: number;
  readonly n: number;
  readonly estimate: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
}

/**
 * A share with Clopper and Pearson's interval, which holds its level whatever the true share is.
 *
 *   lower = 1/(1 + (n − x + 1)/(x F)),  F the α/2 quantile of F(2x, 2(n − x + 1)); 0 where x = 0
 *   upper = 1 − lower of n − x; 1 where x = n
 *
 * The quantiles of F stand for those of beta: B(x, n − x + 1) = 1/(1 + (n − x + 1)/(x F)).
 *
 * @param part - x, a whole number from 0 to n
 * @param ciLevel - 1 − α, between 0 and 1
 * @see Clopper & Pearson 1934, Biometrika 26:404; Leemis & Trivedi 1996, The American Statistician 50:63 (in terms of F)
 * @example exactProportion(19, 20, 0.95).ciLower // 0.7513
 */
export function exactProportion(part: number, n: number, ciLevel: number): Proportion {
  if (n === 0) return { part, n, estimate: null, ciLower: null, ciUpper: null };
  const alpha = 1 - ciLevel;
  return {
    part,
    n,
    estimate: part / n,
    ciLower: lowerBound(part, n, alpha / 2),
    ciUpper: 1 - lowerBound(n - part, n, alpha / 2),
  };
}

function lowerBound(part: number, n: number, tail: number): number {
  if (part === 0) return 0;
  const f = fQuantile(tail, 2 * part, 2 * (n - part + 1), "lower");
  return 1 / (1 + (n - part + 1) / (part * f));
}
