import type { EffectZeros } from "../../mantel-haenszel/mantel-haenszel.ts";
import { mantelHaenszel } from "../../mantel-haenszel/mantel-haenszel.ts";
import { mantelHaenszelRates } from "../../mantel-haenszel/mantel-haenszel-rates.ts";
import { peto } from "../../mantel-haenszel/peto.ts";
import type { StratifiedFit } from "../../mantel-haenszel/pooled-result.ts";
import { unsupported, type CaseOptions, type Columns } from "../case-input.ts";
import type { ComputeResult, ComputeTable } from "../compute-function.ts";
import { givenColumns, ratesOf, tablesOf } from "../effect-columns.ts";

export const MH_PETO_FUNCTIONS: ComputeTable = {
  mantelHaenszel: mantelHaenszelCase,
  peto: (options, columns) => {
    const value = peto(tablesOf(givenColumns(options, columns)), { ciLevel: level(options) });
    return { value, reference: () => ({ ...stratifiedKeys(value), "k.pos": value.kEffects }) };
  },
};

function mantelHaenszelCase(options: CaseOptions, columns: Columns): ComputeResult {
  const measure = options.oneOf("measure", ["OR", "RR", "RD", "IRR", "IRD"], "OR");
  const given = givenColumns(options, columns);
  const chosen = { ciLevel: level(options), correct: options.boolean("correct", true) };
  if (measure === "IRR" || measure === "IRD") {
    const value = mantelHaenszelRates(measure, ratesOf(given), chosen);
    return {
      value,
      reference: () => ({
        ...stratifiedKeys(value),
        MH: value.cmh?.statistic ?? null,
        MHp: value.cmh?.pValue ?? null,
      }),
    };
  }
  const [effects, tables] = zeros(options);
  const value = mantelHaenszel(measure, tablesOf(given), { ...chosen, effects, tables });
  return {
    value,
    reference: () => ({
      ...stratifiedKeys(value),
      MH: value.cmh?.statistic ?? null,
      MHp: value.cmh?.pValue ?? null,
      BD: value.breslowDay?.statistic ?? null,
      BDp: value.breslowDay?.pValue ?? null,
      TA: value.tarone?.statistic ?? null,
      TAp: value.tarone?.pValue ?? null,
      "k.pos": measure === "OR" ? value.kPositive : null,
    }),
  };
}

function level(options: CaseOptions): number {
  return (options.number("level") ?? 95) / 100;
}

const RULES = ["only0", "all", "if0all", "none"] as const;

/** `add` and `to`: for the studies' own effects first, for the pooled tables second. */
function zeros(options: CaseOptions): readonly [EffectZeros, EffectZeros] {
  const add = options.list("add") ?? [0.5, 0];
  const to = options.list("to") ?? ["only0", "none"];
  const drop00 = options.list("drop00") ?? [true, false];
  const rule = (place: 0 | 1): EffectZeros => {
    const [number, name, drop] = [add, to, drop00].map((list) => list[place] ?? list[0]);
    const found = RULES.find((one) => one === name);
    if (typeof number !== "number" || found === undefined || typeof drop !== "boolean")
      throw unsupported(`add = ${JSON.stringify(add)}, to = ${JSON.stringify(to)}`, "add");
    return { add: number, to: found, drop00: drop };
  };
  return [rule(0), rule(1)];
}

function stratifiedKeys(fit: StratifiedFit): object {
  return {
    b: fit.estimate,
    se: fit.se,
    stat: fit.statistic,
    p: fit.pValue,
    ciLow: fit.ciLower,
    ciHigh: fit.ciUpper,
    k: fit.k,
    "k.yi": fit.kEffects,
    QE: fit.q,
    QEp: fit.qPValue,
    I2: fit.i2,
    H2: fit.h2,
    MH: null,
    MHp: null,
    BD: null,
    BDp: null,
    TA: null,
    TAp: null,
    "k.pos": null,
  };
}
