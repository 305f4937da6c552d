import type { BibRecord } from "../../model.ts";
import type { FormatDefinition } from "../format.ts";
import { createLineEntryReader } from "../line-entry-reader.ts";
import { ovidGrammar } from "./grammar.ts";
import { mapOvid } from "./map.ts";
import { writeOvidEntry } from "./write.ts";

export const ovid: FormatDefinition = {
  name: "ovid",
  title: "Ovid text",
  extension: "txt",
  beginning: "entries that begin with <1. >",
  keepsRaw: true,
  findStart: (head) => {
    const at = head.search(/^\s*<\d+\s*\.?\s*>\s*$/m);
    return at < 0 ? undefined : at;
  },
  createReader: ({ file, keepText, sink }) =>
    createLineEntryReader(ovidGrammar, file, keepText, {
      entry: (entry, text) => {
        const record: BibRecord = mapOvid(entry, file);
        sink.record(text === undefined ? record : { ...record, text });
      },
      problem: (problem) => {
        sink.problem(problem);
      },
    }),
  writer: { begin: "", between: "\n", end: "", entry: writeOvidEntry },
};
