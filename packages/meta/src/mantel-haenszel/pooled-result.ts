import { chiSquaredCdf, normalCdf } from "../special/index.ts";
import { criticalValue } from "../pairwise/critical-value.ts";
import { InputError } from "../input-error.ts";

/** A chi-square test. */
export interface ChiSquaredTest {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
}

/** A common effect pooled without inverse-variance weights. Ratios are logarithms. */
export interface StratifiedFit {
  readonly kind: "mantel-haenszel" | "peto";
  readonly measure: string;
  readonly estimate: number;
  readonly se: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly ciLevel: number;
  /** Tables given. */
  readonly k: number;
  /** Studies with an effect of their own: what Q rests on. */
  readonly kEffects: number;
  /** Σ (yi − estimate)²/vi over the studies' own effects, chi-square with kEffects − 1 degrees of freedom. */
  readonly q: number;
  readonly qPValue: number;
  /** Percent, from Q. */
  readonly i2: number;
  readonly h2: number;
  /** Percent, in the order of the input; null for a row that adds nothing. */
  readonly weights: readonly (number | null)[];
}

/** The numbers that follow from an estimate, its standard error and the studies' own effects. */
export function stratifiedFit(given: {
  readonly kind: StratifiedFit["kind"];
  readonly measure: string;
  readonly estimate: number;
  readonly se: number;
  readonly ciLevel: number;
  readonly k: number;
  readonly effects: readonly { readonly yi: number; readonly vi: number }[];
  readonly weights: readonly (number | null)[];
}): StratifiedFit {
  const { estimate, se, ciLevel, effects, weights, kind, measure, k } = given;
  const statistic = estimate / se;
  const margin = criticalValue(ciLevel, null) * se;
  const q = effects.reduce((sum, { yi, vi }) => sum + (yi - estimate) ** 2 / vi, 0);
  const df = effects.length - 1;
  const total = weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
  return {
    kind,
    measure,
    estimate,
    se,
    statistic,
    pValue: 2 * normalCdf(Math.abs(statistic), "upper"),
    ciLower: estimate - margin,
    ciUpper: estimate + margin,
    ciLevel,
    k,
    kEffects: effects.length,
    q,
    qPValue: df > 0 ? chiSquaredCdf(q, df, "upper") : 1,
    i2: df > 0 && q > 0 ? Math.max(0, (100 * (q - df)) / q) : 0,
    h2: df > 0 ? q / df : 1,
    weights: weights.map((weight) => weight && (100 * weight) / total),
  };
}

/** @throws InputError `too-few-effects`: nothing can be pooled */
export function notEstimable(measure: string): InputError {
  return new InputError(
    "too-few-effects",
    `no table carries information on the ${measure}: events are missing in one arm of all of them`,
    { field: "tables" },
    { expected: "events in both arms, over all tables", fix: "pool risk differences, or add to zero cells" },
  );
}

/** (|difference| − ½)² / variance, never below 0 inside the parentheses. */
export function continuityTest(difference: number, variance: number, correct: boolean): ChiSquaredTest {
  const size = Math.max(0, Math.abs(difference) - (correct ? 0.5 : 0));
  const statistic = variance > 0 ? (size * size) / variance : Number.NaN;
  return { statistic, df: 1, pValue: chiSquaredCdf(statistic, 1, "upper") };
}
