import type { Deletion } from "./formats/format.ts";
import type { BibRecord } from "./model.ts";
import type { Problem } from "./problem.ts";
import { createRecordReader, type ReadOptions, type ReadSummary } from "./reading/record-reader.ts";

export interface ReadRecords extends ReadSummary {
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
  readonly deletions: readonly Deletion[];
}

/** How much of the bytes is decoded at once, so that texts of one file do not hang together in memory. */
const PIECE = 1 << 18;

/**
 * Reads a bibliographic file whose bytes are at hand, in whatever format its content shows; `createRecordReader` reads one
 * in pieces. Nothing is thrown: every entry ends in `records` or in `problems` (as one error), both in file order;
 * warnings concern entries that were read. A file in which no entry is found is one error.
 */
export function readRecords(bytes: Uint8Array, options: ReadOptions): ReadRecords {
  const reader = createRecordReader(options);
  const records: BibRecord[] = [];
  const problems: Problem[] = [];
  const deletions: Deletion[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    const batch = reader.push(bytes.subarray(at, at + PIECE));
    for (const record of batch.records) records.push(record);
    for (const problem of batch.problems) problems.push(problem);
    for (const deletion of batch.deletions) deletions.push(deletion);
  }
  const last = reader.end();
  for (const record of last.records) records.push(record);
  for (const problem of last.problems) problems.push(problem);
  for (const deletion of last.deletions) deletions.push(deletion);
  return { ...last, records, problems, deletions };
}
