import { InputError } from "../input-error.ts";
import type { TwoByTwo } from "../effects/two-by-two.ts";
import type { TwoRates } from "../mantel-haenszel/mantel-haenszel-rates.ts";
import { criticalValue } from "../pairwise/critical-value.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { jointTest } from "../pairwise/wald-test.ts";
import { chiSquaredCdf, normalCdf, studentTCdf } from "../special/index.ts";
import { fitArrow, type ArrowFit } from "./arrow-fit.ts";
import {
  binomial,
  noncentralHypergeometric,
  poisson,
  shifted,
  type LogLikelihood,
} from "./log-likelihoods.ts";
import { logMixture, logMixtureOfArms, mixtureMode } from "./mixture.ts";

/**
 * How the studies' baselines enter.
 * - `UM.FS` each study a fixed baseline of its own; `UM.RS` baselines normal among studies
 * - `CM.EL` conditional on the total number of events, exactly (noncentral hypergeometric; for rates binomial)
 * - `CM.AL` conditional, approximately (binomial), for rare events
 */
export type GlmmModel = "UM.FS" | "UM.RS" | "CM.EL" | "CM.AL";

/** Counts of the studies by measure. */
export type GlmmData =
  | { readonly measure: "OR"; readonly tables: readonly TwoByTwo[] }
  | { readonly measure: "IRR"; readonly rates: readonly TwoRates[] }
  | { readonly measure: "PLO"; readonly proportions: readonly { readonly xi: number; readonly ni: number }[] }
  | { readonly measure: "IRLN"; readonly counts: readonly { readonly xi: number; readonly ti: number }[] };

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

/** What a model needs to know of a study. */
interface Study {
  /** Of the study's own effect: conditional, or of a single group. */
  readonly ell: LogLikelihood;
  /** Of both groups' linear predictors. */
  readonly arms: readonly [LogLikelihood, LogLikelihood] | undefined;
  /** Logits or log rates of both groups, zeros mended: where searches start. */
  readonly levels: readonly [number, number];
  /** The study's own effect and variance, ½ added where it needs it. */
  readonly effect: readonly [number, number];
  /** Log-likelihood of both groups (or the one) fitting themselves. */
  readonly saturated: number;
}

function studiesOf(data: GlmmData, model: GlmmModel): readonly Study[] {
  switch (data.measure) {
    case "OR":
      return data.tables.flatMap((table, row) => {
        check(table, row);
        const { ai, bi, ci, di } = table;
        const [n1, n2, m] = [ai + bi, ci + di, ai + ci];
        if (m === 0 || bi + di === 0 || n1 === 0 || n2 === 0) return [];
        const arms = [binomial(ai, n1), binomial(ci, n2)] as const;
        const ell =
          model === "CM.AL"
            ? shifted(binomial(ai, m), Math.log(n1 / n2))
            : noncentralHypergeometric(ai, n1, m, n2);
        const add = ai * bi * ci * di === 0 ? 0.5 : 0;
        const [a, b, c, d] = [ai + add, bi + add, ci + add, di + add];
        const levels = [Math.log(a / b), Math.log(c / d)] as const;
        return [
          {
            ell,
            arms,
            levels,
            effect: [levels[0] - levels[1], 1 / a + 1 / b + 1 / c + 1 / d] as const,
            saturated: own(ai, n1) + own(ci, n2),
          },
        ];
      });
    case "IRR":
      if (model === "CM.AL")
        throw new InputError("unsupported", "rates have one conditional model, CM.EL", { field: "model" });
      return data.rates.flatMap((rates, row) => {
        check(rates, row);
        const { x1i, t1i, x2i, t2i } = rates;
        if (x1i + x2i === 0 || !(t1i > 0) || !(t2i > 0)) return [];
        const add = x1i === 0 || x2i === 0 ? 0.5 : 0;
        const levels = [Math.log((x1i + add) / t1i), Math.log((x2i + add) / t2i)] as const;
        return [
          {
            ell: shifted(binomial(x1i, x1i + x2i), Math.log(t1i / t2i)),
            arms: [poisson(x1i, t1i), poisson(x2i, t2i)] as const,
            levels,
            effect: [levels[0] - levels[1], 1 / (x1i + add) + 1 / (x2i + add)] as const,
            saturated: ownRate(x1i) + ownRate(x2i),
          },
        ];
      });
    case "PLO":
      return data.proportions.flatMap((proportion, row) => {
        check(proportion, row);
        const { xi, ni } = proportion;
        if (xi > ni)
          throw new InputError("impossible-counts", `xi = ${xi} of ni = ${ni} in row ${row}`, {
            field: "xi",
            row,
          });
        if (ni === 0) return [];
        const add = xi === 0 || xi === ni ? 0.5 : 0;
        const [x, rest] = [xi + add, ni - xi + add];
        const level = Math.log(x / rest);
        return [
          {
            ell: binomial(xi, ni),
            arms: undefined,
            levels: [level, level] as const,
            effect: [level, 1 / x + 1 / rest] as const,
            saturated: own(xi, ni),
          },
        ];
      });
    case "IRLN":
      return data.counts.flatMap((count, row) => {
        check(count, row);
        const { xi, ti } = count;
        if (!(ti > 0)) return [];
        const x = xi === 0 ? 0.5 : xi;
        const level = Math.log(x / ti);
        return [
          {
            ell: poisson(xi, ti),
            arms: undefined,
            levels: [level, level] as const,
            effect: [level, 1 / x] as const,
            saturated: ownRate(xi),
          },
        ];
      });
  }
}

