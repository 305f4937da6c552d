import { nearest } from "./nearest-name.ts";
import { InputError } from "../input-error.ts";
import { isObject, type AnyRule, type Rule } from "./rules.ts";
import { valueInWords } from "./value-in-words.ts";

/** A rule for every option of a function. */
export type OptionRules<T> = { readonly [K in keyof Required<T>]: Rule<Required<T>[K]> };

/**
 * Looks at all options of a call before anything is computed from them. Options that are undefined are left out.
 *
 * Costs some twenty nanoseconds an option, so that fits in a loop may check theirs each time.
 *
 * @param name - of the argument
 * @throws InputError `invalid-option` for an option that is not in the rules or breaks its own, with the allowed values and the
 *   nearest name; `invalid-argument` for options that are no object
 */
export function checkOptions(
  options: unknown,
  rules: Readonly<Record<string, AnyRule>>,
  name = "options",
): void {
  if (!isObject(options)) throw notAnObject(name, options, Object.keys(rules));
  const given = options as Readonly<Record<string, unknown>>;
  for (const key in given) {
    const value = given[key];
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (rule === undefined) throw unknownOption(key, Object.keys(rules), name);
    if (value !== undefined && !rule.accepts(value)) throw wrongValue(key, value, rule);
  }
}

/**
 * Looks at an argument that is no option, such as the name of a measure.
 *
 * @throws InputError `invalid-option`, with the allowed values and the nearest name
 */
export function checkValue(field: string, value: unknown, rule: AnyRule): void {
  if (!rule.accepts(value)) throw wrongValue(field, value, rule);
}

/**
 * Looks at an option that has no default.
 *
 * @throws InputError `invalid-option`
 */
export function checkGiven(field: string, options: object, rule: AnyRule): void {
  checkValue(field, (options as Readonly<Record<string, unknown>>)[field], rule);
}

function notAnObject(name: string, found: unknown, keys: readonly string[]): InputError {
  return new InputError(
    "invalid-argument",
    `${name} is ${valueInWords(found)}, not an object of ${keys.join(", ")}`,
    { field: name },
    { found, expected: `an object of ${keys.join(", ")}` },
  );
}

function unknownOption(key: string, keys: readonly string[], name: string): InputError {
  const close = nearest(key, keys);
  return new InputError(
    "invalid-option",
    `there is no option ${key}${close === undefined ? "" : `; did you mean ${close}?`} ${name} may hold ${keys.join(", ")}`,
    { field: key },
    { found: key, expected: `one of ${keys.join(", ")}`, ...(close && { fix: `write ${close}` }) },
  );
}

function wrongValue(field: string, found: unknown, rule: AnyRule): InputError {
  const { expected, names, otherWords = {}, fix } = rule;
  const close = typeof found === "string" && names ? nearestOf(found, names, otherWords) : undefined;
  const advice = close === undefined ? fix : `write "${close}"`;
  return new InputError(
    "invalid-option",
    `${field} = ${valueInWords(found)} is not ${expected}${close === undefined ? "" : `; did you mean "${close}"?`}`,
    { field },
    { found, expected, ...(advice !== undefined && { fix: advice }) },
  );
}

function nearestOf(
  found: string,
  names: readonly string[],
  otherWords: Readonly<Record<string, string>>,
): string | undefined {
  const word = Object.keys(otherWords).find((other) => other.toLowerCase() === found.toLowerCase());
  return word === undefined ? nearest(found, names) : otherWords[word];
}
