import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import type { BibRecord, PartialDate, RawEntry } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import {
  findDoi,
  findOrcid,
  normaliseDoi,
  normalisePmcid,
  normalisePmid,
} from "../../normal-forms/identifiers.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { findRegistrations } from "../../normal-forms/registrations.ts";
import { plainText } from "../../normal-forms/plain-text.ts";
import { setOnce } from "../set-once.ts";
import { fieldsByName, type NamedFields } from "./fields-by-name.ts";
import { latexText } from "./latex/latex-text.ts";
import { parseBibtexNames, splitAnd, type Person } from "./names.ts";

/**
 * A BibTeX or BibLaTeX entry as a record: LaTeX becomes text, names and dates are taken apart. What has no place in the
 * model stays in `raw`.
 *
 * @param onUnknown - takes each LaTeX command that is not known and was left as it stands
 * @see BibLaTeX manual, 2.1 (types) and 2.2 (fields); Patashnik 1988, "BibTeXing", section 3
 */
export function mapBibtex(
  entry: RawEntry,
  file: string,
  text: string | undefined,
  onUnknown?: (command: string) => void,
): BibRecord {
  const draft = newDraft("bibtex", { file, ordinal: entry.ordinal, line: entry.line }, entry.fields);
  const type = entry.fields[0]!.tag.slice(1).toLowerCase();
  const fields = fieldsByName(entry.fields, (value) => plainText(latexText(value, onUnknown)));
  const { first, all, verbatim } = fields;

  addIdentifiers(draft, type, fields);
  setOnce(draft, "title", withSubtitle(first("title"), first("subtitle")) ?? first("shorttitle"));
  setOnce(draft, "originalTitle", first("origtitle", "original-title"));
  setOnce(draft, "abstract", first("abstract", "abstractnote", "summary"));
  addPeople(draft, fields, onUnknown);
  setOnce(draft, "date", dateOf(fields));
  addHistory(draft, fields);
  addContainer(draft, type, fields);
  setOnce(draft, "volume", first("volume"));
  addNumber(draft, type, fields);
  for (const name of [
    "pages",
    "eid",
    "article-number",
    "articleno",
    "art_number",
    "article_number",
    "artnum",
  ]) {
    const pages = verbatim(name)[0];
    if (pages !== undefined) setOnce(draft, "pages", parsePages(latexText(pages)));
  }
  draft.languages.push(
    ...all("language", "langid", "la")
      .slice(0, 1)
      .flatMap((value) => value.split(/\s*(?:;|,|\band\b)\s*/)),
  );
  draft.publicationTypes.push(
    type,
    ...all("type", "document_type", "entrysubtype").filter((value) => value.toLowerCase() !== type),
  );
  draft.keywords.push(
    ...keywordsOf(all("keywords", "keyword", "author_keywords", "author-keywords", "de", "tags")),
  );
  draft.meshTerms.push(...keywordsOf(all("mesh", "mesh_terms", "meshterms")));
  setOnce(draft, "publisher", listed(first("publisher") ?? first("institution", "school", "organization")));
  setOnce(draft, "place", listed(first("address", "location")));
  setOnce(draft, "edition", first("edition"));
  setOnce(draft, "conference", first("eventtitle", "conference", "event"));
  addUrls(draft, fields);
  const notes = all("note", "annote", "annotation", "addendum", "comment", "howpublished").filter(
    (note) => note !== "",
  );
  if (notes.length > 0) draft.notes = [...new Set(notes)];
  const affiliations = all("affiliation", "affiliations", "c1").flatMap((value) => value.split(/\s*;\s*/));
  if (affiliations.length > 0) draft.affiliations = affiliations.filter((each) => each !== "");
  if (text !== undefined) draft.text = text;
  return draft;
}