function check(counts: object, row: number): void {
  for (const [field, value] of Object.entries(counts) as [string, number][])
    if (!(value >= 0 && value < Infinity))
      throw new InputError("impossible-counts", `${field} = ${value} in row ${row} is not 0 or more`, {
        field,
        row,
      });
}

/** The binomial log-likelihood at x/n itself. */
function own(x: number, n: number): number {
  return x === 0 || x === n ? 0 : binomial(x, n)(Math.log(x / (n - x))).value;
}

function ownRate(x: number): number {
  return x === 0 ? 0 : poisson(x, 1)(Math.log(x)).value;
}

interface Fitted {
  readonly estimate: number;
  readonly se: number;
  readonly tau: number;
  readonly sigma: number | null;
  readonly fit: ArrowFit;
  readonly parameters: number;
}

interface FittedModels {
  readonly fitted: Fitted;
  readonly conditional: number | null;
  readonly qWald: number | null;
  readonly qLikelihoodRatio: number;
}

function modelsOf(
  studies: readonly Study[],
  model: GlmmModel | "one",
  options: Required<GlmmOptions>,
  random: boolean,
): FittedModels {
  if (model === "UM.RS") return randomBaselines(studies, options, random);
  return model === "UM.FS" ? fixedBaselines(studies, options, random) : ownEffects(studies, options, random);
}

/** One linear predictor a study: conditional models and single groups. */
function ownEffects(
  studies: readonly Study[],
  { model, quadraturePoints }: Required<GlmmOptions>,
  random: boolean,
): FittedModels {
  const k = studies.length;
  // The exact conditional likelihood is integrated with more points: it has no peer that stops at 7.
  const points = model === "CM.EL" ? Math.max(25, quadraturePoints) : quadraturePoints;
  const [mean, spread] = startValues(studies);
  const logLik = (i: number, shared: ArrayLike<number>): number =>
    logMixture(studies[i]!.ell, shared[0]!, Math.abs(shared[1]!), points);
  const equal = fitArrow({ k, shared: [mean, 0], own: undefined, logLik }, [1]);
  const fit = random ? fitArrow({ k, shared: [mean, spread], own: undefined, logLik }) : equal;
  const peaks = studies.map(({ ell, effect }) => peakOf(ell, effect[0]));
  const highest = peaks.reduce((sum, { value }) => sum + value, 0);
  return {
    fitted: fittedOf(fit, 0, random ? 1 : undefined, random ? 2 : 1, null),
    conditional: studies.reduce((sum, { ell }) => sum + atMode(ell, fit), 0),
    qWald: waldOf(peaks),
    qLikelihoodRatio: 2 * (highest - equal.logLik),
  };
}

