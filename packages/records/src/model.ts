/** One field of an entry as the file gave it, in file order. `tag` is empty for text that stands under no tag. */
export interface RawField {
  readonly tag: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

/** An entry of a bibliographic file, faithful and complete; what each tag means is decided by the format's `map`. */
export interface RawEntry {
  readonly fields: readonly RawField[];
  readonly line: number;
}

/** Formats that are read and written. */
export const RECORD_FORMATS = ["medline", "ris", "csl-json", "csv"] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];

/** A person (`family`, with `given` or `initials`) or a group (`collective`). */
export interface Author {
  readonly family?: string;
  readonly given?: string;
  readonly initials?: string;
  readonly collective?: string;
  readonly affiliations: readonly string[];
  /** Sixteen digits with hyphens, without resolver. */
  readonly orcid?: string;
}

/** Identifiers in normal form (see `normal-forms/identifiers.ts`); what the source wrote stays in `raw`. */
export interface Identifiers {
  readonly pmid?: string;
  /** With its PMC prefix. */
  readonly pmcid?: string;
  /** Lower case, without resolver. */
  readonly doi?: string;
  /** Tags that gave this DOI, in file order: independent witnesses of it. */
  readonly doiWitnesses?: readonly string[];
  readonly pii?: string;
  /** ClinicalTrials.gov numbers the record names as its own registration. */
  readonly nct?: readonly string[];
  /** The source's own number of the record, where it is none of the above. */
  readonly accession?: string;
}

/** A date as far as the source gives it; `text` is what it wrote. */
export interface PartialDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly text: string;
}

export interface Journal {
  readonly title?: string;
  readonly abbreviation?: string;
  readonly nlmId?: string;
  /** `kind` as the source says it: Print, Electronic, Linking. */
  readonly issn: readonly { readonly value: string; readonly kind?: string }[];
  readonly country?: string;
}

export interface Pages {
  readonly text: string;
  readonly first?: string;
  readonly last?: string;
}

/** A subject heading; `major` marks a main topic of the article. */
export interface MeshTerm {
  readonly term: string;
  readonly major: boolean;
  readonly qualifiers: readonly { readonly term: string; readonly major: boolean }[];
}

export interface Grant {
  readonly id?: string;
  readonly acronym?: string;
  readonly agency?: string;
  readonly country?: string;
}

/** A bibliographic record in normal form: a view of `raw`, which keeps the source's own words. */
export interface BibRecord {
  /** `<file>#<ordinal>` until the review gives it its own. */
  readonly id: string;
  readonly source: {
    readonly file: string;
    readonly format: RecordFormat;
    /** Place among the entries of the file, from 1. */
    readonly ordinal: number;
    readonly line: number;
  };
  readonly ids: Identifiers;
  readonly title?: string;
  readonly originalTitle?: string;
  readonly abstract?: string;
  readonly authors: readonly Author[];
  /** The year of `date`. */
  readonly year?: number;
  readonly date?: PartialDate;
  readonly journal?: Journal;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: Pages;
  readonly publisher?: string;
  readonly languages: readonly string[];
  /** As the source says them: "Journal Article", "JOUR", "article-journal". */
  readonly publicationTypes: readonly string[];
  /** `owner`: who assigned the keyword (MEDLINE `OTO`). */
  readonly keywords: readonly { readonly term: string; readonly owner?: string }[];
  readonly meshTerms: readonly MeshTerm[];
  readonly grants: readonly Grant[];
  readonly conflictOfInterest?: string;
  /** How far the source has processed the record. */
  readonly status?: {
    readonly owner?: string;
    readonly record?: string;
    readonly publication?: string;
    readonly subset?: string;
  };
  /** Dates of the record's own life, in file order: `entrez`, `pubmed`, `revised`, … */
  readonly history: readonly { readonly event: string; readonly date: PartialDate }[];
  /** Notices and versions the source links: `event` names the link's direction, `pmid` its other end. */
  readonly relations: readonly { readonly kind: string; readonly text: string; readonly pmid?: string }[];
  /** The citation as the source prints it (MEDLINE `SO`). */
  readonly citation?: string;
  readonly urls: readonly string[];
  readonly notes: readonly string[];
  readonly raw: readonly RawField[];
}

/** A record before the reader has given it its place: what a format's `map` makes of one entry. */
export type MappedFields = Omit<BibRecord, "id" | "source" | "raw">;
