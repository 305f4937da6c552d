import { InputError } from "../input-error.ts";
import { criticalValue } from "../pairwise/critical-value.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { chiSquaredCdf, normalCdf, studentTCdf } from "../special/index.ts";
import { modelsOf } from "./models.ts";
import { studiesOf, type GlmmData, type GlmmModel } from "./studies.ts";

export interface GlmmOptions {
  /** For OR and IRR; default UM.FS. */
  readonly model?: GlmmModel;
  /** Default ML. */
  readonly method?: "ML" | "EE";
  /** Default z; t with k − 1 degrees of freedom. */
  readonly test?: "z" | "t";
  /** Default 0.95. */
  readonly ciLevel?: number;
  /** Points of the adaptive quadrature; default 7. Two random effects (UM.RS with ML) take Laplace's approximation. */
  readonly quadraturePoints?: number;
}

/** A generalised linear mixed-effects model. Estimates are logarithms (logits). */
export interface GlmmFit {
  readonly kind: "glmm";
  readonly measure: GlmmData["measure"];
  readonly k: number;
  readonly estimate: number;
  readonly se: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly df: number | null;
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
  /** Tests of equal effects: Wald's (null where a study's own effect is infinite) and by likelihoods. */
  readonly qWald: number | null;
  readonly qLikelihoodRatio: number;
  readonly qDf: number;
  readonly qWaldPValue: number | null;
  readonly qLikelihoodRatioPValue: number;
  readonly iterations: number;
  readonly options: Required<GlmmOptions>;
}

/**
 * Pools counts by a generalised linear mixed-effects model with normal random effects, without continuity corrections. Tables
 * without any event, or with nothing else, say nothing about a ratio and are left out.
 *
 * Random effects enter with codes +½ and −½ for the two groups, so that both vary alike.
 *
 * @throws InputError `too-few-effects`, `impossible-counts`, `unsupported` (CM.AL for rates), `no-convergence`
 * @see Stijnen, Hamza & Özdemir 2010, Statistics in Medicine 29:3046; Jackson, Law, Stijnen, Viechtbauer & White 2018, Statistics
 *   in Medicine 37:1059, models 4 to 7
 * @example fitGlmm({ measure: "PLO", proportions: [{ xi: 5, ni: 10 }, { xi: 6, ni: 10 }] }, { method: "EE" }).estimate // 0.2007
 */
export function fitGlmm(data: GlmmData, options: GlmmOptions = {}): GlmmFit {
  const { model = "UM.FS", method = "ML", test = "z", ciLevel = 0.95, quadraturePoints = 7 } = options;
  const chosen = { model, method, test, ciLevel, quadraturePoints };
  const studies = studiesOf(data, model);
  const k = studies.length;
  if (k === 0)
    throw new InputError("too-few-effects", "no study has an event and a non-event", { field: "xi" });
  const random = method === "ML" && k > 1;
  const found = modelsOf(
    studies,
    data.measure === "OR" || data.measure === "IRR" ? model : "one",
    chosen,
    random,
  );
  const { estimate, se, tau, sigma, fit, parameters } = found.fitted;
  if (!(se > 0))
    throw new InputError("no-convergence", "the likelihood has no maximum inside", { field: "xi" });
  const tau2 = tau * tau;
  const df = test === "t" && k > 1 ? k - 1 : null;
  const statistic = estimate / se;
  const size = Math.abs(statistic);
  const margin = criticalValue(ciLevel, df) * se;
  const yi = studies.map((study) => study.effect[0]);
  const typical = fitPairwise(yi, studies.map((study) => study.effect[1]), { method: "EE" }).typicalVariance; // prettier-ignore
  const { qWald, qLikelihoodRatio } = found;
  const qDf = k - 1;
  const tail = (q: number): number => (qDf > 0 ? chiSquaredCdf(Math.max(0, q), qDf, "upper") : 1);
  return {
    kind: "glmm",
    measure: data.measure,
    k,
    estimate,
    se,
    statistic,
    pValue: 2 * (df === null ? normalCdf(size, "upper") : studentTCdf(size, df, "upper")),
    ciLower: estimate - margin,
    ciUpper: estimate + margin,
    df,
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
  };
}
