import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { anArray, oneOf } from "../arguments/rules.ts";
import { valueInWords } from "../arguments/value-in-words.ts";
import { InputError } from "../input-error.ts";
import { criticalValue } from "../pairwise/critical-value.ts";
import { fitRegression, type RegressionFit } from "../pairwise/fit-regression.ts";
import { checkEffects, FIT_RULES, type FitOptions } from "../pairwise/options.ts";

/** What the effects are regressed on; the last four need the studies' sizes. */
export const BIAS_PREDICTORS = ["sei", "vi", "ni", "ninv", "sqrtni", "sqrtninv"] as const;
export type BiasPredictor = (typeof BIAS_PREDICTORS)[number];

/** A test of whether effects depend on the precision of their studies. */
export interface RegressionTest {
  readonly kind: "regression-test";
  /** z or t of the slope. */
  readonly statistic: number;
  readonly df: number | null;
  readonly pValue: number;
  readonly slope: number;
  readonly slopeSe: number;
  /** The effect where the predictor is 0, a study without sampling error; null where 0 means the opposite (ni, sqrtni). */
  readonly limit: { readonly estimate: number; readonly ciLower: number; readonly ciUpper: number } | null;
  readonly model: "meta-regression" | "weighted-regression";
  readonly predictor: BiasPredictor;
  readonly fit: RegressionFit;
  readonly warnings: readonly string[];
}

export interface RegressionTestOptions extends FitOptions {
  /** Default sei: Egger's test. */
  readonly predictor?: BiasPredictor;
  /**
   * `meta-regression` (default): a mixed-effects model with additive heterogeneity; `weighted-regression`: the classical test,
   * weights 1/vi with multiplicative dispersion and t with k − 2 degrees of freedom.
   */
  readonly model?: RegressionTest["model"];
  /** Sizes of the studies. */
  readonly ni?: readonly number[];
}

const RULES: OptionRules<RegressionTestOptions> = {
  ...FIT_RULES,
  predictor: oneOf(BIAS_PREDICTORS),
  model: oneOf(["meta-regression", "weighted-regression"], {
    rma: "meta-regression",
    lm: "weighted-regression",
  }),
  ni: anArray(),
};

/**
 * Regression test for funnel plot asymmetry.
 *
 * Egger's classical test (regression of yi/√vi on 1/√vi) is the weighted regression on sei. The weighted regression is the
 * equal-effects model with its covariance multiplied by Q/(k − 2).
 *
 * @throws InputError as {@link fitRegression}; `invalid-option` when sizes are needed and missing, or not above 0; `collinear-design`
 *   where the standard errors rest on residuals that are rounding errors (effects that are equal, or lie on the line)
 * @see Egger, Davey Smith, Schneider & Minder 1997, BMJ 315:629; Sterne & Egger 2005, in: Publication Bias in Meta-Analysis,
 *   chapter 6; Moreno et al. 2009, BMC Med Res Methodol 9:2
 * @example regressionTest([0.1, 0.5, 0.3, 0.9], [0.01, 0.04, 0.02, 0.09]).slope // 4.0
 */
export function regressionTest(
  yi: readonly number[],
  vi: readonly number[],
  options: RegressionTestOptions = {},
): RegressionTest {
  checkOptions(options, RULES);
  checkEffects(yi, vi);
  const { predictor = "sei", model = "meta-regression", ni, ...fitOptions } = options;
  const values = predictorValues(predictor, vi, ni);
  const design = { names: ["intrcpt", predictor], rows: values.map((value) => [1, value]) };
  const chosen: FitOptions =
    model === "weighted-regression" ? { ...fitOptions, method: "EE", test: "knha" } : fitOptions;
  const fit = fitRegression(yi, vi, design, { ...chosen, tau2Interval: "none" });
  if (fit.test === "knha") checkDispersion(yi, vi, fit);
  const quantile = criticalValue(fit.ciLevel, fit.df);
  const [estimate, se] = [fit.beta[0]!, fit.se[0]!];
  const hasLimit = predictor !== "ni" && predictor !== "sqrtni";
  return {
    kind: "regression-test",
    statistic: fit.statistic[1]!,
    df: fit.df,
    pValue: fit.pValue[1]!,
    slope: fit.beta[1]!,
    slopeSe: fit.se[1]!,
    limit: hasLimit
      ? { estimate, ciLower: estimate - quantile * se, ciUpper: estimate + quantile * se }
      : null,
    model,
    predictor,
    fit,
    warnings: fewStudies(yi.length),
  };
}

/** Tests of asymmetry with fewer than ten studies cannot tell chance from asymmetry (Sterne et al. 2011, BMJ 343:d4002). */
export function fewStudies(k: number): readonly string[] {
  return k < 10 ? [`${k} studies are too few to tell asymmetry from chance; ten or more are advised`] : [];
}

/** Residuals below 1e-13 of the effects, in standard errors, are what rounding leaves; with k = 2 there are none to test by. */
function checkDispersion(yi: readonly number[], vi: readonly number[], { q, qDf }: RegressionFit): void {
  const total = yi.reduce((sum, y, i) => sum + (y / vi[i]!) * y, 0);
  if (qDf > 0 && q <= 1e-26 * total)
    throw new InputError(
      "collinear-design",
      "the effects are equal, or lie on one line: nothing varies about it that the slope could be tested by",
      { field: "yi" },
      { fix: "use the model meta-regression with test z, whose standard errors rest on the variances" },
    );
}

function predictorValues(
  predictor: BiasPredictor,
  vi: readonly number[],
  ni: readonly number[] | undefined,
): readonly number[] {
  if (predictor === "vi") return vi;
  if (predictor === "sei") return vi.map(Math.sqrt);
  if (ni === undefined)
    throw new InputError("invalid-option", `predictor ${predictor} needs the sizes of the studies`, {
      field: "ni",
    });
  if (ni.length !== vi.length)
    throw new InputError("length-mismatch", `ni has ${ni.length} values, vi has ${vi.length}`, {
      field: "ni",
    });
  ni.forEach((n, row) => {
    if (!(Number.isFinite(n) && n > 0))
      throw new InputError("nonpositive-n", `ni = ${valueInWords(n)} in row ${row} is not above 0`, {
        field: "ni",
        row,
      });
  });
  const of = {
    ni: (n: number) => n,
    ninv: (n: number) => 1 / n,
    sqrtni: Math.sqrt,
    sqrtninv: (n: number) => 1 / Math.sqrt(n),
  };
  return ni.map(of[predictor]);
}
