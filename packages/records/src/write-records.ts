import { formatOf } from "./formats/index.ts";
import { onlyInSource } from "./only-in-source.ts";
import type { FormatDefinition, GivenKeys } from "./formats/format.ts";
import type { Author, BibRecord, PartialDate, RecordFormat } from "./model.ts";

/** A field that does not come back from the new format as it was. */
export interface Loss {
  readonly record: string;
  readonly field: string;
  readonly reason: string;
}

/** Writes records one after another, for files of any size. */
export interface TextOfRecords {
  /** What stands before the first record of a file, and between two. */
  readonly begin: string;
  readonly between: string;
  /** The text of the next record, with what stands before it in the file. */
  readonly next: (record: BibRecord) => string;
  /** What the record loses in this format. */
  readonly lossesOf: (record: BibRecord) => readonly Loss[];
  /** Tags of the record's source that this format does not keep and no field of the record holds; see `onlyInSource`. */
  readonly leftInSource: (record: BibRecord) => readonly string[];
  readonly end: () => string;
}

/**
 * A writer of one format that says what the format cannot hold. Losses are found by reading each record back, so they are
 * those of the text that was written; what stands in raw fields alone is told by `leftInSource`.
 *
 * @throws Error when the format is only read
 */
export function createRecordWriter(format: RecordFormat): TextOfRecords {
  const definition = formatOf(format);
  const { writer, keepsRaw } = definition;
  if (writer === undefined) throw new Error(`${format} is only read`);
  const keys: GivenKeys = new Map();
  let written = 0;
  return {
    begin: writer.begin,
    between: writer.between,
    next: (record) => {
      written += 1;
      return `${written === 1 ? writer.begin : writer.between}${writer.entry(record, keys)}`;
    },
    lossesOf: (record) => {
      const isOwn = keepsRaw && record.source.format === format && record.raw.length > 0;
      if (isOwn && !COMPARED.has(format)) return [];
      const text = `${writer.begin}${writer.entry(record, new Map())}${writer.end}`;
      return compare(record, readBack(definition, text), format);
    },
    leftInSource: (record) =>
      format === "jsonl" || (keepsRaw && record.source.format === format) ? [] : onlyInSource(record),
    end: () => `${written === 0 ? writer.begin : ""}${writer.end}`,
  };
}

/** XML, of which a field's text does not tell markup from escaped markup: its own records are compared too. */
const COMPARED: ReadonlySet<RecordFormat> = new Set(["pubmed-xml", "europepmc-xml"]);

/** Writes records in a format and says what it cannot hold; see `createRecordWriter`. */
export function writeRecords(
  records: readonly BibRecord[],
  format: RecordFormat,
): { readonly text: string; readonly losses: readonly Loss[] } {
  const writer = createRecordWriter(format);
  const losses = records.flatMap(writer.lossesOf);
  const text = records.map(writer.next).join("") + writer.end();
  return { text, losses };
}

/** The first record of a text in a known format. */
function readBack({ createReader }: FormatDefinition, text: string): BibRecord | undefined {
  let first: BibRecord | undefined;
  const ignore = (): void => undefined;
  const sink = {
    record: (record: BibRecord): void => {
      first ??= record;
    },
    problem: ignore,
    deletion: ignore,
    mapping: ignore,
  };
  const reader = createReader({ file: "", keepText: false, sink });
  reader.push(text);
  reader.end();
  return first;
}

function compare(record: BibRecord, back: BibRecord | undefined, format: RecordFormat): readonly Loss[] {
  return Object.entries(CONTENT).flatMap(([field, contentOf]) => {
    const before = contentOf(record);
    const after = back === undefined ? "" : contentOf(back);
    if (before === "" || before === after) return [];
    // Formats without a place for headings give them back as keywords: then more come back, and none is lost.
    if (field === "keywords" && back !== undefined && hasAll(back.keywords, record.keywords)) return [];
    return {
      record: record.id,
      field,
      reason: after === "" ? `${format} has no place for it` : `${format} holds only a part of it`,
    };
  });
}

function hasAll(values: readonly string[], wanted: readonly string[]): boolean {
  const known = new Set(values);
  return wanted.every((value) => known.has(value));
}

