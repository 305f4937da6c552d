import type { Field, FieldUse } from "../field.ts";
import { printPubmed } from "../pubmed/print.ts";
import { typesBelow } from "../run/publication-types.ts";
import { foldWords } from "../words.ts";
import { subheadingCode, subheadingName, subheadingsBelow } from "../subheadings.ts";
import type { Combination, DateRange, Heading, Limit, Near, Query, RecentDates, Term } from "../tree.ts";
import { combinationOf, joined, linesOf, referenceOf } from "./parts.ts";
import type { Translate, TranslationContext } from "./translate-context.ts";

interface OvidFields {
  readonly codes: readonly string[];
  /** What the two do not share; nothing where they are the same. */
  readonly why?: string;
}

/** PubMed's fields in Ovid MEDLINE; a field that is not here has no counterpart. */
const FIELDS: Readonly<Partial<Record<Field, OvidFields>>> = {
  title: { codes: ["ti"] },
  "title-abstract": { codes: ["ti", "ab", "kf"] },
  "text-word": {
    codes: ["mp"],
    why: "[tw] also searches publication types, group authors and secondary sources; .mp. also original titles and unique identifiers",
  },
  all: { codes: ["af"], why: "[all] maps the term to headings too; .af. searches the words in every field" },
  "author-keyword": { codes: ["kf"] },
  author: { codes: ["au"] },
  "first-author": { codes: ["pa"] },
  "last-author": { codes: ["au"], why: "Ovid has no field for the last author; any author is found" },
  "full-author": { codes: ["fa"] },
  "corporate-author": { codes: ["ca"] },
  investigator: { codes: ["ir"] },
  affiliation: { codes: ["in"] },
  journal: { codes: ["jn", "ja"], why: "PubMed reads a journal's title, abbreviation and ISSN alike; Ovid needs the exact name or abbreviation" },
  "journal-id": { codes: ["jc"] },
  issn: { codes: ["is"] },
  language: { codes: ["lg"] },
  "publication-type": { codes: ["pt"] },
  heading: { codes: ["sh"], why: "a tag of headings on a bracket or a truncated heading explodes nothing in Ovid" },
  substance: { codes: ["nm"], why: "[nm] maps synonyms of substances, .nm. searches words of their names" },
  "registry-number": { codes: ["rn"] },
  "secondary-source": { codes: ["si"] },
  pmid: { codes: ["pm"] },
  "article-id": { codes: ["do"], why: "[aid] also finds publishers' numbers" },
  "transliterated-title": { codes: ["ot"] },
  country: { codes: ["cp"] },
  volume: { codes: ["vo"] },
  issue: { codes: ["ip"] },
  pages: { codes: ["pg"] },
  grant: { codes: ["gi"] },
  "conflict-of-interest": { codes: ["ci"] },
  "personal-name": { codes: ["pn"] },
}; // prettier-ignore

const PHRASE =
  "PubMed finds a phrase only if it is in its phrase index (without quotation marks it then searches the words apart); Ovid finds every place where the words stand together";

/** PubMed's query in Ovid's language. */
export const toOvid: Translate = (query, context) => {
  const limited =
    query.kind === "combination" && query.operator === "and" ? asLimit(query, context) : undefined;
  return limited === undefined ? part(query, context) : limited;
};

function part(query: Query, context: TranslationContext): Query | null {
  switch (query.kind) {
    case "term":
      return termToOvid(query, context);
    case "heading":
      return headingToOvid(query, context);
    case "near":
      return nearToOvid(query, context);
    case "combination":
      return combinationOf(query, (operand) => part(operand, context), context);
    case "fielded": {
      const of = part(query.of, context);
      const fields = query.fields.flatMap((use) => fieldsToOvid(use, printPubmed(query), context) ?? []);
      return of === null ? null : fields.length === 0 ? { ...of, bracketed: true } : { ...query, of, fields };
    }
    case "dates":
      return datesToOvid(query, context);
    case "recent":
      context.report(
        query.place,
        printPubmed(query),
        "Ovid has it as a limit of a whole line only",
        "left out",
      );
      return null;
    case "line":
      return referenceOf(query, context);
    case "lines":
      return linesOf(query, context);
    default:
      return query;
  }
}

