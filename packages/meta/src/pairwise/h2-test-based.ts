import { checkValue } from "../arguments/check-options.ts";
import { LEVEL } from "../arguments/rules.ts";
import { criticalValue } from "./critical-value.ts";

/**
 * Test-based confidence interval of H², from the uncertainty of Q on the log scale:
 *
 *   H² exp(± 2 z SE),  SE = ½ (ln Q − ln df) / (√(2Q) − √(2 df − 1))           when Q > k
 *                      SE = √(1/(2 (df − 1)) · (1 − 1/(3 (df − 1)²)))           otherwise
 *
 * It rests on Q alone and is often too narrow; Q-profile is the default for τ². Ends below 1 (no heterogeneity) are 1.
 *
 * @param h2 - the fit's H²
 * @param q - Cochran's Q
 * @param k - effects
 * @returns undefined when k < 3 (the second form needs df > 1)
 * @see Higgins & Thompson 2002, Statistics in Medicine 21:1539, appendix A2
 * @example h2TestBased({ h2: 2, q: 8, k: 5 }, 0.95).upper // 5.45
 */
export function h2TestBased(
  { h2, q, k }: { readonly h2: number; readonly q: number; readonly k: number },
  ciLevel: number,
): { readonly lower: number; readonly upper: number } | undefined {
  checkValue("ciLevel", ciLevel, LEVEL);
  if (k < 3) return undefined;
  const df = k - 1;
  const se =
    q > k
      ? (0.5 * (Math.log(q) - Math.log(df))) / (Math.sqrt(2 * q) - Math.sqrt(2 * df - 1))
      : Math.sqrt((1 / (2 * (df - 1))) * (1 - 1 / (3 * (df - 1) ** 2)));
  const margin = 2 * criticalValue(ciLevel, null) * se;
  return { lower: Math.max(1, h2 * Math.exp(-margin)), upper: Math.max(1, h2 * Math.exp(margin)) };
}
