import type { BibRecord } from "../../model.ts";

/**
 * A record as an item of a CSL-JSON list (Citation Style Language 1.0.2, csl-data schema). Items that came as CSL-JSON are
 * written with all their fields; of others, the publication type as the source says it goes to `genre`.
 */
export function writeCslItem(record: BibRecord): string {
  return JSON.stringify(itemOf(record), undefined, 2);
}

function itemOf(record: BibRecord): object {
  if (record.source.format === "csl-json")
    return Object.fromEntries(record.raw.map(({ tag, value }) => [tag, valueOf(tag, value)]));
  return {
    id: record.id,
    type: "article-journal",
    genre: record.publicationTypes[0],
    title: record.title,
    "original-title": record.originalTitle,
    author: record.authors.map(({ collective, family, given, initials }) =>
      collective === undefined ? { family, given: given ?? initials } : { literal: collective },
    ),
    issued: record.date && {
      "date-parts": [
        [record.date.year, record.date.month, record.date.day].filter((part) => part !== undefined),
      ],
    },
    "container-title": record.journal?.title,
    "container-title-short": record.journal?.abbreviation,
    ISSN: record.journal?.issn.map(({ value }) => value).join(", ") || undefined,
    volume: record.volume,
    issue: record.issue,
    page:
      record.pages &&
      (record.pages.last === undefined ? record.pages.first : `${record.pages.first}-${record.pages.last}`),
    DOI: record.ids.doi,
    PMID: record.ids.pmid,
    PMCID: record.ids.pmcid,
    language: record.languages[0],
    keyword: record.keywords.join("; ") || undefined,
    URL: record.urls[0],
    note: record.notes?.join("\n"),
    abstract: record.abstract,
  };
}

const TEXT_FIELDS: ReadonlySet<string> = new Set([
  "id", "title", "title-short", "original-title", "abstract", "note", "keyword", "container-title", "container-title-short",
]); // prettier-ignore

/** A raw value that was a list or an object is its JSON. */
function valueOf(tag: string, text: string): unknown {
  if (TEXT_FIELDS.has(tag) || !/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
