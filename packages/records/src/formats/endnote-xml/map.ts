import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import type { BibRecord } from "../../model.ts";
import { findIsbns, findIssns } from "../../normal-forms/check-digits.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findDoi, normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parseName } from "../../normal-forms/names.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { findRegistrations } from "../../normal-forms/registrations.ts";
import { childOf, descendantOf, type XmlElement } from "../../xml/xml-node.ts";
import { readableText } from "../readable-text.ts";
import { setOnce } from "../set-once.ts";
import { lineOf, linesOf, listOf, textsOf } from "./styled-text.ts";

/**
 * An EndNote record; undefined when it says nothing. Fields mean what EndNote's own table of reference types says, which
 * other programs follow loosely: identifiers are taken from wherever their form shows them.
 */
export function mapEndnoteRecord(
  record: XmlElement,
  place: { readonly file: string; readonly ordinal: number; readonly line: number },
  raw: BibRecord["raw"],
): BibRecord | undefined {
  const draft = newDraft("endnote-xml", place, raw);
  const line = (...path: readonly string[]): string | undefined => lineOf(descendantOf(record, ...path));
  const type = childOf(record, "ref-type");
  addIds(draft, record);
  setOnce(draft, "title", readableText(line("titles", "title")));
  setOnce(draft, "originalTitle", line("orig-pub"));
  setOnce(draft, "abstract", readableText(line("abstract")));
  draft.authors.push(...namesOf(record, "authors"));
  const others = ["secondary-authors", "tertiary-authors", "subsidiary-authors"];
  const editors = others.flatMap((role) => namesOf(record, role));
  if (editors.length > 0) draft.editors = editors;
  const affiliations = listOf(childOf(record, "auth-address"));
  if (affiliations.length > 0) draft.affiliations = affiliations;
  setOnce(draft, "date", dateOf(line("dates", "year"), textsOf(record, ["dates", "pub-dates"], "date")[0]));
  addJournal(draft, record);
  setOnce(draft, "volume", line("volume"));
  setOnce(draft, "issue", line("number") ?? line("issue"));
  setOnce(draft, "pages", parsePages(line("pages") ?? ""));
  setOnce(draft, "publisher", line("publisher"));
  setOnce(draft, "place", line("pub-location"));
  setOnce(draft, "edition", line("edition"));
  draft.languages.push(...listOf(childOf(record, "language")));
  const typeName = type?.attributes?.get("name") ?? line("ref-type");
  draft.publicationTypes.push(
    ...[typeName, line("work-type")].filter((text) => text !== undefined && !/^\d+$/.test(text)).map(String),
  );
  const keywords = childOf(record, "keywords");
  for (const keyword of keywords?.children ?? [])
    if (typeof keyword !== "string") draft.keywords.push(...listOf(keyword));
  for (const kind of ["web-urls", "related-urls", "text-urls", "pdf-urls"])
    draft.urls.push(...textsOf(record, ["urls", kind], "url"));
  const notes = [linesOf(childOf(record, "notes")), linesOf(childOf(record, "research-notes"))].filter(
    (note) => note !== undefined,
  );
  if (notes.length > 0) draft.notes = notes;
  setOnce(draft, "conflictOfInterest", conflictOf(line("custom1")));
  const isEmpty =
    draft.title === undefined &&
    draft.authors.length === 0 &&
    draft.date === undefined &&
    draft.ids.doi === undefined &&
    draft.ids.accession === undefined;
  return isEmpty ? undefined : draft;
}

function namesOf(record: XmlElement, role: string): RecordDraft["authors"] {
  return textsOf(record, ["contributors", role], "author").map((name) => ({
    ...parseName(name),
    affiliations: [],
  }));
}

/** EndNote keeps PubMed's statement of interests in Custom 1, which others use as they like. */
function conflictOf(text: string | undefined): string | undefined {
  return text !== undefined && /conflict|compet|disclos|interest|nothing to declare/i.test(text)
    ? text
    : undefined;
}

/** "2018" with "Jun 01", "Dec" or "2018-06-01" beside it. */
function dateOf(year: string | undefined, printed: string | undefined): BibRecord["date"] {
  const whole = printed === undefined ? undefined : parseDate(printed);
  const alone = parseDate(year ?? "");
  if (alone === undefined) return whole;
  if (whole !== undefined) return whole.year === alone.year && whole.month !== undefined ? whole : alone;
  const joined = printed === undefined ? undefined : parseDate(`${alone.year} ${printed}`);
  return joined?.month === undefined ? alone : joined;
}

function addJournal(draft: RecordDraft, record: XmlElement): void {
  const line = (...path: readonly string[]): string | undefined => lineOf(descendantOf(record, ...path));
  const full = line("periodical", "full-title");
  const secondary = line("titles", "secondary-title");
  const title = full ?? secondary ?? line("titles", "alt-title");
  if (title !== undefined) journalOf(draft).title = readableText(title);
  const short =
    line("periodical", "abbr-1") ?? line("alt-periodical", "abbr-1") ?? line("titles", "alt-title");
  if (short !== undefined && short !== title) journalOf(draft).abbreviation = short;
  const text = linesOf(childOf(record, "isbn")) ?? "";
  const issn = findIssns(text);
  if (issn.length > 0) journalOf(draft).issn = issn.map((value) => ({ value }));
  const isbn = [...new Set(findIsbns(text))];
  if (isbn.length > 0) draft.ids.isbn = isbn;
}

/** Identifiers by their form: the DOI in its own field or a link, PubMed's number as accession, PMC in a custom field. */
function addIds({ ids }: RecordDraft, record: XmlElement): void {
  const line = (name: string): string | undefined => lineOf(childOf(record, name));
  const doi = line("electronic-resource-num") ?? "";
  setOnce(ids, "doi", normaliseDoi(doi) ?? findDoi(doi));
  const links = ["web-urls", "related-urls"].flatMap((kind) => textsOf(record, ["urls", kind], "url"));
  for (const text of links) setOnce(ids, "doi", findDoi(text));
  const accession = line("accession-num");
  const provider = `${line("remote-database-provider") ?? ""} ${line("remote-database-name") ?? ""}`;
  const isPubmed = /pubmed|medline|\bnlm\b/i.test(provider);
  const marked = /^(?:PMID|MEDLINE)\b/i.test(accession ?? "");
  if (accession !== undefined && (isPubmed || marked))
    setOnce(ids, "pmid", normalisePmid(accession.replace(/^MEDLINE:?\s*/i, "")));
  for (const text of links)
    setOnce(
      ids,
      "pmid",
      /(?:ncbi\.nlm\.nih\.gov\/(?:entrez\/)?pubmed\/|pubmed\.ncbi\.nlm\.nih\.gov\/)(\d+)/.exec(text)?.[1],
    );
  setOnce(ids, "accession", accession);
  for (const custom of ["custom2", "custom3", "custom7", "user16"]) {
    const value = line(custom) ?? "";
    setOnce(ids, "pmcid", /^PMC\d/.test(value) ? normalisePmcid(value) : undefined);
  }
  const trials = ["accession-num", "custom1", "custom3", "custom7", "notes", "label"].flatMap((name) =>
    findRegistrations(linesOf(childOf(record, name)) ?? "").map(({ id }) => id),
  );
  if (trials.length > 0) ids.registrations = [...new Set(trials)];
}
