import type { Author, BibRecord, RawField } from "../../model.ts";
import type { GivenKeys } from "../format.ts";
import { citationKey, ownKey } from "./citation-key.ts";
import { escapeLatex, escapeVerbatim } from "./escape-latex.ts";
import { MONTH_MACROS } from "./file-context.ts";
import { INHERITS } from "./inheritance.ts";

/**
 * A record as BibTeX. Entries that came from BibTeX are written with every field they had, and with those they inherited, so
 * that they are complete without the entry they name in `crossref`; others field by field, in UTF-8. A key that an earlier
 * entry of the file has gets a letter: caddy2014ketamine, caddy2014ketaminea.
 */
export function writeBibtexEntry(record: BibRecord, keys: GivenKeys = new Map()): string {
  const [header, ...fields] = record.source.format === "bibtex" ? record.raw : newFields(record);
  const lines = fields
    .filter(({ tag }) => tag !== INHERITS)
    .map(({ tag, value }) => `  ${tag} = ${delimited(tag, value)},\n`);
  return `${header?.tag ?? "@misc"}{${ownKey(header?.value ?? "", keys)},\n${lines.join("")}}\n`;
}

const MONTHS: ReadonlySet<string> = new Set(MONTH_MACROS);

/** Months are macros, so that each style calls them as it likes. */
function delimited(tag: string, value: string): string {
  return MONTHS.has(value) && tag.toLowerCase() === "month" ? value : `{${value}}`;
}

function newFields(record: BibRecord): readonly RawField[] {
  const { ids, journal, date, pages } = record;
  const type = entryType(record);
  const fields: RawField[] = [{ tag: `@${type}`, value: citationKey(record), line: 0 }];
  const put = (tag: string, value: string): void => {
    if (value !== "") fields.push({ tag, value, line: 0 });
  };
  const add = (tag: string, value: string | undefined): void => {
    put(tag, escapeLatex(value ?? ""));
  };
  const addVerbatim = (tag: string, value: string | undefined): void => {
    put(tag, escapeVerbatim(value ?? ""));
  };
  put("author", record.authors.map(nameOf).join(" and "));
  put("editor", (record.editors ?? []).map(nameOf).join(" and "));
  add("title", record.title);
  add("origtitle", record.originalTitle);
  add(BOOK_PARTS.has(type) ? "booktitle" : type === "article" ? "journal" : "series", journal?.title);
  add("shortjournal", journal?.abbreviation);
  put("year", date === undefined ? "" : String(date.year));
  put("month", date?.month === undefined ? "" : MONTH_MACROS[date.month - 1]!);
  put("day", date?.day === undefined ? "" : String(date.day));
  add("volume", record.volume);
  add("number", record.issue);
  put(
    "pages",
    pages === undefined
      ? ""
      : pages.last === undefined
        ? escapeLatex(pages.text)
        : `${pages.first}--${pages.last}`,
  );
  add("publisher", record.publisher);
  add("address", record.place);
  add("edition", record.edition);
  add("eventtitle", record.conference);
  addVerbatim("issn", [...new Set(journal?.issn.map(({ value }) => value))].join(", "));
  addVerbatim("isbn", ids.isbn?.join(", "));
  addVerbatim("doi", ids.doi);
  addVerbatim("pmid", ids.pmid);
  addVerbatim("pmcid", ids.pmcid);
  addVerbatim("accession", ids.accession);
  add("language", record.languages.join(" and "));
  add(
    "type",
    record.publicationTypes.find((each) => each.toLowerCase() !== type),
  );
  add("keywords", separated(record.keywords));
  add("mesh", separated(record.meshTerms));
  add("affiliation", (record.affiliations ?? []).join("; "));
  for (const url of record.urls) addVerbatim("url", url);
  for (const note of record.notes ?? []) add("note", note);
  add("abstract", record.abstract);
  return fields;
}

/** Terms between commas, or between semicolons where a term has a comma itself. */
function separated(terms: readonly string[]): string {
  return terms.length === 1 && terms[0]!.includes(",") ? `${terms[0]!};` : terms.join("; ");
}

const BOOK_PARTS: ReadonlySet<string> = new Set(["incollection", "inproceedings"]);

/** BibTeX's type by what the source calls the publication; an article where nothing else is said. */
function entryType({ publicationTypes, journal, ids }: BibRecord): string {
  for (const type of publicationTypes)
    for (const [name, pattern] of TYPES) if (pattern.test(type)) return name;
  return journal === undefined && ids.isbn !== undefined ? "book" : "article";
}

const TYPES: readonly (readonly [type: string, source: RegExp])[] = [
  [
    "inproceedings",
    /^(?:conf|cpaper|inproceedings|conference paper|conference proceedings?|paper-conference|proceedings paper)$/i,
  ],
  ["incollection", /^(?:chap|incollection|inbook|book (?:section|chapter)|chapter)$/i],
  ["book", /^(?:book|ebook|edbook|edited book)$/i],
  ["phdthesis", /^(?:thes|thesis|phdthesis|dissertation|doctoral)/i],
  ["techreport", /^(?:rprt|report|techreport|technical report|government document)$/i],
  ["unpublished", /^(?:unpb|unpublished|manuscript)/i],
  ["misc", /^(?:gen|generic|elec|web page|webpage|dataset|software|online|misc)$/i],
];

/** "von Last, Jr, First" with what BibTeX would cut protected by braces; a group's name wholly in braces. */
function nameOf({ family, given, initials, suffix, collective }: Author): string {
  if (collective !== undefined) return `{${escapeLatex(collective)}}`;
  const first = given ?? initials;
  const parts = [family, suffix, first].map((part) => protectedPart(part ?? ""));
  const [last, jr, name] = parts;
  if (suffix !== undefined) return `${last}, ${jr}, ${name}`;
  return first === undefined ? (/\s/.test(family ?? "") ? `${last},` : last!) : `${last}, ${name}`;
}

function protectedPart(text: string): string {
  const latex = escapeLatex(text);
  return /,|(?:^|\s)and(?:\s|$)|=/i.test(latex) ? `{${latex}}` : latex;
}
