import { readDate } from "../dates.ts";
import { DATE_FIELDS, type FieldUse } from "../field.ts";
import type { Place, Query } from "../tree.ts";

interface Part {
  readonly type: string;
  readonly text: string;
}

type Ending =
  | { readonly type: "fields"; readonly fields: readonly FieldUse[] }
  | { readonly type: "heading"; readonly codes: readonly string[] };

const YEARS = /^(\d{4})\s*[-:]\s*(\d{4}|current)$/i;

/** What words mean by what ends them: a heading, a number of a line, dates, or a term. */
export function termOf(parts: readonly Part[], ending: Ending | undefined, place: Place): Query {
  if (ending?.type === "heading") return headingOf(parts, ending.codes, place);
  const quoted = parts.length === 1 && parts[0]!.type === "quoted";
  const text = textOf(parts);
  if (ending === undefined && !quoted && /^\d{1,5}$/.test(text))
    return { kind: "line", label: Number(text), place, bracketed: false };
  const fields = ending?.fields ?? [];
  const [use] = fields;
  if (fields.length === 1 && DATE_FIELDS.has(use!.field)) {
    const years = YEARS.exec(text);
    if (years !== null) {
      const to = /^\d/.test(years[2]!) ? { year: Number(years[2]) } : null;
      return { kind: "dates", from: { year: Number(years[1]) }, to, field: use!, place, bracketed: false };
    }
    const date = /^\d{4}$/.test(text) ? readDate(text) : undefined;
    if (date !== undefined)
      return { kind: "dates", from: date, to: date, field: use!, place, bracketed: false };
  }
  return { kind: "term", text, quoted, fields, place, bracketed: false };
}

/** `exp *"Depressive Disorder"/dt` */
function headingOf(parts: readonly Part[], codes: readonly string[], place: Place): Query {
  let rest = parts;
  let explode = false;
  let major = false;
  if (rest.length > 1 && rest[0]!.type === "word" && rest[0]!.text.toLowerCase() === "exp") {
    explode = true;
    rest = rest.slice(1);
  }
  const first = rest[0]!;
  if (first.type === "word" && first.text.startsWith("*") && (first.text.length > 1 || rest.length > 1)) {
    major = true;
    rest =
      first.text.length > 1 ? [{ ...first, text: first.text.slice(1) }, ...rest.slice(1)] : rest.slice(1);
  }
  const quoted = rest.length === 1 && rest[0]!.type === "quoted";
  const term = textOf(rest);
  return { kind: "heading", term, quoted, explode, major, subheadings: codes, place, bracketed: false };
}

function textOf(parts: readonly Part[]): string {
  if (parts.length === 1) return parts[0]!.text;
  return parts.map(({ type, text }) => (type === "quoted" ? `"${text}"` : text)).join(" ");
}
