import type { BibRecord } from "../model.ts";
import { MERGED_FIELDS, mergeRecords, type FieldChoice, type MergedField } from "./merge.ts";

/** Which of a record's own fields each merged field is. */
const FIELD_OF: Readonly<Record<Exclude<MergedField, "doi" | "pmid" | "pmcid">, keyof BibRecord>> = {
  title: "title",
  originalTitle: "originalTitle",
  abstract: "abstract",
  authors: "authors",
  year: "date",
  journal: "journal",
  volume: "volume",
  issue: "issue",
  pages: "pages",
};

/** Lists of which every value of every record is kept. */
const LISTS = ["languages", "publicationTypes", "keywords", "meshTerms", "urls"] as const;

/**
 * The records of one report as one record to write on: each field as `mergeRecords` chooses it, lists with the values of
 * all, and a note that names the records it was made of. It has the id of the first record; its `raw` is empty, since no
 * file holds it as it is. One record alone stays what it was.
 */
export function mergedRecord(records: readonly BibRecord[], choices: readonly FieldChoice[] = []): BibRecord {
  const ordered = [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
  const first = ordered[0]!;
  if (ordered.length === 1) return first;
  const byId = new Map(ordered.map((record) => [record.id, record]));
  const chosen = mergeRecords(ordered, choices);
  const fields: Partial<Record<keyof BibRecord, unknown>> = {};
  for (const field of MERGED_FIELDS) {
    const witness = chosen[field]?.value.witnesses[0];
    if (witness === undefined || field === "doi" || field === "pmid" || field === "pmcid") continue;
    fields[FIELD_OF[field]] = byId.get(witness)![FIELD_OF[field]];
  }
  const lists = Object.fromEntries(
    LISTS.map((name) => [name, [...new Set(ordered.flatMap((record) => record[name]))]]),
  );
  const registrations = [...new Set(ordered.flatMap(({ ids }) => ids.registrations ?? []))];
  const headings = ordered.find(({ meshHeadings }) => meshHeadings !== undefined)?.meshHeadings;
  const relations = ordered.flatMap((record) => record.relations ?? []);
  return {
    ...first,
    ...fields,
    ...lists,
    source: { ...first.source, format: "jsonl" },
    ids: {
      ...Object.assign({}, ...ordered.toReversed().map(({ ids }) => ids)),
      ...value("doi", chosen.doi?.value.text),
      ...value("pmid", chosen.pmid?.value.text),
      ...value("pmcid", chosen.pmcid?.value.text),
      ...(registrations.length === 0 ? {} : { registrations }),
    },
    ...(headings === undefined ? {} : { meshHeadings: headings }),
    ...(relations.length === 0 ? {} : { relations }),
    notes: [
      ...new Set([
        ...ordered.flatMap(({ notes }) => notes ?? []),
        `One report of ${ordered.length} records: ${ordered.map(({ id }) => id).join(", ")}`,
      ]),
    ],
    raw: [],
  };
}

function value<Key extends string>(key: Key, text: string | undefined): Partial<Record<Key, string>> {
  return text === undefined ? {} : ({ [key]: text } as Partial<Record<Key, string>>);
}
