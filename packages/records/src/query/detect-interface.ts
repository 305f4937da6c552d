import { ovidField } from "./ovid/fields.ts";
import { pubmedField } from "./pubmed/fields.ts";
import type { SearchInterface } from "./tree.ts";

/** Signs of Ovid: `exp X/`, `X/`, `.ti,ab.`, `adj3`, `or/1-5`, `limit 3 to`, `ketamin$`. */
const OVID_SIGNS =
  /(?:^|[\s(])exp \S|\w\/(?=[\s)]|$)|\badj\d*\b|\b(?:or|and)\/\d|^\s*(?:\d+[.)]?\s+)?limit \d|\w\$\d?|remove duplicates from/gim;
const OVID_FIELDS = /\.([a-z]{2}(?:,\s*[a-z]{2})*)\./gi;
const PUBMED_SIGNS = /\[\s*(?:mesh|mh|majr)\b[^\]]*\]|#\d+/gi;
const PUBMED_FIELDS = /\[([^\][]{1,40})\]/g;

/** Which interface a strategy was written for, by the signs that only one of the two has; PubMed where none decides. */
export function detectInterface(text: string): SearchInterface {
  const fields = (pattern: RegExp, isKnown: (name: string) => boolean): number =>
    [...text.matchAll(pattern)].filter((match) => isKnown(match[1]!)).length;
  const ovid =
    (text.match(OVID_SIGNS)?.length ?? 0) +
    fields(OVID_FIELDS, (codes) => codes.split(",").every((code) => ovidField(code.trim()) !== undefined));
  const pubmed =
    (text.match(PUBMED_SIGNS)?.length ?? 0) +
    fields(PUBMED_FIELDS, (name) => pubmedField(name.replace(/:\s*~\d+$/, "")) !== undefined);
  return ovid > pubmed ? "ovid" : "pubmed";
}
