import { checkObject } from "../arguments/check-shape.ts";
import { InputError } from "../input-error.ts";
import { fiveNumberToMean, type FiveNumbers } from "./five-number.ts";

/**
 * Mean and standard deviation of a roughly log-normal sample from its median with the range, the quartiles, or both.
 *
 *   μ, s: mean and SD of the logarithms, by the default of {@link fiveNumberToMean}; t₂ = s²/c₂ and t₄ = s⁴/c₄ estimate the
 *   second and fourth powers of σ without bias
 *   mean = exp(μ + t₂/2) / B(1, 1),  sd² = exp(2μ + 2t₂) / B(4, 16) − exp(2μ + t₂) / B(4, 4),  B(x, y) = 1 + (x p t₂ + y q t₄)/n
 *
 * with, for what is known (n is the size, ln its logarithm):
 *
 *   |           | c₂               | c₄             | p     | q     |
 *   | range     | 1.01 + 0.25/ln²  | 1 + 2.23/ln²   | 0.565 | 0.37  |
 *   | quartiles | 1 + 1.58/n       | 1 + 19.2/n^1.2 | 0.57  | 0.75  |
 *   | both      | 1 + 0.28/ln²     | 1 + 3.93/n     | 0.405 | 0.315 |
 *
 * @param summary - all reported numbers above 0
 * @returns null where neither pair is reported with the median, or where the corrected variance is not positive (few people,
 *   wide numbers)
 * @throws InputError `invalid-interval` when the numbers are not in order or not above 0, `nonpositive-n` for n < 1, with the
 *   field
 * @see Shi, Tong, Wang & Genton 2020, Statistics and Its Interface 13:519. The constants are their fits to moments of
 *   normal order statistics, read here from numbers of R's metafor, which they give to 15 digits
 * @example fiveNumberToLogNormalMean({ min: null, q1: 4, median: 9, q3: 15, max: null, n: 25 }).mean // 12.8151512901766
 */
export function fiveNumberToLogNormalMean(
  summary: FiveNumbers,
): { readonly mean: number; readonly sd: number } | null {
  checkObject("summary", summary, ["min", "q1", "median", "q3", "max", "n"]);
  const { min, q1, median, q3, max, n } = summary;
  const logs = { min: log("min", min), q1: log("q1", q1), median: log("median", median), n };
  const found = fiveNumberToMean({ ...logs, q3: log("q3", q3), max: log("max", max) });
  if (found === null) return null;
  const range = min !== null && max !== null;
  const quartiles = q1 !== null && q3 !== null;
  const { c2, c4, p, q } = CORRECTIONS[range ? (quartiles ? "both" : "range") : "quartiles"];
  const [t2, t4] = [found.sd ** 2 / c2(n), found.sd ** 4 / c4(n)];
  const bias = (x: number, y: number): number => 1 + (x * p * t2 + y * q * t4) / n;
  const mean = Math.exp(found.mean + t2 / 2) / bias(1, 1);
  const variance = Math.exp(2 * (found.mean + t2)) / bias(4, 16) - Math.exp(2 * found.mean + t2) / bias(4, 4);
  return variance >= 0 ? { mean, sd: Math.sqrt(variance) } : null;
}

interface Correction {
  readonly c2: (n: number) => number;
  readonly c4: (n: number) => number;
  readonly p: number;
  readonly q: number;
}

const CORRECTIONS: Readonly<Record<"range" | "quartiles" | "both", Correction>> = {
  range: {
    c2: (n) => 1.01 + 0.25 / Math.log(n) ** 2,
    c4: (n) => 1 + 2.23 / Math.log(n) ** 2,
    p: 0.565,
    q: 0.37,
  },
  quartiles: { c2: (n) => 1 + 1.58 / n, c4: (n) => 1 + 19.2 / n ** 1.2, p: 0.57, q: 0.75 },
  both: { c2: (n) => 1 + 0.28 / Math.log(n) ** 2, c4: (n) => 1 + 3.93 / n, p: 0.405, q: 0.315 },
};

function log(field: string, value: number | null): number | null {
  if (value === null) return null;
  if (!(value > 0))
    throw new InputError(
      "invalid-interval",
      `${field} = ${value} is not above 0, as every value of a log-normal sample is`,
      { field },
    );
  return Math.log(value);
}
