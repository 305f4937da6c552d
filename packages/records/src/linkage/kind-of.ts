import type { RecordColumns } from "./record-columns.ts";
import { REPORT_KINDS, type ReportKind } from "./report-kind.ts";

export const kindOf = (columns: RecordColumns, at: number): ReportKind =>
  REPORT_KINDS[columns.fixed.kind[at]!]!;
