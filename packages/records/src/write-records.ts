import { writeCslJson } from "./formats/csl-json/map.ts";
import { writeCsvRecords } from "./formats/csv/map.ts";
import { writeMedline } from "./formats/medline/write.ts";
import { writeRis } from "./formats/ris/write.ts";
import type { BibRecord, RecordFormat } from "./model.ts";

/** A field the new format has no place for. */
export interface Loss {
  readonly record: string;
  readonly field: string;
  readonly reason: string;
}

/** Writes records in a format and says what it cannot hold. */
export function writeRecords(records: readonly BibRecord[], format: RecordFormat): { readonly text: string; readonly losses: readonly Loss[] } {
  const write = { medline: writeMedline, ris: writeRis, "csl-json": writeCslJson, csv: writeCsvRecords }[format];
  return { text: write(records), losses: records.flatMap((record) => (record.source.format === format ? [] : lossesOf(record, format))) };
}

const NO_PLACE: Readonly<Record<RecordFormat, readonly string[]>> = {
  medline: ["url"],
  ris: ["affiliations", "MeSH terms", "grants", "conflict of interest"],
  "csl-json": ["affiliations", "MeSH terms", "grants", "conflict of interest"],
  csv: ["affiliations", "MeSH terms", "grants", "conflict of interest", "ISSN", "publication types"],
};

function lossesOf(record: BibRecord, format: RecordFormat): readonly Loss[] {
  const present: Readonly<Record<string, boolean>> = {
    affiliations: record.authors.some(({ affiliations }) => affiliations.length > 0),
    "MeSH terms": record.meshTerms.length > 0,
    grants: record.grants.length > 0,
    "conflict of interest": record.conflictOfInterest !== undefined,
    ISSN: (record.journal?.issn.length ?? 0) > 0,
    "publication types": record.publicationTypes.length > 0,
    url: record.urls.length > 0,
  };
  return NO_PLACE[format]
    .filter((field) => present[field] === true)
    .map((field) => ({ record: record.id, field, reason: `${format} has no place for it` }));
}
