import { checkOptions, checkValue, type OptionRules } from "../arguments/check-options.ts";
import { checkArray, checkRows } from "../arguments/check-shape.ts";
import { numberFrom, oneOf, YES_OR_NO } from "../arguments/rules.ts";
import { checkTables } from "../effects/check-tables.ts";
import { MEASURE_RULE, type TwoByTwo } from "../effects/two-by-two.ts";
import { InputError } from "../input-error.ts";
import { hedgesCorrection, type TwoMeans } from "../effects/means.ts";
import { mantelHaenszel } from "../mantel-haenszel/mantel-haenszel.ts";
import {
  checkRates,
  mantelHaenszelRates,
  RATE_MEASURE_RULE,
  type TwoRates,
} from "../mantel-haenszel/mantel-haenszel-rates.ts";
import { peto } from "../mantel-haenszel/peto.ts";
import type { CommonAndRandomInput, CommonEffect } from "./common-and-random.ts";

type Numbers = readonly (number | null)[];
type Effect = readonly [yi: number, vi: number];

export interface BinaryOptions {
  /** Default MH. */
  readonly method?: "MH" | "Inverse" | "Peto" | "SSW";
  /** Default 0.5. */
  readonly increment?: number;
  /** Which tables get it: those with a zero (default), or all. */
  readonly incrementTo?: "only0" | "all";
  /** Add the increment to the sums of Mantel and Haenszel too (default), as RevMan; `false`: exact sums. */
  readonly mhIncrement?: boolean;
  /** RevMan's risk ratio adds twice the increment to each total; R's meta (default) once. */
  readonly revmanRiskRatio?: boolean;
}

const BINARY_RULES: OptionRules<BinaryOptions> = {
  method: oneOf(["MH", "Inverse", "Peto", "SSW"], { IV: "Inverse", M_H: "MH" }),
  increment: numberFrom(0),
  incrementTo: oneOf(["only0", "all"]),
  mhIncrement: YES_OR_NO,
  revmanRiskRatio: YES_OR_NO,
};

/**
 * Effects of 2 × 2 tables as RevMan and R's meta compute them:
 *
 *   OR: ln(ad/bc), 1/a + 1/b + 1/c + 1/d;  RR: ln(a/n1) − ln(c/n2), 1/a − 1/n1 + 1/c − 1/n2, all with the increment;
 *   RD: a/n1 − c/n2 without it, with a b/n1³ + c d/n2³ with it;  Peto: (a − E)/V, 1/V
 *
 * Tables without any event, or with events only, have no OR and no RR; a risk difference they have.
 *
 * @throws InputError `too-few-effects`, `impossible-counts`
 * @see Deeks & Higgins 2010, Statistical algorithms in Review Manager 5, sections 2 to 5
 * @example binaryEffects("RR", [{ ai: 7, bi: 0, ci: 3, di: 8 }], { method: "Inverse" }).yi // [1.18958]
 */
