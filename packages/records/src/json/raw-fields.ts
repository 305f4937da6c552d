import type { RawField } from "../model.ts";
import { isJsonObject } from "./json-value.ts";

/**
 * A JSON value as fields, complete and in order: the path of keys as tag ("a/b"), an element of a list with its place
 * ("a/0/b"), the scalar as JSON text except that a string stands as itself. Empty lists and objects are "[]" and "{}".
 */
export function rawFieldsOfJson(value: unknown, line: number): readonly RawField[] {
  const fields: RawField[] = [];
  const add = (each: unknown, tag: string): void => {
    const entries = Array.isArray(each)
      ? each.map((part, at): [string, unknown] => [String(at), part])
      : isJsonObject(each)
        ? Object.entries(each)
        : undefined;
    if (entries === undefined || entries.length === 0) {
      fields.push({ tag, value: typeof each === "string" ? each : JSON.stringify(each), line });
      return;
    }
    for (const [key, part] of entries) add(part, tag === "" ? key : `${tag}/${key}`);
  };
  add(value, "");
  return fields;
}
