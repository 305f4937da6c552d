import {
  fitCommonAndRandom,
  fitStyleSubgroups,
  type CommonAndRandomFit,
  type CommonAndRandomInput,
  type CommonAndRandomOptions,
  type StyleSubgroups,
} from "../../cochrane-style/common-and-random.ts";
import {
  binaryEffects,
  meansEffectsInStyle,
  proportionEffects,
  rateEffects,
} from "../../cochrane-style/style-effects.ts";
import { fitGlmm, type GlmmFit } from "../../glmm/fit-glmm.ts";
import { criticalValue } from "../../pairwise/critical-value.ts";
import { h2TestBased } from "../../pairwise/h2-test-based.ts";
import type { TwoMeans } from "../../effects/means.ts";
import type { CaseOptions, Columns } from "../case-input.ts";
import type { ComputeResult, ComputeTable } from "../compute-function.ts";
import { columnsOf, givenColumns, ratesOf, type Column, type GivenColumns } from "../effect-columns.ts";

type Pool = (rows: readonly number[]) => CommonAndRandomInput;

/** R's meta by its own names of functions, options and columns. */
export const COCHRANE_STYLE_FUNCTIONS: ComputeTable = {
  metabin: (options, columns) => {
    const given = givenColumns(options, columns);
    const measure = options.oneOf("sm", ["OR", "RR", "RD"], "RR");
    const method = options.oneOf("method", ["MH", "Inverse", "Peto", "SSW"], "MH");
    const [events1 = [], n1 = [], events2 = [], n2 = []] = columnsOf(
      given,
      "event.e",
      "n.e",
      "event.c",
      "n.c",
    );
    const tables = events1.map((ai, row) => {
      const [first, ci, second] = [n1[row] ?? null, events2[row] ?? null, n2[row] ?? null];
      if (ai === null || first === null || ci === null || second === null) return null;
      return { ai, bi: first - ai, ci, di: second - ci };
    });
    const style = {
      method,
      increment: options.number("incr") ?? 0.5,
      incrementTo: options.oneOf("method.incr", ["only0", "all"], "only0"),
      mhIncrement: !options.boolean("MH.exact", false),
      revmanRiskRatio: options.boolean("RR.Cochrane", false),
    };
    // Both are what is done anyway: Q about the Mantel-Haenszel effect with DL, and risk differences of all studies.
    const qCochrane = options.boolean("Q.Cochrane", true);
    options.boolean("allstudies", measure === "RD");
    const pool: Pool = (rows) => binaryEffects(measure, rows.map((row) => tables[row] ?? null), style); // prettier-ignore
    const about = method === "MH" && qCochrane ? "common-effect" : "inverse-variance";
    // R's meta gives tables without any event (or without anything else) an infinite standard error of their log odds ratio.
    const infinite = tables.map(
      (table) => measure === "OR" && method !== "Peto" && table !== null && (table.ai + table.ci === 0 || table.bi + table.di === 0),
    ); // prettier-ignore
    return styleCase(options, columns, tables.length, pool, { qAbout: about }, infinite);
  },
  metacont: (options, columns) => {
    const given = givenColumns(options, columns);
    const measure = options.oneOf("sm", ["MD", "SMD", "ROM"], "MD");
    const [n1i = [], m1i = [], sd1i = [], n2i = [], m2i = [], sd2i = []] = columnsOf(given, "n.e", "mean.e", "sd.e", "n.c", "mean.c", "sd.c"); // prettier-ignore
    const style = {
      pooledVariance: options.boolean("pooledvar", false),
      smd: options.oneOf("method.smd", ["Hedges", "Cohen", "Glass"], "Hedges"),
      exact: options.boolean("exact.smd", true),
    };
    const arm = (row: number): TwoMeans | null => {
      const values = [n1i, m1i, sd1i, n2i, m2i, sd2i].map((column) => column[row] ?? null);
      if (values.includes(null)) return null;
      const [n1 = NaN, m1 = NaN, sd1 = NaN, n2 = NaN, m2 = NaN, sd2 = NaN] = values as number[];
      return { n1i: n1, m1i: m1, sd1i: sd1, n2i: n2, m2i: m2, sd2i: sd2 };
    };
    return styleCase(options, columns, n1i.length, (rows) =>
      meansEffectsInStyle(measure, rows.map(arm), style),
    );
  },
  metainc: (options, columns) => {
    const measure = options.oneOf("sm", ["IRR", "IRD"], "IRR");
    const method = options.oneOf("method", ["MH", "Inverse", "Cochran"], "MH");
    const given = givenColumns(options, columns);
    const renamed: GivenColumns = {
      has: (name) => given.has(RATE_NAMES[name] ?? name),
      column: (name) => given.column(RATE_NAMES[name] ?? name),
    };
    const rates = ratesOf(renamed);
    return styleCase(options, columns, rates.length, (rows) =>
      rateEffects(
        measure,
        rows.map((row) => rates[row] ?? null),
        method,
      ),
    );
  },
  metaprop: (options, columns) => {
    const measure = options.oneOf("sm", ["PLOGIT", "PLN", "PRAW", "PAS", "PFT"], "PLOGIT");
    const method = options.oneOf(
      "method",
      measure === "PLOGIT" ? ["Inverse", "GLMM"] : ["Inverse"],
      "Inverse",
    );
    const [events = [], sizes = []] = columnsOf(givenColumns(options, columns), "event", "n");
    if (method === "GLMM") return mixedProportions(events, sizes);
    const pick = (column: Column, rows: readonly number[]): Column => rows.map((row) => column[row]!);
    const found = styleCase(options, columns, events.length, (rows) =>
      proportionEffects(measure, pick(events, rows), pick(sizes, rows)),
    );
    // A single group is tested against nothing.
    return {
      ...found,
      reference: () => ({ ...found.reference(), pCommon: null, pRandom: null, statRandom: null }),
    };
  },
  metacor: (options, columns) => {
    const measure = options.oneOf("sm", ["ZCOR", "COR"], "ZCOR");
    const [correlations = [], sizes = []] = columnsOf(givenColumns(options, columns), "cor", "n");
    return styleCase(options, columns, correlations.length, (rows) => ({
      yi: rows.map((row) => {
        const r = correlations[row] ?? null;
        return r === null || measure === "COR" ? r : Math.atanh(r);
      }),
      sei: rows.map((row) => {
        const [r, n] = [correlations[row] ?? null, sizes[row] ?? null];
        if (r === null || n === null) return null;
        return measure === "COR" ? (1 - r * r) / Math.sqrt(n - 1) : 1 / Math.sqrt(n - 3);
      }),
    }));
  },
  metagen: (options, columns) => {
    const [yi = [], sei = []] = columnsOf(givenColumns(options, columns), "TE", "seTE");
    return styleCase(options, columns, yi.length, (rows) => ({
      yi: rows.map((row) => yi[row]!),
      sei: rows.map((row) => sei[row]!),
    }));
  },
};

