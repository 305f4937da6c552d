import { checkOptions, checkValue, type OptionRules } from "../arguments/check-options.ts";
import { anObject, LEVEL, YES_OR_NO } from "../arguments/rules.ts";
import { MEASURE_RULE, twoByTwoEffects, type TwoByTwo, type TwoByTwoMeasure } from "../effects/two-by-two.ts";
import { addToZeroCells, ZERO_RULES, type ZeroCells } from "../effects/zero-cells.ts";
import { chiSquaredCdf } from "../special/index.ts";
import {
  continuityTest,
  notEstimable,
  stratifiedFit,
  type ChiSquaredTest,
  type StratifiedFit,
} from "./pooled-result.ts";

export interface MantelHaenszelFit extends StratifiedFit {
  readonly kind: "mantel-haenszel";
  /** Cochran–Mantel–Haenszel test; null but for odds ratios. */
  readonly cmh: ChiSquaredTest | null;
  /** Breslow and Day's test of equal odds ratios, and Tarone's correction of it; null but for odds ratios. */
  readonly breslowDay: ChiSquaredTest | null;
  readonly tarone: ChiSquaredTest | null;
  /** Tables whose margins are all above 0: those the tests rest on. */
  readonly kPositive: number;
  readonly options: Required<Omit<MantelHaenszelOptions, "effects" | "tables">> & {
    readonly effects: Required<EffectZeros>;
    readonly tables: Required<EffectZeros>;
  };
}

/** Zero cells, and whether tables without any event (or with events only) are left out. */
export interface EffectZeros extends ZeroCells {
  readonly drop00?: boolean;
}

export interface MantelHaenszelOptions {
  /** Default 0.95. */
  readonly ciLevel?: number;
  /** Continuity correction of the Cochran–Mantel–Haenszel test; default true. */
  readonly correct?: boolean;
  /** For the studies' own effects, on which Q rests; default: add ½ to tables with a zero cell, leave out double zeros. */
  readonly effects?: EffectZeros;
  /** For the sums that are pooled; default: nothing is added, since they need nothing. */
  readonly tables?: EffectZeros;
}

const ZEROS_RULES: OptionRules<EffectZeros> = { ...ZERO_RULES, drop00: YES_OR_NO };
const RULES: OptionRules<MantelHaenszelOptions> = {
  ciLevel: LEVEL,
  correct: YES_OR_NO,
  effects: anObject(),
  tables: anObject(),
};

/**
 * Mantel and Haenszel's common effect of 2 × 2 tables, a, b events and others in the first arm, c, d in the second, N = a+b+c+d:
 *
 *   OR: ln(Σ ad/N / Σ bc/N), variance of Robins, Breslow & Greenland 1986, Biometrics 42:311, equation 3
 *   RR: ln(Σ a n2/N / Σ c n1/N), variance of Greenland & Robins 1985, Biometrics 41:55, equation 13
 *   RD: Σ (a n2 − c n1)/N / Σ n1 n2/N, variance of Sato, Greenland & Robins 1989, Biometrics 45:1323
 *
 * @param tables - null for a row with a missing count
 * @throws InputError as {@link twoByTwoEffects}; `too-few-effects` when the sums leave nothing to estimate
 * @see Mantel & Haenszel 1959, J Natl Cancer Inst 22:719; Breslow & Day 1980, section 4.4; Tarone 1985, Biometrika 72:91
 * @example mantelHaenszel("OR", [{ ai: 10, bi: 5, ci: 5, di: 10 }]).estimate // 1.386
 */
export function mantelHaenszel(
  measure: TwoByTwoMeasure,
  tables: readonly (TwoByTwo | null)[],
  options: MantelHaenszelOptions = {},
): MantelHaenszelFit {
  checkValue("measure", measure, MEASURE_RULE);
  checkOptions(options, RULES);
  checkOptions(options.effects ?? {}, ZEROS_RULES, "effects");
  checkOptions(options.tables ?? {}, ZEROS_RULES, "tables");
  const { ciLevel = 0.95, correct = true } = options;
  const forEffects = { add: 0.5, to: "only0", drop00: true, ...options.effects } as const;
  const forTables = { add: 0, to: "only0", drop00: false, ...options.tables } as const;
  const own = twoByTwoEffects(measure, tables, forEffects);
  const effects = own.yi.flatMap((yi, row) => {
    const vi = own.vi[row] ?? null;
    return yi === null || vi === null ? [] : [{ yi, vi }];
  });
  const kept = tables.map((table) =>
    table !== null && forTables.drop00 && isDoubleZero(table) ? null : table,
  );
  const rows = addToZeroCells(kept, forTables);
  const { estimate, se, weights } = POOLED[measure](rows);
  if (!Number.isFinite(estimate) || !(se > 0)) throw notEstimable(measure);
  const positive = rows.filter((table): table is TwoByTwo => table !== null && hasMargins(table));
  const isOdds = measure === "OR";
  const k = tables.filter((table) => table !== null).length;
  return {
    ...stratifiedFit({ kind: "mantel-haenszel", measure, estimate, se, ciLevel, k, effects, weights }),
    kind: "mantel-haenszel",
    cmh: isOdds ? cochranMantelHaenszel(positive, correct) : null,
    ...(isOdds ? equalOdds(positive, Math.exp(estimate)) : { breslowDay: null, tarone: null }),
    kPositive: positive.length,
    options: { ciLevel, correct, effects: forEffects, tables: forTables },
  };
}

