import type { RawField } from "../model.ts";
import { isJsonObject } from "./json-value.ts";
import { textOfValue } from "./raw-values.ts";

/**
 * A JSON value as fields, complete and in order: the path of keys as tag ("a/b"), an element of a list with its place
 * ("a/0/b"), the scalar as JSON text except that a string stands as itself. Empty lists and objects are "[]" and "{}". So
 * that `jsonOfRaw` gives back exactly what came, a string that would read as another value ("4", "[]") stands in its quotes,
 * and in keys "~0" is "~", "~1" is "/", and "~2" stands before a key that is empty or a number.
 */
export function rawFieldsOfJson(value: unknown, line: number): readonly RawField[] {
  const fields: RawField[] = [];
  const add = (each: unknown, tag: string | undefined): void => {
    const entries = Array.isArray(each)
      ? each.map((part, at): [string, unknown] => [String(at), part])
      : isJsonObject(each)
        ? Object.entries(each).map(([key, part]): [string, unknown] => [tagOf(key), part])
        : undefined;
    if (entries === undefined || entries.length === 0) {
      fields.push({ tag: tag ?? "", value: textOfValue(each), line });
      return;
    }
    for (const [key, part] of entries) add(part, tag === undefined ? key : `${tag}/${key}`);
  };
  add(value, undefined);
  return fields;
}

function tagOf(key: string): string {
  if (/^\d*$/.test(key)) return `~2${key}`;
  return /[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}

/** The key of a part of a tag. */
export function keyOf(tag: string): string {
  return tag.includes("~") ? tag.replace("~2", "").replaceAll("~1", "/").replaceAll("~0", "~") : tag;
}
