import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { LEVEL } from "../arguments/rules.ts";
import { checkTables } from "../effects/check-tables.ts";
import type { TwoByTwo } from "../effects/two-by-two.ts";
import { addToZeroCells, ZERO_RULES, type ZeroCells } from "../effects/zero-cells.ts";
import { notEstimable, stratifiedFit, type StratifiedFit } from "./pooled-result.ts";

export interface PetoFit extends StratifiedFit {
  readonly kind: "peto";
  readonly options: { readonly ciLevel: number };
}

interface PetoOptions extends ZeroCells {
  readonly ciLevel?: number;
}

const RULES: OptionRules<PetoOptions> = { ...ZERO_RULES, ciLevel: LEVEL };

/**
 * Peto's one-step common odds ratio (logarithm): Σ (a − E) / Σ V, variance 1/Σ V, with a's expectation E = n1 m1/N and its
 * hypergeometric variance V = n1 n2 m1 m2/(N² (N − 1)). Meant for rare events, balanced arms and small effects.
 *
 * @param tables - null for a row with a missing count; tables without any event, or with events only, add nothing
 * @throws InputError `impossible-counts`, `too-few-effects`
 * @see Yusuf, Peto, Lewis, Collins & Sleight 1985, Progress in Cardiovascular Diseases 27:335
 * @example peto([{ ai: 10, bi: 5, ci: 5, di: 10 }]).estimate // 1.289
 */
export function peto(tables: readonly (TwoByTwo | null)[], options: PetoOptions = {}): PetoFit {
  checkOptions(options, RULES);
  checkTables(tables, "nulls");
  const { ciLevel = 0.95, add = 0, to = "none" } = options;
  const rows = addToZeroCells(tables, { add, to });
  let [difference, variance] = [0, 0];
  const effects: { yi: number; vi: number }[] = [];
  const weights = rows.map((table) => {
    if (table === null) return null;
    const { ai, bi, ci, di } = table;
    const [n1, n2, m1, m2] = [ai + bi, ci + di, ai + ci, bi + di];
    const n = n1 + n2;
    const v = n > 1 ? ((n1 / n) * (n2 / n) * m1 * m2) / (n - 1) : 0;
    if (!(v > 0)) return null;
    const own = ai - (n1 * m1) / n;
    difference += own;
    variance += v;
    effects.push({ yi: own / v, vi: 1 / v });
    return v;
  });
  if (!(variance > 0)) throw notEstimable("Peto odds ratio");
  const estimate = difference / variance;
  const se = 1 / Math.sqrt(variance);
  const k = tables.filter((table) => table !== null).length;
  return {
    ...stratifiedFit({ kind: "peto", measure: "PETO", estimate, se, ciLevel, k, effects, weights }),
    kind: "peto",
    options: { ciLevel },
  };
}
