import { InputError, type InputErrorCode, type InputErrorWhere } from "../input-error.ts";
import { DomainError } from "../special/index.ts";
import { CaseOptions, Columns, isObject, unsupported, type JsonObject } from "./case-input.ts";
import type { ComputeResult } from "./compute-function.ts";
import { FUNCTIONS } from "./functions.ts";

/** Our own names, or the spelling of the reference files. */
export type ComputeKeys = "coppice" | "reference";

export type ComputedCase = Readonly<Record<string, unknown>> &
  (
    | { readonly result: unknown }
    | {
        readonly error: {
          readonly code: InputErrorCode | "domain";
          readonly message: string;
          readonly where: InputErrorWhere;
        };
      }
  );

/**
 * The one calculating door: computes every case of a document `{datasets, cases: [{id, dataset, function, options,
 * input?}]}` and returns the same cases with `result`, or with `error` when a case cannot be computed. A function, method
 * or option that is not known answers `unsupported`; nothing is ignored. A field `expected` is neither read nor returned.
 *
 * @throws InputError `invalid-document` when the document is not of that shape
 */
export function compute(
  document: unknown,
  options: { readonly keys: ComputeKeys },
): { readonly cases: readonly ComputedCase[] } {
  if (!isObject(document) || !Array.isArray(document["cases"])) {
    throw new InputError("invalid-document", "a case file is an object with a list named cases", {
      field: "cases",
    });
  }
  const datasets = isObject(document["datasets"]) ? document["datasets"] : {};
  const cases: readonly unknown[] = document["cases"];
  return { cases: cases.map((given, row) => computeCase(given, row, datasets, options.keys)) };
}

function computeCase(given: unknown, row: number, datasets: JsonObject, keys: ComputeKeys): ComputedCase {
  if (!isObject(given))
    throw new InputError("invalid-document", `case ${row} is not an object`, { field: "cases", row });
  const { expected: _, ...echo } = given;
  try {
    const result = run(given, datasets);
    return { ...echo, result: jsonNumbers(keys === "reference" ? result.reference() : result.value) };
  } catch (error) {
    if (error instanceof InputError)
      return { ...echo, error: { code: error.code, message: error.message, where: error.where } };
    if (error instanceof DomainError) {
      return {
        ...echo,
        error: { code: error.code, message: error.message, where: { field: error.where.argument } },
      };
    }
    throw error;
  }
}

function run(given: JsonObject, datasets: JsonObject): ComputeResult {
  const name = typeof given["function"] === "string" ? given["function"] : "";
  const compute = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (name === "")
    throw new InputError("invalid-document", "the case names no function", { field: "function" });
  if (compute === undefined) {
    throw unsupported(
      `the function "${name}" (there are ${Object.keys(FUNCTIONS).join(", ")}); it`,
      "function",
    );
  }
  const options = new CaseOptions(objectOf(given, "options"));
  const columns = new Columns(dataOf(given, datasets), objectOf(given, "input"));
  const result = compute(options, columns);
  options.refuseUnread();
  columns.refuseUnread();
  return result;
}

function objectOf(given: JsonObject, field: "options" | "input"): JsonObject {
  const found = given[field] ?? {};
  if (isObject(found)) return found;
  throw new InputError("invalid-document", `${field} of a case is not an object`, { field });
}

function dataOf(given: JsonObject, datasets: JsonObject): JsonObject {
  const name = given["dataset"];
  if (name === undefined || name === null) return {};
  if (typeof name !== "string")
    throw new InputError("invalid-document", "dataset of a case is not a name", { field: "dataset" });
  const dataset = Object.hasOwn(datasets, name) ? datasets[name] : undefined;
  if (!isObject(dataset))
    throw new InputError("invalid-document", `there is no data set "${name}"`, { field: "dataset" });
  return isObject(dataset["columns"]) ? dataset["columns"] : {};
}

/** Infinite numbers as text and NaN as null, so that plain JSON carries every number back unchanged. */
function jsonNumbers(value: unknown): unknown {
  if (typeof value === "number")
    return Number.isNaN(value) ? null : Number.isFinite(value) ? value : value > 0 ? "Infinity" : "-Infinity";
  if (Array.isArray(value)) return value.map(jsonNumbers);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, jsonNumbers(part)]));
  return value;
}
