import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { checkObject } from "../arguments/check-shape.ts";
import { anArray, anObject } from "../arguments/rules.ts";
import { checkDesign, designRows, interceptDesign, type Design } from "../design/design.ts";
import { InputError } from "../input-error.ts";
import { fitRegression, type RegressionFit } from "../pairwise/fit-regression.ts";
import { checkEffects, checkWeights, type FitOptions } from "../pairwise/options.ts";

/** Effects with the model that is looked at; without a design, one mean. */
export interface DiagnosedModel {
  readonly yi: readonly number[];
  readonly vi: readonly number[];
  readonly design?: Design;
  readonly options?: FitOptions;
}

const RULES: OptionRules<DiagnosedModel> = {
  yi: anArray(),
  vi: anArray(),
  design: anObject(),
  options: anObject(),
};

/**
 * Looks at the one argument that diagnostics take.
 *
 * @throws InputError `invalid-argument` for what is no such object, such as the effects alone; as {@link checkEffects}
 */
export function checkModel(model: DiagnosedModel): void {
  checkObject("model", model, ["yi", "vi"]);
  checkOptions(model, RULES, "model");
  checkEffects(model.yi, model.vi);
}

/** The model on the effects at these places. */
function fitPlaces(model: DiagnosedModel, places: readonly number[]): RegressionFit {
  const { yi, vi, options = {} } = model;
  const design = model.design ?? interceptDesign(yi.length);
  const weights = options.weights;
  return fitRegression(
    places.map((place) => yi[place]!),
    places.map((place) => vi[place]!),
    designRows(design, places),
    weights === undefined ? options : { ...options, weights: places.map((place) => weights[place]!) },
  );
}

/**
 * The model on all its effects.
 *
 * @throws InputError as {@link fitRegression}; `invalid-argument`
 */
export function fitAll(model: DiagnosedModel): RegressionFit {
  checkModel(model);
  if (model.design !== undefined) checkDesign(model.design, model.yi.length);
  if (model.options?.weights !== undefined) checkWeights(model.options.weights, model.yi.length);
  return fitPlaces(model, placesOf(model));
}

/** The model without each effect in turn; null where the others cannot be fitted (a coefficient hangs on one effect). */
export function fitsWithoutEach(model: DiagnosedModel): readonly (RegressionFit | null)[] {
  const places = placesOf(model);
  return places.map((left) => {
    try {
      return fitPlaces(
        model,
        places.filter((place) => place !== left),
      );
    } catch (error) {
      const hangs = ["too-few-effects", "collinear-design"];
      if (error instanceof InputError && hangs.includes(error.code)) return null;
      throw error;
    }
  });
}

function placesOf({ yi }: DiagnosedModel): readonly number[] {
  return yi.map((_, place) => place);
}
