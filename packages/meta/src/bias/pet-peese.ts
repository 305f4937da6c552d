import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { ALPHA, LEVEL, oneOf } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { checkEffects } from "../pairwise/options.ts";
import { studentTCdf } from "../special/index.ts";
import { regressionTest, type RegressionTest } from "./regression-test.ts";

export interface PetPeese {
  readonly kind: "pet-peese";
  /** Regressions on the standard error (PET) and on the variance (PEESE), both of them whatever is chosen. */
  readonly pet: RegressionTest;
  readonly peese: RegressionTest;
  /** One-sided p value of PET's intercept: whether there is an effect beyond small-study effects. */
  readonly effectPValue: number;
  readonly chosen: "pet" | "peese";
  readonly estimate: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly options: { readonly alternative: "greater" | "less"; readonly alpha: number };
}

interface PetPeeseOptions {
  readonly alternative?: "greater" | "less";
  readonly alpha?: number;
  readonly ciLevel?: number;
}

const RULES: OptionRules<PetPeeseOptions> = {
  alternative: oneOf(["greater", "less"]),
  alpha: ALPHA,
  ciLevel: LEVEL,
};

/**
 * Precision-effect test and precision-effect estimate with standard error: the effect of a study without sampling error, from a
 * weighted regression on the standard error (PET), or on the variance (PEESE) where PET's intercept differs from 0.
 *
 * @param options.alternative - the side on which an effect is expected; default that of the inverse-variance mean
 * @param options.alpha - of the one-sided test that chooses; default 0.05
 * @throws InputError as {@link regressionTest}; `too-few-effects` (k < 3); `invalid-option`
 * @see Stanley & Doucouliagos 2014, Research Synthesis Methods 5:60
 * @example petPeese([0.9, 0.8, 0.5, 0.3], [0.25, 0.16, 0.04, 0.01]).chosen // "peese"
 */
export function petPeese(
  yi: readonly number[],
  vi: readonly number[],
  options: PetPeeseOptions = {},
): PetPeese {
  checkOptions(options, RULES);
  checkEffects(yi, vi);
  if (yi.length < 3)
    throw new InputError(
      "too-few-effects",
      `PET-PEESE needs 3 effects or more, there are ${yi.length}`,
      { field: "yi" },
      { found: yi.length, expected: "3 or more" },
    );
  const { alpha = 0.05, ciLevel = 0.95 } = options;
  const model = { model: "weighted-regression", ciLevel } as const;
  const pet = regressionTest(yi, vi, { ...model, predictor: "sei" });
  const peese = regressionTest(yi, vi, { ...model, predictor: "vi" });
  const mean = yi.reduce((sum, y, i) => sum + y / vi[i]!, 0);
  const alternative = options.alternative ?? (mean < 0 ? "less" : "greater");
  const { statistic, df } = pet.fit;
  const effectPValue = studentTCdf(statistic[0]!, df!, alternative === "greater" ? "upper" : "lower");
  const chosen = effectPValue < alpha ? "peese" : "pet";
  const { estimate, ciLower, ciUpper } = (chosen === "pet" ? pet : peese).limit!;
  return {
    kind: "pet-peese",
    pet,
    peese,
    effectPValue,
    chosen,
    estimate,
    ciLower,
    ciUpper,
    options: { alternative, alpha },
  };
}
