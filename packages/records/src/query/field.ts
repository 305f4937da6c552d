import type { Place } from "./tree.ts";

/** A field of a record, whatever an interface calls it. */
export type Field =
  | "title"
  | "abstract"
  | "title-abstract"
  /** PubMed [tw]: title, abstract, keywords, headings, subheadings, publication types, substances and more. */
  | "text-word"
  /** Ovid .tw.: title and abstract. */
  | "free-text"
  | "multi-purpose"
  | "all"
  | "author-keyword"
  | "author"
  | "first-author"
  | "last-author"
  | "full-author"
  | "corporate-author"
  | "investigator"
  | "affiliation"
  | "journal"
  | "journal-word"
  | "journal-id"
  | "issn"
  | "language"
  | "publication-type"
  | "heading"
  | "heading-word"
  | "subheading"
  | "substance"
  | "registry-number"
  | "pharmacological-action"
  | "secondary-source"
  | "pmid"
  | "article-id"
  | "transliterated-title"
  | "subset"
  | "publication-date"
  | "entry-date"
  | "create-date"
  | "mesh-date"
  | "revision-date"
  | "completion-date"
  | "year"
  | "country"
  | "volume"
  | "issue"
  | "pages"
  | "grant"
  | "conflict-of-interest"
  | "personal-name"
  | "book"
  | "accession"
  | "other"
  | "unknown";

/** A field that a strategy names. */
export interface FieldUse {
  readonly field: Field;
  /** The interface's short name of it; what the text says where the field is `unknown`. */
  readonly tag: string;
  readonly place: Place;
}

/** The fields whose value is a date. */
export const DATE_FIELDS: ReadonlySet<Field> = new Set<Field>([
  "publication-date",
  "entry-date",
  "create-date",
  "mesh-date",
  "revision-date",
  "completion-date",
  "year",
]);
