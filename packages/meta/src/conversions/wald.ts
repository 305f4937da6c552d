import { checkOptions, checkValue, type OptionRules } from "../arguments/check-options.ts";
import { between, LEVEL, type Rule } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { normalQuantile, studentTQuantile } from "../special/index.ts";

const DF: Rule<number> = {
  accepts: (value) => typeof value === "number" && value > 0,
  expected: "a number above 0",
};
const P_RULES: OptionRules<{ readonly df?: number }> = { df: DF };
const INTERVAL_RULES: OptionRules<{ readonly ciLevel?: number; readonly df?: number }> = {
  ciLevel: LEVEL,
  df: DF,
};

/**
 * Sampling variance from a confidence interval of the Wald kind, on the scale of analysis (limits of ratios as logarithms):
 * ((upper − lower) / (2 z))².
 *
 * @param options.ciLevel - default 0.95; `df` - for limits that rest on t
 * @throws InputError `invalid-interval` when the limits are not in order
 * @see Cochrane Handbook 6.5, sections 6.3.1 and 6.3.2
 * @example varianceFromInterval(0.0296, 0.5988) // 0.0211
 */
export function varianceFromInterval(
  lower: number,
  upper: number,
  options: { readonly ciLevel?: number; readonly df?: number } = {},
): number {
  checkOptions(options, INTERVAL_RULES);
  if (!(lower < upper))
    throw new InputError("invalid-interval", `the limits ${lower} and ${upper} are not in order`, {
      field: "ciLower",
    });
  const { ciLevel = 0.95, df } = options;
  return ((upper - lower) / (2 * quantileOf((1 - ciLevel) / 2, df))) ** 2;
}

/**
 * Sampling variance from an effect and its two-sided p value: (effect / z)², z the normal (or t) quantile of p/2.
 *
 * @throws InputError `invalid-option` for p outside (0, 1), or an effect of 0, which tells nothing of its variance
 * @see Cochrane Handbook 6.5, section 6.3.2
 * @example varianceFromPValue(0.3148, 0.03) // 0.021
 */
export function varianceFromPValue(
  effect: number,
  pValue: number,
  options: { readonly df?: number } = {},
): number {
  checkOptions(options, P_RULES);
  checkValue("pValue", pValue, between(0, 1));
  if (!(Math.abs(effect) > 0))
    throw new InputError("invalid-option", `an effect of ${effect} and a p value give no variance`, {
      field: "effect",
    });
  return (effect / quantileOf(pValue / 2, options.df)) ** 2;
}

function quantileOf(tail: number, df: number | undefined): number {
  return df === undefined ? normalQuantile(tail, "upper") : studentTQuantile(tail, df, "upper");
}
