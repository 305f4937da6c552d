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
export { InputError, type InputErrorCode, type InputErrorWhere } from "./input-error.ts";
export { fitPairwise, type FitWarning, type Likelihood, type PairwiseFit } from "./pairwise/fit-pairwise.ts";
export { fitSubgroups, type SubgroupsFit } from "./pairwise/fit-subgroups.ts";
export type {
  ChosenOptions,
  FitOptions,
  HeterogeneityMethod,
  PredictionKind,
  TestKind,
} from "./pairwise/options.ts";
export { tau2DerSimonianLaird } from "./pairwise/tau2-dersimonian-laird.ts";
export { tau2QProfile } from "./pairwise/tau2-q-profile.ts";
export { tau2RestrictedLikelihood, type EffectGroup } from "./pairwise/tau2-restricted-likelihood.ts";
