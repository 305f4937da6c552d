import { checkOptions, checkValue, type OptionRules } from "../arguments/check-options.ts";
import { checkArray, checkObject } from "../arguments/check-shape.ts";
import { anArray, anObject, LEVEL, numberFrom, oneOf, YES_OR_NO } from "../arguments/rules.ts";
import { heterogeneityInterval } from "../inference/tau2-interval.ts";
import { InputError } from "../input-error.ts";
import { criticalValue } from "../pairwise/critical-value.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { fitSubgroups } from "../pairwise/fit-subgroups.ts";
import { h2TestBased } from "../pairwise/h2-test-based.ts";
import { chooseOptions, HETEROGENEITY_METHODS, type HeterogeneityMethod } from "../pairwise/options.ts";
import { chiSquaredCdf, normalCdf, studentTCdf } from "../special/index.ts";
import { kenwardRoger } from "./kenward-roger.ts";

/** Studies as RevMan and R's meta see them: their effects, and a common effect that was pooled in another way. */
export interface CommonAndRandomInput {
  /** null where a study has no effect; it then counts for nothing. */
  readonly yi: readonly (number | null)[];
  readonly sei: readonly (number | null)[];
  /** Default: weights 1/sei². */
  readonly common?: CommonEffect;
  /** Percent: weights of the random-effects mean too, where they do not depend on τ². */
  readonly randomWeights?: readonly (number | null)[];
}

/** A common effect of all studies, such as Mantel and Haenszel's. */
export interface CommonEffect {
  readonly estimate: number;
  readonly se: number;
  readonly weights: readonly (number | null)[];
}

export interface CommonAndRandomOptions {
  /** Estimator of τ²; default REML as in R's meta. RevMan 5 has DL. */
  readonly method?: Exclude<HeterogeneityMethod, "EE">;
  /** A τ² from elsewhere, such as that of all subgroups. */
  readonly tau2?: number;
  /** Default 0.95. */
  readonly ciLevel?: number;
  /**
   * Interval of the random-effects mean: `classic` (default) normal; `HK` Hartung & Knapp 2001; `KR` Kenward & Roger, with REML.
   */
  readonly randomCi?: "classic" | "HK" | "KR";
  /** With HK: `se` never a standard error below the classic one; `ci` the classic interval where HK's is narrower. Default none. */
  readonly adhoc?: "none" | "se" | "ci";
  /**
   * `V` (default) mean ± t(k − 1) √(τ² + se²), se the classic one (Veroniki et al. 2019); `HTS` with k − 2 (Higgins, Thompson &
   * Spiegelhalter 2009); `HK` with k − 1 and HK's se; `S` normal.
   */
  readonly prediction?: "V" | "HTS" | "HK" | "S";
  /** Default: J (Jackson 2013) with DL, otherwise QP (Q-profile). BJ: Biggerstaff & Jackson 2008. */
  readonly tau2Interval?: "QP" | "J" | "BJ";
  /**
   * What Cochran's Q deviates from: the inverse-variance mean (default), or the common effect, as RevMan does with
   * Mantel–Haenszel; the DL estimate of τ² then rests on that Q, and has neither standard error nor interval.
   */
  readonly qAbout?: "inverse-variance" | "common-effect";
}

export interface PooledEffect {
  readonly estimate: number;
  readonly se: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly statistic: number;
  readonly pValue: number;
  /** null: normal. */
  readonly df: number | null;
  /** Percent; null for a study without effect. */
  readonly weights: readonly (number | null)[];
}

/** Both models side by side, with the definitions of RevMan and R's meta. */
export interface CommonAndRandomFit {
  readonly kind: "common-and-random";
  readonly k: number;
  readonly common: PooledEffect;
  readonly random: PooledEffect;
  /** null with one study. */
  readonly tau2: number | null;
  readonly tau2Se: number | null;
  readonly tau2CiLower: number | null;
  readonly tau2CiUpper: number | null;
  readonly q: number;
  readonly qDf: number;
  readonly qPValue: number;
  /** Percent, max(0, (Q − df)/Q), with its test-based interval (Higgins & Thompson 2002); null with one study. */
  readonly i2FromQ: number | null;
  readonly i2CiLower: number | null;
  readonly i2CiUpper: number | null;
  /** √(Q/df), at least 1. */
  readonly h: number | null;
  readonly piLower: number | null;
  readonly piUpper: number | null;
  readonly options: Required<Omit<CommonAndRandomOptions, "tau2">> & { readonly tau2: number | undefined };
}

