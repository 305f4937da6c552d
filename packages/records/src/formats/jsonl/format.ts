import type { FormatDefinition } from "../format.ts";
import { createJsonLinesReader } from "./read.ts";
import { writeJsonLine } from "./write.ts";

/** Coppice's own form, which loses nothing: a record of any format as JSON on a line. */
export const jsonLines: FormatDefinition = {
  name: "jsonl",
  title: "Coppice JSON lines",
  extension: "jsonl",
  beginning: 'lines that begin with {"coppice":1, each one record',
  keepsRaw: true,
  findStart: (head) => (/^\s*\{\s*"coppice"\s*:\s*\d/.test(head) ? 0 : undefined),
  createReader: createJsonLinesReader,
  writer: { begin: "", between: "", end: "", entry: writeJsonLine },
};
