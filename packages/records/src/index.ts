export { closestName } from "./closest-name.ts";
export type { CsvField, CsvMapping } from "./formats/csv/columns.ts";
export { csvCell } from "./formats/csv/write.ts";
export { CSV_FAULTS, splitCsv, type CsvCell, type CsvFault } from "./formats/csv/split-csv.ts";
export { findDuplicates, type Link, type Linkage } from "./linkage/find-duplicates.ts";
export type {
  Author,
  BibRecord,
  Grant,
  Identifiers,
  Journal,
  MeshHeading,
  PartialDate,
  RawEntry,
  RawField,
  RecordFormat,
} from "./model.ts";
export { parseDate } from "./normal-forms/dates.ts";
export { findDoi, normaliseDoi, normalisePmcid, normalisePmid } from "./normal-forms/identifiers.ts";
export { formatName, parseName } from "./normal-forms/names.ts";
export { parsePages } from "./normal-forms/pages.ts";
export { formatProblem, type Problem, type ProblemPlace } from "./problem.ts";
export { readRecords, type ReadRecords } from "./read-records.ts";
export {
  createRecordReader,
  type ReadOptions,
  type ReadSummary,
  type RecordBatch,
  type RecordReader,
} from "./reading/record-reader.ts";
export type { Deletion } from "./formats/format.ts";
export { sniffFormat } from "./sniff.ts";
export { decodeText, type DecodedText, type Encoding } from "./text-encoding.ts";
export { createRecordWriter, writeRecords, type Loss, type TextOfRecords } from "./write-records.ts";
