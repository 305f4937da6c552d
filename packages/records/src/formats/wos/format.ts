import type { FormatDefinition } from "../format.ts";
import { createLineEntryReader } from "../line-entry-reader.ts";
import { faultyYear } from "../faulty-year.ts";
import { wosGrammar } from "./grammar.ts";
import { mapWos } from "./map.ts";
import { writeWosEntry } from "./write.ts";

export const wos: FormatDefinition = {
  name: "wos",
  title: "Web of Science tagged text",
  extension: "ciw",
  beginning: "entries from PT to ER",
  keepsRaw: true,
  findStart: (head) => {
    const at = head.search(/^(?:FN [A-Z]|PT [A-Z]\s*$)/m);
    return at < 0 ? undefined : at;
  },
  createReader: ({ file, keepText, sink }) =>
    createLineEntryReader(wosGrammar, file, keepText, {
      entry: (entry, text) => {
        const record = mapWos(entry, file);
        for (const problem of faultyYear(record, ["PY"])) sink.problem(problem);
        sink.record(text === undefined ? record : { ...record, text });
      },
      problem: (problem) => {
        sink.problem(problem);
      },
    }),
  writer: { begin: "FN Coppice\nVR 1.0\n", between: "\n", end: "EF\n", entry: writeWosEntry },
};
