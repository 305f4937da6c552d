/**
 * What a cell of a review table may hold. A column turns a cell's text into a value or says what it expected; it never
 * guesses. An empty cell is `undefined` ("not found in the source"), which is why most columns are optional.
 */
export interface Column<T, Required extends boolean = boolean> {
  readonly expected: string;
  readonly required: Required;
  /** The names a cell may take, when the column is a closed list: used to suggest the closest one. */
  readonly values?: readonly string[];
  readonly parse: (
    cell: string,
  ) => { readonly ok: true; readonly value: T } | { readonly ok: false; readonly hint?: string };
}

/** The typed row a set of columns gives. */
export type Values<Columns> = {
  readonly [Name in keyof Columns]: Columns[Name] extends Column<infer T, infer Required>
    ? Required extends true
      ? T
      : T | undefined
    : never;
};

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export const text: Column<string, false> = {
  expected: "text",
  required: false,
  parse: (cell) => ({ ok: true, value: cell }),
};

export const id: Column<string, false> = {
  expected: "an id (letters, digits, '.', '_', '-', no spaces)",
  required: false,
  parse: (cell) => (ID.test(cell) ? { ok: true, value: cell } : { ok: false }),
};

/** Several ids in one cell, separated by semicolons. */
export const ids: Column<readonly string[], false> = {
  expected: "ids separated by semicolons",
  required: false,
  parse: (cell) => {
    const parts = cell.split(";").map((part) => part.trim());
    return parts.every((part) => ID.test(part)) ? { ok: true, value: parts } : { ok: false };
  },
};

export const number = numeric("a number", () => true);
export const positive = numeric("a number greater than 0", (x) => x > 0);
export const nonNegative = numeric("a number of 0 or more", (x) => x >= 0);
export const count = numeric("a whole number of 0 or more", (x) => Number.isInteger(x) && x >= 0);
export const percent = numeric("a percentage from 0 to 100", (x) => x >= 0 && x <= 100);
export const proportion = numeric("a number between 0 and 1", (x) => x > 0 && x < 1);
export const correlation = numeric("a correlation between -1 and 1", (x) => x > -1 && x < 1);
export const year = numeric("a year from 1000 to 2100", (x) => Number.isInteger(x) && x >= 1000 && x <= 2100);

export function oneOf<const Value extends string>(...values: readonly Value[]): Column<Value, false> {
  return {
    expected: `one of ${values.join(", ")}`,
    required: false,
    values,
    parse: (cell) => {
      const value = values.find((candidate) => candidate === cell);
      return value === undefined ? { ok: false } : { ok: true, value };
    },
  };
}

/** A number as printed: the digits after the point say how far it may have been rounded. */
export interface PrintedNumber {
  readonly text: string;
  readonly value: number;
  /** Half a unit of the last printed digit: the true value lies within `value ± halfUnit`. */
  readonly halfUnit: number;
}

export const printedNumber: Column<PrintedNumber, false> = {
  expected: "a number as printed",
  required: false,
  parse: (cell) => (NUMBER.test(cell) ? { ok: true, value: printed(cell) } : { ok: false }),
};

/** A p value as a paper states it: exact, or a bound. */
export interface StatedP extends PrintedNumber {
  readonly operator: "=" | "<" | "<=" | ">" | ">=";
}

const STATED_P = /^(=|<|<=|>|>=)?\s*(0?\.\d+|1(?:\.0+)?|\d(?:\.\d+)?e-\d+)$/i;

export const statedP: Column<StatedP, false> = {
  expected: "a p value such as 0.03, <0.001 or <=0.05",
  required: false,
  parse: (cell) => {
    const match = STATED_P.exec(cell);
    if (!match) return { ok: false };
    const number = printed(match[2]!);
    const operator = OPERATORS.find((candidate) => candidate === match[1]) ?? "=";
    return number.value <= 1 ? { ok: true, value: { ...number, text: cell, operator } } : { ok: false };
  },
};

const OPERATORS = ["=", "<", "<=", ">", ">="] as const;

function printed(cell: string): PrintedNumber {
  const [mantissa = "", exponent = "0"] = cell.toLowerCase().split("e");
  const decimals = (mantissa.split(".")[1] ?? "").length - Number(exponent);
  return { text: cell, value: Number(cell), halfUnit: 0.5 * 10 ** -decimals };
}

export function required<T>(column: Column<T>): Column<T, true> {
  return { ...column, required: true };
}

/** What a cell that is nearly a number should be; a comma with three digits after it can mean two things, so both are said. */
function hintFor(cell: string): { readonly ok: false; readonly hint?: string } {
  const plain = cell.replace("\u2212", "-");
  const decimal = plain.replace(",", ".");
  if (/^-?\d{1,3}(?:,\d{3})+$/.test(plain)) {
    const whole = plain.replaceAll(",", "");
    const other = NUMBER.test(decimal) ? `, or ${decimal} if it is a decimal comma` : "";
    return { ok: false, hint: `Write ${whole} if the comma separates thousands${other}.` };
  }
  return decimal !== cell && NUMBER.test(decimal)
    ? { ok: false, hint: `Write it as ${decimal} (decimal point, plain hyphen for minus).` }
    : { ok: false };
}

function numeric(expected: string, holds: (x: number) => boolean): Column<number, false> {
  return {
    expected,
    required: false,
    parse: (cell) => {
      if (NUMBER.test(cell)) {
        const value = Number(cell);
        return Number.isFinite(value) && holds(value) ? { ok: true, value } : { ok: false };
      }
      return hintFor(cell);
    },
  };
}
