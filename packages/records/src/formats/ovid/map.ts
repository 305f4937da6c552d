import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import type { BibRecord, RawEntry } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findDoi, normaliseDoi, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parseName } from "../../normal-forms/names.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { findRegistrations } from "../../normal-forms/registrations.ts";
import { fieldValues, type FieldValues } from "../field-values.ts";
import { readableText } from "../readable-text.ts";
import { setOnce } from "../set-once.ts";
import { parseOvidSource } from "./source.ts";

/** Where each field stands: Ovid's tags, then the labels of its display for reading. */
const SOURCES = {
  title: ["TI", "Title", "Chapter Title", "BT", "Book Title"],
  originalTitle: ["TO", "OT", "Original Title"],
  abstract: ["AB", "Abstract"],
  authors: ["AU", "A1", "Author", "Authors"],
  source: ["SO", "Source"],
  journal: ["JN", "JA", "Journal", "NLM Journal Name"],
  doi: ["DO", "DI", "DOI Number", "Digital Object Identifier"],
  year: ["YR", "PY", "DP", "Year of Publication", "Date of Publication"],
  accession: ["UI", "AN", "Accession Number", "Unique Identifier"],
  pmid: ["PM", "PMID"],
  type: ["PT", "ST", "DT", "Publication Type", "Document Type"],
  language: ["LG", "LA", "Language"],
  issn: ["IS", "SN", "ISSN"],
  isbn: ["IB", "BN", "ISBN"],
  keywords: ["KW", "ID", "OD", "Keyword", "Keywords", "Author Keywords", "Keyword Heading"],
  headings: [
    "MH",
    "SH",
    "DE",
    "MeSH Subject Headings",
    "EMTREE Headings",
    "Emtree Heading",
    "Subject Headings",
  ],
  institution: ["IN", "Institution"],
  country: ["CP", "Country of Publication"],
  publisher: ["PB", "Publisher"],
  trials: ["CN", "SI", "NN", "Clinical Trial Number"],
  url: ["UR", "LK", "XL", "URL", "Link to the Ovid Full Text or citation"],
  notes: ["CM", "Comments", "Status"],
} as const;

export function mapOvid(entry: RawEntry, file: string): BibRecord {
  const draft = newDraft("ovid", { file, ordinal: entry.ordinal, line: entry.line }, entry.fields);
  const values = fieldValues(entry);
  const { all, first } = values;
  addIds(draft, values);
  setOnce(
    draft,
    "title",
    readableText(first(...SOURCES.title))?.replace(
      /\[(?:Article|Review|Miscellaneous|Letter|Editorial)\]\.?$/,
      "",
    ),
  );
  setOnce(draft, "originalTitle", first(...SOURCES.originalTitle));
  setOnce(draft, "abstract", readableText(first(...SOURCES.abstract)));
  draft.authors.push(
    ...all(...SOURCES.authors)
      .flatMap(namesOf)
      .filter(({ family, collective }) => family !== undefined || collective !== undefined),
  );
  const affiliations = all(...SOURCES.institution).flatMap((text) => text.split("\n"));
  if (affiliations.length > 0) draft.affiliations = affiliations;
  const source = parseOvidSource(first(...SOURCES.source) ?? "");
  setOnce(draft, "citation", first(...SOURCES.source));
  setOnce(draft, "date", source.date ?? parseDate(first(...SOURCES.year) ?? ""));
  const journal = first(...SOURCES.journal) ?? source.journal;
  if (journal !== undefined) journalOf(draft).title = journal;
  const issn = [
    ...new Set(all(...SOURCES.issn).flatMap((value) => value.match(/\d{4}-?\d{3}[\dXx]/g) ?? [])),
  ];
  if (issn.length > 0) journalOf(draft).issn = issn.map((value) => ({ value }));
  const country = first(...SOURCES.country);
  if (country !== undefined) journalOf(draft).country = country;
  setOnce(draft, "volume", first("VO") ?? source.volume);
  setOnce(draft, "issue", first("IP", "NO") ?? source.issue);
  setOnce(draft, "pages", parsePages(first("PG") ?? source.pages ?? ""));
  setOnce(draft, "conference", source.conference);
  setOnce(draft, "publisher", first(...SOURCES.publisher));
  draft.languages.push(
    ...all(...SOURCES.language)
      .flatMap((text) => text.split(/\s*[;,\n]\s*/))
      .map((text) => text.replace(/\.$/, "")),
  );
  draft.publicationTypes.push(
    ...all(...SOURCES.type)
      .flatMap((text) => text.split(/\s*[;\n]\s*/))
      .filter((text) => /\w/.test(text)),
  );
  draft.keywords.push(...new Set(all(...SOURCES.keywords).flatMap(listed)));
  draft.meshTerms.push(
    ...all(...SOURCES.headings)
      .flatMap((text) => text.split(/\s*[;\n]\s*/))
      .filter((text) => text !== ""),
  );
  draft.urls.push(...all(...SOURCES.url).flatMap((text) => text.match(/https?:\/\/\S+/g) ?? []));
  const notes = all(...SOURCES.notes);
  if (notes.length > 0) draft.notes = [...notes];
  return draft;
}

function addIds({ ids }: RecordDraft, { all, first }: FieldValues): void {
  const doi = first(...SOURCES.doi);
  setOnce(ids, "doi", doi === undefined ? undefined : (normaliseDoi(doi) ?? findDoi(doi)));
  setOnce(
    ids,
    "pmid",
    all(...SOURCES.pmid)
      .map((text) => normalisePmid(text) ?? /(\d{5,8})/.exec(text)?.[1])
      .find((id) => id !== undefined),
  );
  const accession = first(...SOURCES.accession)?.replace(/\.$/, "");
  const database = first("DB", "Database") ?? "";
  if (/medline/i.test(database)) setOnce(ids, "pmid", normalisePmid(accession ?? ""));
  setOnce(ids, "accession", accession);
  const trials = all(...SOURCES.trials, ...SOURCES.abstract).flatMap((text) =>
    findRegistrations(text).map(({ id }) => id),
  );
  if (trials.length > 0) ids.registrations = [...new Set(trials)];
  const isbn = all(...SOURCES.isbn).flatMap(
    (value) => value.match(/(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]/g) ?? [],
  );
  if (isbn.length > 0) ids.isbn = [...new Set(isbn)];
}

/** "Behan L." a value, or several people in one: "Shapiro, Edward S. 1;  Dennis, Minyi Shih 1". */
function namesOf(text: string): readonly RecordDraft["authors"][number][] {
  return text
    .split(/\s*[;\n]\s*/)
    .map((name) => name.replace(/(?:\s+(?:RN|PhD|MD|MSc|FAAN|\d+|\[\w+\]))+\.?$/g, "").trim())
    .filter((name) => name !== "" && /\p{L}/u.test(name) && !/^(?:RN|PhD|MD|FAAN(?: \d+)?)$/.test(name))
    .map((name) => ({ ...parseName(name), affiliations: [] }));
}

function listed(text: string): readonly string[] {
  return text
    .split(/\s*[;\n]\s*/)
    .map((part) => part.trim().replace(/\.$/, ""))
    .filter((part) => part !== "");
}
