import { normalCdf, normalDensity, normalQuantile } from "../../special/index.ts";
import type { EffectSize } from "../effect-size.ts";
import { hedgesCorrection } from "../means.ts";
import type { Measure, Numbers } from "./measure.ts";

const columns = ["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"];

function armsOf({ m1i = NaN, sd1i = NaN, n1i = NaN, m2i = NaN, sd2i = NaN, n2i = NaN }: Numbers) {
  const m = n1i + n2i - 2;
  const pooled = Math.sqrt(((n1i - 1) * sd1i ** 2 + (n2i - 1) * sd2i ** 2) / m);
  return { m1: m1i, s1: sd1i, n1: n1i, m2: m2i, s2: sd2i, n2: n2i, m, pooled, d: (m1i - m2i) / pooled };
}

type Arms = ReturnType<typeof armsOf>;

function measure(
  effect: (arms: Arms, vtype: string, correct: boolean) => EffectSize,
  vtypes: readonly string[] = ["LS"],
  needs: readonly string[] = columns,
): Measure {
  return {
    columns: needs,
    vtypes,
    size: ({ n1i = NaN, n2i = NaN }) => n1i + n2i,
    effect: (row, { vtype, correct }) => effect(armsOf(row), vtype, correct),
  };
}

/** More measures of the means of two independent arms; MD and SMD have a file of their own. */
export const MEANS_MEASURES: Readonly<Record<string, Measure>> = {
  /** Standardised by the root of the mean variance: Bonett 2008, Psychological Methods 13:99; 2009, 14:225. */
  SMDH: measure(
    ({ m1, s1, n1, m2, s2, n2, m }, vtype, correct) => {
      const square = (s1 ** 2 + s2 ** 2) / 2;
      const raw = (m1 - m2) / Math.sqrt(square);
      const yi = (correct ? hedgesCorrection(m) : 1) * raw;
      const spread = s1 ** 4 / (n1 - 1) + s2 ** 4 / (n2 - 1);
      const arms = vtype === "LS3" ? s1 ** 2 / n1 + s2 ** 2 / n2 : s1 ** 2 / (n1 - 1) + s2 ** 2 / (n2 - 1);
      return { yi, vi: (yi * yi * spread) / (8 * square ** 2) + arms / square };
    },
    ["LS", "LS3"],
  ),
  /** Glass' delta, by the SD of the second arm: Glass 1976; Hedges 1981. */
  SMD1: measure(
    ({ m1, n1, m2, s2, n2 }, vtype, correct) => {
      const j = correct ? hedgesCorrection(n2 - 1) : 1;
      const raw = (m1 - m2) / s2;
      const yi = j * raw;
      if (vtype === "LS2") return { yi, vi: j * j * (1 / n1 + 1 / n2 + (raw * raw) / (2 * n2)) };
      return { yi, vi: 1 / n1 + 1 / n2 + (yi * yi) / (2 * n2) };
    },
    ["LS", "LS2"],
  ),
  /** The same where the variances differ: Bonett 2008. */
  SMD1H: measure(({ m1, s1, n1, m2, s2, n2 }, _, correct) => {
    const yi = ((correct ? hedgesCorrection(n2 - 1) : 1) * (m1 - m2)) / s2;
    return { yi, vi: s1 ** 2 / s2 ** 2 / (n1 - 1) + 1 / (n2 - 1) + (yi * yi) / (2 * (n2 - 1)) };
  }),
  ROM: ratioOfMeans(),
  /** Log ratio of coefficients of variation: Nakagawa et al. 2015, Methods Ecol Evol 6:143; Senior 2020. */
  CVR: measure(({ m1, s1, n1, m2, s2, n2 }, _, correct) => {
    const [c1, c2] = [(s1 / m1) ** 2, (s2 / m2) ** 2];
    const plain = Math.log(s1 / m1) - Math.log(s2 / m2);
    const bias = correct ? 1 / (2 * (n1 - 1)) - 1 / (2 * (n2 - 1)) + (c2 / n2 - c1 / n1) / 2 : 0;
    return { yi: plain + bias, vi: 1 / (2 * (n1 - 1)) + c1 / n1 + 1 / (2 * (n2 - 1)) + c2 / n2 };
  }),
  /** Log ratio of standard deviations: Nakagawa et al. 2015. */
  VR: measure(
    ({ s1, n1, s2, n2 }, _, correct) => {
      const bias = correct ? 1 / (2 * (n1 - 1)) - 1 / (2 * (n2 - 1)) : 0;
      return { yi: Math.log(s1 / s2) + bias, vi: 1 / (2 * (n1 - 1)) + 1 / (2 * (n2 - 1)) };
    },
    ["LS"],
    ["sd1i", "n1i", "sd2i", "n2i"],
  ),
  /** Point-biserial correlation, sizes of the arms fixed: the delta method on d (Lipsey & Wilson 2001; Bonett 2020). */
  RPB: measure((arms) => {
    const { r, h } = pointBiserial(arms);
    const { d, n1, n2 } = arms;
    return { yi: r, vi: (h * h * smdVariance(d, n1, n2)) / (h + d * d) ** 3 };
  }),
  /** Biserial correlation: Soper 1914; Jacobs & Viechtbauer 2017, Research Synthesis Methods 8:161, equation 13. */
  RBIS: measure((arms) => {
    const { r, n, p, q } = pointBiserial(arms);
    if (Number.isNaN(p)) return { yi: p, vi: p };
    const z = normalQuantile(p, "upper");
    const f = normalDensity(z);
    const yi = (Math.sqrt(p * q) / f) * r;
    const factor = (p * q) / (f * f) - (1.5 + (1 - (p * z) / f) * (1 + (q * z) / f)) * yi * yi + yi ** 4;
    return { yi, vi: factor / (n - 1) };
  }),
  /**
   * How often a person of the first arm has the larger value, Φ((m1 − m2)/√(sd1² + sd2²)): McGraw & Wong 1992; variance by
   * the delta method.
   */
  CLESN: measure(({ m1, s1, n1, m2, s2, n2 }) => {
    const square = s1 ** 2 + s2 ** 2;
    const z = (m1 - m2) / Math.sqrt(square);
    const means = s1 ** 2 / (n1 - 1) + s2 ** 2 / (n2 - 1);
    const spread = (2 * s1 ** 4) / (n1 - 1) + (2 * s2 ** 4) / (n2 - 1);
    if (Number.isNaN(z)) return { yi: z, vi: z };
    const vi = normalDensity(z) ** 2 * (means / square + (z * z * spread) / (4 * square ** 2));
    return { yi: normalCdf(z), vi };
  }),
  /** Standardised mean difference as a log odds ratio: Cox & Snell 1989 (N), Hasselblad & Hedges 1995 (L). */
  D2ORN: measure((arms) => fromSmd(arms, 1.65)),
  D2ORL: measure((arms) => fromSmd(arms, Math.PI / Math.sqrt(3))),
};

