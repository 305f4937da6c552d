import { logGamma } from "../../special/index.ts";
import type { EffectSize } from "../effect-size.ts";
import type { Measure, Numbers } from "./measure.ts";

type Formula = (row: {
  readonly r: number;
  readonly n: number;
  readonly m: number;
  readonly r2: number;
  readonly a: number;
}) => EffectSize;

/** Correlations, shares of variance, and Cronbach's alpha. */
export const CORRELATION_MEASURES: Readonly<Record<string, Measure>> = {
  COR: {
    ...measure(["ri", "ni"], ({ r, n }) => ({ yi: r, vi: (1 - r * r) ** 2 / (n - 1) })),
    vtypes: ["LS", "AV"],
    average: {
      of: ({ ri = NaN }) => ri,
      effect: ({ ri = NaN, ni = NaN }, mean) => ({ yi: ri, vi: (1 - mean * mean) ** 2 / (ni - 1) }),
    },
  },
  /** Olkin & Pratt 1958, Ann Math Stat 29:201, equation 2.3; variance UB of Hedges 1989. */
  UCOR: {
    ...measure(["ri", "ni"], ({ r, n }) => ({
      yi: unbiased(r, n),
      vi: (1 - unbiased(r, n) ** 2) ** 2 / (n - 1),
    })),
    vtypes: ["LS", "UB", "AV"],
    effect: ({ ri = NaN, ni = NaN }, { vtype }) => {
      const yi = unbiased(ri, ni);
      if (vtype !== "UB") return { yi, vi: (1 - yi * yi) ** 2 / (ni - 1) };
      const rest = 1 - ri * ri;
      const series = 1 - ((ni - 3) / (ni - 2)) * rest * hypergeometric(1, 1, ni / 2, rest);
      return { yi, vi: yi * yi - series };
    },
    average: {
      of: ({ ri = NaN, ni = NaN }) => unbiased(ri, ni),
      effect: ({ ri = NaN, ni = NaN }, mean) => ({
        yi: unbiased(ri, ni),
        vi: (1 - mean * mean) ** 2 / (ni - 1),
      }),
    },
  },
  ZCOR: measure(["ri", "ni"], ({ r, n }) => ({ yi: Math.atanh(r), vi: 1 / (n - 3) })),
  /** Partial and semi-partial correlations, m predictors: Aloe & Becker 2012, J Educ Behav Stat 37:278. */
  PCOR: measure(["ri", "mi", "ni"], ({ r, n, m }) => ({ yi: r, vi: (1 - r * r) ** 2 / (n - m) })),
  ZPCOR: measure(["ri", "mi", "ni"], ({ r, n, m }) => ({ yi: Math.atanh(r), vi: 1 / (n - m - 2) })),
  SPCOR: measure(["ri", "mi", "ni", "r2i"], ({ r, n, r2 }) => ({
    yi: r,
    vi: (r2 * r2 - 2 * r2 + (r2 - r * r) + 1 - (r2 - r * r) ** 2) / n,
  })),
  /** Coefficient of determination and its transformation: Olkin & Finn 1995, Psychological Bulletin 118:155. */
  R2: measure(["r2i", "mi", "ni"], ({ r2, n }) => ({ yi: r2, vi: (4 * r2 * (1 - r2) ** 2) / n })),
  ZR2: measure(["r2i", "mi", "ni"], ({ r2, n }) => ({ yi: Math.atanh(Math.sqrt(r2)), vi: 1 / n })),
  /** Cronbach's alpha, m items: van Zyl, Neudecker & Nel 2000; Hakstian & Whalen 1976; Bonett 2002. */
  ARAW: measure(["ai", "mi", "ni"], ({ a, m, n }) => ({
    yi: a,
    vi: (2 * m * (1 - a) ** 2) / ((m - 1) * (n - 2)),
  })),
  AHW: measure(["ai", "mi", "ni"], ({ a, m, n }) => ({
    yi: 1 - Math.cbrt(1 - a),
    vi: (18 * m * (n - 1) * (1 - a) ** (2 / 3)) / ((m - 1) * (9 * n - 11) ** 2),
  })),
  ABT: measure(["ai", "mi", "ni"], ({ a, m, n }) => ({
    yi: -Math.log(1 - a),
    vi: (2 * m) / ((m - 1) * (n - 2)),
  })),
};

function measure(columns: readonly string[], formula: Formula): Measure {
  return {
    columns,
    vtypes: ["LS"],
    size: ({ ni = NaN }: Numbers) => ni,
    effect: ({ ri = NaN, ni = NaN, mi = NaN, r2i = NaN, ai = NaN }) =>
      formula({ r: ri, n: ni, m: mi, r2: r2i, a: ai }),
  };
}

/** r ₂F₁(½, ½; (n − 2)/2; 1 − r²) */
function unbiased(r: number, n: number): number {
  return r * hypergeometric(0.5, 0.5, (n - 2) / 2, 1 - r * r);
}

/** Gauss' hypergeometric series for 0 ≤ x ≤ 1, c > a + b. */
function hypergeometric(a: number, b: number, c: number, x: number): number {
  if (x === 1) return Math.exp(logGamma(c) + logGamma(c - a - b) - logGamma(c - a) - logGamma(c - b));
  let [term, sum] = [1, 1];
  for (let n = 0; n < 100_000; n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * x;
    sum += term;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
  }
  return sum;
}
