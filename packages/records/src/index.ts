export { closestName } from "./closest-name.ts";
export type { CsvField, CsvMapping } from "./formats/csv/columns.ts";
export { csvCell } from "./formats/csv/write.ts";
export { CSV_FAULTS, splitCsv, type CsvCell, type CsvFault } from "./formats/csv/split-csv.ts";
export type { Levels } from "./linkage/comparators.ts";
export type { LinkDecision } from "./linkage/decisions.ts";
export { FAMILY_KINDS, FAMILY_WORDS, type FamilyKind } from "./linkage/families.ts";
export { findDuplicates, type Linkage } from "./linkage/find-duplicates.ts";
export {
  LinkageIndex,
  type FamilyLink,
  type Link,
  type LinkOptions,
  type LinkOutcome,
  type NewOutcome,
  type ReviewPair,
} from "./linkage/linkage-index.ts";
export {
  mergeRecords,
  type ChosenField,
  type FieldChoice,
  type MergedField,
  type MergedReport,
} from "./linkage/merge.ts";
export { mergedRecord } from "./linkage/merged-record.ts";
export { suggestStudies, type StudySuggestion } from "./linkage/study-suggestions.ts";
export {
  MARK_KINDS,
  MARK_WORDS,
  marksAcross,
  marksOf,
  mergeMarks,
  type Mark,
  type MarkEvidence,
  type MarkKind,
} from "./marks.ts";
export type {
  AbstractSection,
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
  Relation,
} from "./model.ts";
export { parseDate } from "./normal-forms/dates.ts";
export { findDoi, normaliseDoi, normalisePmcid, normalisePmid } from "./normal-forms/identifiers.ts";
export { formatName, parseName } from "./normal-forms/names.ts";
export { parsePages } from "./normal-forms/pages.ts";
export { findRegistrations } from "./normal-forms/registrations.ts";
export { findGarbled, plainText } from "./normal-forms/plain-text.ts";
export { formatProblem, type Problem, type ProblemPlace } from "./problem.ts";
export { recordFaults } from "./record-faults.ts";
export { detectInterface } from "./query/detect-interface.ts";
export { lintStrategy } from "./query/lint/lint-strategy.ts";
export { LINT_RULES } from "./query/lint/rules.ts";
export type { MeshHierarchy } from "./query/mesh/hierarchy.ts";
export { readMesh, type ReadMesh } from "./query/mesh/read-mesh.ts";
export { parseStrategy, type ParsedStrategy } from "./query/parse-strategy.ts";
export { printQuery, printStrategy } from "./query/print-strategy.ts";
export { recallOf, runWithRecall, type KnownFound, type Recall } from "./query/run/recall.ts";
export type { RunOptions } from "./query/run/corpus.ts";
export type { Step } from "./query/run/explain.ts";
export { runStrategy, type LineRun, type StrategyRun } from "./query/run/run-strategy.ts";
export type { Loss as TranslationLoss } from "./query/translate/loss.ts";
export { translateStrategy, type Translation } from "./query/translate/translate-strategy.ts";
export { problemIn, type QueryCode, type QueryProblem } from "./query/query-problem.ts";
export type { Query, SearchInterface, Strategy, StrategyLine } from "./query/tree.ts";
export { readRecords, type ReadRecords } from "./read-records.ts";
export {
  createRecordReader,
  READ_FORMATS,
  type ReadOptions,
  type ReadSummary,
  type RecordBatch,
  type RecordReader,
} from "./reading/record-reader.ts";
export type { Deletion } from "./formats/format.ts";
export { ENTRY_CUT_OFF } from "./formats/tagged-entries.ts";
export { sniffFormat } from "./sniff.ts";
export { decodeText, type DecodedText, type Encoding } from "./text-encoding.ts";
export { createRecordWriter, writeRecords, type Loss, type TextOfRecords } from "./write-records.ts";
