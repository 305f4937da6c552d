import { interceptDesign } from "../design/design.ts";
import { quadraticForm } from "../inference/quadratic-form.ts";
import { product } from "./influence.ts";
import { fitAll, fitsWithoutEach, type DiagnosedModel } from "./model.ts";

/** Points of a Baujat plot, in the order of the input. */
export interface BaujatPoints {
  readonly kind: "baujat";
  /** The study's part of heterogeneity: (yi − fitted)²/(vi + τ²). */
  readonly x: readonly number[];
  /** Its influence: the squared change of its fitted value over the variance of that value without it. */
  readonly y: readonly (number | null)[];
}

/**
 * Where heterogeneity comes from and whether it matters for the result.
 *
 * @throws InputError as {@link fitRegression}
 * @see Baujat, Mahé, Pignon & Hill 2002, Statistics in Medicine 21:2641
 * @example baujat({ yi: [0.1, 0.9], vi: [0.02, 0.02], options: { method: "EE" } }).x // [8, 8]
 */
export function baujat(model: DiagnosedModel): BaujatPoints {
  const fit = fitAll(model);
  const design = model.design ?? interceptDesign(fit.k);
  const without = fitsWithoutEach(model);
  const fitted = design.rows.map((x) => product(x, fit.beta));
  return {
    kind: "baujat",
    x: model.yi.map((y, i) => (y - fitted[i]!) ** 2 / (model.vi[i]! + fit.tau2)),
    y: without.map((other, i) => {
      const x = design.rows[i]!;
      return other && (fitted[i]! - product(x, other.beta)) ** 2 / quadraticForm(other.vcov, x);
    }),
  };
}
