import { newDraft, journalOf } from "../draft.ts";
import type { BibRecord } from "../model.ts";
import { findDoi, normaliseDoi } from "../normal-forms/identifiers.ts";
import { parseNameList } from "../normal-forms/name-lists.ts";
import { parsePages } from "../normal-forms/pages.ts";

/** What a test says about a record; the rest is empty. */
export interface Facts {
  readonly pmid?: string;
  readonly pmcid?: string;
  readonly doi?: string;
  readonly registrations?: readonly string[];
  readonly title?: string;
  readonly originalTitle?: string;
  readonly abstract?: string;
  /** As one cell of an export: "Family, A.; Other, B.". */
  readonly authors?: string;
  readonly year?: number;
  readonly page?: string;
  readonly volume?: string;
  readonly issue?: string;
  /** "J" unless stated; "" for none. */
  readonly journal?: string;
  readonly issn?: string;
  readonly types?: readonly string[];
  readonly relations?: BibRecord["relations"];
}

export function makeRecord(id: string, facts: Facts): BibRecord {
  const draft = newDraft("csv", { file: "a.csv", ordinal: 1, line: 1 }, []);
  draft.id = id;
  const { journal = "J", title, originalTitle, abstract, authors, year, page, volume, issue, issn } = facts;
  if (journal !== "") journalOf(draft).title = journal;
  if (issn !== undefined) journalOf(draft).issn = [{ value: issn }];
  if (facts.pmid !== undefined) draft.ids.pmid = facts.pmid;
  if (facts.pmcid !== undefined) draft.ids.pmcid = facts.pmcid;
  const doi = normaliseDoi(facts.doi ?? "") ?? findDoi(facts.doi ?? "");
  if (doi !== undefined) draft.ids.doi = doi;
  if (facts.registrations !== undefined) draft.ids.registrations = [...facts.registrations];
  if (title !== undefined) draft.title = title;
  if (originalTitle !== undefined) draft.originalTitle = originalTitle;
  if (abstract !== undefined) draft.abstract = abstract;
  if (authors !== undefined)
    draft.authors = parseNameList(authors).map((author) => ({ ...author, affiliations: [] }));
  if (year !== undefined) draft.date = { year };
  const pages = page === undefined ? undefined : parsePages(page);
  if (pages !== undefined) draft.pages = pages;
  if (volume !== undefined) draft.volume = volume;
  if (issue !== undefined) draft.issue = issue;
  if (facts.relations !== undefined) draft.relations = [...facts.relations];
  draft.publicationTypes = [...(facts.types ?? [])];
  return draft;
}
