import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { checkObject, checkRows } from "../arguments/check-shape.ts";
import { LEVEL } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { normalQuantile } from "../special/index.ts";
import type { DroppedRow, EffectSizes } from "./effect-size.ts";

/**
 * An effect that was given as such, on the scale of analysis (log for ratios): with its variance, its standard error, or
 * a normal confidence interval.
 */
export type GivenEffect =
  | { readonly yi: number; readonly vi: number }
  | { readonly yi: number; readonly sei: number }
  | { readonly yi: number; readonly ciLower: number; readonly ciUpper: number };

export interface GivenEffectsOptions {
  /** Level of the intervals; default 0.95. */
  readonly ciLevel?: number;
}

const RULES: OptionRules<GivenEffectsOptions> = { ciLevel: LEVEL };
const KNOWN: readonly string[] = ["yi", "vi", "sei", "ciLower", "ciUpper"];

/**
 * Generic effects: yi as given, and vi from what came with it.
 *
 *   vi = sei²,   or   vi = ((ciUpper − ciLower) / (2 z))²,  z the normal quantile of ciLevel
 *
 * The interval must contain yi; it need not be symmetric about it, because rounding moves printed ends. Rows of null hold
 * null and are listed in `dropped`.
 *
 * @returns `ni` is null throughout: sizes are not known
 * @throws InputError `not-finite`, `nonpositive-variance`, `invalid-interval`, `invalid-option` (ciLevel), each with its row
 * @see Cochrane Handbook 6.5, section 6.3.1 (standard error from a confidence interval)
 * @example genericEffects([{ yi: 0.4, ciLower: 0.1, ciUpper: 0.7 }]).vi // [0.02343]
 */
export function genericEffects(
  given: readonly (GivenEffect | null)[],
  options: GivenEffectsOptions = {},
): EffectSizes {
  checkOptions(options, RULES);
  checkRows("rows", given, ["yi"], "nulls");
  const { ciLevel = 0.95 } = options;
  const z = normalQuantile((1 - ciLevel) / 2, "upper");
  const dropped: DroppedRow[] = [];
  const vi = given.map((effect, row) => {
    if (effect !== null) return varianceOf(effect, row, z);
    dropped.push({ row, code: "missing", reason: "a number is missing" });
    return null;
  });
  return {
    measure: "GEN",
    yi: given.map((effect) => effect?.yi ?? null),
    vi,
    ni: given.map(() => null),
    options: { ciLevel },
    dropped,
  };
}

function varianceOf(effect: GivenEffect, row: number, z: number): number {
  const given = Object.entries(effect).filter(([field]) => KNOWN.includes(field));
  for (const [field, value] of given) {
    if (!Number.isFinite(value))
      throw new InputError("not-finite", `${field} in row ${row} is not a finite number`, { field, row });
  }
  if ("vi" in effect) return positive(effect.vi, effect.vi, "vi", row);
  if ("sei" in effect) return positive(effect.sei * effect.sei, effect.sei, "sei", row);
  checkObject("rows", effect, ["yi", "ciLower", "ciUpper"], row);
  const { yi, ciLower, ciUpper } = effect;
  if (!(ciLower < ciUpper && ciLower <= yi && yi <= ciUpper)) {
    throw new InputError(
      "invalid-interval",
      `the interval ${ciLower} to ${ciUpper} in row ${row} does not contain its effect ${yi}`,
      { field: "ciLower", row },
      { found: [ciLower, ciUpper], expected: `limits on either side of ${yi}, the lower one first` },
    );
  }
  return ((ciUpper - ciLower) / (2 * z)) ** 2;
}

function positive(variance: number, given: number, field: string, row: number): number {
  if (given > 0 && variance > 0) return variance;
  throw new InputError(
    "nonpositive-variance",
    `${field} = ${given} in row ${row} is not greater than 0`,
    { field, row },
    { found: given, expected: "greater than 0" },
  );
}
