import { interceptDesign } from "../design/design.ts";
import { fitAll, fitsWithoutEach, type DiagnosedModel } from "./model.ts";
import { deletedResidualSe, leverages, product } from "./influence.ts";

/** Residuals of a model; lists of length k, null where the model cannot be fitted without the study. */
export interface Residuals {
  readonly kind: "residuals";
  /** yi − fitted value, its standard error, and their ratio (internally standardised). */
  readonly resid: readonly number[];
  readonly se: readonly number[];
  readonly z: readonly number[];
  /** The same about the fit without the study (externally standardised). */
  readonly residWithout: readonly (number | null)[];
  readonly seWithout: readonly (number | null)[];
  readonly zWithout: readonly (number | null)[];
  /** resid / √(vi + τ²). With independent effects the Cholesky residuals are the same. */
  readonly pearson: readonly number[];
}

/**
 * Residuals of a model of independent effects.
 *
 * @throws InputError as {@link fitRegression}
 * @see Hedges & Olkin 1985, chapter 12; Viechtbauer & Cheung 2010, Research Synthesis Methods 1:112
 * @example residuals({ yi: [0.1, 0.9], vi: [0.02, 0.02], options: { method: "EE" } }).resid // [-0.4, 0.4]
 */
export function residuals(model: DiagnosedModel): Residuals {
  const { yi, vi } = model;
  const fit = fitAll(model);
  const design = model.design ?? interceptDesign(fit.k);
  const resid = yi.map((y, i) => y - product(design.rows[i]!, fit.beta));
  const hat = leverages(model, fit);
  const se = vi.map((v, i) => Math.sqrt(Math.max(0, (v + fit.tau2) * (1 - hat[i]!))));
  const without = fitsWithoutEach(model).map((other, i) => {
    if (other === null) return null;
    const x = design.rows[i]!;
    const value = yi[i]! - product(x, other.beta);
    return { value, se: deletedResidualSe(other, x, vi[i]!) };
  });
  return {
    kind: "residuals",
    resid,
    se,
    z: resid.map((value, i) => value / se[i]!),
    residWithout: without.map((row) => row?.value ?? null),
    seWithout: without.map((row) => row?.se ?? null),
    zWithout: without.map((row) => (row === null ? null : row.value / row.se)),
    pearson: resid.map((value, i) => value / Math.sqrt(vi[i]! + fit.tau2)),
  };
}
