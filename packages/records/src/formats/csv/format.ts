import { faultyYear } from "../faulty-year.ts";
import type { FormatDefinition } from "../format.ts";
import { createCsvReader } from "./read.ts";
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
  createReader: (context) => {
    let yearColumn: readonly string[] = [];
    return createCsvReader({
      ...context,
      sink: {
        ...context.sink,
        mapping: (mapping) => {
          yearColumn = mapping["year"] === undefined ? [] : [mapping["year"]];
          context.sink.mapping(mapping);
        },
        record: (record) => {
          for (const problem of faultyYear(record, yearColumn)) context.sink.problem(problem);
          context.sink.record(record);
        },
      },
    });
  },
  writer: { begin: CSV_HEADER, between: "", end: "", entry: writeCsvRow },
};
