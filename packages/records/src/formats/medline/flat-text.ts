import { MEDLINE_TAGS } from "./tags.ts";

/**
 * Where a field may begin in text whose line breaks are lost and whose runs of blanks became one: four capitals and "-",
 * three and " -", or two (the second may be a digit), one or two blanks and "-"; before it white space, after it a
 * blank or the end.
 */
const FLAT_FIELD = /(?<!\S)(?:([A-Z]{4})-|([A-Z]{3}) -|([A-Z][A-Z0-9]) {1,2}-)(?= |$)/g;

/** A field of a flattened text; it begins at `from`, with its tag. */
export interface FlatField {
  readonly tag: string;
  readonly value: string;
  readonly from: number;
}

export interface FlatText {
  /** The value that had swallowed the fields. */
  readonly before: string;
  readonly fields: readonly FlatField[];
}

/**
 * Splits a value that has swallowed the fields after it. Only tags of the closed list count, and PMID only before digits
 * that end the text or stand before the next tag, so that " - ", acronyms and quoted PMIDs stay part of their values.
 * Runs of blanks become one. Undefined when the value holds no field.
 *
 * @example splitFlatText("123 TI - A title AB - Text") // { before: "123", fields: [TI, AB] }
 */
export function splitFlatText(text: string): FlatText | undefined {
  const starts: { readonly tag: string; readonly from: number; readonly value: number }[] = [];
  for (const match of text.matchAll(FLAT_FIELD)) {
    const tag = match[1] ?? match[2] ?? match[3]!;
    if (MEDLINE_TAGS.has(tag)) starts.push({ tag, from: match.index, value: match.index + match[0].length });
  }
  const fields = starts.filter(({ tag, value }, index) => {
    if (tag !== "PMID") return true;
    const next = starts[index + 1]?.from ?? text.length;
    return isNumber(text, value, next);
  });
  if (fields.length === 0) return undefined;
  return {
    before: collapse(text.slice(0, fields[0]!.from)),
    fields: fields.map(({ tag, value, from }, index) => ({
      tag,
      value: collapse(text.slice(value, fields[index + 1]?.from ?? text.length)),
      from,
    })),
  };
}

/** Blanks, digits, blanks. */
function isNumber(text: string, from: number, to: number): boolean {
  return to - from < 40 && /^ +\d+ *$/.test(text.slice(from, to));
}

function collapse(text: string): string {
  return text.replace(/[ \t]+/g, " ").replace(/^ | $/g, "");
}
