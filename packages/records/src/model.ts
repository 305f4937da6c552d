/** One field of an entry as the file gave it, in file order. `tag` is empty for text that stands under no tag. */
export interface RawField {
  readonly tag: string;
  readonly value: string;
  readonly line: number;
}

/** An entry of a bibliographic file, faithful and complete; what each tag means is decided by the format's `map`. */
export interface RawEntry {
  readonly fields: readonly RawField[];
  readonly line: number;
  /** Place among all entries of the file, read or not, from 1. */
  readonly ordinal: number;
}

export type RecordFormat =
  | "medline"
  | "pubmed-xml"
  | "ris"
  | "endnote-xml"
  | "refer"
  | "bibtex"
  | "csl-json"
  | "wos"
  | "ovid"
  | "csv"
  | "clinicaltrials-json"
  | "europepmc-json"
  | "europepmc-xml"
  | "jsonl";

export interface Author {
  /** A person has a family name; a group has its whole name in `collective`. */
  readonly family?: string;
  readonly given?: string;
  readonly initials?: string;
  readonly collective?: string;
  /** "Jr", "3rd". */
  readonly suffix?: string;
  readonly affiliations: readonly string[];
  /** Four groups of four, without resolver. */
  readonly orcid?: string;
}

export interface Identifiers {
  readonly pmid?: string;
  /** Of the record of that PMID, where the source counts versions. */
  readonly pmidVersion?: string;
  /** With its PMC prefix. */
  readonly pmcid?: string;
  /** Lower case, without resolver. */
  readonly doi?: string;
  /** Tags that gave this DOI, in file order: independent witnesses of it. */
  readonly doiWitnesses?: readonly string[];
  readonly pii?: string;
  /** Trial registrations the record names as its own: NCT00000000, ISRCTN…, EudraCT numbers. */
  readonly registrations?: readonly string[];
  readonly isbn?: readonly string[];
  /** Of Cochrane: "CD000023". */
  readonly cochraneId?: string;
  /** The source's own number of the record, where it is none of the above. */
  readonly accession?: string;
}

export interface PartialDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly season?: "spring" | "summer" | "autumn" | "winter";
  /** The last day, month, season or year of a range ("2013 Dec-2014 Jan"); the fields above are its first. */
  readonly end?: {
    readonly year: number;
    readonly month?: number;
    readonly day?: number;
    readonly season?: "spring" | "summer" | "autumn" | "winter";
  };
  /** What the source wrote. */
  readonly text?: string;
}

export interface Journal {
  readonly title?: string;
  readonly abbreviation?: string;
  readonly nlmId?: string;
  readonly issn: readonly { readonly value: string; readonly kind?: string }[];
  readonly country?: string;
}

export interface Grant {
  readonly id?: string;
  /** As the source gives it: "MRC_". */
  readonly acronym?: string;
  readonly agency: string;
  readonly country?: string;
}

export interface AbstractSection {
  /** As printed: "METHODS". */
  readonly label?: string;
  /** NLM's own category: BACKGROUND, OBJECTIVE, METHODS, RESULTS, CONCLUSIONS, UNASSIGNED. */
  readonly category?: string;
  readonly text: string;
}

/** A subject heading with its qualifiers; `major` marks a main topic of the article. */
export interface MeshHeading {
  readonly term: string;
  readonly major: boolean;
  readonly qualifiers: readonly { readonly term: string; readonly major: boolean }[];
}

/** A link from a publication to what was published about it, as the source says it. */
export interface Relation {
  /** comment-in, erratum-in, retraction-in, retraction-of, concern-in, update-of, … */
  readonly kind: string;
  /** The citation of the other end. */
  readonly text: string;
  readonly pmid?: string;
  readonly doi?: string;
}

/** A bibliographic record in normal form; the source's own words stay in `raw`. */
export interface BibRecord {
  /** `<file>#<number>` until the review gives it its own. */
  readonly id: string;
  readonly source: {
    readonly file: string;
    readonly format: RecordFormat;
    readonly ordinal: number;
    readonly line: number;
  };
  readonly ids: Identifiers;
  readonly title?: string;
  /** The title in the language of the article, where `title` is a translation. */
  readonly originalTitle?: string;
  readonly abstract?: string;
  /** The parts of a structured abstract, in order; `abstract` holds them joined as "LABEL: text". */
  readonly abstractSections?: readonly AbstractSection[];
  readonly authors: readonly Author[];
  /** Addresses that the source gives for the record and not for one author. */
  readonly affiliations?: readonly string[];
  readonly editors?: readonly Author[];
  /** People of the trial who are no authors of the report. */
  readonly investigators?: readonly Author[];
  readonly date?: PartialDate;
  /** Journal, book, proceedings or series that holds the work. */
  readonly journal?: Journal;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: { readonly text: string; readonly first: string; readonly last?: string };
  readonly languages: readonly string[];
  readonly publicationTypes: readonly string[];
  readonly keywords: readonly string[];
  /** Who assigned the keywords (MEDLINE `OTO`): NOTNLM for the authors themselves. */
  readonly keywordOwner?: string;
  /** Headings as printed: "Ketamine/*therapeutic use". */
  readonly meshTerms: readonly string[];
  /** The same headings, taken apart, in the same order. */
  readonly meshHeadings?: readonly MeshHeading[];
  /** Chemicals the article is about (MEDLINE `RN`), with their CAS, EC or UNII number where they have one. */
  readonly substances?: readonly { readonly name: string; readonly registryNumber?: string }[];
  readonly grants: readonly Grant[];
  readonly conflictOfInterest?: string;
  /** How far the source has processed the record. */
  readonly status?: {
    readonly owner?: string;
    readonly record?: string;
    readonly publication?: string;
    readonly subset?: string;
  };
  /** Dates of the record's own life, in file order: entrez, pubmed, revised, … */
  readonly history?: readonly { readonly event: string; readonly date: PartialDate }[];
  /** Notices and versions the source links: erratum-in, comment-on, retraction-in, … with the PMID of the other end. */
  readonly relations?: readonly Relation[];
  /** The citation as the source prints it (MEDLINE `SO`). */
  readonly citation?: string;
  readonly publisher?: string;
  readonly place?: string;
  readonly edition?: string;
  readonly conference?: string;
  readonly urls: readonly string[];
  readonly notes?: readonly string[];
  readonly raw: readonly RawField[];
  /** The entry as it stood in the file; kept when asked for. */
  readonly text?: string;
}
