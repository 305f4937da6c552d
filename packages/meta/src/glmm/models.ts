import { coefficientsOf, type Coefficients } from "../pairwise/coefficients.ts";
import type { LinearPredictor } from "../pairwise/linear-predictor.ts";
import { inverseVariances, weightedFit } from "../pairwise/weighted-fit.ts";
import { fitArrow, type ArrowFit } from "./arrow-fit.ts";
import type { LogLikelihood } from "./log-likelihoods.ts";
import { logMixture, logMixtureOfArms, mixtureMode } from "./mixture.ts";
import { peakOf, waldOfOwn, waldOfPeaks } from "./residual-heterogeneity.ts";
import type { GlmmModel, Study } from "./studies.ts";

/** How a model is to be fitted. */
export interface ModelChoice {
  readonly model: GlmmModel;
  readonly method: "ML" | "EE";
  readonly quadraturePoints: number;
}

/** The model that was asked for. */
interface Fitted {
  readonly coefficients: Coefficients;
  /** Largest variance of an effect that the coefficients predict; NaN where the likelihood has no curvature. */
  readonly largestVariance: number;
  readonly tau: number;
  readonly sigma: number | null;
  readonly fit: ArrowFit;
  readonly parameters: number;
}

/** It, and its tests against a model in which every study has an effect of its own. */
interface FittedModels {
  readonly fitted: Fitted;
  readonly conditional: number | null;
  readonly qWald: number | null;
  readonly qLikelihoodRatio: number;
}

/** What all models are made of: the studies, and the effects that a design predicts for them. */
interface Parts {
  readonly studies: readonly Study[];
  readonly predictor: LinearPredictor;
  /** Coefficients and standard deviation between studies where searches start. */
  readonly start: { readonly gamma: readonly number[]; readonly spread: number };
}

/** Fits the model, and those it is compared with. */
export function modelsOf(
  parts: Parts,
  model: GlmmModel | "one",
  options: ModelChoice,
  random: boolean,
): FittedModels {
  if (model === "UM.RS") return randomBaselines(parts, options, random);
  return model === "UM.FS" ? fixedBaselines(parts, options, random) : ownEffects(parts, options, random);
}

/** One linear predictor a study: conditional models and single groups. Shared parameters are γ, τ. */
function ownEffects(
  { studies, predictor, start }: Parts,
  { model, quadraturePoints }: ModelChoice,
  random: boolean,
): FittedModels {
  const k = studies.length;
  const { p, data, at } = predictor;
  // The exact conditional likelihood is integrated with more points: it has no peer that stops at 7.
  const points = model === "CM.EL" ? Math.max(25, quadraturePoints) : quadraturePoints;
  const logLik = (i: number, shared: ArrayLike<number>): number =>
    logMixture(studies[i]!.ell, at(i, shared), Math.abs(shared[p]!), points);
  const equal = fitArrow({ k, shared: [...start.gamma, 0], own: undefined, logLik }, [p]);
  const fit = random
    ? fitArrow({ k, shared: [...start.gamma, start.spread], own: undefined, logLik })
    : equal;
  const peaks = studies.map(({ ell, effect }) => peakOf(ell, effect[0]));
  const highest = peaks.reduce((sum, { value }) => sum + value, 0);
  return {
    fitted: fittedOf(predictor, fit, {
      tau: random ? p : undefined,
      sigma: undefined,
      parameters: p + (random ? 1 : 0),
    }),
    conditional: studies.reduce((sum, { ell }, i) => sum + atMode(ell, at(i, fit.shared), fit.shared[p]!), 0),
    qWald: waldOfPeaks(data, peaks),
    qLikelihoodRatio: 2 * (highest - equal.logLik),
  };
}

