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
export {
  HETEROGENEITY_METHODS,
  type ChosenOptions,
  type FitOptions,
  type HeterogeneityMethod,
  type PredictionKind,
  type TestKind,
  type Weighting,
} from "./pairwise/options.ts";
export { tau2ProfileLikelihood } from "./pairwise/tau2-profile-likelihood.ts";
export { tau2QProfile, type Tau2Interval } from "./pairwise/tau2-q-profile.ts";
export { betweenStudyVariance } from "./pairwise/between-study-variance.ts";
export { fitRegression, type ModelSummary, type RegressionFit } from "./pairwise/fit-regression.ts";
export type { Tau2Estimate } from "./pairwise/tau2/tau2-estimate.ts";
export type { WaldTest } from "./pairwise/wald-test.ts";
export { interceptDesign, type Design } from "./design/design.ts";
export {
  designFromFormula,
  type DataColumn,
  type DroppedDesignRow,
  type FormulaDesign,
} from "./design/design-from-formula.ts";
export { nearest } from "./design/nearest-name.ts";
export { compareModels, type ModelComparison } from "./inference/compare-models.ts";
export { coefficientTest, contrastTest, type ContrastTest } from "./inference/contrast.ts";
export { predictEffects, type Prediction } from "./inference/predict.ts";
export { studyDeviations, studyEffects, type StudyEffects } from "./inference/study-effects.ts";
export {
  heterogeneityInterval,
  type HeterogeneityInterval,
  type Tau2IntervalType,
} from "./inference/tau2-interval.ts";
export { varianceInflation } from "./inference/variance-inflation.ts";
export { fitText } from "./text/fit-text.ts";
