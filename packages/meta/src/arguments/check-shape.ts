import { InputError } from "../input-error.ts";
import { isObject } from "./rules.ts";
import { valueInWords } from "./value-in-words.ts";

/**
 * Looks at an argument that must be an array.
 *
 * @param of - what it holds, in words
 * @throws InputError `invalid-argument`
 */
export function checkArray(field: string, value: unknown, of: string): void {
  if (Array.isArray(value)) return;
  const view = ArrayBuffer.isView(value);
  throw new InputError(
    "invalid-argument",
    `${field} is ${valueInWords(value)}, not an array of ${of}`,
    { field },
    { found: value, expected: `an array of ${of}`, ...(view && { fix: `give Array.from(${field})` }) },
  );
}

/**
 * Looks at an argument that must be an object with these fields.
 *
 * @param fields - those that it must have
 * @param row - where it is one of many
 * @throws InputError `invalid-argument`
 */
export function checkObject(field: string, value: unknown, fields: readonly string[], row?: number): void {
  if (isObject(value) && fields.every((name) => name in value)) return;
  const place = row === undefined ? field : `${field}, row ${row},`;
  const missing = isObject(value) ? fields.find((name) => !(name in value)) : undefined;
  throw new InputError(
    "invalid-argument",
    `${place} is ${valueInWords(value)}, not an object of ${fields.join(", ")}${missing === undefined ? "" : `: ${missing} is missing`}`,
    { field, ...(row !== undefined && { row }) },
    { found: value, expected: `an object of ${fields.join(", ")}` },
  );
}

export type NullRows = "nulls" | "no-nulls";

/**
 * Looks at rows that must be objects with these fields.
 *
 * @param nulls - whether a row may be null, where something is missing
 * @throws InputError `invalid-argument`, with the row
 */
export function checkRows(
  field: string,
  rows: unknown,
  fields: readonly string[],
  nulls: NullRows = "no-nulls",
): void {
  checkArray(field, rows, `objects of ${fields.join(", ")}`);
  (rows as readonly unknown[]).forEach((row, index) => {
    if (nulls === "no-nulls" || row !== null) checkObject(field, row, fields, index);
  });
}
