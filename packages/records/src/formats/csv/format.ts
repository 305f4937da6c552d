import { faultyYear } from "../faulty-year.ts";
import type { FormatDefinition } from "../format.ts";
import { wholeTextReader } from "../whole-text-reader.ts";
import { readCsvRecords } from "./read.ts";
import { CSV_HEADER, writeCsvRow } from "./write.ts";

export const csv: FormatDefinition = {
  name: "csv",
  title: "CSV or TSV",
  extension: "csv",
  beginning: "rows below a header line",
  keepsRaw: false,
  findStart: (head) => {
    const first = /^\s*([^\r\n]*)/.exec(head)?.[1] ?? "";
    return /[,;\t]/.test(first) || /^"?(?:title|doi|pmid)"?$/i.test(first) ? 0 : undefined;
  },
  createReader: (context) =>
    wholeTextReader(context, (text) => {
      const { records, problems, mapping } = readCsvRecords(text, context.file);
      context.sink.mapping(mapping);
      const tags = mapping.year === undefined ? [] : [mapping.year];
      return {
        records,
        problems: [...problems, ...records.flatMap((record) => faultyYear(record, tags))],
      };
    }),
  writer: { begin: CSV_HEADER, between: "", end: "", entry: writeCsvRow },
};
