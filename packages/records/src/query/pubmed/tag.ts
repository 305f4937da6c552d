import type { FieldUse } from "../field.ts";
import type { Place } from "../tree.ts";
import { pubmedField } from "./fields.ts";

/** What stands in the square brackets after a term. */
export type PubmedTag =
  | { readonly kind: "field"; readonly use: FieldUse }
  | { readonly kind: "heading"; readonly explode: boolean; readonly major: boolean }
  | { readonly kind: "near"; readonly distance: number; readonly use: FieldUse };

const HEADING =
  /^(?:(mh|mesh|mesh terms?|mesh headings?)|majr|mesh major topics?|mj|major mesh)(\s*:?\s*no\s*(?:exp|explode))?$/;
const NEAR = /^(.*?)\s*:\s*~\s*(\d{1,4})$/;

/**
 * Reads a tag: a field, a subject heading ([mh], [majr], with or without :noexp), or a proximity ([tiab:~N]).
 *
 * @see PubMed Help, "Proximity searching", "MeSH Terms [mh]"
 */
export function readTag(text: string, place: Place): PubmedTag {
  const name = text.trim().replace(/\s+/g, " ");
  const heading = HEADING.exec(name.toLowerCase());
  if (heading !== null)
    return { kind: "heading", explode: heading[2] === undefined, major: heading[1] === undefined };
  const near = NEAR.exec(name);
  if (near !== null) return { kind: "near", distance: Number(near[2]), use: useOf(near[1]!, place) };
  return { kind: "field", use: useOf(name, place) };
}

function useOf(name: string, place: Place): FieldUse {
  const known = pubmedField(name);
  return known === undefined
    ? { field: "unknown", tag: name, place }
    : { field: known.field, tag: known.tag, place };
}
