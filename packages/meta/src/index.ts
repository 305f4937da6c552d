export { hedgesCorrection, meansEffects, type MeansOptions, type TwoMeans } from "./effects/means.ts";
export {
  feasibleCorrelation,
  pairedEffect,
  pairedMeanDifference,
  pairedStandardizedMeanDifference,
  type PairedCounts,
  type PairedEffect,
  type PairedMeans,
  type Pairing,
} from "./effects/paired.ts";
export {
  isRatio,
  type DropCode,
  type DroppedRow,
  type EffectMeasure,
  type EffectSize,
  type EffectSizes,
} from "./effects/effect-size.ts";
export {
  twoByTwoEffects,
  type TwoByTwo,
  type TwoByTwoMeasure,
  type TwoByTwoOptions,
} from "./effects/two-by-two.ts";
export { genericEffects, type GivenEffect, type GivenEffectsOptions } from "./effects/generic.ts";
export {
  InputError,
  type InputErrorCode,
  type InputErrorDetails,
  type InputErrorWhere,
} from "./input-error.ts";
export { fitPairwise, type PairwiseFit } from "./pairwise/fit-pairwise.ts";
export { fitSubgroups, type SubgroupsFit } from "./pairwise/fit-subgroups.ts";
export type { FitWarning } from "./pairwise/fit-warnings.ts";
export { h2TestBased } from "./pairwise/h2-test-based.ts";
export type { Likelihood, Likelihoods } from "./pairwise/likelihood.ts";
export type {
  ChosenOptions,
  FitOptions,
  HeterogeneityMethod,
  PredictionKind,
  TestKind,
  Weighting,
} from "./pairwise/options.ts";
export { tau2DerSimonianLaird } from "./pairwise/tau2-dersimonian-laird.ts";
export { tau2ProfileLikelihood } from "./pairwise/tau2-profile-likelihood.ts";
export { tau2QProfile, type Tau2Interval } from "./pairwise/tau2-q-profile.ts";
export { tau2RestrictedLikelihood, type EffectGroup } from "./pairwise/tau2-restricted-likelihood.ts";
