import type { Design } from "../design/design.ts";
import { designFromFormula, type DataColumn } from "../design/design-from-formula.ts";
import { InputError } from "../input-error.ts";

/** The JSON a case is made of, as parsed: nothing is trusted yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function unsupported(what: string, field: string): InputError {
  return new InputError("unsupported", `${what} is not supported`, { field });
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((part) => typeof part === "number");
}

/** The options of a case; every option must be read by the function, or the case is refused. */
export class CaseOptions {
  readonly #options: JsonObject;
  readonly #read = new Set<string>();

  constructor(options: JsonObject) {
    this.#options = options;
  }

  oneOf<const Value extends string>(name: string, values: readonly Value[], fallback: Value): Value {
    const found = this.#take(name) ?? undefined;
    if (found === undefined) return fallback;
    const value = values.find((candidate) => candidate === found);
    if (value === undefined) throw unsupported(`${name} = ${JSON.stringify(found)}`, name);
    return value;
  }

  number(name: string): number | undefined {
    const found = this.#take(name);
    if (found === undefined || typeof found === "number") return found;
    throw new InputError("invalid-option", `${name} = ${JSON.stringify(found)} is not a number`, {
      field: name,
    });
  }

  boolean(name: string, fallback: boolean): boolean {
    const found = this.#take(name);
    if (found === undefined) return fallback;
    if (typeof found === "boolean") return found;
    throw new InputError("invalid-option", `${name} = ${JSON.stringify(found)} is not true or false`, {
      field: name,
    });
  }

  text(name: string): string | undefined {
    const found = this.#take(name) ?? undefined;
    if (found === undefined || typeof found === "string") return found;
    throw new InputError("invalid-option", `${name} = ${JSON.stringify(found)} is not text`, { field: name });
  }

  numbers(name: string): readonly number[] {
    const found = this.#take(name);
    if (isNumbers(found)) return found;
    throw new InputError("invalid-option", `${name} = ${JSON.stringify(found)} is not a list of numbers`, {
      field: name,
    });
  }

  /** One value, or a list of them. */
  list(name: string): readonly unknown[] | undefined {
    const found = this.#take(name) ?? undefined;
    return found === undefined || Array.isArray(found) ? found : [found];
  }

  matrixOrNone(name: string): readonly (readonly number[])[] | undefined {
    const found = this.#take(name);
    if (found === undefined || (Array.isArray(found) && found.every(isNumbers))) return found;
    throw new InputError("invalid-option", `${name} is not a list of rows of numbers`, { field: name });
  }

  matrix(name: string): readonly (readonly number[])[] {
    const found = this.matrixOrNone(name);
    if (found !== undefined) return found;
    throw new InputError("invalid-option", `${name} is missing`, { field: name });
  }

  object(name: string): JsonObject {
    const found = this.#take(name) ?? {};
    if (isObject(found)) return found;
    throw new InputError("invalid-option", `${name} = ${JSON.stringify(found)} is not an object`, {
      field: name,
    });
  }

  /** An option nobody read would change the meaning of the case in silence. */
  refuseUnread(): void {
    for (const name of Object.keys(this.#options))
      if (!this.#read.has(name)) throw unsupported(`the option ${name}`, name);
  }

  #take(name: string): unknown {
    this.#read.add(name);
    return this.#options[name];
  }
}

/** The columns of a case: those of its data set, and those given in `input` (values, or the name of a column). */
export class Columns {
  readonly #data: JsonObject;
  readonly #input: JsonObject;
  readonly #read = new Set<string>();

  constructor(data: JsonObject, input: JsonObject) {
    this.#data = data;
    this.#input = input;
  }

  /** Whether `input` gives this column itself. */
  has(name: string): boolean {
    return this.#input[name] !== undefined;
  }

  /** Whether there is such a column, given or in the data set. */
  exists(name: string): boolean {
    return this.has(name) || this.#data[name] !== undefined;
  }

  /** A column given by hand that nobody read would change the meaning of the case in silence. */
  refuseUnread(): void {
    for (const name of Object.keys(this.#input))
      if (!this.#read.has(name)) throw unsupported(`the input ${name}`, name);
  }

  numbers(name: string): readonly number[] {
    return this.optionalNumbers(name).map((value, row) => {
      if (value !== null) return value;
      throw new InputError("not-finite", `${name} in row ${row} is missing`, { field: name, row });
    });
  }

  /** Numbers with null for what is missing. */
  optionalNumbers(name: string): readonly (number | null)[] {
    return this.#values(name).map((value, row) => {
      if (value === null || typeof value === "number") return value;
      if (value === "Infinity" || value === "-Infinity") return Number(value);
      throw new InputError("not-finite", `${name} in row ${row} is ${JSON.stringify(value)}, not a number`, {
        field: name,
        row,
      });
    });
  }

  /** The design of a formula over the columns of the data set. */
  design(formula: string): Design {
    return designFromFormula(formula, this.table()).design;
  }

  /** All columns by name. */
  table(): Readonly<Record<string, DataColumn>> {
    const columns = { ...this.#data, ...this.#input };
    const usable = Object.entries(columns).filter((entry): entry is [string, DataColumn] =>
      Array.isArray(entry[1]),
    );
    return Object.fromEntries(usable);
  }

  /** Rows of numbers. */
  matrix(name: string): readonly (readonly number[])[] {
    return this.#values(name).map((row, index) => {
      if (Array.isArray(row) && row.every((value): value is number => typeof value === "number")) return row;
      throw new InputError("not-finite", `${name} in row ${index} is not a list of numbers`, {
        field: name,
        row: index,
      });
    });
  }

  texts(name: string): readonly string[] {
    return this.#values(name).map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  }

  #values(name: string): readonly unknown[] {
    this.#read.add(name);
    const given = this.#input[name];
    const values = typeof given === "string" ? this.#data[given] : (given ?? this.#data[name]);
    if (Array.isArray(values)) return values;
    throw new InputError("invalid-document", `there is no column ${name}`, { field: name });
  }
}
