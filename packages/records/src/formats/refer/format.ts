import { faultyYear } from "../faulty-year.ts";
import type { FormatDefinition } from "../format.ts";
import { createLineEntryReader } from "../line-entry-reader.ts";
import { referGrammar } from "./grammar.ts";
import { mapRefer } from "./map.ts";
import { writeReferEntry } from "./write.ts";

export const refer: FormatDefinition = {
  name: "refer",
  title: "Refer (EndNote .enw)",
  extension: "enw",
  beginning: "lines such as %0 Journal Article, %A Author, %T Title",
  keepsRaw: true,
  findStart: (head) => {
    const at = head.search(/^\s?%(?:0|A|T|E)(?: \S|\s*$)/m);
    return at < 0 || !/^\s*%/.test(head) ? undefined : at;
  },
  createReader: ({ file, keepText, sink }) =>
    createLineEntryReader(referGrammar(), file, keepText, {
      entry: (entry, text) => {
        const record = mapRefer(entry, file);
        for (const problem of faultyYear(record, ["D"])) sink.problem(problem);
        sink.record(text === undefined ? record : { ...record, text });
      },
      problem: (problem) => {
        sink.problem(problem);
      },
    }),
  writer: { begin: "", between: "\n", end: "", entry: writeReferEntry },
};