/** A baseline for each study, with the effect ±½(β + τ u) about it. */
function fixedBaselines(
  studies: readonly Study[],
  { quadraturePoints }: Required<GlmmOptions>,
  random: boolean,
): FittedModels {
  const k = studies.length;
  const [mean, spread] = startValues(studies);
  const logLik = (i: number, shared: ArrayLike<number>, baseline: number): number => {
    const [one, two] = studies[i]!.arms!;
    return logMixture(betweenArms(one, two, baseline), shared[0]!, Math.abs(shared[1]!), quadraturePoints);
  };
  const baselines = studies.map(({ levels }) => (levels[0] + levels[1]) / 2);
  const equal = fitArrow({ k, shared: [mean, 0], own: baselines, logLik }, [1]);
  const fit = random ? fitArrow({ k, shared: [mean, spread], own: baselines, logLik }) : equal;
  const highest = studies.reduce((sum, { saturated }) => sum + saturated, 0);
  const estimable = studies.every(({ arms, levels }) => arms!.every((arm, j) => Math.abs(arm(levels[j]!).score) < 1e-6)); // prettier-ignore
  const q = fitPairwise(studies.map(({ effect }) => effect[0]), studies.map(({ effect }) => effect[1]), { method: "EE" }).q; // prettier-ignore
  return {
    fitted: fittedOf(fit, 0, random ? 1 : undefined, k + (random ? 2 : 1), null),
    conditional: studies.reduce(
      (sum, { arms }, i) => sum + atMode(betweenArms(...arms!, fit.own[i]!), fit),
      0,
    ),
    qWald: estimable ? q : null,
    qLikelihoodRatio: 2 * (highest - equal.logLik),
  };
}

/** θ ↦ ℓ₁(α + ½θ) + ℓ₂(α − ½θ) */
function betweenArms(one: LogLikelihood, two: LogLikelihood, alpha: number): LogLikelihood {
  return (theta) => {
    const [a, b] = [one(alpha + theta / 2), two(alpha - theta / 2)];
    return {
      value: a.value + b.value,
      score: (a.score - b.score) / 2,
      information: (a.information + b.information) / 4,
    };
  };
}

/** α ↦ ℓ₁(α + θ) + ℓ₂(α) */
function aboveSecond(one: LogLikelihood, two: LogLikelihood, theta: number): LogLikelihood {
  return (alpha) => {
    const [a, b] = [one(alpha + theta), two(alpha)];
    return {
      value: a.value + b.value,
      score: a.score + b.score,
      information: a.information + b.information,
    };
  };
}

/**
 * Baselines normal among studies. In the models with equal and with own effects the baseline is that of the second group, as in
 * metafor (with own effects this matters).  Shared parameters are effect, baseline, its standard deviation, τ. */
function randomBaselines(
  studies: readonly Study[],
  { quadraturePoints, method }: Required<GlmmOptions>,
  random: boolean,
): FittedModels {
  const k = studies.length;
  const [mean, spread] = startValues(studies);
  const middles = studies.map(({ levels }) => (levels[0] + levels[1]) / 2);
  const centre = middles.reduce((sum, one) => sum + one, 0) / k;
  const sigma =
    Math.sqrt(middles.reduce((sum, one) => sum + (one - centre) ** 2, 0) / Math.max(1, k - 1)) || 0.1;
  // One random effect can have more points than Laplace's one; two have one, and so do the models compared with them.
  const points = method === "ML" ? 1 : quadraturePoints;
  const seconds = studies.map(({ levels }) => levels[1]);
  const second = seconds.reduce((sum, one) => sum + one, 0) / k;
  const equalLogLik = (i: number, shared: ArrayLike<number>, theta: number): number => {
    const [one, two] = studies[i]!.arms!;
    return logMixture(aboveSecond(one, two, theta), shared[0]!, Math.abs(shared[1]!), points);
  };
  const equal = fitArrow({
    k,
    shared: [mean, second, sigma],
    own: undefined,
    logLik: (i, shared) => equalLogLik(i, [shared[1]!, shared[2]!], shared[0]!),
  });
  const saturated = fitArrow({
    k,
    shared: [second, sigma],
    own: studies.map(({ effect }) => effect[0]),
    logLik: equalLogLik,
  });
  const fit = random
    ? fitArrow({
        k,
        shared: [mean, centre, sigma, spread],
        own: undefined,
        logLik: (i, shared) =>
          logMixtureOfArms(studies[i]!.arms!, {
            beta: shared[0]!,
            alpha: shared[1]!,
            sigma: Math.abs(shared[2]!),
            tau: Math.abs(shared[3]!),
          }),
      })
    : equal;
  return {
    fitted: fittedOf(fit, 0, random ? 3 : undefined, random ? 4 : 3, 2),
    conditional: null,
    qWald: k > 1 ? waldOfOwn(saturated, k) : 0,
    qLikelihoodRatio: 2 * (saturated.logLik - equal.logLik),
  };
}

