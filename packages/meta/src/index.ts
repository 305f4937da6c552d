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
  formulaColumns,
  type DataColumn,
  type DroppedDesignRow,
  type FormulaDesign,
} from "./design/design-from-formula.ts";
export { nearest } from "./arguments/nearest-name.ts";
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
export {
  mantelHaenszel,
  type EffectZeros,
  type MantelHaenszelFit,
  type MantelHaenszelOptions,
} from "./mantel-haenszel/mantel-haenszel.ts";
export {
  mantelHaenszelRates,
  type MantelHaenszelRatesFit,
  type TwoRates,
} from "./mantel-haenszel/mantel-haenszel-rates.ts";
export { peto, type PetoFit } from "./mantel-haenszel/peto.ts";
export type { ChiSquaredTest, StratifiedFit } from "./mantel-haenszel/pooled-result.ts";
export {
  permutationTest,
  type PermutationOptions,
  type PermutationTest,
} from "./permutation/permutation-test.ts";
export { excessSignificance, type ExcessSignificance } from "./bias/excess-significance.ts";
export { failSafeN, type FailSafeN } from "./bias/fail-safe-n.ts";
export {
  type FileDrawerModel,
  generalFailSafeN,
  type GeneralFailSafeN,
  type GeneralFailSafeNOptions,
} from "./bias/fail-safe-n-general.ts";
export { henmiCopas, type HenmiCopas } from "./bias/henmi-copas.ts";
export { combineMeans, type GroupMean } from "./conversions/combine-arms.ts";
export {
  fiveNumberToMean,
  FIVE_NUMBER_METHODS,
  type FiveNumberMethod,
  type FiveNumbers,
} from "./conversions/five-number.ts";
export { fiveNumberToLogNormalMean } from "./conversions/log-normal-five-number.ts";
export { harmonicMean, inverseDoubleArcsine, TRANSFORMATIONS } from "./conversions/transformations.ts";
export { tableFromMargins, type TableMargins } from "./conversions/two-by-two-counts.ts";
export { varianceFromInterval, varianceFromPValue } from "./conversions/wald.ts";
export { combineClusters, type ClusterEffects } from "./dependence/combine-clusters.ts";
export { samplingCovariances, type DependentEffect } from "./dependence/covariance.ts";
export { type BaujatPoints, baujat } from "./diagnostics/baujat.ts";
export { type Gosh, gosh } from "./diagnostics/gosh.ts";
export { type GoshMethod } from "./diagnostics/gosh-tau2.ts";
export { type Influence, influence } from "./diagnostics/influence.ts";
export { type PartialFits, cumulative, leaveOneOut } from "./diagnostics/leave-one-out.ts";
export { type DiagnosedModel } from "./diagnostics/model.ts";
export { type RadialPoints, radial } from "./diagnostics/radial.ts";
export { type Residuals, residuals } from "./diagnostics/residuals.ts";
export { type RankTest, rankTest } from "./bias/rank-test.ts";
export {
  BIAS_PREDICTORS,
  type BiasPredictor,
  type RegressionTest,
  type RegressionTestOptions,
  regressionTest,
} from "./bias/regression-test.ts";
export { type TrimAndFill, trimAndFill } from "./bias/trim-and-fill.ts";
export {
  type MeasureEffects,
  type MeasureEffectsOptions,
  measureEffects,
} from "./effects/measure-effects.ts";
export { MEASURES, type Measure, type MeasureOptions, type Numbers } from "./effects/measures/index.ts";
export {
  fitCommonAndRandom,
  fitStyleSubgroups,
  type CommonAndRandomFit,
  type CommonAndRandomInput,
  type CommonAndRandomOptions,
  type CommonEffect,
  type PooledEffect,
  type StyleSubgroups,
} from "./cochrane-style/common-and-random.ts";
export {
  binaryEffects,
  meansEffectsInStyle,
  proportionEffects,
  rateEffects,
  type BinaryOptions,
  type MeansStyle,
  type StyleMeans,
} from "./cochrane-style/style-effects.ts";
export {
  fitLocationScale,
  type LocationScaleFit,
  type LocationScaleOptions,
  type ScaleCoefficients,
} from "./location-scale/fit-location-scale.ts";
export { fitGlmm, type GlmmFit } from "./glmm/fit-glmm.ts";
export { fitGlmmRegression, type GlmmRegressionFit } from "./glmm/fit-glmm-regression.ts";
export type { GlmmOptions, GlmmSummary } from "./glmm/fit-counts.ts";
export type { GlmmData, GlmmModel } from "./glmm/studies.ts";
export { selectionModel, type SelectionModel } from "./bias/selection/selection-model.ts";
export { selectionRegression, type SelectionRegression } from "./bias/selection/selection-regression.ts";
export type { SelectionModelOptions, SelectionSummary } from "./bias/selection/fit-selection.ts";
export {
  WEIGHT_FUNCTIONS,
  type WeightFunction,
  type WeightFunctionName,
} from "./bias/selection/weight-functions.ts";
export { pCurve, type PCurve, type StoufferTest } from "./bias/p-curve.ts";
export { petPeese, type PetPeese } from "./bias/pet-peese.ts";
export { pUniformStar, type PUniformStar } from "./bias/p-uniform-star.ts";
export {
  TABLE_TESTS,
  tableRegressionTest,
  type TableTest,
  type TableTestOptions,
} from "./bias/table-tests.ts";
export { copasGrid, copasModel, type CopasModel, type CopasOptions } from "./bias/copas/copas-model.ts";
export type { CopasFailure, CopasFit, CopasPoint, CopasSide } from "./bias/copas/copas-point.ts";
export type { CopasSearch } from "./bias/copas/fit-copas.ts";
export {
  LIMIT_ADJUSTMENTS,
  limitMetaAnalysis,
  type LimitAdjustment,
  type LimitMetaAnalysis,
} from "./bias/limit-meta-analysis.ts";
export type { AdjustedEffect } from "./bias/adjusted-effect.ts";
export { modelText, type PrintedModel } from "./text/model-text.ts";
