import { journalOf, newDraft, type RecordDraft } from "../../draft.ts";
import type { BibRecord, RawField } from "../../model.ts";
import { findIssns } from "../../normal-forms/check-digits.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findDoi, normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parseNameList } from "../../normal-forms/name-lists.ts";
import { parsePages } from "../../normal-forms/pages.ts";
import { findRegistrations } from "../../normal-forms/registrations.ts";
import { readableText } from "../readable-text.ts";
import type { CsvField } from "./columns.ts";

/** A row as a record. `cellOf` gives the text of a field's cell, undefined where the cell is empty or missing. */
export function mapRow(
  cellOf: (field: CsvField) => string | undefined,
  place: { readonly file: string; readonly ordinal: number; readonly line: number },
  raw: readonly RawField[],
): BibRecord {
  const draft = newDraft("csv", place, raw);
  const set = <T extends object, Key extends keyof T>(
    target: T,
    key: Key,
    value: T[Key] | undefined,
  ): void => {
    if (value !== undefined) target[key] = value;
  };
  const list = (field: CsvField): string[] =>
    cellOf(field)
      ?.split(/;|\n|\||<br\s*\/?>/i)
      .map((part) => part.trim())
      .filter((part) => part !== "") ?? [];
  const doi = cellOf("doi") ?? "";
  set(draft.ids, "doi", normaliseDoi(doi) ?? findDoi(doi));
  set(draft.ids, "pmid", normalisePmid(cellOf("pmid") ?? ""));
  set(draft.ids, "pmcid", normalisePmcid(cellOf("pmcid") ?? ""));
  set(draft, "title", readableText(cellOf("title")));
  set(draft, "abstract", readableText(cellOf("abstract")));
  draft.authors = parseNameList(cellOf("authors") ?? "").map((author) => ({ ...author, affiliations: [] }));
  set(draft, "date", parseDate(cellOf("year") ?? ""));
  const [journal, abbreviation] = [readableText(cellOf("journal")), cellOf("abbreviation")];
  const issn = findIssns(cellOf("issn") ?? "").map((value) => ({ value }));
  if (journal !== undefined) journalOf(draft).title = journal;
  if (abbreviation !== undefined) journalOf(draft).abbreviation = abbreviation;
  if (issn.length > 0) journalOf(draft).issn = issn;
  set(draft, "volume", cellOf("volume"));
  set(draft, "issue", cellOf("issue"));
  const [first, last] = [cellOf("firstPage"), cellOf("lastPage")];
  const range = first === undefined || last === undefined || first === last ? first : `${first}-${last}`;
  set(draft, "pages", parsePages(cellOf("pages") ?? range ?? ""));
  draft.languages = list("language");
  draft.publicationTypes = list("type");
  draft.keywords = list("keywords");
  draft.urls = list("url");
  const notes = cellOf("notes");
  if (notes !== undefined) draft.notes = [notes];
  set(draft.ids, "accession", cellOf("accession"));
  addRegistration(draft, cellOf, list);
  return draft;
}

/**
 * Numbers of trials; and where a row has one, and nothing that a publication has (DOI, PMID, journal, authors), it is the
 * registration itself: its sponsor stands as author, its interventions as keywords.
 */
function addRegistration(
  draft: RecordDraft,
  cellOf: (field: CsvField) => string | undefined,
  list: (field: CsvField) => readonly string[],
): void {
  const numbers = [cellOf("registration"), cellOf("otherNumbers")].flatMap((cell) =>
    findRegistrations(cell ?? "").map(({ id }) => id),
  );
  if (numbers.length > 0) draft.ids.registrations = [...new Set(numbers)];
  const [own] = findRegistrations(cellOf("registration") ?? "");
  const { ids, journal, authors } = draft;
  const isPublication = (ids.doi ?? ids.pmid ?? journal?.title) !== undefined || authors.length > 0;
  if (own === undefined || isPublication) return;
  ids.accession ??= own.id;
  if (!draft.publicationTypes.includes("registration")) draft.publicationTypes.unshift("registration");
  draft.keywords.push(...list("interventions"));
  const sponsor = cellOf("sponsor");
  if (sponsor !== undefined) draft.authors = [{ collective: sponsor.split("|")[0]!, affiliations: [] }];
}
