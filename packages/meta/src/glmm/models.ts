import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { jointTest } from "../pairwise/wald-test.ts";
import { fitArrow, type ArrowFit } from "./arrow-fit.ts";
import type { LogLikelihood } from "./log-likelihoods.ts";
import { logMixture, logMixtureOfArms, mixtureMode } from "./mixture.ts";
import type { GlmmModel, Study } from "./studies.ts";

/** How a model is to be fitted. */
export interface ModelChoice {
  readonly model: GlmmModel;
  readonly method: "ML" | "EE";
  readonly quadraturePoints: number;
}

/** The model that was asked for. */
interface Fitted {
  readonly estimate: number;
  readonly se: number;
  readonly tau: number;
  readonly sigma: number | null;
  readonly fit: ArrowFit;
  readonly parameters: number;
}

/** It, and its tests of equal effects. */
interface FittedModels {
  readonly fitted: Fitted;
  readonly conditional: number | null;
  readonly qWald: number | null;
  readonly qLikelihoodRatio: number;
}

/** Fits the model, and those it is compared with. */
export function modelsOf(
  studies: readonly Study[],
  model: GlmmModel | "one",
  options: ModelChoice,
  random: boolean,
): FittedModels {
  if (model === "UM.RS") return randomBaselines(studies, options, random);
  return model === "UM.FS" ? fixedBaselines(studies, options, random) : ownEffects(studies, options, random);
}

/** One linear predictor a study: conditional models and single groups. */
function ownEffects(
  studies: readonly Study[],
  { model, quadraturePoints }: ModelChoice,
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
  { quadraturePoints }: ModelChoice,
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
  { quadraturePoints, method }: ModelChoice,
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
