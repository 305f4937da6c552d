import { checkValue } from "../arguments/check-options.ts";
import { checkObject, checkRows } from "../arguments/check-shape.ts";
import { oneOf } from "../arguments/rules.ts";
import { valueInWords } from "../arguments/value-in-words.ts";
import type { TwoByTwo } from "../effects/two-by-two.ts";
import { InputError } from "../input-error.ts";
import type { TwoRates } from "../mantel-haenszel/mantel-haenszel-rates.ts";
import {
  binomial,
  noncentralHypergeometric,
  poisson,
  shifted,
  type LogLikelihood,
} from "./log-likelihoods.ts";

/**
 * How the studies' baselines enter.
 * - `UM.FS` each study a fixed baseline of its own; `UM.RS` baselines normal among studies
 * - `CM.EL` conditional on the total number of events, exactly (noncentral hypergeometric; for rates binomial)
 * - `CM.AL` conditional, approximately (binomial), for rare events
 */
export type GlmmModel = "UM.FS" | "UM.RS" | "CM.EL" | "CM.AL";

/** Counts of the studies by measure. */
export type GlmmData =
  | { readonly measure: "OR"; readonly tables: readonly TwoByTwo[] }
  | { readonly measure: "IRR"; readonly rates: readonly TwoRates[] }
  | { readonly measure: "PLO"; readonly proportions: readonly { readonly xi: number; readonly ni: number }[] }
  | { readonly measure: "IRLN"; readonly counts: readonly { readonly xi: number; readonly ti: number }[] };

/** What a model needs to know of a study. */
export interface Study {
  /** Row of the data, counted from 0. */
  readonly row: number;
  /** Of the study's own effect: conditional, or of a single group. */
  readonly ell: LogLikelihood;
  /** Of both groups' linear predictors. */
  readonly arms: readonly [LogLikelihood, LogLikelihood] | undefined;
  /** Logits or log rates of both groups, zeros mended: where searches start. */
  readonly levels: readonly [number, number];
  /** The study's own effect and variance, ½ added where it needs it. */
  readonly effect: readonly [number, number];
  /** Log-likelihood of both groups (or the one) fitting themselves. */
  readonly saturated: number;
}

/** Where each measure's counts stand, and what a row of them holds. */
const COUNTS = {
  OR: ["tables", ["ai", "bi", "ci", "di"]],
  IRR: ["rates", ["x1i", "t1i", "x2i", "t2i"]],
  PLO: ["proportions", ["xi", "ni"]],
  IRLN: ["counts", ["xi", "ti"]],
} as const satisfies Readonly<Record<GlmmData["measure"], readonly [string, readonly string[]]>>;

const MEASURE_RULE = oneOf(["OR", "IRR", "PLO", "IRLN"]);

/**
 * Rows of the data, informative or not.
 *
 * @throws InputError `invalid-option` (the measure), `invalid-argument`
 */
export function countRows(data: GlmmData): number {
  checkObject("data", data, ["measure"]);
  checkValue("measure", data.measure, MEASURE_RULE);
  const [field, fields] = COUNTS[data.measure];
  checkObject("data", data, [field]);
  checkRows(field, (data as Readonly<Record<string, unknown>>)[field], fields);
  switch (data.measure) {
    case "OR":
      return data.tables.length;
    case "IRR":
      return data.rates.length;
    case "PLO":
      return data.proportions.length;
    case "IRLN":
      return data.counts.length;
  }
}