/** From Cohen's d, without the correction for small samples. */
function fromSmd({ d, n1, n2 }: Arms, factor: number): EffectSize {
  return { yi: factor * d, vi: factor * factor * smdVariance(d, n1, n2) };
}

function smdVariance(d: number, n1: number, n2: number): number {
  return 1 / n1 + 1 / n2 + (d * d) / (2 * (n1 + n2));
}

function pointBiserial({ d, n1, n2, m }: Arms) {
  const h = m / n1 + m / n2;
  const n = n1 + n2;
  return { r: d / Math.sqrt(d * d + h), h, n, p: n1 / n, q: n2 / n };
}

/** Log ratio of means: Hedges, Gurevitch & Curtis 1999, Ecology 80:1150; Lajeunesse 2015, Ecology 96:2056. */
/** Coefficient of variation of these arms, averaged over complete rows by size. */
function meanCv(rows: readonly Numbers[], ...sides: readonly ("1" | "2")[]): number {
  let [sum, weight] = [0, 0];
  for (const row of rows) {
    const { yi, vi } = {
      yi: Math.log(row["m1i"]! / row["m2i"]!),
      vi: row["sd1i"]! + row["sd2i"]! + row["n1i"]! + row["n2i"]!,
    };
    if (!Number.isFinite(yi) || !Number.isFinite(vi)) continue;
    for (const side of sides) {
      const n = row[`n${side}i`]!;
      sum += (n * row[`sd${side}i`]!) / row[`m${side}i`]!;
      weight += n;
    }
  }
  return sum / weight;
}

function ratioOfMeans(): Measure {
  const squares = ({ m1, s1, n1, m2, s2, n2 }: Arms) => [(s1 / m1) ** 2 / n1, (s2 / m2) ** 2 / n2] as const;
  const estimate = (arms: Arms, correct: boolean): number => {
    const [v1, v2] = squares(arms);
    return Math.log(arms.m1 / arms.m2) + (correct ? (v1 - v2) / 2 : 0);
  };
  return {
    ...measure(
      (arms, vtype, correct) => {
        const [v1, v2] = squares(arms);
        const { m1, n1, m2, n2, pooled } = arms;
        const own = v1 + v2;
        const vi =
          vtype === "LS2"
            ? own + (v1 * v1 + v2 * v2) / 2
            : vtype === "HO"
              ? pooled ** 2 / (n1 * m1 ** 2) + pooled ** 2 / (n2 * m2 ** 2)
              : own;
        return { yi: estimate(arms, correct), vi };
      },
      ["LS", "LS2", "HO", "AV", "AVHO"],
    ),
    // Squares of the coefficients of variation averaged by size, in each arm or over both: Doncaster & Spake 2018.
    pooled: {
      AV: (rows, { correct }) => {
        const [first, second] = [meanCv(rows, "1"), meanCv(rows, "2")];
        return (row) => {
          const arms = armsOf(row);
          return { yi: estimate(arms, correct), vi: first ** 2 / arms.n1 + second ** 2 / arms.n2 };
        };
      },
      AVHO: (rows, { correct }) => {
        const both = meanCv(rows, "1", "2") ** 2;
        return (row) => {
          const arms = armsOf(row);
          return { yi: estimate(arms, correct), vi: both / arms.n1 + both / arms.n2 };
        };
      },
    },
  };
}
