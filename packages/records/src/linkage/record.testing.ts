import { newDraft, journalOf } from "../draft.ts";
import type { BibRecord } from "../model.ts";

/** What a test says about a record; the rest is empty. */
export interface Facts {
  readonly pmid?: string;
  readonly pmcid?: string;
  readonly doi?: string;
  readonly title?: string;
  readonly year?: number;
  readonly page?: string;
  readonly volume?: string;
  readonly types?: readonly string[];
}

export function makeRecord(id: string, facts: Facts): BibRecord {
  const draft = newDraft("csv", { file: "a.csv", ordinal: 1, line: 1 }, []);
  draft.id = id;
  journalOf(draft).title = "J";
  if (facts.pmid !== undefined) draft.ids.pmid = facts.pmid;
  if (facts.pmcid !== undefined) draft.ids.pmcid = facts.pmcid;
  if (facts.doi !== undefined) draft.ids.doi = facts.doi;
  if (facts.title !== undefined) draft.title = facts.title;
  if (facts.year !== undefined) draft.date = { year: facts.year };
  if (facts.page !== undefined) draft.pages = { text: facts.page, first: facts.page };
  if (facts.volume !== undefined) draft.volume = facts.volume;
  draft.publicationTypes = [...(facts.types ?? [])];
  return draft;
}
