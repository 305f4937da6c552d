import type { ModelData } from "../model-data.ts";
import { scoreTerms } from "../score-terms.ts";
import { closedForm, type Tau2Estimate } from "./tau2-estimate.ts";

/** The start of Sidik and Jonkman's estimator: the variance of the effects, with divisor k. */
export function sidikJonkmanStart({ k, yi }: ModelData): number {
  let [mean, squares] = [0, 0];
  for (const y of yi) mean += y / k;
  for (const y of yi) squares += (y - mean) ** 2;
  return squares / k;
}

/**
 * Between-study variance by Sidik and Jonkman's two steps: from τ₀², the variance of the effects (divisor k),
 *
 *   τ² = τ₀² Q(τ₀²) / (k − p)
 *
 * It is never 0 unless all effects are equal, also where there is no heterogeneity.
 *
 * @see Sidik & Jonkman 2005, Applied Statistics 54:367, equation 8
 */
export function sidikJonkman(data: ModelData): Tau2Estimate {
  const start = sidikJonkmanStart(data);
  return closedForm(start === 0 ? 0 : (start * scoreTerms(data, start).q) / (data.k - data.p));
}