/** The content of each field as text to compare; white space does not count, nor which initials a given name has. */
const CONTENT: Readonly<Record<string, (record: BibRecord) => string>> = {
  PMID: ({ ids }) => ids.pmid ?? "",
  "PMID version": ({ ids }) => ids.pmidVersion ?? "",
  PMCID: ({ ids }) => ids.pmcid ?? "",
  DOI: ({ ids }) => ids.doi ?? "",
  ISBN: ({ ids }) => join(ids.isbn),
  accession: ({ ids }) => ids.accession ?? "",
  PII: ({ ids }) => ids.pii ?? "",
  registrations: ({ ids }) => join(ids.registrations),
  title: ({ title }) => plain(title),
  "original title": ({ originalTitle }) => plain(originalTitle),
  abstract: ({ abstract }) => plain(abstract),
  "abstract sections": ({ abstractSections }) =>
    join(
      abstractSections?.map(({ label, category, text }) =>
        plain(`${category ?? ""} ${label ?? ""}: ${text}`),
      ),
    ),
  authors: ({ authors }) => names(authors),
  editors: ({ editors }) => names(editors),
  investigators: ({ investigators }) => names(investigators),
  affiliations: ({ authors }) => affiliationsOf(authors),
  "affiliations of the record": ({ affiliations }) => plain(join(affiliations)),
  "affiliations of editors and investigators": ({ editors = [], investigators = [] }) =>
    affiliationsOf([...editors, ...investigators]),
  ORCID: ({ authors, editors = [], investigators = [] }) =>
    join([...authors, ...editors, ...investigators].flatMap(({ orcid }) => orcid ?? [])),
  date: ({ date }) => (date === undefined ? "" : dateOf(date)),
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
  "keyword owner": ({ keywordOwner }) => keywordOwner ?? "",
  "MeSH terms": ({ meshTerms }) => join(meshTerms),
  substances: ({ substances }) =>
    join(substances?.map(({ name, registryNumber }) => `${name} ${registryNumber ?? ""}`)),
  publisher: ({ publisher }) => plain(publisher),
  place: ({ place }) => plain(place),
  edition: ({ edition }) => plain(edition),
  conference: ({ conference }) => plain(conference),
  grants: ({ grants }) =>
    join(grants.map(({ id, acronym, agency, country }) => plain([id, acronym, agency, country].join(" ")))),
  "conflict of interest": ({ conflictOfInterest }) => plain(conflictOfInterest),
  history: ({ history }) =>
    join(history?.map(({ event, date }) => `${event} ${dateOf(date)}${timeOf(date)}`).sort()),
  relations: ({ relations }) =>
    join(relations?.map(({ kind, text, pmid }) => plain(`${kind} ${text} ${pmid ?? ""}`))),
  urls: ({ urls }) => join(urls),
  notes: ({ notes }) => plain(notes && join(notes)),
  status: ({ status = {} }) =>
    plain([status.owner, status.record, status.publication, status.subset].join(" ")),
  citation: ({ citation }) => plain(citation),
};

function affiliationsOf(people: readonly Author[]): string {
  return people.some(({ affiliations }) => affiliations.length > 0)
    ? plain(join(people.map(({ affiliations }) => join(affiliations))))
    : "";
}

function dateOf({ end, ...start }: PartialDate): string {
  const of = ({ year, month, day, season }: PartialDate): string => [year, month, day, season].join("-");
  return end === undefined ? of(start) : `${of(start)} to ${of(end)}`;
}

/** The time of day, which stands in the text alone: "2014/04/02 06:00". */
function timeOf({ text }: PartialDate): string {
  return /\b\d{1,2}:\d{2}\b/.exec(text ?? "")?.[0] ?? "";
}

function names(people: readonly Author[] | undefined): string {
  return join(
    people?.map(({ family, given, initials, collective, suffix }) =>
      plain(
        collective ?? [family, given ?? initials, suffix].filter((part) => part !== undefined).join(", "),
      ),
    ),
  );
}

function plain(text: string | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

function join(values: readonly string[] | undefined): string {
  return (values ?? []).join(" | ");
}
