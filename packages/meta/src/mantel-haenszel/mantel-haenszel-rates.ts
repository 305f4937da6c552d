import { checkOptions, checkValue, type OptionRules } from "../arguments/check-options.ts";
import { checkRows } from "../arguments/check-shape.ts";
import { LEVEL, numberFrom, oneOf, YES_OR_NO } from "../arguments/rules.ts";
import { valueInWords } from "../arguments/value-in-words.ts";
import { InputError } from "../input-error.ts";
import {
  continuityTest,
  notEstimable,
  stratifiedFit,
  type ChiSquaredTest,
  type StratifiedFit,
} from "./pooled-result.ts";

/** Events and person-time of two arms. */
export interface TwoRates {
  readonly x1i: number;
  readonly t1i: number;
  readonly x2i: number;
  readonly t2i: number;
}

export interface MantelHaenszelRatesFit extends StratifiedFit {
  readonly kind: "mantel-haenszel";
  /** Mantel and Haenszel's test for person-time; null for differences. */
  readonly cmh: ChiSquaredTest | null;
  readonly options: { readonly ciLevel: number; readonly correct: boolean; readonly add: number };
}

interface RatesOptions {
  readonly ciLevel?: number;
  readonly correct?: boolean;
  readonly add?: number;
}

export const RATE_MEASURE_RULE = oneOf(["IRR", "IRD"]);
const RULES: OptionRules<RatesOptions> = { ciLevel: LEVEL, correct: YES_OR_NO, add: numberFrom(0) };

/**
 * Mantel and Haenszel's common incidence rate ratio (logarithm) or difference, T = t1 + t2:
 *
 *   IRR: ln(Σ x1 t2/T / Σ x2 t1/T), variance Σ (x1 + x2) t1 t2/T² / (Σ x1 t2/T · Σ x2 t1/T)
 *   IRD: Σ (x1 t2 − x2 t1)/T / Σ t1 t2/T, variance Σ (t1 t2/T)² (x1/t1² + x2/t2²) / (Σ t1 t2/T)²
 *
 * The studies' own effects, for Q, have `add` (½) added to both events where one is 0; studies without any event are left out
 * of Q.
 *
 * @param rows - null for a row with a missing value
 * @throws InputError `impossible-counts` (negative events, person-time that is not above 0), `too-few-effects`
 * @see Greenland & Robins 1985, Biometrics 41:55; Rothman, Greenland & Lash 2008, chapter 15
 * @example mantelHaenszelRates("IRR", [{ x1i: 9, t1i: 413, x2i: 19, t2i: 398 }]).estimate // -0.784
 */
export function mantelHaenszelRates(
  measure: "IRR" | "IRD",
  rows: readonly (TwoRates | null)[],
  options: RatesOptions = {},
): MantelHaenszelRatesFit {
  checkValue("measure", measure, RATE_MEASURE_RULE);
  checkOptions(options, RULES);
  checkRates(rows);
  const { ciLevel = 0.95, correct = true, add = 0.5 } = options;
  let [r, s, spread, weight, difference, spreadOfDifference, observed, variance] = [0, 0, 0, 0, 0, 0, 0, 0];
  const effects: { yi: number; vi: number }[] = [];
  const weights = rows.map((row) => {
    if (row === null) return null;
    const { x1i: x1, t1i: t1, x2i: x2, t2i: t2 } = row;
    const t = t1 + t2;
    r += (x1 * t2) / t;
    s += (x2 * t1) / t;
    spread += ((x1 + x2) * t1 * t2) / (t * t);
    const own = (t1 * t2) / t;
    weight += own;
    difference += (x1 * t2 - x2 * t1) / t;
    spreadOfDifference += own * own * (x1 / (t1 * t1) + x2 / (t2 * t2));
    observed += x1 - ((x1 + x2) * t1) / t;
    variance += ((x1 + x2) * t1 * t2) / (t * t);
    if (x1 + x2 > 0) {
      const more = x1 === 0 || x2 === 0 ? add : 0;
      const [e1, e2] = [x1 + more, x2 + more];
      effects.push(
        measure === "IRR"
          ? { yi: Math.log(e1 / t1) - Math.log(e2 / t2), vi: 1 / e1 + 1 / e2 }
          : { yi: e1 / t1 - e2 / t2, vi: e1 / (t1 * t1) + e2 / (t2 * t2) },
      );
    }
    return measure === "IRR" ? (x2 * t1) / t : own;
  });
  const estimate = measure === "IRR" ? Math.log(r / s) : difference / weight;
  const se = measure === "IRR" ? Math.sqrt(spread / (r * s)) : Math.sqrt(spreadOfDifference) / weight;
  if (!Number.isFinite(estimate) || !(se > 0)) throw notEstimable(measure);
  const k = rows.filter((row) => row !== null).length;
  return {
    ...stratifiedFit({ kind: "mantel-haenszel", measure, estimate, se, ciLevel, k, effects, weights }),
    kind: "mantel-haenszel",
    cmh: measure === "IRR" ? continuityTest(observed, variance, correct) : null,
    options: { ciLevel, correct, add },
  };
}

const FIELDS = ["x1i", "x2i", "t1i", "t2i"] as const;

/** @throws InputError `invalid-argument`, `impossible-counts`, with the row */
export function checkRates(rows: readonly (TwoRates | null)[]): void {
  checkRows("rows", rows, FIELDS, "nulls");
  rows.forEach((row, index) => row && checkRate(row, index));
}

function checkRate(row: TwoRates, index: number): void {
  for (const field of FIELDS) {
    const value = row[field];
    const time = field.startsWith("t");
    if (Number.isFinite(value) && value >= 0 && !(time && value === 0)) continue;
    throw new InputError(
      "impossible-counts",
      `${field} = ${valueInWords(value)} in row ${index} is not ${time ? "a person-time above 0" : "a count of 0 or more"}`,
      { field, row: index },
      { found: value },
    );
  }
}
