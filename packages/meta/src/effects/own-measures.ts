import { InputError } from "../input-error.ts";
import type { MeasureEffects, MeasureEffectsOptions } from "./measure-effects.ts";
import { meansEffects } from "./means.ts";
import { MARGINAL, pairedMeans, PAIRED_MEANS_COLUMNS, pairedTables } from "./paired-rows.ts";
import { twoByTwoEffects, type TwoByTwo, type TwoByTwoMeasure } from "./two-by-two.ts";

type Column = readonly (number | null)[];

/** A measure that has a function of its own, seen as a measure of the table: columns in, effects out. */
export interface OwnMeasure {
  readonly columns: readonly string[];
  readonly effects: (
    columns: Readonly<Record<string, Column>>,
    options: MeasureEffectsOptions,
  ) => Omit<MeasureEffects, "measure">;
}

const TABLE = ["ai", "bi", "ci", "di"] as const;
const MEANS = ["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"] as const;

/** Measures that are not rows of `MEASURES`; their functions take more options than {@link measureEffects} does. */
export const OWN_MEASURES: Readonly<Record<string, OwnMeasure>> = {
  OR: table("OR"),
  RR: table("RR"),
  RD: table("RD"),
  MD: means("MD"),
  SMD: means("SMD"),
  MPOR: paired("MPOR"),
  MPRR: paired("MPRR"),
  MPRD: paired("MPRD"),
  MC: change("MC"),
  SMCRP: change("SMCRP"),
};

function table(measure: TwoByTwoMeasure): OwnMeasure {
  return {
    columns: TABLE,
    effects: (columns, { vtype, add, to }) =>
      twoByTwoEffects(measure, tablesOf(columns), given({ vtype, add, to })),
  };
}

function means(measure: "MD" | "SMD"): OwnMeasure {
  return {
    columns: MEANS,
    effects: (columns, { vtype, correct }) => {
      const rows = columns["m1i"]!.map((_, row) =>
        Object.fromEntries(MEANS.map((name) => [name, columns[name]![row] ?? null])),
      ) as unknown as Parameters<typeof meansEffects>[1];
      const options = given({ vtype, correct: measure === "SMD" ? correct : undefined });
      return meansEffects(measure, rows, options);
    },
  };
}

function paired(measure: keyof typeof MARGINAL): OwnMeasure {
  return {
    columns: TABLE,
    effects: (columns, { vtype, add = 0.5, to = "only0" }) => {
      checkOneVariance(measure, vtype);
      return pairedTables(MARGINAL[measure], tablesOf(columns), { add, to });
    },
  };
}

function change(measure: "MC" | "SMCRP"): OwnMeasure {
  return {
    columns: PAIRED_MEANS_COLUMNS,
    effects: (columns, { vtype }) => {
      checkOneVariance(measure, vtype);
      return pairedMeans(measure, columns);
    },
  };
}

function checkOneVariance(measure: string, vtype: string | undefined): void {
  if (vtype !== undefined && vtype !== "LS")
    throw new InputError("unsupported", `variance type ${vtype} is not LS, the one of ${measure}`, {
      field: "vtype",
    });
}

function tablesOf(columns: Readonly<Record<string, Column>>): readonly (TwoByTwo | null)[] {
  return columns["ai"]!.map((_, row) => {
    const cell = (name: (typeof TABLE)[number]): number | null => columns[name]![row] ?? null;
    const [ai, bi, ci, di] = [cell("ai"), cell("bi"), cell("ci"), cell("di")];
    return ai === null || bi === null || ci === null || di === null ? null : { ai, bi, ci, di };
  });
}

function given(options: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
