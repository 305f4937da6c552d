import { journalOf, newDraft } from "../../draft.ts";
import type { BibRecord, RawField } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { findDoi, normaliseDoi, normalisePmcid, normalisePmid } from "../../normal-forms/identifiers.ts";
import { parseNameList } from "../../normal-forms/name-lists.ts";
import { parsePages } from "../../normal-forms/pages.ts";
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
      ?.split(/\s*;\s*|\s*\n\s*/)
      .filter((part) => part !== "") ?? [];
  const doi = cellOf("doi") ?? "";
  set(draft.ids, "doi", normaliseDoi(doi) ?? findDoi(doi));
  set(draft.ids, "pmid", normalisePmid(cellOf("pmid") ?? ""));
  set(draft.ids, "pmcid", normalisePmcid(cellOf("pmcid") ?? ""));
  set(draft, "title", cellOf("title"));
  set(draft, "abstract", cellOf("abstract"));
  draft.authors = parseNameList(cellOf("authors") ?? "").map((author) => ({ ...author, affiliations: [] }));
  set(draft, "date", parseDate(cellOf("year") ?? ""));
  const [journal, abbreviation] = [cellOf("journal"), cellOf("abbreviation")];
  const issn = [...new Set(cellOf("issn")?.match(/\b\d{4}-?\d{3}[\dXx]\b/g) ?? [])].map((value) => ({
    value,
  }));
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
  return draft;
}