function termToOvid(term: Term, context: TranslationContext): Query | null {
  const { place } = term;
  const written = printPubmed(term);
  const text = term.text.replace(/[$#?+%;=<>^~_{}\\!]/g, " ").replace(/\s+/g, " ").trim(); // prettier-ignore
  const short = /(?:^|[\s-])([^\s*-]{1,3})\*/.exec(text);
  if (short !== null)
    context.report(place, written, "PubMed drops a * after fewer than four letters; Ovid does not", `${text} with its *`); // prettier-ignore
  const [use] = term.fields;
  if (use === undefined) {
    context.report(place, written, "PubMed maps a term without a tag to headings, journals and authors of its own choice", `${text}.mp.`); // prettier-ignore
    return { ...term, text, quoted: false, fields: [{ field: "multi-purpose", tag: "mp", place }] };
  }
  if (use.field === "subheading") return subheadingToOvid(term, use, context);
  if (use.field === "subset") return subsetToOvid(term, use, context);
  const fields = fieldsToOvid(use, written, context);
  if (fields === undefined) return null;
  const isWords = ["ti", "ab", "kf", "mp", "af"].includes(fields[0]!.tag);
  if (isWords && /[\s-]/.test(text)) context.report(place, written, PHRASE, `${text} as a phrase`);
  if (use.field === "publication-type") return typeToOvid(term, fields, use, context);
  const isName = use.field === "author" || use.field === "first-author" || use.field === "last-author";
  const name =
    isName && !term.quoted && !text.endsWith("*") ? `${text}${text.includes(" ") ? "$" : " $"}` : text;
  return { ...term, text: name, quoted: false, fields };
}

function fieldsToOvid(
  use: FieldUse,
  written: string,
  { report }: TranslationContext,
): readonly FieldUse[] | undefined {
  const known = FIELDS[use.field];
  if (known === undefined) {
    report(use.place, written, `Ovid has no field for [${use.tag}]`, "left out");
    return undefined;
  }
  const codes = `.${known.codes.join(",")}.`;
  if (known.why !== undefined) report(use.place, written, known.why, codes);
  return known.codes.map((tag) => ({ field: use.field, tag, place: use.place }));
}

/** PubMed includes narrower publication types, so they are written out. */
function typeToOvid(
  term: Term,
  fields: readonly FieldUse[],
  use: FieldUse,
  { report }: TranslationContext,
): Query | null {
  const below = use.tag.endsWith("noexp") ? [] : [...typesBelow(foldWords(term.text))].slice(1);
  const plain: Term = { ...term, quoted: false, fields };
  if (below.length === 0) return plain;
  report(
    term.place,
    printPubmed(term),
    "[pt] includes narrower types, .pt. does not",
    `also ${below.join(", ")}`,
  );
  return joined(
    "or",
    [plain, ...below.map((text): Term => ({ ...plain, text, bracketed: false }))],
    term.place,
  );
}

function subheadingToOvid(term: Term, use: FieldUse, { report }: TranslationContext): Query {
  const name = subheadingName(term.text);
  const names = use.tag.endsWith("noexp") ? [name] : [...subheadingsBelow(name)];
  if (subheadingCode(name) === undefined)
    report(term.place, printPubmed(term), "it is no subheading of MeSH's list", `${name}.fs.`);
  const fields: readonly FieldUse[] = [{ field: "subheading", tag: "fs", place: use.place }];
  const parts = names.map((text): Term => ({ ...term, text, quoted: false, fields, bracketed: false }));
  return joined("or", parts, term.place)!;
}

/** The stages of indexing are Ovid's status field; other subsets and filters have no counterpart. */
function subsetToOvid(term: Term, use: FieldUse, { report }: TranslationContext): Query | null {
  const stages: Readonly<Record<string, string>> = { medline: "medline", inprocess: "in-process", publisher: "publisher", pubmednotmedline: "pubmed-not-medline" }; // prettier-ignore
  const stage = stages[foldWords(term.text)];
  if (stage === undefined) {
    report(term.place, printPubmed(term), "Ovid has no such subset or filter", "left out");
    return null;
  }
  return { ...term, text: stage, quoted: false, fields: [{ field: "subset", tag: "st", place: use.place }] };
}

/** Explosion of subheadings is written out in codes; a truncated heading becomes words of headings. */
function headingToOvid(heading: Heading, { report }: TranslationContext): Query {
  const { place } = heading;
  const written = printPubmed(heading);
  if (heading.term.includes("*")) {
    report(
      place,
      written,
      "Ovid does not truncate in front of a slash",
      `${heading.term}.sh., not as a main topic`,
    );
    const fields: readonly FieldUse[] = [{ field: "heading", tag: "sh", place }];
    return { kind: "term", text: heading.term, quoted: false, fields, place, bracketed: heading.bracketed };
  }
  const names = heading.subheadings
    .map(subheadingName)
    .flatMap((name) => (heading.explode ? [...subheadingsBelow(name)] : [name]));
  const codes = [...new Set(names.flatMap((name) => subheadingCode(name) ?? []))];
  if (heading.subheadings.some((name) => subheadingCode(name) === undefined))
    report(place, written, "a subheading is not in MeSH's list", "the heading with the others");
  return { ...heading, subheadings: codes, quoted: /\b(?:and|or|not|adj)\b|[()]/i.test(heading.term) };
}

/** At most N words between is adj(N+1); of three and more words the chain binds from left to right. */
function nearToOvid(near: Near, context: TranslationContext): Query | null {
  const { place } = near;
  const written = printPubmed(near);
  const fields = fieldsToOvid(near.field, written, context);
  const words = near.text.split(" ");
  if (near.text.includes("*"))
    context.report(place, written, "PubMed ignores the proximity where a word is truncated; Ovid does not", "the proximity with truncation"); // prettier-ignore
  if (words.length > 2)
    context.report(place, written, "PubMed wants all words near each other in any order; Ovid joins them one after the other", "a chain of adj"); // prettier-ignore
  if (fields === undefined) return null;
  const operands = words.map((text): Term => ({ kind: "term", text, quoted: false, fields: [], place, bracketed: false })); // prettier-ignore
  if (operands.length === 1) return { ...operands[0]!, fields };
  const of: Query = { kind: "adjacent", operands, distance: near.distance + 1, place, bracketed: false };
  return { kind: "fielded", of, fields, place, bracketed: false };
}

function datesToOvid(dates: DateRange, { report }: TranslationContext): Query {
  const isYears = dates.field.field === "publication-date" && dates.from?.month === undefined && dates.to?.month === undefined; // prettier-ignore
  const range = yearsOf(dates);
  const isOne = range.from === range.to;
  if (!isYears || !isOne)
    report(dates.place, printPubmed(dates), isYears ? "Ovid documents ranges of years as limits of a line" : "Ovid's .yr. has years of publication only", "years of publication"); // prettier-ignore
  const year = (value: number | null) => (value === null ? null : { year: value });
  const field: FieldUse = { field: "year", tag: "yr", place: dates.field.place };
  return { ...dates, from: year(range.from), to: year(range.to), field };
}

/** PubMed's 3000 is an open end. */
function yearsOf({ from, to }: DateRange): { readonly from: number | null; readonly to: number | null } {
  const open = (year: number | undefined, isOpen: (year: number) => boolean) =>
    year === undefined || isOpen(year) ? null : year;
  return { from: open(from?.year, (year) => year < 1500), to: open(to?.year, (year) => year >= 2900) };
}

/** `#5 AND 2000:2010[dp]` as `limit 5 to yr="2000 -2010"`: dates of a whole line. */
function asLimit(query: Combination, context: TranslationContext): Query | null | undefined {
  const isDate = (operand: Query): operand is DateRange | RecentDates =>
    operand.kind === "dates" || operand.kind === "recent";
  const dates = query.operands.filter(isDate);
  const others = query.operands.filter((operand) => !isDate(operand));
  const fits =
    dates.length > 0 && others.length > 0 && dates.every(({ field }) => field.field === "publication-date");
  if (!fits) return undefined;
  const rest = others.length === 1 ? others[0]! : { ...query, operands: others };
  const of = part(rest, context);
  if (of === null) return null;
  const limits = dates.map((node): readonly Limit[] => {
    if (node.kind === "recent") {
      context.report(node.place, printPubmed(node), "Ovid counts from the year, PubMed from the day", `last ${node.count} ${node.unit}`); // prettier-ignore
      return [{ kind: "other", text: `last ${node.count} ${node.unit}` }];
    }
    if (node.from?.month !== undefined || node.to?.month !== undefined)
      context.report(node.place, printPubmed(node), "a limit by yr= has years only", "whole years");
    return [{ kind: "years", ...yearsOf(node) }];
  });
  if (of.kind !== "line")
    context.report(query.place, printPubmed(rest), "Ovid's limit takes the number of a line", "a limit of the query itself: give it a line of its own first"); // prettier-ignore
  return { kind: "limit", of: { ...of, bracketed: false }, limits, place: query.place, bracketed: false };
}
