import type { BibRecord, Identifiers } from "../model.ts";
import { mergeRecords, type FieldChoice, type MergedField } from "./merge.ts";

/** Lists of which every value of every record is kept. */
type ListField = "languages" | "publicationTypes" | "keywords" | "meshTerms" | "urls";

/**
 * The records of one report as one record to write on: each field as `mergeRecords` chooses it, or else of the first record
 * that has it; lists with the values of all; and a note that names the records it was made of. It has the id of the first
 * record; its `raw` is empty, since no file holds it as it is. One record alone stays what it was.
 */
export function mergedRecord(records: readonly BibRecord[], choices: readonly FieldChoice[] = []): BibRecord {
  const ordered = [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
  const first = ordered[0]!;
  if (ordered.length === 1) return first;
  const byId = new Map(ordered.map((record) => [record.id, record]));
  const chosen = mergeRecords(ordered, choices);
  const from = (field: MergedField): BibRecord | undefined =>
    byId.get(chosen[field]?.value.witnesses[0] ?? "");
  const all = (name: ListField): readonly string[] => [...new Set(ordered.flatMap((record) => record[name]))];
  const registrations = [...new Set(ordered.flatMap(({ ids }) => ids.registrations ?? []))];
  const headings = ordered.find(({ meshHeadings }) => meshHeadings !== undefined)?.meshHeadings;
  const relations = distinct(ordered.flatMap((record) => record.relations ?? []));
  const substances = distinct(ordered.flatMap((record) => record.substances ?? []));
  return {
    ...firstOfEach(ordered),
    ...copied(from("title"), "title"),
    ...copied(from("originalTitle"), "originalTitle"),
    ...copied(from("abstract"), "abstract", "abstractSections"),
    ...copied(from("authors"), "authors", "affiliations"),
    ...copied(from("year"), "date"),
    ...copied(from("journal"), "journal"),
    ...copied(from("volume"), "volume"),
    ...copied(from("issue"), "issue"),
    ...copied(from("pages"), "pages"),
    languages: all("languages"),
    publicationTypes: all("publicationTypes"),
    keywords: all("keywords"),
    meshTerms: all("meshTerms"),
    urls: all("urls"),
    source: { ...first.source, format: "jsonl" },
    ids: {
      ...ordered.reduceRight<Identifiers>((known, { ids }) => ({ ...known, ...ids }), {}),
      ...value("doi", chosen.doi?.value.text),
      ...value("pmid", chosen.pmid?.value.text),
      ...value("pmcid", chosen.pmcid?.value.text),
      ...(registrations.length === 0 ? {} : { registrations }),
    },
    ...(headings === undefined ? {} : { meshHeadings: headings }),
    ...(relations.length === 0 ? {} : { relations }),
    ...(substances.length === 0 ? {} : { substances }),
    grants: distinct(ordered.flatMap(({ grants }) => grants)),
    notes: [
      ...new Set([
        ...ordered.flatMap(({ notes }) => notes ?? []),
        `One report of ${ordered.length} records: ${ordered.map(({ id }) => id).join(", ")}`,
      ]),
    ],
    raw: [],
  };
}

/** Each field of the first record that has it; the parts of an abstract and an entry's text stay with what they are of. */
function firstOfEach(ordered: readonly BibRecord[]): BibRecord {
  const all = ordered.reduceRight<BibRecord>((known, record) => ({ ...known, ...record }), ordered.at(-1)!);
  const { abstractSections: _sections, text: _text, ...fields } = all;
  return fields;
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((each) => [JSON.stringify(each), each])).values()];
}

function value<Key extends string>(key: Key, text: string | undefined): Partial<Record<Key, string>> {
  return text === undefined ? {} : ({ [key]: text } as Partial<Record<Key, string>>);
}

/** Fields of the record that is the witness of a value; of those it has. */
function copied<Key extends keyof BibRecord>(
  record: BibRecord | undefined,
  ...keys: readonly Key[]
): Partial<Pick<BibRecord, Key>> {
  if (record === undefined) return {};
  const fields: Partial<Pick<BibRecord, Key>> = {};
  for (const key of keys) if (record[key] !== undefined) fields[key] = record[key];
  return fields;
}
