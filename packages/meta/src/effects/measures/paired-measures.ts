import { normalCdf, normalDensity } from "../../special/index.ts";
import type { EffectSize } from "../effect-size.ts";
import { hedgesCorrection } from "../means.ts";
import type { Measure, Numbers } from "./measure.ts";

interface Paired {
  readonly m1: number;
  readonly s1: number;
  readonly m2: number;
  readonly s2: number;
  readonly n: number;
  readonly r: number;
}

const MEANS = ["m1i", "m2i", "sd1i", "sd2i", "ni", "ri"];
const TABLE = ["ai", "bi", "ci", "di"];

/** Measures of one group seen twice (or of matched pairs); MC, SMCRP, MPRR, MPRD and MPOR have files of their own. */
export const PAIRED_MEASURES: Readonly<Record<string, Measure>> = {
  /** Standardised by the SD of the changes: Gibbons, Hedeker & Davis 1993; Morris & DeShon 2002, Psychological Methods 7:105. */
  SMCC: measure(({ m1, s1, m2, s2, n, r }, _, correct) => {
    const sd = Math.sqrt(s1 ** 2 + s2 ** 2 - 2 * r * s1 * s2);
    const yi = ((correct ? hedgesCorrection(n - 1) : 1) * (m1 - m2)) / sd;
    return { yi, vi: 1 / n + (yi * yi) / (2 * n) };
  }),
  /** Standardised by the SD of the first time: Becker 1988, Br J Math Stat Psychol 41:257. */
  SMCR: measure(
    ({ m1, s1, m2, n, r }, vtype, correct) => {
      const j = correct ? hedgesCorrection(n - 1) : 1;
      const raw = (m1 - m2) / s1;
      const yi = j * raw;
      if (vtype === "LS2") return { yi, vi: j * j * ((2 * (1 - r)) / n + (raw * raw) / (2 * n)) };
      return { yi, vi: (2 * (1 - r)) / n + (yi * yi) / (2 * n) };
    },
    ["LS", "LS2"],
    ["m1i", "m2i", "sd1i", "ni", "ri"],
  ),
  /** The same where the variances differ: Bonett 2008, Psychological Methods 13:99. */
  SMCRH: measure(({ m1, s1, m2, s2, n, r }, _, correct) => {
    const yi = ((correct ? hedgesCorrection(n - 1) : 1) * (m1 - m2)) / s1;
    const change = s1 ** 2 + s2 ** 2 - 2 * r * s1 * s2;
    return { yi, vi: change / (s1 ** 2 * (n - 1)) + (yi * yi) / (2 * (n - 1)) };
  }),
  /** Standardised by the root of the mean variance, variances unequal: Bonett 2008; Cousineau 2020 for the correction. */
  SMCRPH: measure(({ m1, s1, m2, s2, n, r }, _, correct) => {
    const square = (s1 ** 2 + s2 ** 2) / 2;
    const df = (2 * (n - 1)) / (1 + r * r);
    const yi = ((correct ? hedgesCorrection(df) : 1) * (m1 - m2)) / Math.sqrt(square);
    const spread = s1 ** 4 + s2 ** 4 + 2 * r * r * s1 ** 2 * s2 ** 2;
    const change = s1 ** 2 + s2 ** 2 - 2 * r * s1 * s2;
    return { yi, vi: (yi * yi * spread) / (8 * square ** 2 * (n - 1)) + change / (square * (n - 1)) };
  }),
  /** As CLESN, for two times: Φ((m1 − m2)/√(sd1² + sd2²)). */
  CLESCN: measure(({ m1, s1, m2, s2, n, r }) => {
    const square = s1 ** 2 + s2 ** 2;
    const z = (m1 - m2) / Math.sqrt(square);
    const means = (square - 2 * r * s1 * s2) / (n - 1);
    const spread = (2 * s1 ** 4 + 2 * s2 ** 4 + 4 * r * r * s1 ** 2 * s2 ** 2) / (n - 1);
    if (Number.isNaN(z)) return { yi: z, vi: z };
    const vi = normalDensity(z) ** 2 * (means / square + (z * z * spread) / (4 * square ** 2));
    return { yi: normalCdf(z), vi };
  }),
  /** Log ratio of means: Lajeunesse 2011, Ecology 92:2049. */
  ROMC: measure(({ m1, s1, m2, s2, n, r }, _, correct) => {
    const [v1, v2] = [(s1 / m1) ** 2 / n, (s2 / m2) ** 2 / n];
    return {
      yi: Math.log(m1 / m2) + (correct ? (v1 - v2) / 2 : 0),
      vi: v1 + v2 - (2 * r * s1 * s2) / (m1 * m2 * n),
    };
  }),
  /** Log ratio of SDs and of coefficients of variation: Senior, Viechtbauer & Nakagawa 2020. */
  VRC: measure(
    ({ s1, s2, n, r }) => ({ yi: Math.log(s1 / s2), vi: (1 - r * r) / (n - 1) }),
    ["LS"],
    ["sd1i", "sd2i", "ni", "ri"],
  ),
  CVRC: measure(({ m1, s1, m2, s2, n, r }, _, correct) => {
    const [v1, v2] = [(s1 / m1) ** 2 / n, (s2 / m2) ** 2 / n];
    return {
      yi: Math.log(s1 / m1) - Math.log(s2 / m2) + (correct ? (v2 - v1) / 2 : 0),
      vi: (1 - r * r) / (n - 1) + v1 + v2 - (2 * r * s1 * s2) / (m1 * m2 * n),
    };
  }),
  /**
   * Marginal log odds ratio of two occasions, a, b with and without the event at the first, c, d at the second, ri their phi
   * coefficient: Becker & Balagtas 1993, Biometrics 49:997; N people on average over both, rounded.
   */
  MPORM: {
    columns: [...TABLE, "ri"],
    vtypes: ["LS"],
    size: (row) => Math.round(tableSum(row) / 2),
    effect: (row) => {
      const { ai: a = NaN, bi: b = NaN, ci: c = NaN, di: d = NaN, ri = NaN } = row;
      const shared = (ri * Math.round(tableSum(row) / 2)) / Math.sqrt(a * b * c * d);
      return { yi: Math.log((a * d) / (b * c)), vi: 1 / a + 1 / b + 1 / c + 1 / d - 2 * shared };
    },
  },
  /** Conditional log odds ratio of matched pairs, from those who changed. */
  MPORC: { ...table(({ b, c }) => ({ yi: Math.log(b / c), vi: 1 / b + 1 / c })) },
  /** Peto's version of it. */
  MPPETO: { ...table(({ b, c }) => ({ yi: (2 * (b - c)) / (b + c), vi: 4 / (b + c) })) },
};

function measure(
  effect: (row: Paired, vtype: string, correct: boolean) => EffectSize,
  vtypes: readonly string[] = ["LS"],
  columns: readonly string[] = MEANS,
): Measure {
  return {
    columns,
    vtypes,
    size: ({ ni = NaN }) => ni,
    effect: ({ m1i = NaN, sd1i = NaN, m2i = NaN, sd2i = NaN, ni = NaN, ri = NaN }, { vtype, correct }) =>
      effect({ m1: m1i, s1: sd1i, m2: m2i, s2: sd2i, n: ni, r: ri }, vtype, correct),
  };
}

function tableSum({ ai = NaN, bi = NaN, ci = NaN, di = NaN }: Numbers): number {
  return ai + bi + ci + di;
}

function table(effect: (cells: { readonly b: number; readonly c: number }) => EffectSize): Measure {
  return {
    columns: TABLE,
    vtypes: ["LS"],
    size: ({ ai = NaN, bi = NaN, ci = NaN, di = NaN }) => ai + bi + ci + di,
    effect: ({ bi = NaN, ci = NaN }) => effect({ b: bi, c: ci }),
  };
}