/** A baseline for each study, with the effect ±½(xᵀβ + τ u) about it. Shared parameters are γ, τ. */
function fixedBaselines(
  { studies, predictor, start }: Parts,
  { quadraturePoints }: ModelChoice,
  random: boolean,
): FittedModels {
  const k = studies.length;
  const { p, data, at } = predictor;
  const logLik = (i: number, shared: ArrayLike<number>, baseline: number): number => {
    const [one, two] = studies[i]!.arms!;
    return logMixture(betweenArms(one, two, baseline), at(i, shared), Math.abs(shared[p]!), quadraturePoints);
  };
  const baselines = studies.map(({ levels }) => (levels[0] + levels[1]) / 2);
  const equal = fitArrow({ k, shared: [...start.gamma, 0], own: baselines, logLik }, [p]);
  const fit = random
    ? fitArrow({ k, shared: [...start.gamma, start.spread], own: baselines, logLik })
    : equal;
  const highest = studies.reduce((sum, { saturated }) => sum + saturated, 0);
  const estimable = studies.every(({ arms, levels }) => arms!.every((arm, j) => Math.abs(arm(levels[j]!).score) < 1e-6)); // prettier-ignore
  return {
    fitted: fittedOf(predictor, fit, {
      tau: random ? p : undefined,
      sigma: undefined,
      parameters: k + p + (random ? 1 : 0),
    }),
    conditional: studies.reduce(
      (sum, { arms }, i) =>
        sum + atMode(betweenArms(...arms!, fit.own[i]!), at(i, fit.shared), fit.shared[p]!),
      0,
    ),
    qWald: estimable ? weightedFit(data, inverseVariances(data, 0)).q : null,
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
 * Baselines normal among studies, those of the second group, as in metafor (where effects differ by moderators or are the studies'
 * own, this matters): logits α + σ s + xᵀβ + ½τ u and α + σ s − ½τ u. Shared parameters are γ, α, σ, τ.
 */
function randomBaselines(
  { studies, predictor, start }: Parts,
  { quadraturePoints, method }: ModelChoice,
  random: boolean,
): FittedModels {
  const k = studies.length;
  const { p, data, at } = predictor;
  // One random effect can have more points than Laplace's one; two have one, and so do the models compared with them.
  const points = method === "ML" ? 1 : quadraturePoints;
  const seconds = studies.map(({ levels }) => levels[1]);
  const second = seconds.reduce((sum, one) => sum + one, 0) / k;
  const sigma =
    Math.sqrt(seconds.reduce((sum, one) => sum + (one - second) ** 2, 0) / Math.max(1, k - 1)) || 0.1;
  const equalLogLik = (i: number, theta: number, baseline: number, spread: number): number => {
    const [one, two] = studies[i]!.arms!;
    return logMixture(aboveSecond(one, two, theta), baseline, Math.abs(spread), points);
  };
  const equal = fitArrow({
    k,
    shared: [...start.gamma, second, sigma],
    own: undefined,
    logLik: (i, shared) => equalLogLik(i, at(i, shared), shared[p]!, shared[p + 1]!),
  });
  const saturated = fitArrow({
    k,
    shared: [second, sigma],
    own: studies.map(({ effect }) => effect[0]),
    logLik: (i, shared, theta) => equalLogLik(i, theta, shared[0]!, shared[1]!),
  });
  const fit = random
    ? fitArrow({
        k,
        shared: [...start.gamma, second, sigma, start.spread],
        own: undefined,
        logLik: (i, shared) => {
          const beta = at(i, shared);
          return logMixtureOfArms(studies[i]!.arms!, {
            beta,
            alpha: shared[p]! + beta / 2,
            sigma: Math.abs(shared[p + 1]!),
            tau: Math.abs(shared[p + 2]!),
          });
        },
      })
    : equal;
  return {
    fitted: fittedOf(predictor, fit, {
      tau: random ? p + 2 : undefined,
      sigma: p + 1,
      parameters: p + (random ? 3 : 2),
    }),
    conditional: null,
    qWald: waldOfOwn(data, saturated),
    qLikelihoodRatio: 2 * (saturated.logLik - equal.logLik),
  };
}

/** Coefficients of the design's own columns, and standard deviations from their places among the shared parameters. */
function fittedOf(
  { p, data, at }: LinearPredictor,
  fit: ArrowFit,
  places: {
    readonly tau: number | undefined;
    readonly sigma: number | undefined;
    readonly parameters: number;
  },
): Fitted {
  const { shared, sharedCovariance } = fit;
  const free = Math.round(Math.sqrt(sharedCovariance?.length ?? 0));
  const inverse = Float64Array.from({ length: p * p }, (_, at) => {
    const [i, j] = [Math.floor(at / p), at % p];
    return sharedCovariance?.[i * free + j] ?? NaN;
  });
  const inBasis = { beta: Float64Array.from(shared.slice(0, p)), inverse, weights: new Float64Array(0) };
  const variance = (i: number): number => {
    const products = Array.from({ length: p }, (_, j) => at(i, inverse.subarray(j * p, (j + 1) * p)));
    return at(i, products);
  };
  return {
    largestVariance: Math.max(...Array.from({ length: data.k }, (_, i) => variance(i))),
    coefficients: coefficientsOf(data, inBasis, null, 1),
    tau: places.tau === undefined ? 0 : Math.abs(shared[places.tau]!),
    sigma: places.sigma === undefined ? null : Math.abs(shared[places.sigma]!),
    fit,
    parameters: places.parameters,
  };
}

/** A study's log-likelihood at its predicted effect. */
function atMode(ell: LogLikelihood, mean: number, tau: number): number {
  return mixtureMode(ell, mean, tau).at.value;
}