/**
 * The common-effect and the random-effects model of the same studies by the definitions of RevMan and of R's meta. They differ
 * from {@link fitPairwise} (metafor's definitions) in I² (from Q), in the prediction interval and its degrees of freedom, in the
 * default interval of τ² and, for Mantel–Haenszel, in the Q that τ² rests on; docs/definitions.md sets them side by side.
 *
 * @throws InputError `too-few-effects` when no study has an effect; as {@link fitPairwise}
 * @see Higgins et al. (eds), Cochrane Handbook 6.5, chapter 10; Deeks & Higgins 2010, Statistical algorithms in Review Manager 5;
 *   Balduzzi, Rücker & Schwarzer 2019, Evidence-Based Mental Health 22:153
 * @example fitCommonAndRandom({ yi: [0, 1], sei: [0.5, 0.5] }, { method: "DL" }).i2FromQ // 50
 */
export function fitCommonAndRandom(
  input: CommonAndRandomInput,
  options: CommonAndRandomOptions = {},
): CommonAndRandomFit {
  checkInput(input);
  checkOptions(options, RULES);
  const chosen = withDefaults(options);
  const { method, ciLevel, qAbout } = chosen;
  const rows = input.yi.flatMap((yi, row) => {
    const sei = input.sei[row] ?? null;
    return yi === null || sei === null || !(sei < Infinity) ? [] : [{ row, yi, vi: sei * sei }];
  });
  const k = rows.length;
  if (k === 0) throw new InputError("too-few-effects", "no study has an effect", { field: "yi" });
  const [yi, vi] = [rows.map((one) => one.yi), rows.map((one) => one.vi)];
  const spread = (values: readonly number[]): (number | null)[] => {
    const all: (number | null)[] = input.yi.map(() => null);
    rows.forEach(({ row }, i) => (all[row] = values[i]!));
    return all;
  };
  const inverse = fitPairwise(yi, vi, { method: "EE", ciLevel });
  const own = input.common ?? { ...inverse, weights: spread(inverse.weights) };
  const aboutCommon = qAbout === "common-effect" && method === "DL" && input.common !== undefined;
  const q = aboutCommon ? yi.reduce((sum, y, i) => sum + (y - own.estimate) ** 2 / vi[i]!, 0) : inverse.q;
  const df = k - 1;
  const tau2 = chosen.tau2 ?? (aboutCommon && k > 1 ? momentTau2(q, vi) : undefined);
  const fit = fitPairwise(yi, vi, { method, ciLevel, ...(tau2 === undefined ? {} : { tau2 }) });
  const standard = chooseOptions({ method });
  const estimated = aboutCommon || k < 2 ? undefined : fitPairwise(yi, vi, { method, ciLevel });
  const interval = estimated === undefined ? undefined : tau2IntervalOf(estimated, yi, vi, chosen);
  const given = input.randomWeights;
  const random = given ? weightedEffect(rows, given, fit.tau2) : randomEffect(fit, yi, vi, chosen);
  const i2 = h2TestBased({ h2: Math.max(1, q / df), q, k }, ciLevel);
  const share = (h2: number): number => Math.max(0, (100 * (h2 - 1)) / h2);
  const prediction = k > 1 ? predictionOf(fit, random.se, chosen) : undefined;
  return {
    kind: "common-and-random",
    k,
    common: pooledEffect(own.estimate, own.se, null, own.weights, ciLevel),
    random: pooledEffect(random.estimate, random.se, random.df, given ?? spread(fit.weights), ciLevel),
    tau2: k > 1 ? fit.tau2 : null,
    tau2Se: estimated?.tau2Se ?? null,
    tau2CiLower: interval?.lower ?? null,
    tau2CiUpper: interval?.upper ?? null,
    q,
    qDf: df,
    qPValue: df > 0 ? chiSquaredCdf(q, df, "upper") : 1,
    i2FromQ: k > 1 ? (q > df ? (100 * (q - df)) / q : 0) : null,
    i2CiLower: i2 === undefined ? null : share(i2.lower),
    i2CiUpper: i2 === undefined ? null : share(i2.upper),
    h: k > 1 ? Math.sqrt(Math.max(1, q / df)) : null,
    piLower: prediction?.[0] ?? null,
    piUpper: prediction?.[1] ?? null,
    options: { ...chosen, method: standard.method as typeof method },
  };
}

