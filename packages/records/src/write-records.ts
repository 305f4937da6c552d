import { readCslJson } from "./formats/csl-json/map.ts";
import { writeCslJson } from "./formats/csl-json/write.ts";
import { readCsvRecords } from "./formats/csv/read.ts";
import { writeCsvRecords } from "./formats/csv/write.ts";
import { mapMedline } from "./formats/medline/map.ts";
import { parseMedline } from "./formats/medline/parse.ts";
import { writeMedline } from "./formats/medline/write.ts";
import { mapRis } from "./formats/ris/map.ts";
import { parseRis } from "./formats/ris/parse.ts";
import { writeRis } from "./formats/ris/write.ts";
import type { BibRecord, RecordFormat } from "./model.ts";

/** A field that does not come back from the new format as it was. */
export interface Loss {
  readonly record: string;
  readonly field: string;
  readonly reason: string;
}

/**
 * Writes records in a format and says what it cannot hold. Losses are found by reading each record back, so they are
 * those of the text that was written; raw fields without a place in the record's normal form are not counted.
 */
export function writeRecords(
  records: readonly BibRecord[],
  format: RecordFormat,
): { readonly text: string; readonly losses: readonly Loss[] } {
  const { write, read } = FORMATS[format];
  const keepsRaw = format === "medline" || format === "ris";
  const losses = records.flatMap((record) =>
    keepsRaw && record.source.format === format ? [] : lossesOf(record, read(write([record])), format),
  );
  return { text: write(records), losses };
}

interface FormatDoor {
  readonly write: (records: readonly BibRecord[]) => string;
  readonly read: (text: string) => BibRecord | undefined;
}

const FORMATS: Readonly<Record<RecordFormat, FormatDoor>> = {
  medline: {
    write: writeMedline,
    read: (text) => {
      const entry = parseMedline(text, "").entries[0];
      return entry && mapMedline(entry, "", 1);
    },
  },
  ris: {
    write: writeRis,
    read: (text) => {
      const entry = parseRis(text, "").entries[0];
      return entry && mapRis(entry, "", 1);
    },
  },
  "csl-json": { write: writeCslJson, read: (text) => readCslJson(text, "").records[0] },
  csv: { write: writeCsvRecords, read: (text) => readCsvRecords(text, "").records[0] },
};

function lossesOf(record: BibRecord, back: BibRecord | undefined, format: RecordFormat): readonly Loss[] {
  return Object.entries(CONTENT).flatMap(([field, contentOf]) => {
    const before = contentOf(record);
    const after = back === undefined ? "" : contentOf(back);
    if (before === "" || before === after) return [];
    return {
      record: record.id,
      field,
      reason: after === "" ? `${format} has no place for it` : `${format} holds only a part of it`,
    };
  });
}

/** The content of each field as text to compare; white space and the order of a name's parts do not count. */
const CONTENT: Readonly<Record<string, (record: BibRecord) => string>> = {
  PMID: ({ ids }) => ids.pmid ?? "",
  PMCID: ({ ids }) => ids.pmcid ?? "",
  DOI: ({ ids }) => ids.doi ?? "",
  PII: ({ ids }) => ids.pii ?? "",
  registrations: ({ ids }) => join(ids.registrations),
  title: ({ title }) => plain(title),
  "original title": ({ originalTitle }) => plain(originalTitle),
  abstract: ({ abstract }) => plain(abstract),
  authors: ({ authors }) =>
    join(
      authors.map(({ family, given, initials, collective }) =>
        plain(collective ?? `${family ?? ""} ${given ?? initials ?? ""}`),
      ),
    ),
  affiliations: ({ authors }) =>
    authors.some(({ affiliations }) => affiliations.length > 0)
      ? join(authors.map(({ affiliations }) => join(affiliations)))
      : "",
  ORCID: ({ authors }) => join(authors.flatMap(({ orcid }) => orcid ?? [])),
  date: ({ date }) => (date === undefined ? "" : [date.year, date.month, date.day].join("-")),
  journal: ({ journal }) => plain(journal?.title),
  "journal abbreviation": ({ journal }) => plain(journal?.abbreviation),
  "NLM journal id": ({ journal }) => journal?.nlmId ?? "",
  country: ({ journal }) => journal?.country ?? "",
  ISSN: ({ journal }) => join([...new Set(journal?.issn.map(({ value }) => value))]),
  volume: ({ volume }) => volume ?? "",
  issue: ({ issue }) => issue ?? "",
  pages: ({ pages }) => (pages === undefined ? "" : `${pages.first}-${pages.last ?? ""}`),
  languages: ({ languages }) => join(languages),
  "publication types": ({ publicationTypes }) => join(publicationTypes),
  keywords: ({ keywords }) => join(keywords),
  "MeSH terms": ({ meshTerms }) => join(meshTerms),
  grants: ({ grants }) => join(grants.map(({ id, agency }) => `${id ?? ""} ${agency}`)),
  "conflict of interest": ({ conflictOfInterest }) => plain(conflictOfInterest),
  history: ({ history }) => join(history?.map(({ event, date }) => `${event} ${date.text ?? date.year}`)),
  relations: ({ relations }) => join(relations?.map(({ kind, text }) => `${kind} ${text}`)),
  urls: ({ urls }) => join(urls),
  notes: ({ notes }) => plain(notes && join(notes)),
};

function plain(text: string | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

function join(values: readonly string[] | undefined): string {
  return (values ?? []).join(" | ");
}