function addIdentifiers(draft: RecordDraft, type: string, { verbatim, first }: NamedFields): void {
  const { ids } = draft;
  for (const name of ["doi", "di", "ee", "url", "note", "eprint"])
    for (const value of verbatim(name)) {
      const doi = normaliseDoi(value) ?? (name === "eprint" ? undefined : findDoi(value));
      if (doi === undefined) continue;
      ids.doi ??= doi;
      if (doi === ids.doi) (ids.doiWitnesses ??= []).push(name);
    }
  const kind = (first("eprinttype", "archiveprefix") ?? "").toLowerCase();
  const [eprint] = verbatim("eprint");
  for (const name of ["pmid", "pubmed_id", "pubmedid", "pubmed"])
    for (const value of verbatim(name)) setOnce(ids, "pmid", normalisePmid(value));
  for (const name of ["pmcid", "pmc", "pmc_id"])
    for (const value of verbatim(name)) setOnce(ids, "pmcid", normalisePmcid(value));
  if (eprint !== undefined && (kind === "pubmed" || kind === "pmid"))
    setOnce(ids, "pmid", normalisePmid(eprint));
  else if (eprint !== undefined && (kind === "pmc" || kind === "pmcid"))
    setOnce(ids, "pmcid", normalisePmcid(eprint));
  else if (eprint !== undefined && kind !== "") setOnce(ids, "accession", `${kind}:${eprint}`);
  for (const url of verbatim("url")) {
    const found = /(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/(\d{1,8})(?!\d)/.exec(
      url,
    )?.[1];
    if (found !== undefined) setOnce(ids, "pmid", normalisePmid(found));
  }
  setOnce(ids, "accession", verbatim("unique-id")[0] ?? verbatim("accession")[0] ?? verbatim("ut")[0]);
  if (NUMBERED.has(type)) setOnce(ids, "accession", first("number"));
  const isbn = verbatim("isbn").flatMap((value) => value.match(ISBN) ?? []);
  if (isbn.length > 0) ids.isbn = [...new Set(isbn.map((each) => each.trim()))];
  const trials = [...verbatim("number"), ...verbatim("note"), ...verbatim("accession")].flatMap((value) =>
    findRegistrations(value).map(({ id }) => id),
  );
  if (trials.length > 0) ids.registrations = [...new Set(trials)];
}

const ISBN = /(?<![\d-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\d-])/g;

/** Types whose `number` is the work's own: of a report, a patent, a standard. */
const NUMBERED: ReadonlySet<string> = new Set([
  "techreport", "report", "patent", "manual", "standard", "phdthesis", "mastersthesis", "thesis", "legislation",
]); // prettier-ignore

function addPeople(
  draft: RecordDraft,
  { source, first }: NamedFields,
  onUnknown?: (command: string) => void,
): void {
  const decode = (latex: string): string => plainText(latexText(latex, onUnknown));
  const people = (...names: readonly string[]): Person[] => {
    const found: Person[] = [];
    for (const name of names)
      for (const value of source(name)) found.push(...parseBibtexNames(value, decode));
    return found;
  };
  draft.authors = people("author");
  const editors = EDITORS.filter(
    (name) => source(name).length > 0 && EDITING.has((first(`${name}type`) ?? "editor").toLowerCase()),
  );
  const edited = people(...editors);
  if (edited.length > 0) draft.editors = edited;
  for (const value of [...source("author+an:orcid"), ...source("author+an")])
    for (const [, place, id] of value.matchAll(/(\d+)\s*=\s*"?([\dXx-]{16,19})"?/g)) {
      const author = draft.authors[Number(place) - 1];
      const orcid = findOrcid(id!);
      if (author !== undefined && orcid !== undefined) author.orcid = orcid;
    }
}

const EDITORS = ["editor", "editora", "editorb", "editorc"];

/** Roles of BibLaTeX's editors who made the work; continuators, directors and translators stay in `raw`. */
const EDITING: ReadonlySet<string> = new Set([
  "editor",
  "compiler",
  "redactor",
  "reviser",
  "founder",
  "collaborator",
]);

const MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `date`, or `year` with `month` and `day`. */
function dateOf({ first }: NamedFields): PartialDate | undefined {
  const date = first("date", "issued");
  const whole = date === undefined ? undefined : parseDate(date);
  const year = first("year", "py");
  const alone = whole ?? (year === undefined ? undefined : parseDate(year));
  if (whole?.month !== undefined || alone === undefined || alone.month !== undefined) return alone;
  const month = first("month");
  const day = first("day");
  if (month === undefined) return alone;
  const text = day === undefined ? `${alone.text ?? ""} ${month}` : `${alone.text ?? ""} ${month} ${day}`;
  const number = /^0?(\d{1,2})$/.exec(month)?.[1];
  const named = MONTH_NAMES.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (number === undefined && named === 0) {
    // "3~mar", "1 Jan."
    const turned = parseDate(`${month} ${alone.year}`);
    return turned?.month === undefined ? alone : { ...turned, text };
  }
  const monthText = String(number ?? named).padStart(2, "0");
  const dayText = day ?? /(?<!\d)([0-3]?\d)(?!\d)/.exec(number === undefined ? month : "")?.[1] ?? "";
  const parsed = parseDate(`${alone.year}-${monthText}${/^\d{1,2}$/.test(dayText) ? `-${dayText}` : ""}`);
  return parsed === undefined ? alone : { ...parsed, text };
}

/** Dates that are not of the publication itself. */
const EVENTS: readonly (readonly [field: string, event: string])[] = [
  ["origdate", "original-publication"],
  ["eventdate", "event"],
  ["urldate", "accessed"],
  ["date-added", "added"],
  ["timestamp", "added"],
  ["date-modified", "modified"],
];

function addHistory(draft: RecordDraft, { first }: NamedFields): void {
  for (const [field, event] of EVENTS) {
    const date = parseDate(first(field) ?? "");
    if (date !== undefined) (draft.history ??= []).push({ event, date });
  }
}

function addContainer(draft: RecordDraft, type: string, { first, all, verbatim }: NamedFields): void {
  const journal = withSubtitle(first("journaltitle", "fjournal", "journal"), first("journalsubtitle"));
  const book =
    withSubtitle(first("booktitle"), first("booksubtitle")) ??
    withSubtitle(first("maintitle"), first("mainsubtitle"));
  const series = type === "article" || type.startsWith("in") ? undefined : first("series");
  const title = journal ?? book ?? series;
  if (title !== undefined && title !== draft.title) journalOf(draft).title = title;
  const full = first("fjournal");
  const short =
    first("shortjournal", "journal-iso", "abbrev_source_title", "journalabbreviation", "j9", "ji") ??
    (full === undefined ? undefined : first("journal"));
  if (short !== undefined && short !== title) journalOf(draft).abbreviation = short;
  const issn = ["issn", "eissn", "sn"].flatMap((name) =>
    verbatim(name).flatMap((value) => value.match(/(?<![\d-])\d{4}-?\d{3}[\dXx](?![\d-])/g) ?? []),
  );
  if (issn.length > 0) journalOf(draft).issn = [...new Set(issn)].map((value) => ({ value }));
  if (all("sn").length > 0 && draft.ids.isbn === undefined) {
    const isbn = verbatim("sn").flatMap(
      (value) => value.match(/(?<![\d-])97[89][- ]?(?:\d[- ]?){9}\d(?![\d-])/g) ?? [],
    );
    if (isbn.length > 0) draft.ids.isbn = [...new Set(isbn)];
  }
}

/** BibLaTeX's `number` is what BibTeX and readers call the issue; its `issue` is a name ("Spring") beside it. */
function addNumber(draft: RecordDraft, type: string, { first }: NamedFields): void {
  if (!NUMBERED.has(type)) setOnce(draft, "issue", first("number"));
  setOnce(draft, "issue", first("issue"));
}

function addUrls(draft: RecordDraft, { verbatim }: NamedFields): void {
  const found = ["url", "ee", "link", "bdsk-url-1", "bdsk-url-2", "howpublished"].flatMap((name) =>
    verbatim(name).flatMap(
      (value) => value.match(/\b(?:https?|ftp):\/\/\S+/g) ?? (name === "url" ? [value] : []),
    ),
  );
  draft.urls.push(...new Set(found));
}

function keywordsOf(values: readonly string[]): readonly string[] {
  return values
    .flatMap((value) => value.split(value.includes(";") ? /\s*;\s*/ : /\s*,\s*/))
    .map((term) => term.trim())
    .filter((term) => term !== "");
}

/** "Title: Subtitle"; what ends in a mark of its own keeps it. */
function withSubtitle(title: string | undefined, subtitle: string | undefined): string | undefined {
  if (title === undefined || subtitle === undefined) return title ?? subtitle;
  return /[.:?!]$/.test(title) ? `${title} ${subtitle}` : `${title}: ${subtitle}`;
}

/** BibLaTeX's lists of places and publishers. */
function listed(value: string | undefined): string | undefined {
  return value === undefined || !/\sand\s/i.test(value) ? value : splitAnd(value).join("; ");
}