const RULES: OptionRules<CommonAndRandomOptions> = {
  method: oneOf(HETEROGENEITY_METHODS.filter((name) => name !== "EE")),
  tau2: numberFrom(0),
  ciLevel: LEVEL,
  randomCi: oneOf(["classic", "HK", "KR"], { knha: "HK", hksj: "HK" }),
  adhoc: oneOf(["none", "se", "ci"]),
  prediction: oneOf(["V", "HTS", "HK", "S"]),
  tau2Interval: oneOf(["QP", "J", "BJ"]),
  qAbout: oneOf(["inverse-variance", "common-effect"]),
};

/** @throws InputError `invalid-argument`, `length-mismatch`, `invalid-option` (a field that is not there) */
function checkInput(input: CommonAndRandomInput): void {
  checkObject("input", input, ["yi", "sei"]);
  checkOptions(input, INPUT_RULES, "input");
  const { yi, sei, common, randomWeights } = input;
  for (const [field, values] of Object.entries({ sei, "common.weights": common?.weights, randomWeights }))
    if (values !== undefined && values.length !== yi.length)
      throw new InputError("length-mismatch", `${field} has ${values.length} values, yi has ${yi.length}`, {
        field,
      });
}

const INPUT_RULES: OptionRules<CommonAndRandomInput> = {
  yi: anArray(),
  sei: anArray(),
  common: anObject(),
  randomWeights: anArray(),
};

function withDefaults(options: CommonAndRandomOptions): CommonAndRandomFit["options"] {
  const method = options.method ?? "REML";
  return {
    method,
    tau2: options.tau2,
    ciLevel: options.ciLevel ?? 0.95,
    randomCi: options.randomCi ?? "classic",
    adhoc: options.adhoc ?? "none",
    prediction: options.prediction ?? "V",
    tau2Interval: options.tau2Interval ?? (method === "DL" ? "J" : "QP"),
    qAbout: options.qAbout ?? "inverse-variance",
  };
}

/** DerSimonian and Laird's moment estimator from a given Q. */
function momentTau2(q: number, vi: readonly number[]): number {
  let [w1, w2] = [0, 0];
  for (const v of vi) {
    w1 += 1 / v;
    w2 += 1 / (v * v);
  }
  return Math.max(0, (q - (vi.length - 1)) / (w1 - w2 / w1));
}

type Fit = ReturnType<typeof fitPairwise>;

function tau2IntervalOf(
  fit: Fit,
  yi: readonly number[],
  vi: readonly number[],
  { tau2Interval, ciLevel }: CommonAndRandomFit["options"],
): { readonly lower: number; readonly upper: number } {
  const weights = vi.map((v) => (tau2Interval === "J" ? 1 / Math.sqrt(v) : 1 / v));
  const type = tau2Interval === "QP" ? { type: "QP" as const } : { type: "GENQ" as const, weights };
  return heterogeneityInterval(fit, yi, vi, { ...type, ciLevel }).tau2;
}

interface RandomMean {
  readonly estimate: number;
  readonly se: number;
  readonly df: number | null;
}

/** A mean by weights that do not depend on the variances. */
function weightedEffect(
  rows: readonly { readonly row: number; readonly yi: number; readonly vi: number }[],
  weights: readonly (number | null)[],
  tau2: number,
): RandomMean {
  let [total, sum, variance] = [0, 0, 0];
  for (const { row, yi, vi } of rows) {
    const w = weights[row] ?? 0;
    total += w;
    sum += w * yi;
    variance += w * w * (vi + tau2);
  }
  return { estimate: sum / total, se: Math.sqrt(variance) / total, df: null };
}

function randomEffect(
  fit: Fit,
  yi: readonly number[],
  vi: readonly number[],
  { randomCi, adhoc, ciLevel }: CommonAndRandomFit["options"],
): RandomMean {
  const { k, tau2, estimate, se } = fit;
  const classic = { estimate, se, df: null };
  if (randomCi === "classic" || k < 2) return classic;
  if (randomCi === "KR") return { estimate, ...kenwardRoger(vi, tau2) };
  const df = k - 1;
  const q = yi.reduce((sum, y, i) => sum + (y - estimate) ** 2 / (vi[i]! + tau2), 0);
  const own = se * Math.sqrt(q / df);
  if (adhoc === "se") return { estimate, se: Math.max(own, se), df };
  const narrower = criticalValue(ciLevel, df) * own < criticalValue(ciLevel, null) * se;
  return adhoc === "ci" && narrower ? classic : { estimate, se: own, df };
}

