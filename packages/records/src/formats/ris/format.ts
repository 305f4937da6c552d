import { faultyYear } from "../faulty-year.ts";
import type { FormatDefinition } from "../format.ts";
import { wholeTextReader } from "../whole-text-reader.ts";
import { mapRis } from "./map.ts";
import { parseRis } from "./parse.ts";
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
  createReader: (context) =>
    wholeTextReader(context, (text) => {
      const { entries, problems } = parseRis(text, context.file);
      const records = entries.map((entry) => mapRis(entry, context.file, entry.ordinal));
      return {
        records,
        problems: [...problems, ...records.flatMap((record) => faultyYear(record, ["PY", "Y1"]))],
      };
    }),
  writer: { begin: "", between: "\r\n", end: "", entry: (record) => writeRis([record]) },
};
