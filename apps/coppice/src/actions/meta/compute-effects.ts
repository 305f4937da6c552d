import {
  genericEffects,
  InputError,
  meansEffects,
  measureEffects,
  twoByTwoEffects,
  type EffectSizes,
  type MeansOptions,
  type MeasureEffects,
  type TwoByTwoMeasure,
  type TwoByTwoOptions,
} from "@coppice/meta";
import type { Problem } from "@coppice/records";
import { ActionError, type OnProgress } from "../action-error.ts";
import type { ChosenInputs } from "./choose-columns.ts";
import type { InputName } from "./measures.ts";
import type { MetaOptions } from "./options.ts";
import type { Table } from "./read-table.ts";

/** Effects of a table's rows that have one; the others with the reason. */
export interface ComputedEffects {
  readonly yi: readonly number[];
  readonly vi: readonly number[];
  /** Weights of the user's own, where a column holds them. */
  readonly weights?: readonly number[];
  /** Row of the table, from 0, of each effect. */
  readonly rows: Int32Array;
  readonly dropped: DroppedRows;
  /** What shaped the effects, defaults filled in. */
  readonly choices: Readonly<Record<string, string | number | boolean>>;
}

export interface DroppedRows {
  readonly total: number;
  readonly byReason: Readonly<Record<string, number>>;
  /** The first hundred. */
  readonly listed: readonly { readonly row: number; readonly line: number; readonly reason: string }[];
}

const PIECE = 65_536;
const LISTED = 100;

/**
 * Effects of all rows, computed piece by piece so that ten million rows take no more memory than their numbers.
 *
 * @throws ActionError with the line of a row that cannot be
 */
export function computeEffects(
  table: Table,
  inputs: ChosenInputs,
  options: MetaOptions,
  onProgress?: OnProgress,
): ComputedEffects {
  const column = new Map(
    inputs.columns.map(({ input, column: name }) => [input, table.numbers.get(name)!] as const),
  );
  const piece = pieceFunction(inputs, column, options, table.rows);
  const [yi, vi, weights]: [number[], number[], number[]] = [[], [], []];
  const ownWeights = options.weights === undefined ? undefined : table.numbers.get(options.weights)!;
  const rows = new Int32Array(table.rows);
  const byReason = new Map<string, number>();
  const listed: { row: number; line: number; reason: string }[] = [];
  let [kept, total] = [0, 0];
  let choices: ComputedEffects["choices"] = {};
  // An average over all rows enters their variances: no pieces then.
  const step = options.vtype === "AV" ? Math.max(1, table.rows) : PIECE;
  for (let from = 0; from < table.rows; from += step) {
    const to = Math.min(table.rows, from + step);
    if (table.rows > PIECE) onProgress?.({ label: "compute effects", done: from, total: table.rows });
    const effects = located(
      table,
      (row) => table.lines[from + row]!,
      () => piece(from, to),
    );
    choices = effects.options;
    const reasons = new Map(effects.dropped.map(({ row, code, reason }) => [row, { code, reason }]));
    for (let i = 0; i < to - from; i += 1) {
      const [y, v] = [effects.yi[i] ?? null, effects.vi[i] ?? null];
      const weight = ownWeights?.[from + i];
      const unweighted = weight !== undefined && Number.isNaN(weight);
      if (y !== null && v !== null && v > 0 && !unweighted) {
        yi.push(y);
        vi.push(v);
        if (weight !== undefined) weights.push(weight);
        rows[kept] = from + i;
        kept += 1;
        continue;
      }
      const why = reasons.get(i);
      const row = from + i;
      const reason =
        why?.code === "missing"
          ? missingReason(inputs, column, row)
          : (why?.reason ??
            (unweighted && v !== null && v > 0
              ? `${options.weights!} missing`
              : v === null
                ? "no effect can be computed"
                : "its variance is 0"));
      total += 1;
      byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
      if (listed.length < LISTED) listed.push({ row, line: table.lines[row]!, reason });
    }
  }
  return {
    yi,
    vi,
    ...(ownWeights && { weights }),
    rows: rows.subarray(0, kept),
    dropped: { total, byReason: Object.fromEntries(byReason), listed },
    choices,
  };
}

/** An error of the engine as a problem of the file: rows become lines. */
export function located<T>(table: Table, lineOf: (row: number) => number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { row, field } = error.where;
    const line = row === undefined ? undefined : lineOf(row);
    const problem: Problem = {
      code: error.code,
      severity: "error",
      message: line === undefined ? error.message : error.message.replace(` in row ${row}`, ""),
      where: {
        file: table.file,
        ...(line === undefined ? {} : { line }),
        ...(field === undefined ? {} : { field }),
      },
      ...(error.found === undefined
        ? {}
        : { found: typeof error.found === "string" ? error.found : JSON.stringify(error.found) }),
      ...(error.expected === undefined ? {} : { expected: error.expected }),
      ...(error.fix === undefined ? {} : { fix: sentence(error.fix) }),
    };
    const fault = CALL_FAULTS.includes(error.code) ? "call" : "input";
    throw new ActionError(`${table.file} cannot be analysed this way.`, [problem], fault);
  }
}

