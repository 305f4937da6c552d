import { formulaColumns, InputError, type DataColumn } from "@coppice/meta";
import { ActionError, type OnProgress } from "../action-error.ts";
import { chooseInputs, type ChosenInputs } from "./choose-columns.ts";
import { computeEffects, type ComputedEffects } from "./compute-effects.ts";
import { ruleOf, type InputName } from "./measures.ts";
import type { MetaOptions } from "./options.ts";
import { counted } from "./text-table.ts";
import {
  missingColumn,
  readTable,
  type RowProblem,
  type RowView,
  type Table,
  type WantedColumn,
} from "./read-table.ts";

/** The effects of a file with all that is known of their studies. Lists have one place an effect. */
export interface Studies extends ComputedEffects {
  readonly table: Table;
  readonly inputs: ChosenInputs;
  /** Which columns name the studies, and how they were found. */
  readonly names: { readonly columns: readonly string[]; readonly how: "named" | "recognised" | "line" };
  readonly label: (place: number) => string;
  readonly line: (place: number) => number;
  /** A number of the file; undefined where the column is not read or the cell is empty. */
  readonly input: (name: InputName, place: number) => number | undefined;
  /** Names of the first and the second group, and what lies left and right of no effect, where the user gave them. */
  readonly arms?: readonly [string, string];
  readonly favours?: readonly [string, string];
  /** The columns that the formula names. */
  readonly formulaColumns: readonly string[];
  /** A column of the file for the formula, subgroups or the order. */
  readonly column: (name: string) => DataColumn;
}

/** Columns that name studies, the first that is there; `author` is joined with `year`. */
const NAMES = ["slab", "study", "studlab", "label", "author", "trial", "name", "id"];

/**
 * Reads a CSV file and computes the effects of its studies.
 *
 * @throws ActionError with every problem of the file, each with line and column where it has one
 */
export async function loadStudies(
  file: string,
  options: MetaOptions,
  onProgress?: OnProgress,
): Promise<Studies> {
  const formulaNames = options.mods === undefined ? [] : namesIn(options.mods);
  const orderName = options.order?.replace(/^-/, "");
  let inputs: ChosenInputs | undefined;
  let names: Studies["names"] | undefined;
  const table = await readTable(
    file,
    (header) => {
      inputs = chooseInputs(file, header, {
        measure: options.measure,
        exp: options.exp,
        named: options.columns,
      });
      names = chooseNames(header, options.study);
      const asked: readonly (readonly [string | undefined, string])[] = [
        ...formulaNames.map((name) => [name, "--mods"] as const),
        [options.subgroup, "--subgroup"],
        [orderName, "--order"],
        [options.study, "--study"],
        [options.weights, "--weights"],
      ];
      const wrong = asked.filter(([name]) => name !== undefined && !header.includes(name));
      if (wrong.length > 0)
        throw new ActionError(
          `${file} lacks columns that were asked for.`,
          wrong.map(([name, by]) => missingColumn(file, name!, header, by)),
          "call",
        );
      return wantedColumns(inputs, options, names.columns, [
        ...formulaNames,
        ...[options.subgroup, orderName].filter((name) => name !== undefined),
      ]);
    },
    {
      onBytes: (done, total) =>
        onProgress?.({ label: `read ${file}`, done: Math.min(done, total - 1), total }),
      checkRow: (row) => checkRow(inputs!, row),
    },
  );
  onProgress?.({ label: `read ${file}`, done: 1, total: 1 });
  const effects = computeEffects(table, inputs!, options, onProgress);
  if (effects.yi.length === 0) throw noStudies(table, effects);
  if (effects.weights?.every((weight) => weight === 0) === true) throw noWeight(table, options.weights!);
  const { arms, favours } = options;
  return {
    ...effects,
    ...(arms && { arms }),
    ...(favours && { favours }),
    formulaColumns: formulaNames,
    ...describe(table, inputs!, names!, effects.rows),
  };
}

/** @throws ActionError when the formula cannot be read */
function namesIn(formula: string): readonly string[] {
  try {
    return formulaColumns(formula);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new ActionError(`--mods cannot be read: ${error.message}; ${error.fix ?? ""}`, [], "call");
  }
}

function chooseNames(header: readonly string[], study: string | undefined): Studies["names"] {
  if (study !== undefined) return { columns: [study], how: "named" };
  const recognised = NAMES.map((name) => header.find((each) => each.toLowerCase() === name)).find(
    (name) => name !== undefined,
  );
  if (recognised === undefined) return { columns: [], how: "line" };
  const year = header.find((name) => name.toLowerCase() === "year");
  const columns =
    recognised.toLowerCase() === "author" && year !== undefined ? [recognised, year] : [recognised];
  return { columns, how: "recognised" };
}

function wantedColumns(
  inputs: ChosenInputs,
  { fractionalCounts = false, weights }: MetaOptions,
  names: readonly string[],
  others: readonly string[],
): readonly WantedColumn[] {
  const wanted = new Map<string, WantedColumn>();
  for (const { input, column } of inputs.columns)
    wanted.set(column, {
      name: column,
      kind: "number",
      rule: ruleOf(input, inputs.measure, fractionalCounts),
    });
  if (weights !== undefined && !wanted.has(weights))
    wanted.set(weights, { name: weights, kind: "number", rule: "weight" });
  // A column that both names studies and moderates is read once, as the formula needs it.
  for (const name of others) if (!wanted.has(name)) wanted.set(name, { name, kind: "either" });
  for (const name of names) if (!wanted.has(name)) wanted.set(name, { name, kind: "text" });
  return [...wanted.values()];
}