function fittedOf(
  fit: ArrowFit,
  effect: number,
  tau: number | undefined,
  parameters: number,
  sigma: number | null,
): Fitted {
  const free = Math.round(Math.sqrt(fit.sharedCovariance?.length ?? 0));
  return {
    estimate: fit.shared[effect]!,
    se: Math.sqrt(fit.sharedCovariance?.[effect * free + effect] ?? NaN),
    tau: tau === undefined ? 0 : Math.abs(fit.shared[tau]!),
    sigma: sigma === null ? null : Math.abs(fit.shared[sigma]!),
    fit,
    parameters,
  };
}

/** A study's log-likelihood at its predicted effect. */
function atMode(ell: LogLikelihood, { shared }: ArrowFit): number {
  return mixtureMode(ell, shared[0]!, shared[1]!).at.value;
}

/** Mean and standard deviation between studies, by moments of their own effects. */
function startValues(studies: readonly Study[]): readonly [number, number] {
  const [yi, vi] = [studies.map(({ effect }) => effect[0]), studies.map(({ effect }) => effect[1])];
  const { estimate, tau2 } = fitPairwise(yi, vi, { method: "DL", tau2Interval: "none" });
  return [estimate, Math.sqrt(tau2) || 0.1];
}

/** The highest point of a study's own log-likelihood; the effect is infinite where it only rises. */
function peakOf(ell: LogLikelihood, start: number) {
  let eta = start;
  for (let step = 0; step < 200; step += 1) {
    const { score, information } = ell(eta);
    const move = Math.max(-1, Math.min(1, score / Math.max(information, 1e-300)));
    eta += move;
    if (Math.abs(move) < 1e-13 * Math.max(1, Math.abs(eta)) || Math.abs(eta) > 40) break;
  }
  const { value, information } = ell(eta);
  return { value, eta, information, finite: Math.abs(eta) < 40 };
}

/** Σ (θᵢ − mean)² Iᵢ; null where a study's own effect is infinite. */
function waldOf(peaks: readonly ReturnType<typeof peakOf>[]): number | null {
  if (!peaks.every(({ finite }) => finite)) return null;
  const weight = peaks.reduce((sum, { information }) => sum + information, 0);
  const mean = peaks.reduce((sum, { eta, information }) => sum + eta * information, 0) / weight;
  return peaks.reduce((sum, { eta, information }) => sum + information * (eta - mean) ** 2, 0);
}

/** Wald's test that all own parameters are equal. */
function waldOfOwn(fit: ArrowFit, k: number): number | null {
  const covariance = fit.ownCovariance();
  if (covariance === undefined) return null;
  const v = (i: number, j: number): number => covariance[i * k + j]!;
  const others = Array.from({ length: k - 1 }, (_, i) => i + 1);
  return jointTest(
    others.map((i) => fit.own[i]! - fit.own[0]!),
    others.map((i) => others.map((j) => v(i, j) - v(i, 0) - v(0, j) + v(0, 0))),
    null,
  ).statistic;
}
