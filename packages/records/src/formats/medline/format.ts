import type { FormatDefinition } from "../format.ts";
import { wholeTextReader } from "../whole-text-reader.ts";
import { mapMedline } from "./map.ts";
import { parseMedline } from "./parse.ts";
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
  createReader: (context) =>
    wholeTextReader(context, (text) => {
      const { entries, problems } = parseMedline(text, context.file);
      return { records: entries.map((entry) => mapMedline(entry, context.file, entry.ordinal)), problems };
    }),
  writer: { begin: "", between: "\n", end: "", entry: (record) => writeMedline([record]) },
};
