import { checkValue } from "../arguments/check-options.ts";
import { checkObject } from "../arguments/check-shape.ts";
import { oneOf } from "../arguments/rules.ts";
import { valueInWords } from "../arguments/value-in-words.ts";
import { InputError } from "../input-error.ts";
import { normalCdf, normalQuantile } from "../special/index.ts";

/** A summary of a sample by its order statistics; what is not reported is null. */
export interface FiveNumbers {
  readonly min: number | null;
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
  readonly max: number | null;
  readonly n: number;
}

/**
 * - `luo/wan/shi` (default): optimal weights for the mean (Luo 2018), SD of Wan 2014, and of Shi 2020 for five numbers
 * - `wan2014`, `hozo2005`, `bland2015`, `walter2007`: as in these papers
 */
export const FIVE_NUMBER_METHODS = ["luo/wan/shi", "wan2014", "hozo2005", "bland2015", "walter2007"] as const;
export type FiveNumberMethod = (typeof FIVE_NUMBER_METHODS)[number];

const METHOD_RULE = oneOf(FIVE_NUMBER_METHODS);

/**
 * Mean and standard deviation of a roughly normal sample from its median with the range, the quartiles, or both.
 *
 * @returns null where the method does not cover what is reported
 * @throws InputError `invalid-interval` when the numbers are not in order, `nonpositive-n` for n < 2, `not-finite`,
 *   with the field
 * @see Luo, Wan, Liu & Tong 2018, Stat Methods Med Res 27:1785; Wan, Wang, Liu & Tong 2014, BMC Med Res Methodol 14:135; Shi et
 *   al. 2020, Research Synthesis Methods 11:641; Hozo, Djulbegovic & Hozo 2005, BMC Med Res Methodol 5:13; Bland 2015, Int J
 *   Stat Med Res 4:57; Walter & Yao 2007, J Clin Epidemiol 60:849
 * @example fiveNumberToMean({ min: null, q1: 4, median: 9, q3: 15, max: null, n: 25 }).mean // 9.36
 */
export function fiveNumberToMean(
  summary: FiveNumbers,
  method: FiveNumberMethod = "luo/wan/shi",
): { readonly mean: number; readonly sd: number } | null {
  checkValue("method", method, METHOD_RULE);
  checkObject("summary", summary, ["min", "q1", "median", "q3", "max", "n"]);
  checkOrder(summary);
  const { min, q1, median, q3, max, n } = summary;
  if (median === null) return null;
  const range = min === null || max === null ? null : { low: min, high: max };
  const quartiles = q1 === null || q3 === null ? null : { low: q1, high: q3 };
  return METHODS[method]({ median, range, quartiles, n });
}

interface Pair {
  readonly low: number;
  readonly high: number;
}

interface Known {
  readonly median: number;
  readonly range: Pair | null;
  readonly quartiles: Pair | null;
  readonly n: number;
}

type Method = (known: Known) => { readonly mean: number; readonly sd: number } | null;

const middle = ({ low, high }: Pair): number => (low + high) / 2;
const width = ({ low, high }: Pair): number => high - low;
/** Expected largest value and upper quartile of n standard normal values, nearly (Blom 1958). */
const largest = (n: number): number => normalQuantile((n - 0.375) / (n + 0.25));
const upperQuartile = (n: number): number => normalQuantile((0.75 * n - 0.125) / (n + 0.25));

const METHODS: Readonly<Record<FiveNumberMethod, Method>> = {
  "luo/wan/shi": ({ median, range, quartiles, n }) => {
    if (range && quartiles) {
      const first = 2.2 / (2.2 + n ** 0.75);
      const second = 0.7 - 0.72 / n ** 0.55;
      return {
        mean: first * middle(range) + second * middle(quartiles) + (1 - first - second) * median,
        sd:
          width(range) / ((2 + 0.14 * n ** 0.6) * largest(n)) +
          width(quartiles) / ((2 + 2 / (0.07 * n ** 0.6)) * upperQuartile(n)),
      };
    }
    if (range) {
      const weight = 4 / (4 + n ** 0.75);
      return {
        mean: weight * middle(range) + (1 - weight) * median,
        sd: width(range) / (2 * largest(n)),
      };
    }
    if (!quartiles) return null;
    const weight = 0.7 + 0.39 / n;
    return {
      mean: weight * middle(quartiles) + (1 - weight) * median,
      sd: width(quartiles) / (2 * upperQuartile(n)),
    };
  },
  wan2014: ({ median, range, quartiles, n }) => {
    if (range && quartiles)
      return {
        mean: (2 * middle(range) + 4 * middle(quartiles) + 2 * median) / 8,
        sd: width(range) / (4 * largest(n)) + width(quartiles) / (4 * upperQuartile(n)),
      };
    if (range) return { mean: (middle(range) + median) / 2, sd: width(range) / (2 * largest(n)) };
    if (!quartiles) return null;
    return {
      mean: (2 * middle(quartiles) + median) / 3,
      sd: width(quartiles) / (2 * upperQuartile(n)),
    };
  },
  hozo2005: ({ median, range, quartiles, n }) => {
    if (!range || quartiles) return null;
    const mean = n <= 25 ? (middle(range) + median) / 2 : median;
    const skew = range.low - 2 * median + range.high;
    if (n <= 15) return { mean, sd: Math.sqrt((skew ** 2 / 4 + width(range) ** 2) / 12) };
    return { mean, sd: width(range) / (n <= 70 ? 4 : 6) };
  },
  bland2015: ({ median: m, range, quartiles }) => {
    if (!range || !quartiles) return null;
    const [a, q1, q3, b] = [range.low, quartiles.low, quartiles.high, range.high];
    const sum = a + 2 * q1 + 2 * m + 2 * q3 + b;
    const squares = a * a + 2 * q1 * q1 + 2 * m * m + 2 * q3 * q3 + b * b;
    const products = a * q1 + q1 * m + m * q3 + q3 * b;
    return { mean: sum / 8, sd: Math.sqrt(squares / 16 + products / 8 - sum ** 2 / 64) };
  },
  walter2007: ({ median, range, quartiles, n }) =>
    range && !quartiles ? { mean: median, sd: width(range) / expectedRange(n) } : null,
};

/** Expected range of n standard normal values: ∫ 1 − Φ(x)ⁿ − (1 − Φ(x))ⁿ dx (Tippett 1925). */
function expectedRange(n: number): number {
  const step = 1 / 64;
  let sum = 0;
  // The integrand and all its derivatives vanish at both ends, so the trapezoidal rule is exact to rounding.
  for (let x = -9; x <= 9; x += step) {
    const p = normalCdf(x);
    sum += 1 - p ** n - normalCdf(x, "upper") ** n;
  }
  return sum * step;
}

function checkOrder({ min, q1, median, q3, max, n }: FiveNumbers): void {
  if (!(Number.isFinite(n) && n >= 2))
    throw new InputError("nonpositive-n", `n = ${valueInWords(n)} is not 2 or more, as a spread needs`, {
      field: "n",
    });
  const known = Object.entries({ min, q1, median, q3, max }).filter(
    (entry): entry is [string, number] => entry[1] !== null,
  );
  for (const [field, value] of known)
    if (!Number.isFinite(value))
      throw new InputError("not-finite", `${field} = ${valueInWords(value)} is not a finite number`, {
        field,
      });
  known.forEach(([field, value], at) => {
    const before = known[at - 1];
    if (before !== undefined && value < before[1])
      throw new InputError("invalid-interval", `${field} = ${value} is below ${before[0]} = ${before[1]}`, {
        field,
      });
  });
}
