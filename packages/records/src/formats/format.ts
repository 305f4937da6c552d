import type { BibRecord, RecordFormat } from "../model.ts";
import type { Problem } from "../problem.ts";

/** What reading one file tells its format's reader. */
export interface ReadContext {
  readonly file: string;
  /** Whether each record keeps its entry's own text in `text`. */
  readonly keepText: boolean;
  readonly sink: EntrySink;
}

/** Where entries go as soon as they are complete, in file order. */
export interface EntrySink {
  /** An entry that was read. */
  record(record: BibRecord): void;
  /** Severity "error": an entry that was not read, one problem each. "warning": about an entry that was read, or the file. */
  problem(problem: Problem): void;
  /** The source takes back a record it gave earlier (PubMed's DeleteCitation). */
  deletion(deletion: Deletion): void;
  /** For tables: which column was taken for which field. */
  mapping(mapping: Readonly<Record<string, string>>): void;
}

export interface Deletion {
  readonly pmid: string;
  readonly version?: string;
  readonly line: number;
}

/**
 * Reads the text of one file in pieces of any length. An entry may begin in one piece and end in another; nothing is
 * thrown. Memory is bounded: what exceeds the limits of `src/limits.ts` is a problem, not a growing buffer.
 */
export interface EntryReader {
  push(text: string): void;
  /** The text is at its end: what is left is an entry, cut off or not. */
  end(): void;
}

/** Keys that are taken, in lower case, each with the number of endings that were tried for it. */
export type GivenKeys = Map<string, number>;

/** Text before the first entry, between two, and after the last; and the text of one. */
export interface RecordWriter {
  readonly begin: string;
  readonly between: string;
  readonly end: string;
  /** `keys` are those that entries of this file have already, for formats in which each needs its own. */
  readonly entry: (record: BibRecord, keys: GivenKeys) => string;
}

/** All that the package knows of one format; the table of them is `formats/index.ts`. */
export interface FormatDefinition {
  readonly name: RecordFormat;
  /** As people call it: "MEDLINE (nbib)". */
  readonly title: string;
  /** Of the files it is written to; never used to decide what a file holds. */
  readonly extension: string;
  /** What its entries begin with, for the problem that none was found. */
  readonly beginning: string;
  /** Where the first mark of the format stands in the beginning of a file; undefined when there is none. */
  readonly findStart: (head: string) => number | undefined;
  /** Whether the reader takes a field of the record from a tag at all; absent where that depends on more than the tag. */
  readonly reads?: (tag: string) => boolean;
  readonly createReader: (context: ReadContext) => EntryReader;
  /** Absent when the format is only read. */
  readonly writer?: RecordWriter;
  /** Whether an entry read from this format is written back in it with every field it had. */
  readonly keepsRaw: boolean;
}
