import { checkOptions, checkValue, type OptionRules } from "../arguments/check-options.ts";
import { checkRows } from "../arguments/check-shape.ts";
import { oneOf, YES_OR_NO } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import { logGamma } from "../special/index.ts";
import type { DroppedRow, EffectSize, EffectSizes } from "./effect-size.ts";

/** Means, standard deviations and sizes of two independent arms. */
export interface TwoMeans {
  readonly m1i: number;
  readonly sd1i: number;
  readonly n1i: number;
  readonly m2i: number;
  readonly sd2i: number;
  readonly n2i: number;
}

export interface MeansOptions {
  /**
   * Variance. MD: LS (each arm its own SD, the default) or HO (one pooled SD). SMD: LS (the default), LS2, UB, or AV
   * (LS with the sample-size weighted average effect).
   */
  readonly vtype?: "LS" | "LS2" | "UB" | "AV" | "HO";
  /** SMD only: Hedges' correction for small samples, exact; default true. */
  readonly correct?: boolean;
}

const MEASURE_RULE = oneOf(["MD", "SMD"]);
const RULES: OptionRules<MeansOptions> = {
  vtype: oneOf(["LS", "LS2", "UB", "AV", "HO"]),
  correct: YES_OR_NO,
};
const FIELDS = ["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"] as const;

/**
 * Mean differences (m1 − m2) or standardised mean differences (Hedges' g) of two independent arms.
 *
 *   MD:  m1 − m2,              LS: sd1²/n1 + sd2²/n2;   HO: sp² (1/n1 + 1/n2)
 *   SMD: g = J(m) (m1 − m2)/sp, m = n1 + n2 − 2,  J(m) = Γ(m/2) / (√(m/2) Γ((m − 1)/2))   (Hedges 1981, equation 6e)
 *        LS:  1/n1 + 1/n2 + g²/(2(n1 + n2))                                              (Hedges 1982, equation 8)
 *        LS2: J² (1/n1 + 1/n2 + d²/(2(n1 + n2)))                                         (Borenstein 2009, equation 12.17)
 *        UB:  1/n1 + 1/n2 + (1 − (m − 2)/(m J²)) g²                                      (Hedges 1983, equation 9)
 *
 * A row with a missing number holds null and is listed in `dropped`.
 *
 * @throws InputError `nonpositive-sd`, `nonpositive-n` (n < 1, or n1 + n2 < 4 for SMD and < 3 for MD with HO), `not-finite`,
 *   `invalid-option`, `invalid-argument`, `unsupported` (a variance type that the measure has not)
 * @example meansEffects("MD", [{ m1i: 5, sd1i: 2, n1i: 4, m2i: 3, sd2i: 2, n2i: 4 }]).vi // [2]
 */
export function meansEffects(
  measure: "MD" | "SMD",
  given: readonly Nullable<TwoMeans>[],
  options: MeansOptions = {},
): EffectSizes {
  checkValue("measure", measure, MEASURE_RULE);
  checkOptions(options, RULES);
  checkRows("arms", given, FIELDS);
  const { vtype = "LS", correct = true } = options;
  const allowed = measure === "MD" ? ["LS", "HO"] : ["LS", "LS2", "UB", "AV"];
  if (!allowed.includes(vtype)) {
    throw new InputError(
      "unsupported",
      `variance type ${vtype} is not one of ${allowed.join(", ")} for ${measure}`,
      { field: "vtype" },
    );
  }
  const dropped: DroppedRow[] = [];
  const rows = given.map(complete);
  rows.forEach((row, index) => {
    if (row === null) dropped.push({ row: index, code: "missing", reason: "a number is missing" });
    else checkMeans(row, measure === "SMD" ? 4 : vtype === "HO" ? 3 : 2, index);
  });
  const effects = rows.map(
    (row) => row && (measure === "MD" ? meanDifference(row, vtype) : smd(row, vtype, correct)),
  );
  const average = measure === "SMD" && vtype === "AV" ? averageEffect(rows, effects) : undefined;
  return {
    measure,
    yi: effects.map((effect) => effect?.yi ?? null),
    // With the average effect a row's variance follows from its sizes alone, also where its own effect is missing (as in metafor).
    vi:
      average === undefined
        ? effects.map((effect) => effect?.vi ?? null)
        : given.map((row) => averageVariance(row, average)),
    ni: given.map(({ n1i, n2i }) => (n1i === null || n2i === null ? null : n1i + n2i)),
    options: measure === "MD" ? { vtype } : { vtype, correct },
    dropped,
  };
}

/** A row in which any number may be missing. */
export type Nullable<Row> = { readonly [Key in keyof Row]: Row[Key] | null };

