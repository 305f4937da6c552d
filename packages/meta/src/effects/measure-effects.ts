import { checkOptions, type OptionRules } from "../arguments/check-options.ts";
import { checkArray, checkObject } from "../arguments/check-shape.ts";
import { nearest } from "../arguments/nearest-name.ts";
import { YES_OR_NO } from "../arguments/rules.ts";
import { valueInWords } from "../arguments/value-in-words.ts";
import { InputError } from "../input-error.ts";
import type { DroppedRow } from "./effect-size.ts";
import { MEASURES, type Measure, type Numbers } from "./measures/index.ts";
import { OWN_MEASURES } from "./own-measures.ts";
import { ZERO_RULES, type ZeroCells } from "./zero-cells.ts";

export interface MeasureEffectsOptions extends ZeroCells {
  /** Default: the first that the measure has. */
  readonly vtype?: string;
  /** Corrections for small samples; default true. */
  readonly correct?: boolean;
}

/** Effects of a measure: lists of the input's length, null where a row gives none. */
export interface MeasureEffects {
  readonly measure: string;
  readonly yi: readonly (number | null)[];
  readonly vi: readonly (number | null)[];
  /** Size of each row: people, or units of time. */
  readonly ni: readonly (number | null)[];
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly dropped: readonly DroppedRow[];
}

const RULES: OptionRules<MeasureEffectsOptions> = {
  ...ZERO_RULES,
  vtype: { accepts: (value) => typeof value === "string", expected: "the name of a variance type" },
  correct: YES_OR_NO,
};

const MEASURE_NAMES: readonly string[] = [...Object.keys(OWN_MEASURES), ...Object.keys(MEASURES)];

/**
 * Effects of many rows on any measure: those of the table, and those that have a function of their own.
 *
 * @param columns - by the names that the measure needs (those of metafor's escalc; for proportions `mi` is what is not `xi`);
 *   null for a missing value
 * @throws InputError `unsupported` for a measure or a variance type that is not there, `unknown-column`, `length-mismatch`,
 *   `not-finite`, `impossible-counts`, `nonpositive-sd`, `nonpositive-n`, with field and row
 * @example measureEffects("ZCOR", { ri: [0.5], ni: [28] }).vi // [0.04]
 */
export function measureEffects(
  name: string,
  columns: Readonly<Record<string, readonly (number | null)[]>>,
  options: MeasureEffectsOptions = {},
): MeasureEffects {
  checkOptions(options, RULES);
  checkObject("columns", columns, []);
  const own = Object.hasOwn(OWN_MEASURES, name) ? OWN_MEASURES[name] : undefined;
  if (own !== undefined) {
    checkColumns(name, own.columns, columns);
    return { ...own.effects(columns, options), measure: name };
  }
  const measure = Object.hasOwn(MEASURES, name) ? MEASURES[name] : undefined;
  if (measure === undefined) {
    const close = typeof name === "string" ? nearest(name, MEASURE_NAMES) : undefined;
    throw new InputError(
      "unsupported",
      `there is no measure ${valueInWords(name)}${close === undefined ? "" : `; did you mean "${close}"?`}`,
      { field: "measure" },
      {
        found: name,
        expected: `one of ${MEASURE_NAMES.join(", ")}`,
        ...(close && { fix: `write "${close}"` }),
      },
    );
  }
  const { correct = true, add = 0.5, to = "only0" } = options;
  const vtype = options.vtype ?? measure.vtypes[0]!;
  if (!measure.vtypes.includes(vtype))
    throw new InputError(
      "unsupported",
      `variance type ${vtype} is not one of ${measure.vtypes.join(", ")} for ${name}`,
      {
        field: "vtype",
      },
    );
  const raw = rowsOf(name, measure, columns);
  // Measures that take zeros get an addition only where one is asked for.
  const zeros =
    zeroColumns(measure) === undefined || (measure.takesZeros === true && options.add === undefined)
      ? undefined
      : { add, to };
  const rows = zeros === undefined ? raw : withZeros(measure, raw, zeros);
  const chosen = { vtype, correct };
  const pooled = measure.pooled?.[vtype]?.(rows, chosen);
  const mean = pooled === undefined && vtype === "AV" ? averageOf(measure, rows, chosen) : undefined;
  const dropped: DroppedRow[] = [];
  const effects = rows.map((row, index) => {
    const found =
      pooled !== undefined
        ? pooled(row)
        : mean === undefined
          ? measure.effect(row, chosen)
          : measure.average!.effect(row, mean, chosen);
    const yi = Number.isFinite(found.yi) ? found.yi : null;
    const vi = Number.isFinite(found.vi) && found.vi >= 0 ? found.vi : null;
    if (yi === null || vi === null)
      dropped.push(
        Object.values(row).some(Number.isNaN)
          ? { row: index, code: "missing", reason: "a number is missing" }
          : { row: index, code: "not-estimable", reason: "the formula divides by zero for this row" },
      );
    return { yi, vi };
  });
  return {
    measure: name,
    yi: effects.map(({ yi }) => yi),
    // A variance can follow from sizes alone, also where the effect is missing.
    vi: effects.map(({ vi }) => vi),
    ni: raw.map((row) => {
      const size = measure.size(row);
      return Number.isNaN(size) ? null : size;
    }),
    options: {
      vtype,
      ...(hasCorrection(measure, rows, vtype) ? { correct } : {}),
      ...zeros,
    },
    dropped,
  };
}