function predictionOf(
  fit: Fit,
  hkSe: number,
  { prediction, ciLevel }: CommonAndRandomFit["options"],
): readonly [number, number] | undefined {
  const df = { V: fit.k - 1, HK: fit.k - 1, HTS: fit.k - 2, S: null }[prediction];
  if (df !== null && df < 1) return undefined;
  const se = prediction === "HK" ? hkSe : fit.se;
  const margin = criticalValue(ciLevel, df) * Math.sqrt(fit.tau2 + se * se);
  return [fit.estimate - margin, fit.estimate + margin];
}

/** An estimate with all that follows from its standard error. */
function pooledEffect(
  estimate: number,
  se: number,
  df: number | null,
  weights: readonly (number | null)[],
  ciLevel: number,
): PooledEffect {
  const statistic = estimate / se;
  const margin = criticalValue(ciLevel, df) * se;
  const tail = Math.abs(statistic);
  return {
    estimate,
    se,
    ciLower: estimate - margin,
    ciUpper: estimate + margin,
    statistic,
    pValue: 2 * (df === null ? normalCdf(tail, "upper") : studentTCdf(tail, df, "upper")),
    df,
    weights,
  };
}

/** Both models in each subgroup, and the tests of differences between them. */
export interface StyleSubgroups {
  readonly kind: "common-and-random-subgroups";
  readonly groups: readonly { readonly level: string; readonly fit: CommonAndRandomFit }[];
  /** Σ (estimate − their mean)²/se² over the groups, weights 1/se². */
  readonly qBetweenCommon: number;
  readonly qBetweenRandom: number;
  readonly qBetweenDf: number;
  readonly qBetweenCommonPValue: number;
  readonly qBetweenRandomPValue: number;
}

/**
 * Both models in each subgroup.
 *
 * @param pool - the input of the rows of one group
 * @param options.commonTau2 - one τ² of all groups, by the chosen method from their deviations about their own means
 * @throws InputError as {@link fitCommonAndRandom}; `length-mismatch`
 * @see Borenstein & Higgins 2013, Prevention Science 14:134
 * @example fitStyleSubgroups(["a", "a", "b"], (rows) => ({ yi: rows.map((row) => [0, 1, 2][row]), sei: rows.map(() => 0.5) })).qBetweenDf // 1
 */
export function fitStyleSubgroups(
  levels: readonly string[],
  pool: (rows: readonly number[]) => CommonAndRandomInput,
  options: CommonAndRandomOptions & { readonly commonTau2?: boolean } = {},
): StyleSubgroups {
  const { commonTau2 = false, ...rest } = options;
  checkOptions(rest, RULES);
  checkValue("commonTau2", commonTau2, YES_OR_NO);
  checkArray("levels", levels, "names of groups");
  const places = new Map<string, number[]>();
  levels.forEach((level, row) => places.set(level, [...(places.get(level) ?? []), row]));
  const shared = commonTau2 ? { tau2: sharedTau2(levels, pool(levels.map((_, row) => row)), rest) } : {};
  const groups = [...places].map(([level, rows]) => ({
    level,
    fit: fitCommonAndRandom(pool(rows), { ...rest, ...shared }),
  }));
  const between = (pick: (fit: CommonAndRandomFit) => PooledEffect): number => {
    const effects = groups.map(({ fit }) => pick(fit));
    const weight = effects.reduce((sum, { se }) => sum + 1 / se ** 2, 0);
    const mean = effects.reduce((sum, { estimate, se }) => sum + estimate / se ** 2, 0) / weight;
    return effects.reduce((sum, { estimate, se }) => sum + ((estimate - mean) / se) ** 2, 0);
  };
  const [common, random] = [between((fit) => fit.common), between((fit) => fit.random)];
  const df = groups.length - 1;
  return {
    kind: "common-and-random-subgroups",
    groups,
    qBetweenCommon: common,
    qBetweenRandom: random,
    qBetweenDf: df,
    qBetweenCommonPValue: df > 0 ? chiSquaredCdf(common, df, "upper") : 1,
    qBetweenRandomPValue: df > 0 ? chiSquaredCdf(random, df, "upper") : 1,
  };
}

function sharedTau2(
  levels: readonly string[],
  { yi, sei }: CommonAndRandomInput,
  { method = "REML" }: CommonAndRandomOptions,
): number {
  const rows = levels.flatMap((level, row) => {
    const [y, se] = [yi[row] ?? null, sei[row] ?? null];
    return y === null || se === null ? [] : [{ level, y, v: se * se }];
  });
  const { groups } = fitSubgroups(
    rows.map(({ y }) => y),
    rows.map(({ v }) => v),
    rows.map(({ level }) => level),
    { method, groupTau2: "common" },
  );
  return groups[0]!.fit.tau2;
}
