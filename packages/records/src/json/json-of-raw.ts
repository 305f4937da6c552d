import type { RawField } from "../model.ts";
import { keyOf } from "./raw-fields.ts";
import { valueOfText } from "./raw-values.ts";

/** An object or list while its fields come. */
type Node = Map<string, Node | { readonly value: unknown }>;

/**
 * A JSON value from its fields, the other way round as `rawFieldsOfJson`: objects, lists and scalars as they were. Undefined
 * where the fields are not those of one value (one stands inside of a scalar).
 */
export function jsonOfRaw(fields: readonly RawField[]): unknown {
  const root: Node = new Map();
  for (const { tag, value } of fields) {
    const path = tag === "" ? [] : tag.split("/");
    const last = path.pop();
    if (last === undefined) return fields.length === 1 ? valueOfText(value) : undefined;
    let at = root;
    for (const key of path) {
      const known = at.get(key) ?? new Map<string, never>();
      if (!(known instanceof Map)) return undefined;
      at.set(key, known);
      at = known;
    }
    if (at.has(last)) return undefined;
    at.set(last, { value: valueOfText(value) });
  }
  return built(root);
}

/** Keys that are the places of a list make one; an object's own keys of figures are marked. */
function built(node: Node | { readonly value: unknown }): unknown {
  if (!(node instanceof Map)) return node.value;
  const entries = [...node];
  if (entries.every(([key], at) => key === String(at))) return entries.map(([, each]) => built(each));
  return Object.fromEntries(entries.map(([key, each]) => [keyOf(key), built(each)]));
}