/** Whether a correction for small samples changes anything: seen on the first row that has an effect. */
function hasCorrection(measure: Measure, rows: Rows, vtype: string): boolean {
  const plain = measure.vtypes[0]!;
  const own =
    measure.vtypes.includes(vtype) && vtype !== "AV" && measure.pooled?.[vtype] === undefined ? vtype : plain;
  const both = (row: Numbers) => [true, false].map((correct) => measure.effect(row, { vtype: own, correct }));
  const first = rows.find((row) => both(row).every(({ yi }) => Number.isFinite(yi)));
  if (first === undefined) return true;
  const [one, other] = both(first);
  return one!.yi !== other!.yi || one!.vi !== other!.vi;
}

/** A missing number is NaN here, and so is what rests on it. */
type Rows = readonly Numbers[];

function rowsOf(
  name: string,
  measure: Measure,
  columns: Readonly<Record<string, readonly (number | null)[]>>,
): Rows {
  const given = checkColumns(name, measure.columns, columns);
  const size = given[0]!.length;
  return Array.from({ length: size }, (_, row) => {
    const entries = given.map((values, at) => [measure.columns[at]!, values[row] ?? null] as const);
    const numbers = Object.fromEntries(entries.map(([column, value]) => [column, value ?? Number.NaN]));
    checkNumbers(numbers, row);
    return numbers;
  });
}

/** The columns that a measure needs, all there and of one length. */
function checkColumns(
  name: string,
  needed: readonly string[],
  columns: Readonly<Record<string, readonly (number | null)[]>>,
): readonly (readonly (number | null)[])[] {
  const given = needed.map((column) => {
    const values = columns[column];
    if (values === undefined)
      throw new InputError(
        "unknown-column",
        `${name} needs a column ${column}`,
        { field: column },
        { found: Object.keys(columns), expected: `the columns ${needed.join(", ")}` },
      );
    checkArray(column, values, "numbers");
    return values;
  });
  const size = given[0]!.length;
  given.forEach((values, at) => {
    if (values.length !== size)
      throw new InputError("length-mismatch", `${needed[at]!} has ${values.length} values, not ${size}`, {
        field: needed[at]!,
      });
  });
  return given;
}

const COUNTS = /^([abcd]i|x\d?i|mi)$/;

function checkNumbers(numbers: Numbers, row: number): void {
  const counts = "bi" in numbers || "xi" in numbers || "x1i" in numbers;
  for (const [field, value] of Object.entries(numbers)) {
    if (Number.isNaN(value)) continue;
    const where = { field, row };
    if (!Number.isFinite(value))
      throw new InputError("not-finite", `${field} in row ${row} is not a finite number`, where);
    if (counts && COUNTS.test(field) && value < 0)
      throw new InputError("impossible-counts", `${field} = ${value} in row ${row} is below 0`, where);
    if (/^sd\d?i$/.test(field) && !(value > 0))
      throw new InputError("nonpositive-sd", `${field} = ${value} in row ${row} is not above 0`, where);
    if (/^[nt]\d?i$/.test(field) && !(value > 0))
      throw new InputError("nonpositive-n", `${field} = ${value} in row ${row} is not above 0`, where);
    if (field === "ri" && !(Math.abs(value) <= 1))
      throw new InputError(
        "correlation-not-feasible",
        `ri = ${value} in row ${row} is not within −1 to 1`,
        where,
      );
  }
}

/** The counts that get an addition together; undefined for measures without counts. */
function zeroColumns({ columns }: Measure): readonly string[] | undefined {
  if (columns.includes("bi")) return ["ai", "bi", "ci", "di"];
  if (columns.includes("x1i")) return ["x1i", "x2i"];
  if (columns.includes("xi")) return columns.includes("mi") ? ["xi", "mi"] : ["xi"];
  return undefined;
}

function withZeros(measure: Measure, rows: Rows, { add, to }: Required<ZeroCells>): Rows {
  const fields = zeroColumns(measure);
  if (fields === undefined || to === "none") return rows;
  const hasZero = (row: Numbers): boolean => fields.some((field) => row[field] === 0);
  const any = rows.some(hasZero);
  return rows.map((row) => {
    if (!(to === "all" || (to === "if0all" ? any : hasZero(row)))) return row;
    return { ...row, ...Object.fromEntries(fields.map((field) => [field, row[field]! + add])) };
  });
}

function averageOf(measure: Measure, rows: Rows, options: { vtype: string; correct: boolean }): number {
  let [sum, weight] = [0, 0];
  for (const row of rows) {
    const value = measure.average!.of(row, options);
    if (!Number.isFinite(value)) continue;
    sum += measure.size(row) * value;
    weight += measure.size(row);
  }
  return sum / weight;
}
