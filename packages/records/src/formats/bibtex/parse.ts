import { parseEntries, type ParsedEntries } from "../tagged-entries.ts";
import { createBibtexEntryReader } from "./entry-reader.ts";
import type { FileContext } from "./file-context.ts";

/** What a BibTeX file says, complete and in order: entries, and what stands beside them. */
export interface ParsedBibtex extends ParsedEntries, FileContext {}

/** Reads a whole BibTeX text; see `createBibtexEntryReader`. Nothing is inherited or decoded. */
export function parseBibtex(text: string, file: string): ParsedBibtex {
  let context: FileContext = { strings: new Map(), preambles: [] };
  const parsed = parseEntries(text, (sink) => {
    const reader = createBibtexEntryReader(file, false, sink);
    context = reader.context;
    return reader;
  });
  return { ...parsed, ...context };
}
