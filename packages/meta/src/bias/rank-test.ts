import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { YES_OR_NO } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { checkEffects } from "../pairwise/options.ts";
import { kendallTest, type KendallTest } from "./kendall.ts";
import { fewStudies } from "./regression-test.ts";

export interface RankTest extends KendallTest {
  readonly kind: "rank-test";
  readonly warnings: readonly string[];
}

const RULES: OptionRules<{ readonly exact?: boolean }> = { exact: YES_OR_NO };

/**
 * Begg and Mazumdar's rank correlation test for funnel plot asymmetry: Kendall's tau of the standardised deviations
 * (yi − mean)/√(vi − 1/Σ(1/vi)) and vi, the mean with weights 1/vi.
 *
 * @throws InputError as {@link fitPairwise}; `too-few-effects` with fewer than three effects; `collinear-design` where all effects,
 *   or all variances, are equal: there are no ranks to correlate
 * @see Begg & Mazumdar 1994, Biometrics 50:1088
 * @example rankTest([0.1, 0.5, 0.3, 0.9], [0.01, 0.04, 0.02, 0.09]).tau // 1
 */
export function rankTest(
  yi: readonly number[],
  vi: readonly number[],
  options: { readonly exact?: boolean } = {},
): RankTest {
  checkOptions(options, RULES);
  checkEffects(yi, vi);
  if (yi.length < 3)
    throw new InputError("too-few-effects", "a rank test needs three effects or more", { field: "yi" });
  let [weights, sum] = [0, 0];
  vi.forEach((v, i) => {
    weights += 1 / v;
    sum += yi[i]! / v;
  });
  checkVaried("effects", "yi", yi);
  checkVaried("variances", "vi", vi);
  const variance = (i: number): number => {
    const difference = vi[i]! - 1 / weights;
    if (difference > 1e-9 * vi[i]!) return difference;
    // Of a study that outweighs all others the difference keeps no digit: vi (Σw − wi)/Σw, summed without it.
    const others = vi.reduce((total, v, j) => (j === i ? total : total + 1 / v), 0);
    return (vi[i]! * others) / weights;
  };
  const deviations = yi.map((y, i) => (y - sum / weights) / Math.sqrt(variance(i)));
  return {
    kind: "rank-test",
    ...kendallTest(deviations, vi, options.exact ?? true),
    warnings: fewStudies(yi.length),
  };
}

/** @throws InputError `collinear-design` */
function checkVaried(name: string, field: string, values: readonly number[]): void {
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (values.some((value) => Math.abs(value - values[0]!) > 1e-13 * scale)) return;
  throw new InputError("collinear-design", `all ${name} are equal: there are no ranks to correlate`, {
    field,
  });
}
