import { readDate } from "../dates.ts";
import { DATE_FIELDS, type FieldUse } from "../field.ts";
import type { QueryProblem } from "../query-problem.ts";
import type { Place, Query } from "../tree.ts";
import type { PubmedTag } from "./tag.ts";

interface TermParts {
  readonly text: string;
  readonly quoted: boolean;
  readonly tag: PubmedTag | undefined;
  readonly place: Place;
  readonly report: (problem: QueryProblem) => void;
}

const RECENT = /^last (\d{1,4} )?(day|month|year)s?$/i;

export const isTerm = (type: string): boolean => type === "word" || type === "quoted";

/** What words with their tag mean: a term, a heading, a proximity, or dates. */
export function termOf({ text, quoted, tag, place, report }: TermParts): Query {
  if (tag === undefined) return { kind: "term", text, quoted, fields: [], place, bracketed: false };
  if (tag.kind === "heading") {
    const [term = "", ...subheadings] = text.split("/").map((part) => part.trim());
    const { explode, major } = tag;
    const named = subheadings.filter((name) => name !== "");
    if (term === "")
      return { kind: "term", text, quoted, fields: [headingUse(tag, place)], place, bracketed: false };
    return { kind: "heading", term, quoted, explode, major, subheadings: named, place, bracketed: false };
  }
  if (tag.kind === "near") return nearOf(tag, text, quoted, place, report);
  const { use } = tag;
  if (DATE_FIELDS.has(use.field)) {
    const [from, to = from, ...rest] = text.split(":");
    const range = rest.length === 0 ? dateRange(from!, to!, use) : undefined;
    const recent = RECENT.exec(text);
    if (range !== undefined) return { ...range, place };
    if (recent !== null) {
      const unit = `${recent[2]!.toLowerCase() as "day" | "month" | "year"}s` as const;
      return { kind: "recent", count: Number(recent[1] ?? 1), unit, field: use, place, bracketed: false };
    }
  }
  return { kind: "term", text, quoted, fields: [use], place, bracketed: false };
}

/** A heading tag where there is no heading: on a bracket, on a slash alone. */
export function headingUse(tag: PubmedTag & { readonly kind: "heading" }, place: Place): FieldUse {
  return { field: "heading", tag: `${tag.major ? "majr" : "mh"}${tag.explode ? "" : ":noexp"}`, place };
}

/** The two ends of a range of dates, if both are dates. */
export function dateRange(from: string, to: string, field: FieldUse): Query | undefined {
  const [first, last] = [readDate(from), readDate(to)];
  if (first === undefined || last === undefined || !DATE_FIELDS.has(field.field)) return undefined;
  return { kind: "dates", from: first, to: last, field, place: field.place, bracketed: false };
}

/** PubMed Help, "Proximity searching": quoted words; [ti], [tiab] and [ad] only; a wildcard switches it off. */
function nearOf(
  tag: PubmedTag & { readonly kind: "near" },
  text: string,
  quoted: boolean,
  place: Place,
  report: (problem: QueryProblem) => void,
): Query {
  const { use, distance } = tag;
  const warn = (code: QueryProblem["code"], message: string, fix: string, found: string): void =>
    report({ code, severity: "error", place, message, found, fix });
  if (!quoted)
    warn("proximity-unquoted", "The words of a proximity search stand in double quotes", `Write "${text}"[${use.tag}:~${distance}].`, text); // prettier-ignore
  if (!["title", "title-abstract", "affiliation", "unknown"].includes(use.field))
    warn("proximity-field", `PubMed has no proximity search in [${use.tag}]`, "Use [ti], [tiab] or [ad].", use.tag); // prettier-ignore
  if (text.includes("*"))
    warn("proximity-truncation", "PubMed ignores the proximity where a word is truncated", "Write one search for each ending, or use AND.", text); // prettier-ignore
  return { kind: "near", text, distance, field: use, place, bracketed: false };
}