/** Both models of proportions as mixed models: I² from Wald's Q, prediction with t(k − 1). */
function mixedProportions(events: Column, sizes: Column): ComputeResult {
  const proportions = events.flatMap((xi, row) => {
    const ni = sizes[row] ?? null;
    return xi === null || ni === null ? [] : [{ xi, ni }];
  });
  const [common, random] = (["EE", "ML"] as const).map((method) =>
    fitGlmm({ measure: "PLO", proportions }, { method }),
  ) as [GlmmFit, GlmmFit];
  const effects = proportionEffects("PLOGIT", events, sizes);
  const q = random.qWald;
  const df = random.qDf;
  const interval = q === null ? undefined : h2TestBased({ h2: Math.max(1, q / df), q, k: random.k }, 0.95);
  const i2 = (h2: number | undefined): number | null =>
    h2 === undefined ? null : Math.max(0, (h2 - 1) / h2);
  const margin = df > 0 ? criticalValue(0.95, df) * Math.sqrt(random.tau2 + random.se ** 2) : null;
  return {
    value: { kind: "common-and-random-glmm", common, random },
    reference: () => ({
      k: random.k,
      TEcommon: common.estimate,
      seCommon: common.se,
      lowCommon: common.ciLower,
      highCommon: common.ciUpper,
      pCommon: null,
      TErandom: random.estimate,
      seRandom: random.se,
      lowRandom: random.ciLower,
      highRandom: random.ciUpper,
      pRandom: null,
      statRandom: null,
      dfRandom: Infinity,
      tau2: random.tau2,
      seTau2: null,
      tau2Low: null,
      tau2High: null,
      Q: [q, random.qLikelihoodRatio],
      dfQ: [df, df],
      pQ: [random.qWaldPValue, random.qLikelihoodRatioPValue],
      I2: q === null ? null : Math.max(0, (q - df) / q),
      I2low: i2(interval?.lower),
      I2high: i2(interval?.upper),
      H: q === null ? null : Math.sqrt(Math.max(1, q / df)),
      piLow: margin === null ? null : random.estimate - margin,
      piHigh: margin === null ? null : random.estimate + margin,
      TE: effects.yi,
      seTE: effects.sei,
      wCommon: events.map(() => null),
      wRandom: events.map(() => null),
    }),
  };
}

const RATE_NAMES: Readonly<Record<string, string>> = {
  x1i: "event.e",
  t1i: "time.e",
  x2i: "event.c",
  t2i: "time.c",
};

