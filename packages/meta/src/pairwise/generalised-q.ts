import { laplaceCdf } from "../special/index.ts";
import { complexLogDeterminant } from "../linalg/complex-determinant.ts";
import { findRoot } from "../optim/find-root.ts";
import type { ModelData } from "./model-data.ts";
import type { Tau2Interval } from "./tau2-q-profile.ts";
import { weightedFit, type WeightedFit } from "./weighted-fit.ts";

/**
 * How improbable a generalised Q statistic as large as the observed one is at a value of τ²:
 *
 *   P(yᵀPy ≥ observed; τ²),  P = A − AX(XᵀAX)⁻¹XᵀA
 *
 * yᵀPy is a weighted sum of chi-squares; its Laplace transform needs no eigenvalues, since with S = diag(vi + τ²) and
 * D = I + 2sAS, |I + 2sSP| = |D| |XᵀAD⁻¹X| / |XᵀAX|.
 *
 * @see Jackson 2013, Research Synthesis Methods 4:220; Jackson et al. 2014, BMC Med Res Methodol 14:103
 */
export function generalisedQUpperTail(data: ModelData, fit: WeightedFit, tau2: number): number {
  if (!(fit.q > 0)) return 1;
  const { k, p, vi } = data;
  const { weights, logDeterminant } = fit;
  const lower = laplaceCdf(fit.q, (re, im) => {
    let [logSize, angle] = [0, 0];
    const [real, imaginary] = [new Float64Array(p * p), new Float64Array(p * p)];
    for (let i = 0; i < k; i += 1) {
      const scale = 2 * weights[i]! * (vi[i]! + tau2);
      const [a, b] = [1 + scale * re, scale * im];
      const square = a * a + b * b;
      logSize += Math.log(square) / 2;
      angle += Math.atan2(b, a);
      const [u, w] = [(weights[i]! * a) / square, (-weights[i]! * b) / square];
      if (data.interceptOnly) {
        real[0]! += u;
        imaginary[0]! += w;
        continue;
      }
      for (let r = 0; r < p; r += 1) {
        for (let c = 0; c <= r; c += 1) {
          const product = data.x[i * p + r]! * data.x[i * p + c]!;
          real[r * p + c]! += u * product;
          imaginary[r * p + c]! += w * product;
        }
      }
    }
    const rest = complexLogDeterminant(real, imaginary, p);
    return {
      logSize: -(logSize + rest.logSize - logDeterminant) / 2,
      angle: -(angle + rest.angle) / 2,
    };
  });
  return Math.min(1, Math.max(0, 1 - lower));
}

/**
 * The τ² ≥ 0 at which the observed generalised Q has this upper tail probability; 0 when it already exceeds it there. With
 * probability ½ it is the median-unbiased estimate of τ², with α/2 and 1 − α/2 the ends of a confidence interval.
 *
 * @see Jackson 2013, Research Synthesis Methods 4:220, section 3
 */
export function tau2OfGeneralisedQ(data: ModelData, weights: Float64Array, probability: number): number {
  const fit = weightedFit(data, weights);
  const missing = (tau2: number): number => probability - generalisedQUpperTail(data, fit, tau2);
  if (!(missing(0) > 0)) return 0;
  let high = 1e-3 * data.vi.reduce((sum, v) => sum + v / data.k, 0);
  while (missing(high) > 0) high *= 4;
  return findRoot(missing, 0, high);
}

/**
 * Confidence interval of τ² from the generalised Q statistic with fixed weights.
 *
 * @returns undefined when there are no more effects than coefficients
 * @see Jackson 2013, Research Synthesis Methods 4:220; with weights 1/vi Biggerstaff & Jackson 2008, Statistics in Medicine
 *   27:6093
 */
export function tau2GeneralisedQInterval(
  data: ModelData,
  weights: Float64Array,
  ciLevel: number,
): Tau2Interval | undefined {
  if (data.k <= data.p) return undefined;
  const alpha = (1 - ciLevel) / 2;
  return {
    lower: tau2OfGeneralisedQ(data, weights, alpha),
    upper: tau2OfGeneralisedQ(data, weights, 1 - alpha),
  };
}