export function binaryEffects(
  measure: "OR" | "RR" | "RD",
  tables: readonly (TwoByTwo | null)[],
  options: BinaryOptions = {},
): CommonAndRandomInput {
  checkValue("measure", measure, MEASURE_RULE);
  checkOptions(options, BINARY_RULES);
  checkTables(tables, "nulls");
  const { method = "MH", increment = 0.5, incrementTo = "only0" } = options;
  const { mhIncrement = true, revmanRiskRatio = false } = options;
  const zero = ({ ai, bi, ci, di }: TwoByTwo): boolean => [ai, bi, ci, di].includes(0);
  const added = tables.map((table) => {
    if (table === null) return null;
    const add = incrementTo === "all" || zero(table) ? increment : 0;
    return { ai: table.ai + add, bi: table.bi + add, ci: table.ci + add, di: table.di + add };
  });
  const counts = tables.map((table) => {
    if (table === null) return false;
    const { ai, bi, ci, di } = table;
    return measure === "RD" || !((ai === 0 && ci === 0) || (bi === 0 && di === 0));
  });
  if (method === "Peto") {
    const all = peto(tables);
    const own = tables.map((table, row) => (table !== null && counts[row] === true ? peto([table]) : null));
    const [yi, sei] = [own.map((fit) => fit?.estimate ?? null), own.map((fit) => fit?.se ?? null)];
    return { yi, sei, common: { estimate: all.estimate, se: all.se, weights: all.weights } };
  }
  const effects = tables.map((table, row): Effect | null => {
    const plus = added[row] ?? null;
    if (table === null || plus === null || counts[row] !== true) return null;
    const { ai: a, bi: b, ci: c, di: d } = plus;
    const [n1, n2] = [a + b, c + d];
    if (measure === "OR") return [Math.log((a * d) / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d];
    if (measure === "RD")
      return [
        table.ai / (table.ai + table.bi) - table.ci / (table.ci + table.di),
        (a * b) / n1 ** 3 + (c * d) / n2 ** 3,
      ];
    const add = revmanRiskRatio ? 0 : a - table.ai;
    const [t1, t2] = [n1 - add, n2 - add];
    return [Math.log(a / t1) - Math.log(c / t2), 1 / a - 1 / t1 + 1 / c - 1 / t2];
  });
  const input = effectsInput(effects);
  if (method === "Inverse") return input;
  if (method === "SSW") {
    const common = bySampleSize(tables, effects);
    return { ...input, common, randomWeights: common.weights };
  }
  const rows = (mhIncrement ? added : tables).map((table, row) =>
    counts[row] === true ? (table ?? null) : null,
  );
  const { estimate, se, weights } =
    measure === "RD"
      ? commonRiskDifference(rows, input.yi)
      : mantelHaenszel(measure, rows, { tables: { add: 0, to: "none" } });
  return { ...input, common: { estimate, se, weights } };
}

/**
 * Mantel and Haenszel's risk difference with the variance that RevMan and R's meta take, Σ (a b n2³ + c d n1³)/(n1 n2 N²) over
 * (Σ n1 n2/N)², on tables with the increment; the differences that are averaged go without it. metafor takes that of Sato, Greenland & Robins 1989, which {@link mantelHaenszel} has.
 *
 * @see Greenland & Robins 1985, Biometrics 41:55, equation 9
 */
function commonRiskDifference(rows: readonly (TwoByTwo | null)[], yi: Numbers): CommonEffect {
  let [difference, spread, total] = [0, 0, 0];
  const weights = rows.map((table, row) => {
    if (table === null) return null;
    const { ai: a, bi: b, ci: c, di: d } = table;
    const [n1, n2] = [a + b, c + d];
    const n = n1 + n2;
    const weight = (n1 * n2) / n;
    difference += weight * (yi[row] ?? 0);
    spread += (a * b * n2 ** 3 + c * d * n1 ** 3) / (n1 * n2 * n * n);
    total += weight;
    return weight;
  });
  return { estimate: difference / total, se: Math.sqrt(spread) / total, weights };
}

/** Weights n1 n2/(n1 + n2) of the studies with an effect: Bhaumik et al. 2012, JASA 107:555. */
function bySampleSize(tables: readonly (TwoByTwo | null)[], effects: readonly (Effect | null)[]) {
  const raw = tables.map((table, row) => {
    if (table === null || (effects[row] ?? null) === null) return null;
    const [n1, n2] = [table.ai + table.bi, table.ci + table.di];
    return (n1 * n2) / (n1 + n2);
  });
  return weightedMean(effects, raw);
}

function weightedMean(effects: readonly (Effect | null)[], raw: Numbers) {
  const total = raw.reduce<number>((sum, w) => sum + (w ?? 0), 0);
  let [estimate, variance] = [0, 0];
  effects.forEach((effect, row) => {
    const w = (raw[row] ?? 0) / total;
    if (effect === null) return;
    estimate += w * effect[0];
    variance += w * w * effect[1];
  });
  return {
    estimate,
    se: Math.sqrt(variance),
    weights: raw.map((w) => (w === null ? null : (100 * w) / total)),
  };
}

export type StyleMeans = "MD" | "SMD" | "ROM";

export interface MeansStyle {
  /** MD: one standard deviation for both arms; default false. */
  readonly pooledVariance?: boolean;
  /** SMD: default Hedges. */
  readonly smd?: "Hedges" | "Cohen" | "Glass";
  /** SMD: exact J and variance (White & Thomas 2005; default), or the approximations of RevMan 5. */
  readonly exact?: boolean;
}

const MEANS_RULE = oneOf(["MD", "SMD", "ROM"]);
const MEANS_RULES: OptionRules<MeansStyle> = {
  pooledVariance: YES_OR_NO,
  smd: oneOf(["Hedges", "Cohen", "Glass"]),
  exact: YES_OR_NO,
};

/**
 * Differences of means as RevMan and R's meta compute them, n = n1 + n2, df = n − 2, 1/ñ = 1/n1 + 1/n2, J Hedges' factor:
 *
 *   Hedges exact: g = J d, 1/ñ + g² (1 − (df − 2)/(df J²));  approximate: J = 1 − 3/(4 n − 9), 1/ñ + g²/(2 (n − 3.94))
 *   Cohen exact: d, 1/ñ + d² (J² − (df − 2)/df);  approximate: 1/ñ + d²/(2 df);  Glass: (m1 − m2)/sd2, 1/ñ + d²/(2 (n2 − 1))
 *   MD: sd1²/n1 + sd2²/n2, or sd²/ñ with the pooled variance;  ROM: ln(m1/m2), sd1²/(n1 m1²) + sd2²/(n2 m2²)
 *
 * @see White & Thomas 2005, Clinical Trials 2:141; Deeks & Higgins 2010, section 7
 * @example meansEffectsInStyle("MD", [{ m1i: 5, sd1i: 1, n1i: 10, m2i: 4, sd2i: 1, n2i: 10 }]).yi // [1]
 */
export function meansEffectsInStyle(
  measure: StyleMeans,
  arms: readonly (TwoMeans | null)[],
  options: MeansStyle = {},
): CommonAndRandomInput {
  checkValue("measure", measure, MEANS_RULE);
  checkOptions(options, MEANS_RULES);
  checkRows("arms", arms, ["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"], "nulls");
  const { pooledVariance = false, smd = "Hedges", exact = true } = options;
  return effectsInput(
    arms.map((arm): Effect | null => {
      if (arm === null) return null;
      const { m1i: m1, sd1i: s1, n1i: n1, m2i: m2, sd2i: s2, n2i: n2 } = arm;
      const df = n1 + n2 - 2;
      const pooled = ((n1 - 1) * s1 * s1 + (n2 - 1) * s2 * s2) / df;
      const base = 1 / n1 + 1 / n2;
      if (measure === "MD")
        return [m1 - m2, pooledVariance ? pooled * base : (s1 * s1) / n1 + (s2 * s2) / n2];
      if (measure === "ROM")
        return m1 / m2 > 0
          ? [Math.log(m1 / m2), (s1 * s1) / (n1 * m1 * m1) + (s2 * s2) / (n2 * m2 * m2)]
          : null;
      if (smd === "Glass") {
        const glass = (m1 - m2) / s2;
        return [glass, base + (glass * glass) / (2 * (n2 - 1))];
      }
      const d = (m1 - m2) / Math.sqrt(pooled);
      const j = hedgesCorrection(df);
      const ratio = (df - 2) / df;
      if (smd === "Cohen") return [d, base + d * d * (exact ? j * j - ratio : 1 / (2 * df))];
      const g = d * (exact ? j : 1 - 3 / (4 * df - 1));
      return [g, base + g * g * (exact ? 1 - ratio / (j * j) : 1 / (2 * (n1 + n2 - 3.94)))];
    }),
  );
}

const RATE_METHOD_RULE = oneOf(["MH", "Inverse", "Cochran"]);

/**
 * Rate ratios (with the increment to both events where one is 0) and differences, pooled by inverse variances, Mantel and
 * Haenszel, or Cochran: weights x2 t1/t2, standard error √(1/Σx1 + 1/Σx2).
 *
 * @see Rothman, Greenland & Lash 2008, chapter 15; Bayne-Jones et al. 1964, Smoking and Health (for Cochran's)
 * @example rateEffects("IRD", [{ x1i: 5, t1i: 10, x2i: 2, t2i: 10 }], "Inverse").yi // [0.3]
 */
export function rateEffects(
  measure: "IRR" | "IRD",
  rows: readonly (TwoRates | null)[],
  method: "MH" | "Inverse" | "Cochran" = "MH",
  increment = 0.5,
): CommonAndRandomInput {
  checkValue("measure", measure, RATE_MEASURE_RULE);
  checkValue("method", method, RATE_METHOD_RULE);
  checkValue("increment", increment, numberFrom(0));
  checkRates(rows);
  const effects = rows.map((row): Effect | null => {
    if (row === null) return null;
    const add = row.x1i === 0 || row.x2i === 0 ? increment : 0;
    const [x1, x2] = [row.x1i + add, row.x2i + add];
    const { t1i: t1, t2i: t2 } = row;
    if (measure === "IRD") return [row.x1i / t1 - row.x2i / t2, x1 / (t1 * t1) + x2 / (t2 * t2)];
    return row.x1i + row.x2i === 0 ? null : [Math.log(x1 / t1 / (x2 / t2)), 1 / x1 + 1 / x2];
  });
  const input = effectsInput(effects);
  if (method === "Inverse") return input;
  if (method === "MH") {
    const { estimate, se, weights } = mantelHaenszelRates(measure, rows);
    return { ...input, common: { estimate, se, weights } };
  }
  const mean = weightedMean(
    effects,
    rows.map((row) => row && (row.x2i * row.t1i) / row.t2i),
  );
  const total = (pick: (row: TwoRates) => number): number =>
    rows.reduce((sum, row) => sum + (row === null ? 0 : pick(row)), 0);
  const se = Math.sqrt(1 / total(({ x1i }) => x1i) + 1 / total(({ x2i }) => x2i));
  return { ...input, common: { ...mean, se } };
}

const PROPORTION_RULE = oneOf(["PLOGIT", "PLN", "PRAW", "PAS", "PFT"]);

/**
 * Transformed proportions x/n with variances of R's meta. The increment is added where x is 0 or n (for the logarithm 0 alone).
 *
 *   PLOGIT: ln(x/(n − x)), 1/x + 1/(n − x);  PLN: ln(x/n), 1/x − 1/n, for x = n 1/x − 1/(n + increment);  PRAW: x/n without the
 *   increment, x (n − x)/n³ with it;  PAS: asin √(x/n), 1/(4 n);  PFT: ½ (asin √(x/(n + 1)) + asin √((x + 1)/(n + 1))), 1/(4 n + 2)
 *
 * @see Schwarzer, Carpenter & Rücker 2015, Meta-Analysis with R, chapter 3
 * @example proportionEffects("PRAW", [5], [10]).yi // [0.5]
 */
export function proportionEffects(
  measure: keyof typeof PROPORTIONS,
  events: Numbers,
  sizes: Numbers,
  increment = 0.5,
): CommonAndRandomInput {
  checkValue("measure", measure, PROPORTION_RULE);
  checkValue("increment", increment, numberFrom(0));
  checkArray("events", events, "counts");
  checkArray("sizes", sizes, "sizes");
  if (events.length !== sizes.length)
    throw new InputError("length-mismatch", `events has ${events.length} values, sizes has ${sizes.length}`, {
      field: "sizes",
    });
  return effectsInput(
    events.map((x, row): Effect | null => {
      const n = sizes[row] ?? null;
      return x === null || n === null ? null : PROPORTIONS[measure](x, n, increment);
    }),
  );
}

const PROPORTIONS = {
  PLOGIT: (x: number, n: number, increment: number): Effect => {
    const add = x === 0 || x === n ? increment : 0;
    const [yes, no] = [x + add, n - x + add];
    return [Math.log(yes / no), 1 / yes + 1 / no];
  },
  PLN: (x: number, n: number, increment: number): Effect => {
    const add = x === 0 ? increment : 0;
    if (x === n) return [0, 1 / x - 1 / (n + increment)];
    return [Math.log((x + add) / (n + add)), 1 / (x + add) - 1 / (n + add)];
  },
  PRAW: (x: number, n: number, increment: number): Effect => {
    const add = x === 0 || x === n ? increment : 0;
    return [x / n, ((x + add) * (n - x + add)) / (n + 2 * add) ** 3];
  },
  PAS: (x: number, n: number): Effect => [Math.asin(Math.sqrt(x / n)), 1 / (4 * n)],
  PFT: (x: number, n: number): Effect => [
    (Math.asin(Math.sqrt(x / (n + 1))) + Math.asin(Math.sqrt((x + 1) / (n + 1)))) / 2,
    1 / (4 * n + 2),
  ],
} as const;

function effectsInput(effects: readonly (Effect | null)[]): CommonAndRandomInput {
  return {
    yi: effects.map((effect) => effect?.[0] ?? null),
    sei: effects.map((effect) => (effect === null ? null : Math.sqrt(effect[1]))),
  };
}
