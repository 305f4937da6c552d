import type { ModelData } from "../model-data.ts";
import { scoreTerms } from "../score-terms.ts";
import { closedForm, type Tau2Estimate } from "./tau2-estimate.ts";

/**
 * Between-study variance by Hunter and Schmidt's method: τ² = max(0, (Q − k) / Σ wi), wi = 1/vi, Q about the fixed-effects
 * fit.
 *
 * @see Hunter & Schmidt 2004, Methods of Meta-Analysis; Viechtbauer 2005, J Educ Behav Stat 30:261, equation 12
 */
export function hunterSchmidt(data: ModelData): Tau2Estimate {
  const { q, w } = scoreTerms(data, 0);
  return closedForm((q - data.k) / w);
}

/**
 * The same with Q enlarged for the p estimated coefficients: τ² = max(0, (Q k/(k − p) − k) / Σ wi).
 *
 * @see Brannick, Potter, Benitez & Morris 2019, Organizational Research Methods 22:490
 */
export function hunterSchmidtSmallSample(data: ModelData): Tau2Estimate {
  const { k, p } = data;
  const { q, w } = scoreTerms(data, 0);
  return closedForm(((q * k) / (k - p) - k) / w);
}
