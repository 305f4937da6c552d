import { parseEntries, type ParsedEntries } from "../tagged-entries.ts";
import { createMedlineEntryReader } from "./entry-reader.ts";

/** Reads a whole MEDLINE text; see `createMedlineEntryReader`. */
export function parseMedline(text: string, file: string): ParsedEntries {
  return parseEntries(text, (sink) => createMedlineEntryReader(file, false, sink));
}
