import type { BibRecord } from "../../model.ts";
import type { Field } from "../field.ts";

/** Fields of a record that are searched word by word. */
export type TextField =
  | "title"
  | "abstract"
  | "author keywords"
  | "subject headings"
  | "publication types"
  | "substances"
  | "original title"
  | "affiliations"
  | "group authors"
  | "registrations"
  | "journal"
  | "authors"
  | "grants"
  | "conflict of interest";

interface TextSource {
  readonly texts: (record: BibRecord) => readonly string[];
  /** Whether the field of a record that is not from MEDLINE holds all that the database has. */
  readonly isWhole: (record: BibRecord) => boolean;
}

const raw = (record: BibRecord, ...tags: readonly string[]): readonly string[] =>
  record.raw.filter(({ tag }) => tags.includes(tag)).map(({ value }) => value);
const some = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);
const never = (): boolean => false;
const always = (): boolean => true;

const SOURCES: Readonly<Record<TextField, TextSource>> = {
  title: { texts: ({ title }) => some(title), isWhole: ({ title }) => title !== undefined },
  abstract: { texts: ({ abstract }) => some(abstract), isWhole: ({ abstract }) => abstract !== undefined },
  // Most records of any database have none, so their absence is an answer.
  "author keywords": { texts: ({ keywords }) => keywords, isWhole: always },
  "subject headings": {
    texts: ({ meshTerms }) => meshTerms,
    isWhole: ({ meshTerms }) => meshTerms.length > 0,
  },
  "publication types": { texts: ({ publicationTypes }) => publicationTypes, isWhole: never },
  substances: { texts: (record) => (isMedline(record) ? raw(record, "RN", "NM") : []), isWhole: never },
  "original title": { texts: ({ originalTitle }) => some(originalTitle), isWhole: always },
  affiliations: {
    texts: ({ authors }) => authors.flatMap(({ affiliations }) => affiliations),
    isWhole: ({ authors }) => authors.some(({ affiliations }) => affiliations.length > 0),
  },
  "group authors": {
    texts: ({ authors }) => authors.flatMap(({ collective }) => some(collective)),
    isWhole: ({ authors }) => authors.length > 0,
  },
  registrations: {
    texts: (record) => [...(record.ids.registrations ?? []), ...(isMedline(record) ? raw(record, "SI") : [])],
    isWhole: never,
  },
  journal: {
    texts: ({ journal }) => [...some(journal?.title), ...some(journal?.abbreviation)],
    isWhole: ({ journal }) => journal !== undefined,
  },
  authors: {
    texts: ({ authors }) => authors.map(({ family, given, initials }) => [family, given, initials].join(" ")),
    isWhole: ({ authors }) => authors.length > 0,
  },
  grants: {
    texts: ({ grants }) => grants.flatMap(({ id, agency }) => [...some(id), agency]),
    isWhole: never,
  },
  "conflict of interest": { texts: (record) => some(record.conflictOfInterest), isWhole: never },
};

/**
 * The texts that a field of the interfaces is searched in.
 *
 * @see PubMed Help, "PubMed data field descriptions"; Ovid Database Guide, MEDLINE, "Multi-Purpose", "Text Word"
 */
const TEXTS_OF: Readonly<Partial<Record<Field, readonly TextField[]>>> = {
  title: ["title"],
  abstract: ["abstract"],
  "title-abstract": ["title", "abstract", "author keywords"],
  "free-text": ["title", "abstract"],
  "author-keyword": ["author keywords"],
  "text-word": ["title", "abstract", "author keywords", "subject headings", "publication types", "substances", "group authors", "registrations"],
  "multi-purpose": ["title", "original title", "abstract", "author keywords", "subject headings", "substances"],
  all: ["title", "original title", "abstract", "author keywords", "subject headings", "publication types", "substances", "group authors", "registrations", "affiliations", "journal", "authors", "grants", "conflict of interest"],
  "heading-word": ["subject headings"],
  "journal-word": ["journal"],
  "transliterated-title": ["original title"],
  affiliation: ["affiliations"],
  "corporate-author": ["group authors"],
  substance: ["substances"],
  "registry-number": ["substances"],
  "secondary-source": ["registrations"],
  grant: ["grants"],
  "conflict-of-interest": ["conflict of interest"],
}; // prettier-ignore

/** The text fields that answer for a field of an interface; undefined where it is not a matter of words. */
export function textsOf(field: Field): readonly TextField[] | undefined {
  return TEXTS_OF[field];
}

export function textsIn(record: BibRecord, field: TextField): readonly string[] {
  return SOURCES[field].texts(record);
}

/** Whether a word that is not there is not in the database's record either: a MEDLINE record has all its fields. */
export function isWhole(record: BibRecord, field: TextField): boolean {
  return isMedline(record) || SOURCES[field].isWhole(record);
}

export function isMedline({ source }: BibRecord): boolean {
  return source.format === "medline";
}