/** Columns that hold subgroups where `subgroup` names none, as in the reference data sets. */
const SUBGROUP_COLUMNS = ["subgroup", "alloc", "group", "type"];

function styleCase(
  options: CaseOptions,
  columns: Columns,
  size: number,
  pool: Pool,
  more: CommonAndRandomOptions = {},
  infinite: readonly boolean[] = [],
): ComputeResult {
  options.boolean("prediction", true);
  // Profile likelihood is for three-level models in R's meta; it answers with the default otherwise.
  const interval = options.oneOf("method.tau.ci", ["default", "QP", "J", "BJ", "PL"], "default");
  const preset = options.number("tau.preset");
  const chosen: CommonAndRandomOptions = {
    method: options.oneOf("method.tau", ["REML", "DL", "PM", "ML", "HS", "SJ", "HE", "EB"], "REML"),
    randomCi: options.oneOf("method.random.ci", ["classic", "HK", "KR"], "classic"),
    adhoc: options.oneOf("adhoc.hakn.ci", ["none", "se", "ci"], "none"),
    prediction: options.oneOf("method.predict", ["V", "HTS", "HK", "S"], "V"),
    ...(interval === "default" || interval === "PL" ? {} : { tau2Interval: interval }),
    ...more,
  };
  const commonTau2 = options.boolean("tau.common", false);
  const rows = Array.from({ length: size }, (_, row) => row);
  const input = pool(rows);
  const named = options.text("subgroup");
  const column = named ?? SUBGROUP_COLUMNS.find((name) => columns.exists(name));
  const levels = column === undefined ? undefined : columns.texts(column);
  const overall = preset === undefined ? chosen : { ...chosen, tau2: preset * preset };
  const fit = fitCommonAndRandom(input, overall);
  const used = rows.filter((row) => input.yi[row] !== null && input.sei[row] !== null);
  const subgroups =
    levels === undefined
      ? undefined
      : fitStyleSubgroups(
          used.map((row) => levels[row]!),
          (places) => pool(places.map((place) => used[place]!)),
          { ...chosen, commonTau2 },
        );
  return {
    value: subgroups === undefined ? fit : { ...fit, subgroups },
    reference: () => ({ ...styleKeys(fit, input, infinite), subgroup: subgroups && subgroupKeys(subgroups) }),
  };
}

function share(percent: number | null): number | null {
  return percent === null ? null : percent / 100;
}

function styleKeys(
  fit: CommonAndRandomFit,
  { yi, sei }: CommonAndRandomInput,
  infinite: readonly boolean[],
): object {
  const { common, random } = fit;
  const total = common.weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
  return {
    k: fit.k,
    TEcommon: common.estimate,
    seCommon: common.se,
    lowCommon: common.ciLower,
    highCommon: common.ciUpper,
    pCommon: common.pValue,
    TErandom: random.estimate,
    seRandom: random.se,
    lowRandom: random.ciLower,
    highRandom: random.ciUpper,
    pRandom: random.pValue,
    statRandom: random.statistic,
    dfRandom: random.df ?? Infinity,
    tau2: fit.tau2,
    seTau2: fit.tau2Se,
    tau2Low: fit.tau2CiLower,
    tau2High: fit.tau2CiUpper,
    Q: fit.q,
    dfQ: fit.qDf,
    pQ: fit.qPValue,
    I2: share(fit.i2FromQ),
    I2low: share(fit.i2CiLower),
    I2high: share(fit.i2CiUpper),
    H: fit.h,
    piLow: fit.piLower,
    piHigh: fit.piUpper,
    TE: yi,
    seTE: sei.map((se, row) => (infinite[row] === true ? Infinity : se)),
    wCommon: common.weights.map((weight) => (100 * (weight ?? 0)) / total),
    wRandom: random.weights.map((weight) => weight ?? 0),
  };
}

function subgroupKeys({ groups, ...tests }: StyleSubgroups): object {
  const each = <T>(pick: (fit: CommonAndRandomFit) => T): readonly T[] => groups.map(({ fit }) => pick(fit));
  return {
    levels: groups.map(({ level }) => (Number.isNaN(Number(level)) ? level : Number(level))),
    k: each(({ k }) => k),
    TEcommon: each(({ common }) => common.estimate),
    TErandom: each(({ random }) => random.estimate),
    seRandom: each(({ random }) => random.se),
    tau2: each(({ tau2 }) => tau2),
    I2: each(({ i2FromQ }) => share(i2FromQ)),
    QbCommon: tests.qBetweenCommon,
    QbRandom: tests.qBetweenRandom,
    dfQb: tests.qBetweenDf,
    pQbRandom: tests.qBetweenRandomPValue,
    pQbCommon: tests.qBetweenCommonPValue,
  };
}
