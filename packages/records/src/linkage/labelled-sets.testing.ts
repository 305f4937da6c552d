import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { BibRecord } from "../model.ts";
import { readRecords } from "../read-records.ts";
import { compareRecords } from "./comparators.ts";
import type { LinkDecision } from "./decisions.ts";
import type { LabelledComparison } from "./estimate-weights.ts";
import { featuresOf } from "./features.ts";
import { KeyStore } from "./key-store.ts";
import { LinkageIndex, type LinkOptions, type LinkOutcome } from "./linkage-index.ts";
import { RecordColumns } from "./record-columns.ts";

export const LABELLED_SETS = ["respiratory", "cytology_screening", "stroke", "diabetes"] as const;
export type SetName = (typeof LABELLED_SETS)[number] | "mckeown_missed";

/** Records with, for each, the name of the report that it truly describes. */
export interface LabelledSet {
  readonly records: readonly BibRecord[];
  readonly reports: readonly string[];
}

/**
 * Reads a labelled set below the folder of shared corpora. The column `number` of respiratory counts the records of the
 * export and is no issue (see its SOURCES.md), so it is left out.
 */
export function readLabelledSet(root: string, set: SetName): LabelledSet {
  const file = set === "diabetes" ? "asysd_labelled_test_set.csv.gz" : `${set}/records.csv.gz`;
  const bytes = new Uint8Array(gunzipSync(readFileSync(join(root, file))));
  const read = readRecords(bytes, { file, format: "csv" }).records;
  const records = set === "respiratory" ? read.map(({ issue: _, ...record }): BibRecord => record) : read;
  const cell = (record: BibRecord, tag: string): string =>
    record.raw.find((field) => field.tag === tag)!.value;
  if (set === "mckeown_missed")
    return { records, reports: records.map((record) => cell(record, "Dup_Group")) };
  const groupOf = new Map<string, string>();
  for (const group of readFileSync(join(root, set, "groups.csv"), "utf8")
    .trim()
    .split(/\r?\n/)) {
    for (const label of group.replaceAll('"', "").split(/[,;]/)) groupOf.set(label.trim(), group);
  }
  const labelOf = (record: BibRecord): string =>
    set === "diabetes" ? `id_${cell(record, "record_id").padStart(7, "0")}` : cell(record, "ID");
  return { records, reports: records.map((record) => groupOf.get(labelOf(record)) ?? record.id) };
}

export interface Score {
  /** Duplicates that could be removed: over true groups, the sum of their sizes less one. */
  readonly removable: number;
  readonly found: number;
  /** Duplicates not found. */
  readonly left: number;
  /** Distinct reports merged away: over predicted groups, the true reports in each less one. */
  readonly lost: number;
}

export function scoreOf({ records, reports }: LabelledSet, groups: LinkOutcome["groups"]): Score {
  const reportOf = new Map(records.map(({ id }, at) => [id, reports[at]!]));
  const lost = groups.reduce((sum, group) => sum + new Set(group.map((id) => reportOf.get(id))).size - 1, 0);
  const removable = records.length - new Set(reports).size;
  const found = records.length - groups.length - lost;
  return { removable, found, left: removable - found, lost };
}

export function linkAll(records: readonly BibRecord[], options: LinkOptions = {}): LinkOutcome {
  const index = new LinkageIndex();
  for (const record of records) index.add(record);
  return index.link(options);
}

/** Answers the first question of the review from the labels, again and again, at most so many times. */
export function answerReview(
  set: LabelledSet,
  most: number,
  options: LinkOptions = {},
): { readonly score: Score; readonly asked: number } {
  const reportOf = new Map(set.records.map(({ id }, at) => [id, set.reports[at]!]));
  const index = new LinkageIndex();
  for (const record of set.records) index.add(record);
  const decisions: LinkDecision[] = [];
  for (;;) {
    const outcome = index.link({ ...options, decisions });
    const [question] = outcome.review;
    if (question === undefined || decisions.length >= most) {
      return { score: scoreOf(set, outcome.groups), asked: decisions.length };
    }
    const { a, b } = question;
    decisions.push({ a, b, verdict: reportOf.get(a) === reportOf.get(b) ? "same" : "different" });
  }
}

/** Every pair of records that share a key, compared and labelled. */
export function labelledComparisons({ records, reports }: LabelledSet): readonly LabelledComparison[] {
  const columns = new RecordColumns();
  for (const record of records) columns.add(featuresOf(record));
  const keys = new KeyStore(columns);
  keys.sortAll();
  const corpus = { journals: new Map(), isIssueDoi: () => false };
  const pairs: LabelledComparison[] = [];
  keys.forEachPair((a, b) => {
    pairs.push({ comparison: compareRecords(columns, a, b, corpus), isSame: reports[a] === reports[b] });
  });
  return pairs;
}
