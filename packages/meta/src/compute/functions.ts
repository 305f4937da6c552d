import { DIAGNOSTICS_FUNCTIONS } from "./areas/diagnostics.ts";
import { CONVERSIONS_FUNCTIONS } from "./areas/conversions.ts";
import { COCHRANE_STYLE_FUNCTIONS } from "./areas/cochrane-style.ts";
import { LOCATION_SCALE_FUNCTIONS } from "./areas/location-scale.ts";
import { GLMM_FUNCTIONS } from "./areas/glmm.ts";
import { EFFECT_SIZES_FUNCTIONS } from "./areas/effect-sizes.ts";
import { INFERENCE_FUNCTIONS } from "./areas/inference.ts";
import { PERMUTATION_FUNCTIONS } from "./areas/permutation.ts";
import { MH_PETO_FUNCTIONS } from "./areas/mh-peto.ts";
import { PAIRWISE_FUNCTIONS } from "./areas/pairwise.ts";
import { PUBLICATION_BIAS_FUNCTIONS } from "./areas/publication-bias.ts";
import { SMALL_STUDY_MODELS } from "./areas/small-study-models.ts";
import type { ComputeTable } from "./compute-function.ts";

/** The single table from function name to function: one file of `areas/` for each area of the engine. */
export const FUNCTIONS: ComputeTable = {
  ...EFFECT_SIZES_FUNCTIONS,
  ...PAIRWISE_FUNCTIONS,
  ...INFERENCE_FUNCTIONS,
  ...DIAGNOSTICS_FUNCTIONS,
  ...MH_PETO_FUNCTIONS,
  ...CONVERSIONS_FUNCTIONS,
  ...PUBLICATION_BIAS_FUNCTIONS,
  ...SMALL_STUDY_MODELS,
  ...PERMUTATION_FUNCTIONS,
  ...COCHRANE_STYLE_FUNCTIONS,
  ...GLMM_FUNCTIONS,
  ...LOCATION_SCALE_FUNCTIONS,
};
