import type { FormatDefinition } from "../format.ts";
import { createMedlineEntryReader } from "./entry-reader.ts";
import { FIELDS, mapMedline } from "./map.ts";
import { writeMedline } from "./write.ts";

/** PubMed's text form, in lines (.nbib) or with its line breaks lost. */
export const medline: FormatDefinition = {
  name: "medline",
  title: "MEDLINE (nbib)",
  extension: "nbib",
  beginning: "entries that begin with PMID- and digits",
  keepsRaw: true,
  findStart: (head) => {
    const at = head.search(/^(?:PMID- ?\d|OWN - )/m);
    return at < 0 ? undefined : at;
  },
  reads: (tag) => FIELDS.has(tag),
  createReader: ({ file, keepText, sink }) =>
    createMedlineEntryReader(file, keepText, {
      entry: (entry, text) => sink.record(mapMedline(entry, file, entry.ordinal, text)),
      problem: (problem) => sink.problem(problem),
    }),
  writer: { begin: "", between: "\n", end: "", entry: (record) => writeMedline([record]) },
};
