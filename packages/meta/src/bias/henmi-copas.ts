import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { LEVEL } from "../arguments/rules.ts";
import { findRoot } from "../optim/find-root.ts";
import { InputError } from "../input-error.ts";
import { checkEffects } from "../pairwise/options.ts";
import { normalDensity, regularizedGamma } from "../special/index.ts";

export interface HenmiCopas {
  readonly kind: "henmi-copas";
  /** The mean with weights 1/vi, which publication bias moves less than the random-effects mean. */
  readonly estimate: number;
  readonly se: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly ciLevel: number;
  /** DerSimonian–Laird. */
  readonly tau2: number;
}

const RULES: OptionRules<{ readonly ciLevel?: number }> = { ciLevel: LEVEL };

/**
 * Henmi and Copas' confidence interval: about the equal-effects mean, with a width that allows for heterogeneity and for the
 * uncertainty of its estimate. The distribution of Q given the mean is approximated by a gamma distribution with the moments
 * of the paper.
 *
 * @throws InputError as {@link fitPairwise}; `too-few-effects` with one effect
 * @see Henmi & Copas 2010, Statistics in Medicine 29:2969, section 3 and appendix
 * @example henmiCopas([0.1, 0.5, 0.3], [0.01, 0.04, 0.02]).estimate // 0.214
 */
export function henmiCopas(
  yi: readonly number[],
  vi: readonly number[],
  options: { readonly ciLevel?: number } = {},
): HenmiCopas {
  checkOptions(options, RULES);
  const { ciLevel = 0.95 } = options;
  checkEffects(yi, vi);
  const k = yi.length;
  if (k < 2)
    throw new InputError("too-few-effects", "the interval needs two effects or more", { field: "yi" });
  const power = (r: number): number => vi.reduce((sum, v) => sum + v ** -r, 0);
  const w1 = power(1);
  const [w2, w3, w4] = [power(2) / w1, power(3) / w1, power(4) / w1];
  const estimate = yi.reduce((sum, y, i) => sum + y / vi[i]!, 0) / w1;
  const q = yi.reduce((sum, y, i) => sum + (y - estimate) ** 2 / vi[i]!, 0);
  const tau2 = Math.max(0, (q - (k - 1)) / (w1 - w2));
  const vr = 1 + tau2 * w2;
  const spread = Math.sqrt(vr);
  const a = w3 - w2 * w2;
  const mean = (x: number): number => k - 1 + tau2 * (w1 - w2) + tau2 ** 2 * ((x / vr) ** 2 - 1 / vr) * a;
  const variance = (x: number): number => {
    const shift = (x / vr) ** 2 - 1 / vr;
    return (
      2 * (k - 1) +
      4 * tau2 * (w1 - w2) +
      2 * tau2 ** 2 * (w1 * w2 - 2 * w3 + w2 * w2) +
      4 * tau2 ** 2 * shift * a +
      4 * tau2 ** 3 * shift * (w4 - 2 * w2 * w3 + w2 ** 3) +
      2 * tau2 ** 4 * (1 / vr ** 2 - (2 * x * x) / vr ** 3) * a * a
    );
  };
  /** P(R > u S) on one side, S the estimated spread of R. */
  const tail = (u: number): number =>
    integrate(
      (x) => {
        const bound = (w1 / w2 - 1) * ((x / u) ** 2 - 1) + (k - 1);
        if (!(bound > 0)) return 0;
        const [m, v] = [mean(x), variance(x)];
        return (regularizedGamma((m * m) / v, bound / (v / m), "lower") * normalDensity(x / spread)) / spread;
      },
      u,
      u + 12 * spread,
    );
  const alpha = (1 - ciLevel) / 2;
  let high = 3;
  while (tail(high) > alpha && high < 1e6) high *= 2;
  const u0 = findRoot((u) => tail(u) - alpha, 1e-3, high, 1e-13);
  const margin = u0 / Math.sqrt(w1);
  return {
    kind: "henmi-copas",
    estimate,
    se: spread / Math.sqrt(w1),
    ciLower: estimate - margin * spread,
    ciUpper: estimate + margin * spread,
    ciLevel,
    tau2,
  };
}

/** Composite Gauss–Legendre quadrature, 40 panels of 10 points: the integrands are smooth. */
function integrate(f: (x: number) => number, low: number, high: number): number {
  const panels = 40;
  const width = (high - low) / panels;
  let sum = 0;
  for (let panel = 0; panel < panels; panel += 1) {
    const middle = low + (panel + 0.5) * width;
    NODES.forEach((node, i) => {
      sum += WEIGHTS[i]! * (f(middle - (node * width) / 2) + f(middle + (node * width) / 2));
    });
  }
  return (sum * width) / 2;
}

// Abramowitz & Stegun 1964, table 25.4, n = 10
const NODES = [
  0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717,
];
const WEIGHTS = [
  0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814,
];
