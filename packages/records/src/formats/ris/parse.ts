import { parseEntries, type ParsedEntries } from "../tagged-entries.ts";
import { createRisEntryReader } from "./entry-reader.ts";

/** Reads a whole RIS text; see `createRisEntryReader`. */
export function parseRis(text: string, file: string): ParsedEntries {
  return parseEntries(text, (sink) => createRisEntryReader(file, false, sink));
}