/** The studies that say something. */
export function studiesOf(data: GlmmData, model: GlmmModel): readonly Study[] {
  switch (data.measure) {
    case "OR":
      return data.tables.flatMap((table, row) => {
        check(table, COUNTS.OR[1], row);
        const { ai, bi, ci, di } = table;
        const [n1, n2, m] = [ai + bi, ci + di, ai + ci];
        if (m === 0 || bi + di === 0 || n1 === 0 || n2 === 0) return [];
        const arms = [binomial(ai, n1), binomial(ci, n2)] as const;
        const ell =
          model === "CM.AL"
            ? shifted(binomial(ai, m), Math.log(n1 / n2))
            : noncentralHypergeometric(ai, n1, m, n2);
        const add = ai * bi * ci * di === 0 ? 0.5 : 0;
        const [a, b, c, d] = [ai + add, bi + add, ci + add, di + add];
        const levels = [Math.log(a / b), Math.log(c / d)] as const;
        return [
          {
            row,
            ell,
            arms,
            levels,
            effect: [levels[0] - levels[1], 1 / a + 1 / b + 1 / c + 1 / d] as const,
            saturated: own(ai, n1) + own(ci, n2),
          },
        ];
      });
    case "IRR":
      if (model === "CM.AL")
        throw new InputError("unsupported", "rates have one conditional model, CM.EL", { field: "model" });
      return data.rates.flatMap((rates, row) => {
        check(rates, COUNTS.IRR[1], row);
        const { x1i, t1i, x2i, t2i } = rates;
        if (x1i + x2i === 0 || !(t1i > 0) || !(t2i > 0)) return [];
        const add = x1i === 0 || x2i === 0 ? 0.5 : 0;
        const levels = [Math.log((x1i + add) / t1i), Math.log((x2i + add) / t2i)] as const;
        return [
          {
            row,
            ell: shifted(binomial(x1i, x1i + x2i), Math.log(t1i / t2i)),
            arms: [poisson(x1i, t1i), poisson(x2i, t2i)] as const,
            levels,
            effect: [levels[0] - levels[1], 1 / (x1i + add) + 1 / (x2i + add)] as const,
            saturated: ownRate(x1i) + ownRate(x2i),
          },
        ];
      });
    case "PLO":
      return data.proportions.flatMap((proportion, row) => {
        check(proportion, COUNTS.PLO[1], row);
        const { xi, ni } = proportion;
        if (xi > ni)
          throw new InputError("impossible-counts", `xi = ${xi} of ni = ${ni} in row ${row}`, {
            field: "xi",
            row,
          });
        if (ni === 0) return [];
        const add = xi === 0 || xi === ni ? 0.5 : 0;
        const [x, rest] = [xi + add, ni - xi + add];
        const level = Math.log(x / rest);
        return [
          {
            row,
            ell: binomial(xi, ni),
            arms: undefined,
            levels: [level, level] as const,
            effect: [level, 1 / x + 1 / rest] as const,
            saturated: own(xi, ni),
          },
        ];
      });
    case "IRLN":
      return data.counts.flatMap((count, row) => {
        check(count, COUNTS.IRLN[1], row);
        const { xi, ti } = count;
        if (!(ti > 0)) return [];
        const x = xi === 0 ? 0.5 : xi;
        const level = Math.log(x / ti);
        return [
          {
            row,
            ell: poisson(xi, ti),
            arms: undefined,
            levels: [level, level] as const,
            effect: [level, 1 / x] as const,
            saturated: ownRate(xi),
          },
        ];
      });
  }
}

function check<F extends string>(
  counts: Readonly<Record<F, number>>,
  fields: readonly F[],
  row: number,
): void {
  for (const field of fields) {
    const value = counts[field];
    if (Number.isFinite(value) && value >= 0) continue;
    throw new InputError(
      "impossible-counts",
      `${field} = ${valueInWords(value)} in row ${row} is not 0 or more`,
      { field, row },
      { found: value, expected: "0 or more" },
    );
  }
}

/** The binomial log-likelihood at x/n itself. */
function own(x: number, n: number): number {
  return x === 0 || x === n ? 0 : binomial(x, n)(Math.log(x / (n - x))).value;
}

function ownRate(x: number): number {
  return x === 0 ? 0 : poisson(x, 1)(Math.log(x)).value;
}
