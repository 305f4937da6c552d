import { normalDensity, normalQuantile } from "../../special/index.ts";
import type { EffectSize } from "../effect-size.ts";
import { tetrachoric } from "../tetrachoric.ts";
import type { Measure, Numbers } from "./measure.ts";

const columns = ["ai", "bi", "ci", "di"];

/** Cells, margins and risks of a table. */
function tableOf({ ai = NaN, bi = NaN, ci = NaN, di = NaN }: Numbers) {
  const [n1, n2, m1, m2] = [ai + bi, ci + di, ai + ci, bi + di];
  return { ai, bi, ci, di, n1, n2, m1, m2, n: n1 + n2, p1: ai / n1, p2: ci / n2 };
}

function measure(effect: (table: ReturnType<typeof tableOf>) => EffectSize, vtypes = ["LS"]): Measure {
  return {
    columns,
    vtypes,
    size: (row) => tableOf(row).n,
    effect: (row) => effect(tableOf(row)),
  };
}

function logOdds({ ai, bi, ci, di }: ReturnType<typeof tableOf>): EffectSize {
  return { yi: Math.log((ai * di) / (bi * ci)), vi: 1 / ai + 1 / bi + 1 / ci + 1 / di };
}

/** More measures of 2 × 2 tables; OR, RR and RD have a file of their own. */
export const TWO_BY_TWO_MEASURES: Readonly<Record<string, Measure>> = {
  /** Arcsine difference: Rücker et al. 2009, Statistics in Medicine 28:721. */
  AS: {
    ...measure(({ p1, p2, n1, n2 }) => ({
      yi: Math.asin(Math.sqrt(p1)) - Math.asin(Math.sqrt(p2)),
      vi: 1 / (4 * n1) + 1 / (4 * n2),
    })),
    takesZeros: true,
  },
  /** Peto's log odds ratio: Yusuf et al. 1985, Progress in Cardiovascular Diseases 27:335. */
  PETO: measure(({ ai, n1, n2, m1, m2, n }) => {
    const v = ((n1 / n) * (n2 / n) * m1 * m2) / (n - 1);
    return { yi: (ai - (n1 * m1) / n) / v, vi: 1 / v };
  }),
  /** Phi coefficient, by the delta method: only the total fixed (CS) or the rows fixed (ST). */
  PHI: {
    columns,
    vtypes: ["CS", "ST"],
    takesZeros: true,
    size: (row) => tableOf(row).n,
    effect: (row, { vtype }) => phi(tableOf(row), vtype === "CS"),
  },
  /** Tetrachoric correlation: Pearson 1900; Olsson 1979, Psychometrika 44:443. */
  RTET: { ...measure(tetrachoric), takesZeros: true },
  /** Yule's Q and Y: Yule 1912, J R Stat Soc 75:579; Bonett & Price 2007, Psychological Methods 12:433. */
  YUQ: measure((table) => {
    const { yi, vi } = logOdds(table);
    const q = Math.tanh(yi / 2);
    return { yi: q, vi: ((1 - q * q) ** 2 * vi) / 4 };
  }),
  YUY: measure((table) => {
    const { yi, vi } = logOdds(table);
    const y = Math.tanh(yi / 4);
    return { yi: y, vi: ((1 - y * y) ** 2 * vi) / 16 };
  }),
  /** Difference of probits: Sánchez-Meca, Marín-Martínez & Chacón-Moscoso 2003, Psychological Methods 8:448. */
  PBIT: measure(({ p1, p2, n1, n2 }) => {
    const [z1, z2] = [probit(p1), probit(p2)];
    const part = (p: number, z: number, n: number): number => (p * (1 - p)) / (n * normalDensity(z) ** 2);
    return { yi: z1 - z2, vi: part(p1, z1, n1) + part(p2, z2, n2) };
  }),
  /** Log odds ratio as a standardised mean difference: Cox & Snell 1989 (N), Hasselblad & Hedges 1995 (L). */
  OR2DN: measure((table) => scaled(logOdds(table), 1 / 1.65)),
  OR2DL: measure((table) => scaled(logOdds(table), Math.sqrt(3) / Math.PI)),
};

function scaled({ yi, vi }: EffectSize, factor: number): EffectSize {
  return { yi: yi * factor, vi: vi * factor * factor };
}

function probit(p: number): number {
  return p > 0 && p < 1 ? normalQuantile(p) : Number.NaN;
}

function phi(
  { ai, bi, ci, di, n1, n2, m1, m2, n, p1, p2 }: ReturnType<typeof tableOf>,
  cross: boolean,
): EffectSize {
  const root = Math.sqrt(n1 * n2 * m1 * m2);
  const yi = (ai * di - bi * ci) / root;
  if (!cross) {
    // φ = √(n1 n2) (p1 − p2)/√(m1 m2), m1 = n1 p1 + n2 p2
    const change = (m2 - m1) / (2 * m1 * m2);
    const scale = Math.sqrt((n1 * n2) / (m1 * m2));
    const [d1, d2] = [scale * (1 - (p1 - p2) * change * n1), scale * (-1 - (p1 - p2) * change * n2)];
    return { yi, vi: (d1 * d1 * p1 * (1 - p1)) / n1 + (d2 * d2 * p2 * (1 - p2)) / n2 };
  }
  // Derivatives by the four cells; the total is fixed.
  const slope = (own: number, row: number, column: number): number =>
    own / root - (yi / 2) * (1 / row + 1 / column);
  const cells = [
    [ai, slope(di, n1, m1)],
    [bi, slope(-ci, n1, m2)],
    [ci, slope(-bi, n2, m1)],
    [di, slope(ai, n2, m2)],
  ] as const;
  let [squares, sum] = [0, 0];
  for (const [count, d] of cells) {
    squares += count * d * d;
    sum += count * d;
  }
  return { yi, vi: squares - (sum * sum) / n };
}
