import { InputError } from "../input-error.ts";
import { nearest } from "../arguments/nearest-name.ts";
import type { Design } from "./design.ts";
import { keyOf, parseFormula, type Expression, type Variable } from "./formula-syntax.ts";

/** A column of data: numbers, or texts for categories; null where the value is missing. */
export type DataColumn = readonly (number | string | boolean | null)[];

/** A row that the design could not use. */
export interface DroppedDesignRow {
  /** Row of the data, counted from 0. */
  readonly row: number;
  readonly field: string;
  readonly reason: string;
}

export interface FormulaDesign {
  readonly formula: string;
  readonly design: Design;
  /** The rows of the data that the design's rows stand for. */
  readonly rows: readonly number[];
  readonly dropped: readonly DroppedDesignRow[];
  /** Levels of each categorical variable, the reference level first. */
  readonly levels: Readonly<Record<string, readonly string[]>>;
  /** The categorical variables all levels of which have a coefficient: no level is compared with a reference. */
  readonly whole: readonly string[];
}

/**
 * The design matrix of a model formula, as R's `model.matrix` gives it: an intercept unless it is taken out, terms by degree
 * and then as written, treatment contrasts against the first level (levels in order of number or alphabet, the `ref` of `factor()` before them). A category is
 * coded by indicators of all its levels where the formula holds no term to contrast them with.
 *
 * @param columns - data by name, all of one length; texts and booleans are categories, numbers are categories within
 *   `factor()`
 * @throws InputError `invalid-formula`, `unknown-column` (with the nearest name), `length-mismatch`, `not-finite` (a
 *   logarithm of 0, with the row), `too-few-effects` when every row has something missing
 * @see Chambers & Hastie 1992, Statistical Models in S, section 2.3
 * @example designFromFormula("~ x", { x: [1, 2, 4] }).design.rows // [[1, 1], [1, 2], [1, 4]]
 */
export function designFromFormula(
  formula: string,
  columns: Readonly<Record<string, DataColumn>>,
): FormulaDesign {
  const parsed = parseFormula(formula);
  const terms = [...parsed.terms].sort((a, b) => a.length - b.length);
  const variables = new Map<string, Variable>();
  for (const term of terms) for (const variable of term) variables.set(variable.text, variable);
  const names = [...new Set([...variables.values()].flatMap(({ expression }) => columnsOf(expression)))];
  const size = sizeOf(columns, names);
  const dropped = missingRows(columns, names, size);
  const gone = new Set(dropped.map(({ row }) => row));
  const rows = Array.from({ length: size }, (_, row) => row).filter((row) => !gone.has(row));
  if (rows.length === 0)
    throw new InputError("too-few-effects", `every row lacks a value that "${formula}" needs`, {
      field: names[0] ?? "mods",
    });
  const coded = new Map(
    [...variables].map(([text, { expression }]) => [text, codeVariable(text, expression, columns, rows)]),
  );
  const present = new Set(terms.map(keyOf));
  // Categories stand against the intercept; without one, the first of them stands in its place with all its levels.
  const first = terms.find((term) => term.length === 1 && "levels" in coded.get(term[0]!.text)!);
  if (parsed.intercept || first !== undefined) present.add(keyOf([]));
  const wholeTerm = parsed.intercept ? undefined : first;
  const blocks = terms.map((term) => termColumns(term, coded, present, term === wholeTerm));
  const start = parsed.intercept ? [{ name: "intrcpt", values: rows.map(() => 1) }] : [];
  const all = [...start, ...blocks.flat()];
  if (all.length === 0)
    throw new InputError("invalid-formula", `the formula "${formula}" leaves nothing to estimate`, {
      field: "mods",
    });
  const levels = [...coded].flatMap(([text, code]) =>
    "levels" in code ? [[text, code.levels] as const] : [],
  );
  return {
    formula,
    design: {
      names: all.map(({ name }) => name),
      rows: rows.map((_, i) => all.map(({ values }) => values[i]!)),
    },
    rows,
    dropped,
    levels: Object.fromEntries(levels),
    whole: levels.flatMap(([text, own]) =>
      own.every((level) => all.some(({ name }) => name === `${text}${level}`)) ? [text] : [],
    ),
  };
}

type Coded =
  | { readonly values: readonly number[] }
  | { readonly levels: readonly string[]; readonly places: readonly number[] };

interface NamedColumn {
  readonly name: string;
  readonly values: readonly number[];
}

function termColumns(
  term: readonly Variable[],
  coded: ReadonlyMap<string, Coded>,
  present: ReadonlySet<string>,
  whole: boolean,
): readonly NamedColumn[] {
  return term.reduce<readonly NamedColumn[]>((columns, variable) => {
    const rest = term.filter((other) => other !== variable);
    const parts = variableColumns(
      variable.text,
      coded.get(variable.text)!,
      whole || !present.has(keyOf(rest)),
    );
    if (columns.length === 0) return parts;
    // The levels of the first variable change fastest.
    return parts.flatMap((part) =>
      columns.map(({ name, values }) => ({
        name: `${name}:${part.name}`,
        values: values.map((value, i) => value * part.values[i]!),
      })),
    );
  }, []);
}

function variableColumns(text: string, code: Coded, allLevels: boolean): readonly NamedColumn[] {
  if ("values" in code) return [{ name: text, values: code.values }];
  return code.levels
    .map((level, place) => ({
      name: `${text}${level}`,
      values: code.places.map((found) => (found === place ? 1 : 0)),
    }))
    .slice(allLevels ? 0 : 1);
}

