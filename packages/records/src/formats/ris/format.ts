import { faultyYear } from "../faulty-year.ts";
import type { FormatDefinition } from "../format.ts";
import { createRisEntryReader } from "./entry-reader.ts";
import { FIELDS } from "./fields.ts";
import { mapRis } from "./map.ts";
import { writeRis } from "./write.ts";

export const ris: FormatDefinition = {
  name: "ris",
  title: "RIS",
  extension: "ris",
  beginning: "entries from TY  - to ER  - ",
  keepsRaw: true,
  findStart: (head) => {
    const at = head.search(/^[\s\ufeff]*TY {0,2}- *(?:[A-Z]|$)/m);
    return at < 0 ? undefined : at;
  },
  reads: (tag) => FIELDS.has(tag),
  createReader: ({ file, keepText, sink }) =>
    createRisEntryReader(file, keepText, {
      entry: (entry, text) => {
        const record = mapRis(entry, file, entry.ordinal, text);
        for (const problem of faultyYear(record, ["PY", "Y1"])) sink.problem(problem);
        sink.record(record);
      },
      problem: (problem) => sink.problem(problem),
    }),
  writer: { begin: "", between: "\r\n", end: "", entry: (record) => writeRis([record]) },
};
