import { InputError } from "../input-error.ts";
import type { DroppedRow, EffectSize, EffectSizes } from "./effect-size.ts";
import { pairedEffect, pairedMeanDifference, pairedStandardizedMeanDifference } from "./paired.ts";
import type { TwoByTwo, TwoByTwoMeasure } from "./two-by-two.ts";
import { addToZeroCells, type ZeroCells } from "./zero-cells.ts";

/** Marginal measures of joint counts, and the measure of independent arms that each is comparable with. */
export const MARGINAL = { MPOR: "OR", MPRR: "RR", MPRD: "RD" } as const satisfies Readonly<
  Record<string, TwoByTwoMeasure>
>;

export const PAIRED_MEANS_COLUMNS = ["m1i", "sd1i", "m2i", "sd2i", "ni", "ri"] as const;

type Column = readonly (number | null)[];

/** Marginal effects of joint counts; zero cells of the joint table are treated as those of independent arms. */
export function pairedTables(
  measure: TwoByTwoMeasure,
  tables: readonly (TwoByTwo | null)[],
  zeros: Required<ZeroCells>,
): EffectSizes {
  const effects = pairedRows(addToZeroCells(tables, zeros), ({ ai, bi, ci, di }) =>
    pairedEffect(measure, { n: ai + bi + ci + di, events1: ai + bi, events2: ai + ci }, { both: ai }),
  );
  return {
    measure,
    ...effects,
    ni: tables.map((table) => table && table.ai + table.bi + table.ci + table.di),
    options: { design: "paired", ...zeros },
  };
}

/** Differences of the means of the same people under two treatments, with their correlation. */
export function pairedMeans(
  measure: "MC" | "SMCRP",
  columns: Readonly<Record<(typeof PAIRED_MEANS_COLUMNS)[number], Column>>,
): EffectSizes {
  const [m1 = [], ...others] = PAIRED_MEANS_COLUMNS.map((name) => columns[name]);
  const rows = m1.map((first, row) => {
    const [sd1 = null, m2 = null, sd2 = null, n = null, correlation = null] = others.map(
      (column) => column[row] ?? null,
    );
    if (first === null || sd1 === null || m2 === null || sd2 === null || n === null || correlation === null)
      return null;
    return { means: { n, m1: first, sd1, m2, sd2 }, correlation };
  });
  const effectOf = measure === "MC" ? pairedMeanDifference : pairedStandardizedMeanDifference;
  return {
    measure: measure === "MC" ? "MD" : "SMD",
    ...pairedRows(rows, ({ means, correlation }) => effectOf(means, correlation)),
    ni: others[3] ?? [],
    options: { design: "paired" },
  };
}

/** Each row's effect; a row in which nothing varies is dropped, another error names its row. */
function pairedRows<Row>(
  rows: readonly (Row | null)[],
  effectOf: (row: Row) => EffectSize,
): Pick<EffectSizes, "yi" | "vi" | "dropped"> {
  const dropped: DroppedRow[] = [];
  const effects = rows.map((given, row) => {
    if (given === null) {
      dropped.push({ row, code: "missing", reason: "a number is missing" });
      return null;
    }
    try {
      return effectOf(given);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (error.code !== "nonpositive-variance")
        throw new InputError(error.code, `row ${row}: ${error.message}`, { ...error.where, row }, error);
      dropped.push({ row, code: "not-estimable", reason: error.message });
      return null;
    }
  });
  return {
    yi: effects.map((effect) => effect?.yi ?? null),
    vi: effects.map((effect) => effect?.vi ?? null),
    dropped,
  };
}
