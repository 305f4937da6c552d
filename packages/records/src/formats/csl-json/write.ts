import type { Author, BibRecord } from "../../model.ts";
import { cslDateOf } from "./dates.ts";
import { cslTypeOf } from "./types.ts";
import { valueOfText } from "../../json/raw-values.ts";
import { cslItemOf } from "./reflib-item.ts";

/**
 * A record as an item of a CSL-JSON list (Citation Style Language 1.0.2, csl-data schema). Items that came as CSL-JSON are
 * written as they were; of others, the publication type as the source says it goes to `genre`.
 */
export function writeCslItem(record: BibRecord): string {
  return JSON.stringify(itemOf(record), undefined, 2);
}

function itemOf(record: BibRecord): object {
  if (record.source.format === "csl-json")
    return cslItemOf(Object.fromEntries(record.raw.map(({ tag, value }) => [tag, valueOfText(value)])));
  const { ids, journal, pages, keywords } = record;
  return {
    id: record.id,
    type: cslTypeOf(record),
    genre: record.publicationTypes[0],
    title: record.title,
    "original-title": record.originalTitle,
    author: record.authors.map(nameOf),
    editor: record.editors?.map(nameOf),
    issued: dateOf(record.date),
    accessed: dateOf(record.history?.find(({ event }) => event === "accessed")?.date),
    "container-title": journal?.title,
    "container-title-short": journal?.abbreviation,
    ISSN: journal?.issn.map(({ value }) => value).join(", ") || undefined,
    ISBN: ids.isbn?.join(", "),
    volume: record.volume,
    issue: record.issue,
    page: pages && (pages.last === undefined ? pages.first : `${pages.first}-${pages.last}`),
    publisher: record.publisher,
    "publisher-place": record.place,
    edition: record.edition,
    "event-title": record.conference,
    DOI: ids.doi,
    PMID: ids.pmid,
    PMCID: ids.pmcid,
    archive_location: ids.accession,
    language: record.languages[0],
    // A semicolon keeps the commas of a single keyword together.
    keyword:
      keywords.length === 1 && keywords[0]!.includes(",")
        ? `${keywords[0]!};`
        : keywords.join("; ") || undefined,
    URL: record.urls[0],
    note: record.notes?.join("\n"),
    abstract: record.abstract,
  };
}

function nameOf({ collective, family, given, initials, suffix }: Author): object {
  return collective === undefined ? { family, given: given ?? initials, suffix } : { literal: collective };
}

function dateOf(date: BibRecord["date"]): object | undefined {
  return date && cslDateOf(date);
}
