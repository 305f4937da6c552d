import type { EffectSizes } from "../effects/effect-size.ts";
import { genericEffects, type GivenEffect } from "../effects/generic.ts";
import { meansEffects } from "../effects/means.ts";
import { MARGINAL, pairedMeans, PAIRED_MEANS_COLUMNS, pairedTables } from "../effects/paired-rows.ts";
import { twoByTwoEffects } from "../effects/two-by-two.ts";
import type { ZeroCells } from "../effects/zero-cells.ts";
import { measureEffects, type MeasureEffects } from "../effects/measure-effects.ts";
import { MEASURES } from "../effects/measures/index.ts";
import type { CaseOptions, Columns } from "./case-input.ts";
import { columnsOf, givenColumns, tablesOf, type Column, type GivenColumns } from "./effect-columns.ts";

const TABLES = ["OR", "RR", "RD"] as const;
const MEANS = ["MD", "SMD"] as const;
/** Joint counts of the same people (both, first only, second only, neither): marginal effects. */
const PAIRED_TABLES = ["MPOR", "MPRR", "MPRD"] as const;
/** Means of the same people under two treatments, with their correlation. */
const PAIRED_MEANS = ["MC", "SMCRP"] as const;
const OWN = [...TABLES, ...MEANS, ...PAIRED_TABLES, ...PAIRED_MEANS, "GEN"] as const;
/** The function `effectSize`: effects of all rows of a data set on one measure. `map` names the columns. */
export function effectSizeCase(options: CaseOptions, columns: Columns): EffectSizes | MeasureEffects {
  const given = givenColumns(options, columns);
  const measure = options.oneOf("measure", [...OWN, ...Object.keys(MEASURES)], "OR");
  if (Object.hasOwn(MEASURES, measure)) return tabledMeasure(measure, options, given);
  return ownMeasure(options.oneOf("measure", OWN, "OR"), options, given);
}

/** A measure of the table; `ni` or `n1i`, `n2i` stand for what is not an event. */
function tabledMeasure(name: string, options: CaseOptions, given: GivenColumns): MeasureEffects {
  const { columns, vtypes } = MEASURES[name]!;
  const values = Object.fromEntries(
    columns.map((column) => {
      if (column === "mi" && columns.includes("xi") && !given.has("mi"))
        return [column, difference(given.column("ni"), given.column("xi"))];
      if ((column === "bi" || column === "di") && !given.has(column)) {
        const [size, events] = column === "bi" ? (["n1i", "ai"] as const) : (["n2i", "ci"] as const);
        return [column, difference(given.column(size), given.column(events))];
      }
      return [column, given.column(column)];
    }),
  );
  const vtype = options.text("vtype");
  const { add, to } = zeroCells(options);
  return measureEffects(name, values, {
    to,
    ...(options.number("add") === undefined ? {} : { add }),
    correct: options.boolean("correct", true),
    ...(vtype === undefined ? {} : { vtype: vtype === "LS" ? vtypes[0]! : vtype }),
  });
}

function difference(whole: Column, part: Column): Column {
  return whole.map((value, row) => {
    const less = part[row] ?? null;
    return value === null || less === null ? null : value - less;
  });
}

function ownMeasure(measure: (typeof OWN)[number], options: CaseOptions, given: GivenColumns): EffectSizes {
  switch (measure) {
    case "OR":
    case "RR":
    case "RD":
      return twoByTwoEffects(measure, tablesOf(given), {
        ...zeroCells(options),
        drop00: options.boolean("drop00", false),
        vtype: options.oneOf("vtype", ["LS", "UB", "AV"], "LS"),
      });
    case "MD":
    case "SMD":
      return meansEffects(measure, meansOf(given), {
        vtype: options.oneOf("vtype", ["LS", "LS2", "UB", "AV", "HO"], "LS"),
        ...(measure === "SMD" ? { correct: options.boolean("correct", true) } : {}),
      });
    case "MPOR":
    case "MPRR":
    case "MPRD":
      return pairedTables(MARGINAL[measure], tablesOf(given), zeroCells(options));
    case "MC":
    case "SMCRP":
      return pairedMeans(measure, meansTwice(given));
    case "GEN":
      return genericEffects(givenEffects(given), { ciLevel: (options.number("level") ?? 95) / 100 });
  }
}

function zeroCells(options: CaseOptions): Required<ZeroCells> {
  return {
    add: options.number("add") ?? 0.5,
    to: options.oneOf("to", ["only0", "all", "if0all", "none"], "only0"),
  };
}

function meansOf(given: GivenColumns): Parameters<typeof meansEffects>[1] {
  const names = ["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"] as const;
  const [m1 = [], sd1 = [], n1 = [], m2 = [], sd2 = [], n2 = []] = columnsOf(given, ...names);
  return m1.map((m1i, row) => ({
    m1i,
    sd1i: sd1[row] ?? null,
    n1i: n1[row] ?? null,
    m2i: m2[row] ?? null,
    sd2i: sd2[row] ?? null,
    n2i: n2[row] ?? null,
  }));
}

function meansTwice(given: GivenColumns): Parameters<typeof pairedMeans>[1] {
  const [m1i = [], sd1i = [], m2i = [], sd2i = [], ni = [], ri = []] = columnsOf(
    given,
    ...PAIRED_MEANS_COLUMNS,
  );
  return { m1i, sd1i, m2i, sd2i, ni, ri };
}

/** With a column vi, sei, or ciLower and ciUpper, in this order of preference. */
function givenEffects(given: GivenColumns): readonly (GivenEffect | null)[] {
  const spread = given.has("vi") ? "vi" : given.has("sei") ? "sei" : "ci";
  const [y = [], first = [], second = []] =
    spread === "ci" ? columnsOf(given, "yi", "ciLower", "ciUpper") : columnsOf(given, "yi", spread);
  return y.map((yi, row): GivenEffect | null => {
    const one = first[row] ?? null;
    if (yi === null || one === null) return null;
    if (spread === "vi") return { yi, vi: one };
    if (spread === "sei") return { yi, sei: one };
    const two = second[row] ?? null;
    return two === null ? null : { yi, ciLower: one, ciUpper: two };
  });
}