interface Pooled {
  readonly estimate: number;
  readonly se: number;
  readonly weights: readonly (number | null)[];
}

type Rows = readonly (TwoByTwo | null)[];

const POOLED: Readonly<Record<TwoByTwoMeasure, (rows: Rows) => Pooled>> = {
  OR: (rows) => {
    let [r, s, pr, cross, qs] = [0, 0, 0, 0, 0];
    const weights = rows.map((table) => {
      if (table === null) return null;
      const { ai, bi, ci, di } = table;
      const n = ai + bi + ci + di;
      const [agree, differ] = [(ai + di) / n, (bi + ci) / n];
      const [ri, si] = [(ai * di) / n, (bi * ci) / n];
      r += ri;
      s += si;
      pr += agree * ri;
      cross += agree * si + differ * ri;
      qs += differ * si;
      return si;
    });
    const variance = pr / (2 * r * r) + cross / (2 * r * s) + qs / (2 * s * s);
    return { estimate: Math.log(r / s), se: Math.sqrt(variance), weights };
  },
  RR: (rows) => {
    let [r, s, d] = [0, 0, 0];
    const weights = rows.map((table) => {
      if (table === null) return null;
      const { ai, bi, ci, di } = table;
      const [n1, n2] = [ai + bi, ci + di];
      const n = n1 + n2;
      const weight = (ci * n1) / n;
      r += (ai * n2) / n;
      s += weight;
      d += (n1 * n2 * (ai + ci) - ai * ci * n) / (n * n);
      return weight;
    });
    return { estimate: Math.log(r / s), se: Math.sqrt(d / (r * s)), weights };
  },
  RD: (rows) => {
    let [difference, weight, p, q] = [0, 0, 0, 0];
    const weights = rows.map((table) => {
      if (table === null) return null;
      const { ai, bi, ci, di } = table;
      const [n1, n2] = [ai + bi, ci + di];
      const n = n1 + n2;
      const own = (n1 * n2) / n;
      difference += (ai * n2 - ci * n1) / n;
      weight += own;
      p += (n1 * n1 * ci - n2 * n2 * ai + (n1 * n2 * (n2 - n1)) / 2) / (n * n);
      q += (ai * (n2 - ci) + ci * (n1 - ai)) / (2 * n);
      return own;
    });
    const estimate = difference / weight;
    return { estimate, se: Math.sqrt((estimate * p + q) / (weight * weight)), weights };
  },
};

function isDoubleZero({ ai, bi, ci, di }: TwoByTwo): boolean {
  return (ai === 0 && ci === 0) || (bi === 0 && di === 0);
}

function hasMargins({ ai, bi, ci, di }: TwoByTwo): boolean {
  return ai + ci > 0 && bi + di > 0 && ai + bi > 0 && ci + di > 0;
}

function cochranMantelHaenszel(tables: readonly TwoByTwo[], correct: boolean): ChiSquaredTest {
  let [difference, variance] = [0, 0];
  for (const { ai, bi, ci, di } of tables) {
    const [n1, n2, m1, m2] = [ai + bi, ci + di, ai + ci, bi + di];
    const n = n1 + n2;
    difference += ai - (n1 * m1) / n;
    variance += ((n1 / n) * (n2 / n) * m1 * m2) / (n - 1);
  }
  return continuityTest(difference, variance, correct);
}

/** Expected counts at the common odds ratio: the root of a quadratic between the margins' bounds. */
function equalOdds(tables: readonly TwoByTwo[], odds: number) {
  let [statistic, sum, variance] = [0, 0, 0];
  for (const { ai, bi, ci, di } of tables) {
    const [n1, n2, m1] = [ai + bi, ci + di, ai + ci];
    const expected = expectedEvents(n1, n2, m1, odds);
    const v = 1 / (1 / expected + 1 / (m1 - expected) + 1 / (n1 - expected) + 1 / (n2 - m1 + expected));
    statistic += (ai - expected) ** 2 / v;
    sum += ai - expected;
    variance += v;
  }
  const df = tables.length - 1;
  const test = (value: number): ChiSquaredTest => ({
    statistic: value,
    df,
    pValue: df > 0 ? chiSquaredCdf(Math.max(0, value), df, "upper") : 1,
  });
  return { breslowDay: test(statistic), tarone: test(statistic - (sum * sum) / variance) };
}

/** a with a (n2 − m1 + a) = odds (m1 − a)(n1 − a). */
function expectedEvents(n1: number, n2: number, m1: number, odds: number): number {
  const a = 1 - odds;
  const b = n2 - m1 + odds * (m1 + n1);
  const c = -odds * m1 * n1;
  if (Math.abs(a) < 1e-14) return -c / b;
  const root = Math.sqrt(b * b - 4 * a * c);
  // b > 0, so this form does not cancel; it is the root between 0 and min(n1, m1).
  return (-2 * c) / (b + root);
}
