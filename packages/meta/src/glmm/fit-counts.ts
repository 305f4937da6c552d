import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { LEVEL, oneOf, wholeNumberFrom } from "../arguments/rules.ts";
import { checkDesign, designRows, type Design } from "../design/design.ts";
import { InputError } from "../input-error.ts";
import type { Coefficients } from "../pairwise/coefficients.ts";
import { estimate, fitModel } from "../pairwise/fit-regression.ts";
import { linearPredictor } from "../pairwise/linear-predictor.ts";
import { modelData } from "../pairwise/model-data.ts";
import { chooseOptions } from "../pairwise/options.ts";
import { estimateTau2 } from "../pairwise/tau2/estimators.ts";
import { chiSquaredCdf } from "../special/index.ts";
import { modelsOf } from "./models.ts";
import { countRows, studiesOf, type GlmmData, type GlmmModel } from "./studies.ts";

export interface GlmmOptions {
  /** For OR and IRR; default UM.FS. */
  readonly model?: GlmmModel;
  /** Default ML. */
  readonly method?: "ML" | "EE";
  /** Default z; t with k − p degrees of freedom, p the number of coefficients. */
  readonly test?: "z" | "t";
  /** Default 0.95. */
  readonly ciLevel?: number;
  /** Points of the adaptive quadrature; default 7. Two random effects (UM.RS with ML) take Laplace's approximation. */
  readonly quadraturePoints?: number;
}

/** What a generalised linear mixed-effects model tells beside its coefficients. */
export interface GlmmSummary {
  readonly measure: GlmmData["measure"];
  readonly k: number;
  readonly df: number | null;
  /** Variance of the effects between studies; with moderators what they leave of it. */
  readonly tau2: number;
  /** Variance of the baselines, UM.RS only. */
  readonly sigma2: number | null;
  /** Percent; from the typical variance of the studies' own effects (½ added to tables with a zero). */
  readonly i2: number;
  readonly h2: number;
  /** With all constants; conditional on the totals for CM. */
  readonly logLik: number;
  /** Of the counts given the predicted effects of the studies (not a likelihood of the model); null for UM.RS. */
  readonly conditionalLogLik: number | null;
  /** Of the model in which every arm fits itself. */
  readonly saturatedLogLik: number;
  readonly aic: number;
  readonly parameters: number;
  /**
   * Tests of equal effects (with moderators, of effects that they account for) against the model in which every study has its
   * own: Wald's (null where a study's own effect is infinite) and by likelihoods.
   */
  readonly qWald: number | null;
  readonly qLikelihoodRatio: number;
  readonly qDf: number;
  readonly qWaldPValue: number | null;
  readonly qLikelihoodRatioPValue: number;
  readonly iterations: number;
  readonly options: Required<GlmmOptions>;
}

const RULES: OptionRules<GlmmOptions> = {
  model: oneOf(["UM.FS", "UM.RS", "CM.EL", "CM.AL"]),
  method: oneOf(["ML", "EE"], { FE: "EE", CE: "EE" }),
  test: oneOf(["z", "t"]),
  ciLevel: LEVEL,
  quadraturePoints: wholeNumberFrom(1),
};

/** Of an effect, on the scale of logarithms: the search went after a maximum at infinity (a group without events). */
const NO_INFORMATION = 30 ** 2;

/** A fitted model before its coefficients are tested. */
interface CountsFit {
  readonly coefficients: Coefficients;
  readonly summary: GlmmSummary;
  /** Rows of the data that say something. */
  readonly rows: readonly number[];
}

/**
 * Fits a model of counts, the studies' effects predicted by a design (without one: by a constant).
 *
 * @param design - a row for each row of the data; those of uninformative studies are left out with them
 * @throws InputError as {@link fitGlmm} and {@link fitGlmmRegression}
 */
export function fitCounts(data: GlmmData, design: Design | undefined, options: GlmmOptions): CountsFit {
  checkOptions(options, RULES);
  const { model = "UM.FS", method = "ML", test = "z", ciLevel = 0.95, quadraturePoints = 7 } = options;
  const chosen = { model, method, test, ciLevel, quadraturePoints };
  const size = countRows(data);
  if (design !== undefined) checkDesign(design, size);
  const studies = studiesOf(data, model);
  const k = studies.length;
  if (k === 0)
    throw new InputError("too-few-effects", "no study has an event and a non-event", { field: "xi" });
  const rows = studies.map(({ row }) => row);
  const own = modelData(
    studies.map(({ effect }) => effect[0]),
    studies.map(({ effect }) => effect[1]),
    design && designRows(design, rows),
  );
  const predictor = linearPredictor(own);
  const qDf = k - own.p;
  const random = method === "ML" && qDf > 0;
  const kind = data.measure === "OR" || data.measure === "IRR" ? model : "one";
  // By moments of the studies' own effects.
  const tau2Start = qDf > 0 ? estimateTau2(own, "DL").tau2 : 0;
  const start = { gamma: predictor.start(tau2Start), spread: Math.sqrt(tau2Start) || 0.1 };
  const found = modelsOf({ studies, predictor, start }, kind, chosen, random);
  const { coefficients, largestVariance, tau, sigma, fit, parameters } = found.fitted;
  if (!(largestVariance < NO_INFORMATION))
    throw new InputError("no-convergence", "the likelihood has no maximum inside", { field: "xi" });
  const tau2 = tau * tau;
  const equal = chooseOptions({ method: "EE", tau2Interval: "none" });
  const typical = fitModel(own, equal, estimate(own, equal)).summary.typicalVariance;
  const { qWald, qLikelihoodRatio } = found;
  const tail = (q: number): number => (qDf > 0 ? chiSquaredCdf(Math.max(0, q), qDf, "upper") : 1);
  return {
    coefficients,
    rows,
    summary: {
      measure: data.measure,
      k,
      df: test === "t" && qDf > 0 ? qDf : null,
      tau2,
      sigma2: sigma === null ? null : sigma * sigma,
      i2: typical === null ? 0 : (100 * tau2) / (tau2 + typical),
      h2: typical === null ? 1 : (tau2 + typical) / typical,
      logLik: fit.logLik,
      conditionalLogLik: found.conditional,
      saturatedLogLik: studies.reduce((sum, { saturated }) => sum + saturated, 0),
      aic: -2 * fit.logLik + 2 * parameters,
      parameters,
      qWald,
      qLikelihoodRatio,
      qDf,
      qWaldPValue: qWald === null ? null : tail(qWald),
      qLikelihoodRatioPValue: tail(qLikelihoodRatio),
      iterations: fit.iterations,
      options: chosen,
    },
  };
}
