import { checkValue } from "../arguments/check-options.ts";
import { checkObject } from "../arguments/check-shape.ts";
import { isObject } from "../arguments/rules.ts";
import { InputError } from "../input-error.ts";
import type { EffectSize } from "./effect-size.ts";
import { hedgesCorrection } from "./means.ts";
import { MEASURE_RULE, type TwoByTwoMeasure } from "./two-by-two.ts";

/** Events of the same n people under two treatments, as in a crossover trial. */
export interface PairedCounts {
  readonly n: number;
  /** Events under the first treatment, and under the second. */
  readonly events1: number;
  readonly events2: number;
}

/** What is known of the pairing: how many had the event both times, or an assumed correlation (phi). */
export type Pairing = { readonly both: number } | { readonly correlation: number };

export interface PairedEffect extends EffectSize {
  /** Phi between the two outcomes, as given or as the joint count implies. */
  readonly correlation: number;
  /** The phi that these margins allow at all. */
  readonly feasible: { readonly low: number; readonly high: number };
}

/**
 * Effect of paired counts on the marginal scale, comparable with parallel trials: v = v1 + v2 − 2 ρ √(v1 v2), where v1
 * and v2 are the variances of the two log odds (1/(n p q)), log risks (q/(n p)) or risks (pq/n) and ρ is phi. With the
 * joint count this is the delta method's exact covariance (p11 − p1 p2)/n.
 *
 * A zero cell in either margin gets 1/2 added to events and non-events of both treatments; `both` is then not used and
 * the implied phi is kept.
 *
 * @throws InputError `correlation-not-feasible` (names the range), `impossible-counts`, `nonpositive-variance` (the same
 *   people had the event both times, so nothing varies)
 * @see Becker & Balagtas 1993, Biometrics 49:997; Elbourne 2002, Int J Epidemiol 31:140
 * @example pairedEffect("RD", { n: 20, events1: 10, events2: 5 }, { both: 4 }).yi // 0.25
 */
export function pairedEffect(measure: TwoByTwoMeasure, counts: PairedCounts, pairing: Pairing): PairedEffect {
  checkValue("measure", measure, MEASURE_RULE);
  checkObject("counts", counts, ["n", "events1", "events2"]);
  const known = isObject(pairing) && "both" in pairing ? "both" : "correlation";
  checkObject("pairing", pairing, [known]);
  const { n, events1, events2 } = counts;
  for (const [field, value] of [
    ["events1", events1],
    ["events2", events2],
  ] as const) {
    if (!(value >= 0 && value <= n) || !(n > 0)) {
      throw new InputError("impossible-counts", `${field} = ${value} of n = ${n} is not possible`, { field });
    }
  }
  const feasible = feasibleCorrelation(counts);
  const correlation = "both" in pairing ? phi(counts, pairing.both) : pairing.correlation;
  if ("both" in pairing) checkBoth(counts, pairing.both);
  else if (!(correlation >= feasible.low - 1e-12 && correlation <= feasible.high + 1e-12)) {
    const range = `between ${feasible.low.toFixed(3)} and ${feasible.high.toFixed(3)}`;
    throw new InputError(
      "correlation-not-feasible",
      `a correlation of ${correlation} is not possible with ${events1} and ${events2} events of ${n}: it lies ${range}`,
      { field: "correlation" },
      {
        found: correlation,
        expected: range,
        fix: "assume a correlation in this range, or give the joint count",
      },
    );
  }
  const add = [events1, events2, n - events1, n - events2].some((cell) => cell === 0) ? 0.5 : 0;
  const total = n + 2 * add;
  const first = margin(measure, (events1 + add) / total, total);
  const second = margin(measure, (events2 + add) / total, total);
  const independent = first.variance + second.variance;
  const vi = independent - 2 * correlation * Math.sqrt(first.variance * second.variance);
  if (!(vi > 1e-9 * independent)) {
    throw new InputError(
      "nonpositive-variance",
      `the two treatments agree in everyone (${events1} and ${events2} events of ${n}): no sampling variance is left to pool`,
      { field: "both" },
    );
  }
  return { yi: first.value - second.value, vi, correlation, feasible };
}

function checkBoth({ n, events1, events2 }: PairedCounts, both: number): void {
  const [low, high] = [Math.max(0, events1 + events2 - n), Math.min(events1, events2)];
  if (both >= low && both <= high) return;
  throw new InputError(
    "impossible-counts",
    `both = ${both} is not possible with ${events1} and ${events2} events of ${n}: it lies between ${low} and ${high}`,
    { field: "both" },
    { found: both, expected: `between ${low} and ${high}` },
  );
}

/**
 * The range of phi that two margins allow (Fréchet bounds of the joint count); 0 to 0 where a margin has no variance.
 *
 * @example feasibleCorrelation({ n: 20, events1: 10, events2: 10 }).high // 1
 */
