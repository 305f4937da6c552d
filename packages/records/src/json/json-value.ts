export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at the end of a path of keys; undefined where one is missing. */
export function valueAt(root: unknown, ...path: readonly string[]): unknown {
  let at = root;
  for (const key of path) at = isJsonObject(at) ? at[key] : undefined;
  return at;
}

/** Text without blanks at its ends, a number as text; undefined for anything else and for nothing. */
export function textAt(root: unknown, ...path: readonly string[]): string | undefined {
  const value = valueAt(root, ...path);
  const text = typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
  return text === "" ? undefined : text;
}

/** A list; a single value counts as a list of one. */
export function listAt(root: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = valueAt(root, ...path);
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The texts of a list. */
export function textsAt(root: unknown, ...path: readonly string[]): readonly string[] {
  return listAt(root, ...path).flatMap((value) => textAt(value) ?? []);
}