function codeVariable(
  text: string,
  expression: Expression,
  columns: Readonly<Record<string, DataColumn>>,
  rows: readonly number[],
): Coded {
  const inner = expression.kind === "call" && expression.name === "factor" ? expression.argument : expression;
  if (inner.kind === "column") {
    const values = rows.map((row) => columns[inner.name]![row]!);
    if (inner !== expression || values.some((value) => typeof value !== "number"))
      return category(values, text, expression.kind === "call" ? expression.reference : undefined);
  } else if (inner !== expression) {
    throw new InputError("invalid-formula", `${text}: factor takes the name of one column`, {
      field: "mods",
    });
  }
  const values = rows.map((row) => {
    const value = evaluate(inner, columns, row);
    if (Number.isFinite(value)) return value;
    throw new InputError("not-finite", `${text} in row ${row} is ${value}`, { field: text, row });
  });
  return { values };
}

function category(
  values: readonly (number | string | boolean)[],
  text: string,
  reference: string | undefined,
): Coded {
  const distinct = [...new Set(values)];
  const sorted: (number | string | boolean)[] = distinct.every(
    (value): value is number => typeof value === "number",
  )
    ? distinct.sort((a, b) => a - b)
    : distinct.sort((a, b) => String(a).localeCompare(String(b), "en"));
  if (reference !== undefined) {
    const at = sorted.findIndex((value) => String(value) === reference);
    if (at < 0) throw noLevel(text, reference, sorted.map(String));
    sorted.unshift(...sorted.splice(at, 1));
  }
  const places = new Map(sorted.map((value, place) => [value, place]));
  return { levels: sorted.map(String), places: values.map((value) => places.get(value)!) };
}

function noLevel(text: string, reference: string, levels: readonly string[]): InputError {
  const near = nearest(reference, levels);
  return new InputError(
    "unknown-column",
    `${text} has no level "${reference}"`,
    { field: text },
    {
      found: reference,
      expected: `one of ${levels.join(", ")}`,
      ...(near === undefined ? {} : { fix: `did you mean "${near}"?` }),
    },
  );
}

/**
 * The columns that a formula names, in the order of their appearance.
 *
 * @throws InputError `invalid-formula`
 * @example formulaColumns("~ log(dose) + factor(alloc)") // ["dose", "alloc"]
 */
export function formulaColumns(formula: string): readonly string[] {
  const variables = parseFormula(formula).terms.flat();
  return [...new Set(variables.flatMap(({ expression }) => columnsOf(expression)))];
}

function evaluate(
  expression: Expression,
  columns: Readonly<Record<string, DataColumn>>,
  row: number,
): number {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "column": {
      const value = columns[expression.name]![row]!;
      if (typeof value === "number") return value;
      throw new InputError(
        "not-finite",
        `${expression.name} in row ${row} is ${JSON.stringify(value)}, not a number`,
        { field: expression.name, row },
      );
    }
    case "call": {
      const value = evaluate(expression.argument, columns, row);
      if (expression.name === "log") return Math.log(value);
      if (expression.name === "sqrt") return Math.sqrt(value);
      return expression.name === "exp" ? Math.exp(value) : value;
    }
    case "operation": {
      const left = evaluate(expression.left, columns, row);
      const right = evaluate(expression.right, columns, row);
      switch (expression.operator) {
        case "+":
          return left + right;
        case "-":
          return left - right;
        case "*":
          return left * right;
        case "/":
          return left / right;
        case "^":
          return left ** right;
      }
    }
  }
}

function columnsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case "number":
      return [];
    case "column":
      return [expression.name];
    case "call":
      return columnsOf(expression.argument);
    case "operation":
      return [...columnsOf(expression.left), ...columnsOf(expression.right)];
  }
}

function sizeOf(columns: Readonly<Record<string, DataColumn>>, names: readonly string[]): number {
  for (const name of names) {
    if (Object.hasOwn(columns, name)) continue;
    const close = nearest(name, Object.keys(columns));
    throw new InputError(
      "unknown-column",
      `there is no column ${name}${close === undefined ? "" : `; did you mean ${close}?`}`,
      { field: name },
      {
        found: name,
        expected: `one of ${Object.keys(columns).join(", ")}`,
        ...(close && { fix: `write ${close}` }),
      },
    );
  }
  const first = Object.values(columns)[0]?.length ?? 0;
  const size = columns[names[0] ?? ""]?.length ?? first;
  const other = names.find((name) => columns[name]!.length !== size);
  if (other === undefined) return size;
  throw new InputError(
    "length-mismatch",
    `${other} has ${columns[other]!.length} values, ${names[0]!} has ${size}`,
    {
      field: other,
    },
  );
}

function missingRows(
  columns: Readonly<Record<string, DataColumn>>,
  names: readonly string[],
  size: number,
): readonly DroppedDesignRow[] {
  const dropped: DroppedDesignRow[] = [];
  for (let row = 0; row < size; row += 1) {
    const field = names.find((name) => {
      const value = columns[name]?.[row] ?? null;
      return value === null || value === "" || Number.isNaN(value);
    });
    if (field !== undefined) dropped.push({ row, field, reason: `${field} is missing` });
  }
  return dropped;
}