/** What no change of the table would mend. */
const CALL_FAULTS: readonly InputError["code"][] = [
  "unsupported",
  "invalid-option",
  "invalid-formula",
  "unknown-column",
];

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "."}`;
}

type Columns = ReadonlyMap<InputName, Float64Array>;
type Numbers = readonly (number | null)[];
type Piece = (from: number, to: number) => EffectSizes | MeasureEffects;

function pieceFunction(inputs: ChosenInputs, columns: Columns, options: MetaOptions, rows: number): Piece {
  const { given, measure } = inputs;
  const values = valuesOf(columns);
  if (given) return givenPiece(values, columns, options);
  const chosen = effectOptions(options, () => anyZero(values, measure.needs, rows));
  const restore = <T extends { readonly options: object }>(effects: T): T =>
    options.zeroCells.to === undefined
      ? effects
      : { ...effects, options: { ...effects.options, to: options.zeroCells.to } };
  const { code } = measure;
  if (code === "OR" || code === "RR" || code === "RD") {
    const { correct: _, ...own } = chosen;
    const tableOptions = own as TwoByTwoOptions;
    return (from, to) => {
      const [ai, bi, ci, di] = (["ai", "bi", "ci", "di"] as const).map((input) => values(input, from, to));
      const tables = ai!.map((a, i) => {
        const [b, c, d] = [bi![i] ?? null, ci![i] ?? null, di![i] ?? null];
        return a === null || b === null || c === null || d === null ? null : { ai: a, bi: b, ci: c, di: d };
      });
      return restore(twoByTwoEffects(code satisfies TwoByTwoMeasure, tables, tableOptions));
    };
  }
  if (code === "MD" || code === "SMD") {
    const { vtype, correct } = chosen;
    const meansOptions = {
      ...(vtype === undefined ? {} : { vtype }),
      ...(correct === undefined || code === "MD" ? {} : { correct }),
    } as MeansOptions;
    return (from, to) => {
      const [m1i, sd1i, n1i, m2i, sd2i, n2i] = measure.needs.map((input) => values(input, from, to));
      const given = m1i!.map((_, i) => ({
        m1i: m1i![i]!,
        sd1i: sd1i![i]!,
        n1i: n1i![i]!,
        m2i: m2i![i]!,
        sd2i: sd2i![i]!,
        n2i: n2i![i]!,
      }));
      return meansEffects(code, given, meansOptions);
    };
  }
  const { drop00: _, ...tabled } = chosen;
  return (from, to) =>
    restore(
      measureEffects(
        code,
        Object.fromEntries(measure.needs.map((input) => [input, values(input, from, to)])),
        tabled,
      ),
    );
}

/** A range of an input; what stands beside the events is their total less the events where no column holds it. */
function valuesOf(columns: Columns): (input: InputName, from: number, to: number) => Numbers {
  const rest = { bi: ["n1i", "ai"], di: ["n2i", "ci"], mi: ["ni", "xi"] } as const;
  const at = (input: InputName, row: number): number => {
    const own = columns.get(input);
    if (own !== undefined) return own[row]!;
    const [total, events] = rest[input as keyof typeof rest];
    return columns.get(total)![row]! - columns.get(events)![row]!;
  };
  return (input, from, to) =>
    Array.from({ length: to - from }, (_, i) => {
      const value = at(input, from + i);
      return Number.isNaN(value) ? null : value;
    });
}

function givenPiece(
  values: (input: InputName, from: number, to: number) => Numbers,
  columns: Columns,
  { fit }: MetaOptions,
): Piece {
  return (from, to) => {
    const yi = values("yi", from, to);
    const second = values(columns.has("vi") ? "vi" : columns.has("sei") ? "sei" : "lower", from, to);
    const upper = columns.has("upper") ? values("upper", from, to) : second;
    const rows = yi.map((effect, i) => {
      const [a, b] = [second[i] ?? null, upper[i] ?? null];
      if (effect === null || a === null || b === null) return null;
      if (columns.has("vi")) return { yi: effect, vi: a };
      return columns.has("sei") ? { yi: effect, sei: a } : { yi: effect, ciLower: a, ciUpper: b };
    });
    return genericEffects(rows, fit.ciLevel === undefined ? {} : { ciLevel: fit.ciLevel });
  };
}

function anyZero(
  values: (input: InputName, from: number, to: number) => Numbers,
  needs: readonly InputName[],
  rows: number,
): boolean {
  for (let from = 0; from < rows; from += PIECE) {
    const columns = needs.map((input) => values(input, from, Math.min(rows, from + PIECE)));
    const complete = columns[0]!.map((_, i) => columns.every((column) => column[i] !== null));
    if (columns.some((column) => column.some((value, i) => value === 0 && complete[i]))) return true;
  }
  return false;
}

/** "if0all" looks at the whole table; within a piece it is "all" or "none". */
function effectOptions({ zeroCells, vtype, correct }: MetaOptions, anyZeroCell: () => boolean) {
  const { add, to, drop00 } = zeroCells;
  const within = to === "if0all" ? (anyZeroCell() ? "all" : "none") : to;
  return {
    ...(add === undefined ? {} : { add }),
    ...(within === undefined ? {} : { to: within }),
    ...(drop00 === undefined ? {} : { drop00 }),
    ...(vtype === undefined ? {} : { vtype }),
    ...(correct === undefined ? {} : { correct }),
  };
}

function missingReason({ columns: chosen }: ChosenInputs, columns: Columns, row: number): string {
  const missing = chosen.filter(({ input }) => Number.isNaN(columns.get(input)![row]!));
  return `${missing.map(({ column }) => column).join(", ")} missing`;
}