function complete({ m1i, sd1i, n1i, m2i, sd2i, n2i }: Nullable<TwoMeans>): TwoMeans | null {
  if (m1i === null || sd1i === null || n1i === null || m2i === null || sd2i === null || n2i === null)
    return null;
  return { m1i, sd1i, n1i, m2i, sd2i, n2i };
}

/**
 * Hedges' exact small-sample correction J(m); 1 for m → ∞. m > 1 degrees of freedom.
 *
 * For large m the two log-gammas are large and nearly equal, and their difference loses digits (3e-10 at a million). There
 * the ratio Γ(x + ½)/Γ(x), x = (m − 1)/2, is summed from its series in 1/x instead, exact to rounding from m = 100.
 *
 * @see Hedges 1981, J Educ Stat 6:107, equation 6e; NIST DLMF 5.11.13 (the series)
 * @example hedgesCorrection(10) // 0.9227
 */
export function hedgesCorrection(m: number): number {
  if (m < 100) return Math.exp(logGamma(m / 2) - Math.log(m / 2) / 2 - logGamma((m - 1) / 2));
  const x = (m - 1) / 2;
  let sum = 0;
  for (const coefficient of GAMMA_RATIO) sum = sum / x + coefficient;
  return Math.sqrt((m - 1) / m) * sum;
}

/** Γ(x + ½)/(Γ(x) √x) = 1 − 1/(8x) + 1/(128x²) + …, highest power first. */
const GAMMA_RATIO = [
  39325 / 33554432,
  869 / 4194304,
  -399 / 262144,
  -21 / 32768,
  5 / 1024,
  1 / 128,
  -1 / 8,
  1,
] as const;

function meanDifference(row: TwoMeans, vtype: string): EffectSize {
  const { m1i, sd1i, n1i, m2i, sd2i, n2i } = row;
  const vi =
    vtype === "HO" ? pooledVariance(row) * (1 / n1i + 1 / n2i) : (sd1i * sd1i) / n1i + (sd2i * sd2i) / n2i;
  return { yi: m1i - m2i, vi };
}

function smd(row: TwoMeans, vtype: string, correct: boolean): EffectSize {
  const { m1i, n1i, m2i, n2i } = row;
  const m = n1i + n2i - 2;
  const j = hedgesCorrection(m);
  const d = (m1i - m2i) / Math.sqrt(pooledVariance(row));
  const yi = correct ? j * d : d;
  const arms = 1 / n1i + 1 / n2i;
  if (vtype === "LS2") return { yi, vi: (correct ? j * j : 1) * (arms + (d * d) / (2 * (n1i + n2i))) };
  if (vtype === "UB") return { yi, vi: arms + (1 - (m - 2) / (m * j * j)) * yi * yi };
  return { yi, vi: arms + (yi * yi) / (2 * (n1i + n2i)) };
}

function averageEffect(rows: readonly (TwoMeans | null)[], effects: readonly (EffectSize | null)[]): number {
  let [sum, weight] = [0, 0];
  rows.forEach((row, index) => {
    if (row === null) return;
    const n = row.n1i + row.n2i;
    sum += n * (effects[index]?.yi ?? 0);
    weight += n;
  });
  return sum / weight;
}

function averageVariance({ n1i, n2i }: Nullable<TwoMeans>, mean: number): number | null {
  return n1i === null || n2i === null ? null : 1 / n1i + 1 / n2i + (mean * mean) / (2 * (n1i + n2i));
}

function pooledVariance({ sd1i, n1i, sd2i, n2i }: TwoMeans): number {
  return ((n1i - 1) * sd1i * sd1i + (n2i - 1) * sd2i * sd2i) / (n1i + n2i - 2);
}

/** @param people - the fewest participants in both arms that give the variance degrees of freedom */
function checkMeans(row: TwoMeans, people: number, index: number): void {
  for (const [field, value] of Object.entries(row)) {
    if (!Number.isFinite(value))
      throw new InputError("not-finite", `${field} in row ${index} is not a finite number`, {
        field,
        row: index,
      });
  }
  for (const field of ["sd1i", "sd2i"] as const) {
    if (!(row[field] > 0))
      throw new InputError(
        "nonpositive-sd",
        `${field} = ${row[field]} in row ${index} is not greater than 0`,
        { field, row: index },
      );
  }
  for (const field of ["n1i", "n2i"] as const) {
    if (!(row[field] >= 1))
      throw new InputError("nonpositive-n", `${field} = ${row[field]} in row ${index} is less than 1`, {
        field,
        row: index,
      });
  }
  if (row.n1i + row.n2i < people) {
    throw new InputError(
      "nonpositive-n",
      `row ${index} has fewer than ${people} participants: the pooled SD needs ${people - 2} degrees of freedom`,
      { row: index },
      { found: row.n1i + row.n2i, expected: `at least ${people} participants in both arms` },
    );
  }
}