/** What no single cell shows: more events than participants, counts that do not add up, limits in the wrong order. */
function checkRow(inputs: ChosenInputs, row: RowView): readonly RowProblem[] {
  const column = (input: InputName): string | undefined =>
    inputs.columns.find((each) => each.input === input)?.column;
  const value = (input: InputName): number => {
    const name = column(input);
    return name === undefined ? Number.NaN : row(name);
  };
  const problems: RowProblem[] = [];
  for (const [events, others, total] of [
    ["ai", "bi", "n1i"],
    ["ci", "di", "n2i"],
    ["xi", "mi", "ni"],
  ] as const) {
    // Joint counts of pairs are not events of two groups.
    if (!inputs.measure.needs.includes(others) || inputs.measure.code.startsWith("MP")) continue;
    const [e, o, n] = [value(events), value(others), value(total)];
    if (e > n)
      problems.push({
        code: "impossible-counts",
        field: column(events)!,
        message: `${column(events)!} = ${e} is more than ${column(total)!} = ${n}: more events than participants`,
        found: String(e),
        expected: `at most ${n}`,
        fix: "Look both up in the source; they may be exchanged.",
      });
    else if (e + o === 0)
      problems.push({
        code: "impossible-counts",
        field: column(events)!,
        message: `${column(events)!} and ${column(others) ?? column(total)!} are both 0: the group has no participants`,
        found: "0",
        expected: "a group of at least 1 participant",
        fix: "Look it up in the source, or leave the cells empty if the numbers are not known.",
      });
    else if (Math.abs(e + o - n) > 1e-9 * n)
      problems.push({
        code: "impossible-counts",
        field: column(total)!,
        message: `${column(events)!} + ${column(others)!} = ${e + o} is not ${column(total)!} = ${n}`,
        found: String(e + o),
        expected: String(n),
        fix: `Correct one of them, or take out ${column(total)!}.`,
      });
  }
  const [yi, lower, upper] = [value("yi"), value("lower"), value("upper")];
  if (lower > upper)
    problems.push({
      code: "invalid-interval",
      field: column("lower")!,
      message: `the lower limit ${lower} is greater than the upper limit ${upper}`,
      found: `${lower} to ${upper}`,
      expected: "lower ≤ upper",
      fix: "The limits may be exchanged, in this row or by the options; or one lacks its minus sign.",
    });
  else if (yi < lower || yi > upper)
    problems.push({
      code: "invalid-interval",
      field: column("yi")!,
      message: `the effect ${yi} does not lie in its interval from ${lower} to ${upper}`,
      found: String(yi),
      expected: "lower ≤ effect ≤ upper",
      fix: "Effects and limits must be on the same scale: logarithms for ratios.",
    });
  return problems;
}

function noStudies(table: Table, { dropped }: ComputedEffects): ActionError {
  const reasons = Object.entries(dropped.byReason).map(
    ([reason, rows]) => `${reason} (${counted(rows, "row")})`,
  );
  return new ActionError(`${table.file} holds no study that can be pooled.`, [
    {
      code: "too-few-effects",
      severity: "error",
      message:
        table.rows === 0
          ? "the table has a header and no row"
          : `${table.rows === 1 ? "its one row was" : `all ${table.rows} rows were`} left out: ${reasons.join("; ")}`,
      where: { file: table.file, line: 1 },
      found: "0 studies",
      expected: "at least one row with all its numbers",
      fix: table.rows === 0 ? "Add one row for each study." : "Fill the empty cells, or name other columns.",
    },
  ]);
}

function noWeight({ file, header, headerPlaces }: Table, field: string): ActionError {
  return new ActionError(`${file} gives no study a weight.`, [
    {
      code: "no-weight",
      severity: "error",
      message: `${field} is 0 in all studies that have an effect`,
      where: { file, ...(headerPlaces[header.indexOf(field)] ?? { line: 1 }), field },
      found: "0",
      expected: "at least one weight greater than 0",
      fix: "Correct the weights, or leave out --weights to weigh by inverse variances.",
    },
  ]);
}

function describe(
  table: Table,
  inputs: ChosenInputs,
  names: Studies["names"],
  rows: Int32Array,
): Pick<Studies, "table" | "inputs" | "names" | "label" | "line" | "input" | "column"> {
  const texts = names.columns.map(
    (name) => table.texts.get(name) ?? Array.from(table.numbers.get(name) ?? [], String),
  );
  const line = (place: number): number => table.lines[rows[place]!]!;
  const columnOf = new Map(inputs.columns.map(({ input, column }) => [input, column]));
  return {
    table,
    inputs,
    names,
    line,
    label: (place) => {
      const parts = texts.flatMap((column) => column[rows[place]!] ?? []);
      return parts.length > 0 ? parts.join(" ") : `Line ${line(place)}`;
    },
    input: (name, place) => {
      const column = columnOf.get(name);
      const value = column === undefined ? undefined : table.numbers.get(column)?.[rows[place]!];
      return value === undefined || Number.isNaN(value) ? undefined : value;
    },
    column: (name) => {
      const numbers = table.numbers.get(name);
      if (numbers !== undefined)
        return Array.from(rows, (row) => (Number.isNaN(numbers[row]!) ? null : numbers[row]!));
      const categories = table.texts.get(name)!;
      return Array.from(rows, (row) => categories[row] ?? null);
    },
  };
}
