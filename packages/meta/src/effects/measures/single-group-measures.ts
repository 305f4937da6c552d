import { normalDensity, normalQuantile } from "../../special/index.ts";
import type { EffectSize } from "../effect-size.ts";
import { hedgesCorrection } from "../means.ts";
import type { Measure, Numbers } from "./measure.ts";

/** Measures of one group: means, proportions, rates. Proportions and rates take zero cells as their caller treats them. */
export const SINGLE_GROUP_MEASURES: Readonly<Record<string, Measure>> = {
  MN: ofMean(({ m, s, n }) => ({ yi: m, vi: (s * s) / n })),
  /** Standardised mean. */
  SMN: ofMean(({ m, s, n }, correct) => {
    const yi = ((correct ? hedgesCorrection(n - 1) : 1) * m) / s;
    return { yi, vi: 1 / n + (yi * yi) / (2 * n) };
  }),
  MNLN: ofMean(({ m, s, n }) => ({ yi: Math.log(m), vi: (s * s) / (n * m * m) })),
  SDLN: ofMean(
    ({ s, n }, correct) => ({ yi: Math.log(s) + (correct ? 1 / (2 * (n - 1)) : 0), vi: 1 / (2 * (n - 1)) }),
    ["sdi", "ni"],
  ),
  CVLN: ofMean(({ m, s, n }, correct) => {
    const square = (s / m) ** 2 / n;
    const bias = correct ? 1 / (2 * (n - 1)) : 0;
    return { yi: Math.log(s / m) + bias, vi: 1 / (2 * (n - 1)) + square };
  }),
  PR: ofProportion((p, n) => ({ yi: p, vi: (p * (1 - p)) / n }), ["LS", "UB", "AV"]),
  PLN: ofProportion((p, n) => ({ yi: Math.log(p), vi: 1 / (n * p) - 1 / n }), ["LS", "AV"]),
  PLO: ofProportion(
    (p, n) => ({ yi: Math.log(p / (1 - p)), vi: 1 / (n * p) + 1 / (n * (1 - p)) }),
    ["LS", "AV"],
  ),
  PRZ: ofProportion((p, n) => {
    const z = p > 0 && p < 1 ? normalQuantile(p) : Number.NaN;
    return { yi: z, vi: (p * (1 - p)) / (n * normalDensity(z) ** 2) };
  }),
  PAS: { ...ofProportion((p, n) => ({ yi: Math.asin(Math.sqrt(p)), vi: 1 / (4 * n) })), takesZeros: true },
  /** Freeman & Tukey 1950, Ann Math Stat 21:607. */
  PFT: {
    ...ofCounts((x, n) => ({
      yi: (Math.asin(Math.sqrt(x / (n + 1))) + Math.asin(Math.sqrt((x + 1) / (n + 1)))) / 2,
      vi: 1 / (4 * n + 2),
    })),
    takesZeros: true,
  },
  IR: ofRate((x, t) => ({ yi: x / t, vi: x / (t * t) })),
  IRLN: ofRate((x, t) => ({ yi: Math.log(x / t), vi: 1 / x })),
  IRS: { ...ofRate((x, t) => ({ yi: Math.sqrt(x / t), vi: 1 / (4 * t) })), takesZeros: true },
  IRFT: {
    ...ofRate((x, t) => ({ yi: (Math.sqrt(x / t) + Math.sqrt(x / t + 1 / t)) / 2, vi: 1 / (4 * t) })),
    takesZeros: true,
  },
};

function ofMean(
  effect: (
    given: { readonly m: number; readonly s: number; readonly n: number },
    correct: boolean,
  ) => EffectSize,
  columns: readonly string[] = ["mi", "sdi", "ni"],
): Measure {
  return {
    columns,
    vtypes: ["LS"],
    size: ({ ni = NaN }) => ni,
    effect: ({ mi = NaN, sdi = NaN, ni = NaN }, { correct }) => effect({ m: mi, s: sdi, n: ni }, correct),
  };
}

function ofCounts(effect: (x: number, n: number) => EffectSize): Measure {
  return {
    columns: ["xi", "mi"],
    vtypes: ["LS"],
    size: ({ xi = NaN, mi = NaN }) => xi + mi,
    effect: ({ xi = NaN, mi = NaN }) => effect(xi, xi + mi),
  };
}

/** From the proportion and the size; the variance AV puts the mean proportion of all rows in the place of the own. */
function ofProportion(
  effect: (p: number, n: number) => EffectSize,
  vtypes: readonly string[] = ["LS"],
): Measure {
  const share = ({ xi = NaN, mi = NaN }: Numbers): number => xi / (xi + mi);
  return {
    ...ofCounts((x, n) => effect(x / n, n)),
    vtypes,
    effect: (row, { vtype }) => {
      const { xi = NaN, mi = NaN } = row;
      const { yi, vi } = effect(share(row), xi + mi);
      return { yi, vi: vtype === "UB" ? (vi * (xi + mi)) / (xi + mi - 1) : vi };
    },
    average: {
      of: share,
      effect: (row, average) => {
        const { xi = NaN, mi = NaN } = row;
        return { yi: effect(share(row), xi + mi).yi, vi: effect(average, xi + mi).vi };
      },
    },
  };
}

function ofRate(effect: (x: number, t: number) => EffectSize): Measure {
  return {
    columns: ["xi", "ti"],
    vtypes: ["LS"],
    size: ({ ti = NaN }) => ti,
    effect: ({ xi = NaN, ti = NaN }) => effect(xi, ti),
  };
}
