import type { FieldUse } from "../field.ts";
import { printOvid } from "../ovid/print.ts";
import { subheadingCode, subheadingName, subheadingsBelow } from "../subheadings.ts";
import type { Adjacent, Heading, Limit, Limited, Place, Query, Term } from "../tree.ts";
import { adjacentToPubmed } from "./adjacent-to-pubmed.ts";
import { combinationOf, joined, linesOf, referenceOf } from "./parts.ts";
import { termToPubmed } from "./term-to-pubmed.ts";
import type { Translate, TranslationContext } from "./translate-context.ts";

/** Ovid's query in PubMed's language. */
export const toPubmed: Translate = (query, context) => part(query, context, []);

/** @param fields - those of a bracket around the query */
function part(query: Query, context: TranslationContext, fields: readonly FieldUse[]): Query | null {
  switch (query.kind) {
    case "term":
      return termToPubmed(withFields(query, fields), context);
    case "heading":
      return headingToPubmed(query, context);
    case "subheadings": {
      const parts = query.codes.map((code) => subheadingTerm(code, query.place));
      return joined("or", parts, query.place);
    }
    case "adjacent":
      return adjacent(query, context, fields);
    case "fielded":
      return bracketed(part(query.of, context, query.fields));
    case "frequency":
      context.report(query.place, printOvid(query), "PubMed does not count how often a word is there", "once is enough"); // prettier-ignore
      return part(query.of, context, fields);
    case "combination":
      return combinationOf(query, (operand) => part(operand, context, fields), context);
    case "line":
      return referenceOf(query, context);
    case "lines":
      return linesOf(query, context);
    case "dates":
      if (query.field.field !== "year" && query.field.field !== "publication-date")
        context.report(query.place, printOvid(query), `.${query.field.tag}. has no counterpart that is the same`, "date of publication"); // prettier-ignore
      return { ...query, field: { field: "publication-date", tag: "dp", place: query.field.place } };
    case "limit":
      return limited(query, context);
    case "deduplicate":
      context.report(query.place, printOvid(query), "PubMed does not take out duplicates; it is one database", "the line without it"); // prettier-ignore
      return part(query.of, context, fields);
    case "database":
      context.report(query.place, `use ${query.database}`, "PubMed is one database", "left out");
      return query.of === null ? null : part(query.of, context, fields);
    default:
      return query;
  }
}

function adjacent(query: Adjacent, context: TranslationContext, fields: readonly FieldUse[]): Query | null {
  const near = adjacentToPubmed(query, fields, context);
  if (near !== undefined) return near;
  const parts = query.operands.map((operand) => part(operand, context, fields));
  return joined("and", parts.filter((each) => each !== null), query.place); // prettier-ignore
}

function withFields(term: Term, fields: readonly FieldUse[]): Term {
  return term.fields.length > 0 ? term : { ...term, fields };
}

function bracketed(query: Query | null): Query | null {
  return query?.kind === "combination" ? { ...query, bracketed: true } : query;
}

/** Several subheadings become several headings; PubMed allows one. */
function headingToPubmed(heading: Heading, { report }: TranslationContext): Query | null {
  const { place, subheadings } = heading;
  const written = printOvid(heading);
  const term = heading.term.replace(/[()]/g, " ").replace(/\s+/g, " ").trim();
  const plain: Heading = { ...heading, term, quoted: true, subheadings: [] };
  if (subheadings.length === 0) return plain;
  const unknown = subheadings.filter((code) => subheadingCode(code) === undefined);
  if (unknown.length > 0)
    report(place, written, `${unknown.join(", ")}: no subheading of MeSH (of Embase or PsycINFO, perhaps)`, "left out"); // prettier-ignore
  const names = subheadings.filter((code) => subheadingCode(code) !== undefined).map(subheadingName);
  if (heading.explode && names.some((name) => subheadingsBelow(name).size > 1))
    report(
      place,
      written,
      "PubMed explodes the subheading with the heading",
      "also the narrower subheadings",
    );
  if (names.length === 0) return plain;
  return joined("or", names.map((name): Heading => ({ ...plain, subheadings: [name], bracketed: false })), place); // prettier-ignore
}

function subheadingTerm(code: string, place: Place): Term {
  const name = subheadingName(code);
  const tag = subheadingsBelow(name).size > 1 ? "sh:noexp" : "sh";
  const fields: readonly FieldUse[] = [{ field: "subheading", tag, place }];
  return { kind: "term", text: name, quoted: false, fields, place, bracketed: false };
}

/** A limit is a further AND. */
function limited(query: Limited, context: TranslationContext): Query | null {
  const of = part(query.of, context, []);
  if (of === null) return null;
  const groups = query.limits.flatMap((group) => {
    const parts = group.flatMap((limit) => limitToPubmed(limit, query, context) ?? []);
    return joined("or", parts, query.place) ?? [];
  });
  const all = joined("and", [of, ...groups], query.place);
  return all?.kind === "combination" && groups.length > 0 ? { ...all, bracketed: query.bracketed } : all;
}

const TYPES = new Set(["randomized controlled trial", "controlled clinical trial", "clinical trial", "meta analysis", "systematic review", "review", "case reports", "comparative study", "letter", "editorial", "comment", "multicenter study", "practice guideline", "guideline"]); // prettier-ignore

function limitToPubmed(limit: Limit, { place }: Limited, { report }: TranslationContext): Query | undefined {
  const heading = (term: string): Heading => ({ kind: "heading", term, quoted: false, explode: true, major: false, subheadings: [], place, bracketed: false }); // prettier-ignore
  const term = (text: string, use: FieldUse): Term => ({ kind: "term", text, quoted: false, fields: [use], place, bracketed: false }); // prettier-ignore
  switch (limit.kind) {
    case "years": {
      const year = (value: number | null, open: number) => ({ year: value ?? open });
      const field: FieldUse = { field: "publication-date", tag: "dp", place };
      return { kind: "dates", from: year(limit.from, 1000), to: year(limit.to, 3000), field, place, bracketed: false }; // prettier-ignore
    }
    case "language":
      return term(limit.language, { field: "language", tag: "la", place });
    case "humans":
      return heading("humans");
    case "animals":
      return heading("animals");
    case "other": {
      const type = limit.text.toLowerCase();
      if (TYPES.has(type)) return term(type, { field: "publication-type", tag: "pt", place });
      report(
        place,
        `limit to ${limit.text}`,
        "it has no counterpart that is sure to be the same",
        "left out",
      );
      return undefined;
    }
  }
}
