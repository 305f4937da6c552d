/** One field of an entry as the file gave it, in file order. */
export interface RawField {
  readonly tag: string;
  readonly value: string;
  readonly line: number;
}

/** An entry of a bibliographic file, faithful and complete; what each tag means is decided by the format's `map`. */
export interface RawEntry {
  readonly fields: readonly RawField[];
  readonly line: number;
}

export type RecordFormat = "medline" | "ris" | "csl-json" | "csv";

export interface Author {
  /** Family name, or the whole name of a group in `collective`. */
  readonly family?: string;
  readonly given?: string;
  readonly initials?: string;
  readonly collective?: string;
  readonly affiliations: readonly string[];
}

export interface Identifiers {
  readonly pmid?: string;
  /** With its PMC prefix. */
  readonly pmcid?: string;
  /** Lower case, without resolver. */
  readonly doi?: string;
  readonly pii?: string;
  readonly registrations?: readonly string[];
}

export interface PartialDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

export interface Journal {
  readonly title?: string;
  readonly abbreviation?: string;
  readonly nlmId?: string;
  readonly issn: readonly { readonly value: string; readonly kind?: string }[];
  readonly country?: string;
}

/** A bibliographic record in normal form; the source's own words stay in `raw`. */
export interface BibRecord {
  /** `<file>#<number>` until the review gives it its own. */
  readonly id: string;
  readonly source: { readonly file: string; readonly format: RecordFormat; readonly ordinal: number; readonly line: number };
  readonly ids: Identifiers;
  readonly title?: string;
  readonly abstract?: string;
  readonly authors: readonly Author[];
  readonly date?: PartialDate;
  readonly journal?: Journal;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: { readonly text: string; readonly first: string; readonly last?: string };
  readonly languages: readonly string[];
  readonly publicationTypes: readonly string[];
  readonly keywords: readonly string[];
  readonly meshTerms: readonly string[];
  readonly grants: readonly { readonly id?: string; readonly agency: string; readonly country?: string }[];
  readonly conflictOfInterest?: string;
  readonly urls: readonly string[];
  readonly raw: readonly RawField[];
}