export function feasibleCorrelation(counts: PairedCounts): { readonly low: number; readonly high: number } {
  const { n, events1, events2 } = counts;
  return {
    low: phi(counts, Math.max(0, events1 + events2 - n)),
    high: phi(counts, Math.min(events1, events2)),
  };
}

function phi({ n, events1, events2 }: PairedCounts, both: number): number {
  const p1 = events1 / n;
  const p2 = events2 / n;
  const scale = Math.sqrt(p1 * (1 - p1) * p2 * (1 - p2));
  return scale === 0 ? 0 : (both / n - p1 * p2) / scale;
}

function margin(
  measure: TwoByTwoMeasure,
  p: number,
  n: number,
): { readonly value: number; readonly variance: number } {
  switch (measure) {
    case "OR":
      return { value: Math.log(p / (1 - p)), variance: 1 / (n * p * (1 - p)) };
    case "RR":
      return { value: Math.log(p), variance: (1 - p) / (n * p) };
    case "RD":
      return { value: p, variance: (p * (1 - p)) / n };
  }
}

/**
 * Mean difference of the same n people under two treatments from the two arms' means and SDs and the correlation
 * between a person's two values: v = (sd1² + sd2² − 2 ρ sd1 sd2)/n.
 *
 * @throws InputError `not-finite`, `nonpositive-n`, `nonpositive-sd`, `correlation-not-feasible` (not from −1 to 1),
 *   `nonpositive-variance` (equal SDs and ρ = 1: everyone differs by the same)
 * @see Elbourne 2002, Int J Epidemiol 31:140; Cochrane Handbook 6.5, section 23.2.7
 * @example pairedMeanDifference({ n: 10, m1: 3, sd1: 2, m2: 1, sd2: 2 }, 0.5).vi // 0.4
 */
export function pairedMeanDifference(row: PairedMeans, correlation: number): EffectSize {
  checkPairedMeans(row, correlation, 1);
  const vi = (row.sd1 ** 2 + row.sd2 ** 2 - 2 * correlation * row.sd1 * row.sd2) / row.n;
  if (!(vi > 0)) {
    throw new InputError(
      "nonpositive-variance",
      `with equal SDs and a correlation of ${correlation} everyone differs by the same: no sampling variance is left`,
      { field: "correlation" },
      { found: correlation, expected: "a correlation below 1" },
    );
  }
  return { yi: row.m1 - row.m2, vi };
}

export interface PairedMeans {
  readonly n: number;
  readonly m1: number;
  readonly sd1: number;
  readonly m2: number;
  readonly sd2: number;
}

/**
 * Standardised mean difference of the same n people under two treatments: the mean difference over the average SD,
 * √((sd1² + sd2²)/2), with the small-sample correction J(2(n − 1)/(1 + ρ²)) and v = 2(1 − ρ)/n + g²(1 + ρ²)/(4n).
 * With ρ = 0 this is Hedges' g of independent arms of n each.
 *
 * @throws InputError `not-finite`, `nonpositive-n` (n < 2), `nonpositive-sd`, `correlation-not-feasible` (not from −1 to 1)
 * @see Bonett 2008, Psychological Methods 13:99; metafor's SMCRP
 * @example pairedStandardizedMeanDifference({ n: 10, m1: 3, sd1: 2, m2: 1, sd2: 2 }, 0.5).yi // 0.95
 */
export function pairedStandardizedMeanDifference(row: PairedMeans, correlation: number): EffectSize {
  // J needs more than 1 degree of freedom.
  checkPairedMeans(row, correlation, Math.abs(correlation) < 1 ? 2 : 3);
  const { n, m1, sd1, m2, sd2 } = row;
  const square = correlation * correlation;
  const yi =
    (hedgesCorrection((2 * (n - 1)) / (1 + square)) * (m1 - m2)) / Math.sqrt((sd1 * sd1 + sd2 * sd2) / 2);
  return { yi, vi: (2 * (1 - correlation)) / n + (yi * yi * (1 + square)) / (4 * n) };
}

function checkPairedMeans(row: PairedMeans, correlation: number, smallestN: number): void {
  for (const [field, value] of Object.entries(row)) {
    if (!Number.isFinite(value))
      throw new InputError("not-finite", `${field} is not a finite number`, { field }, { found: value });
  }
  if (row.n < smallestN) {
    throw new InputError(
      "nonpositive-n",
      `n = ${row.n} is less than ${smallestN}`,
      { field: "n" },
      { found: row.n, expected: `at least ${smallestN}` },
    );
  }
  for (const field of ["sd1", "sd2"] as const) {
    if (!(row[field] > 0)) {
      throw new InputError(
        "nonpositive-sd",
        `${field} = ${row[field]} is not greater than 0`,
        { field },
        { found: row[field], expected: "greater than 0" },
      );
    }
  }
  if (!(correlation >= -1 && correlation <= 1)) {
    throw new InputError(
      "correlation-not-feasible",
      `a correlation of ${correlation} is not possible: it lies between -1 and 1`,
      { field: "correlation" },
      { found: correlation, expected: "between -1 and 1" },
    );
  }
}
