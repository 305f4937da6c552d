import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import type { BibRecord } from "../model.ts";
import { readRecords } from "../read-records.ts";
import { findDuplicates } from "./find-duplicates.ts";

/**
 * What is merged without a person in labelled sets: `found` of the removable duplicates, and `lost`, distinct reports
 * merged wrongly.
 */
const SETS = [
  { set: "respiratory", file: "respiratory/records.csv.gz", removable: 436, found: 430, lost: 0 },
  {
    set: "cytology_screening",
    file: "cytology_screening/records.csv.gz",
    removable: 772,
    found: 770,
    lost: 0,
  },
  { set: "stroke", file: "stroke/records.csv.gz", removable: 314, found: 311, lost: 0 },
  { set: "diabetes", file: "asysd_labelled_test_set.csv.gz", removable: 1261, found: 1260, lost: 0 },
];

describeShared("labelled duplicates", ["corpora", "dedupe"], (root) => {
  test.each(SETS)("$set: $found of $removable found, $lost lost", ({ set, file, removable, found, lost }) => {
    const bytes = new Uint8Array(gunzipSync(readFileSync(join(root, file))));
    const read = readRecords(bytes, { file, format: "csv" }).records;
    const records = set === "respiratory" ? read.map(withoutIssue) : read;
    const labelOf = new Map(
      records.map(({ id, raw }): [string, string] => {
        const number = raw.find(({ tag }) => tag === (set === "diabetes" ? "record_id" : "ID"))!.value;
        return [id, set === "diabetes" ? `id_${number.padStart(7, "0")}` : number];
      }),
    );
    const truth = new Map<string, string>();
    for (const group of readFileSync(join(root, set, "groups.csv"), "utf8")
      .trim()
      .split(/\r?\n/)) {
      for (const label of group.replaceAll('"', "").split(/[,;]/)) truth.set(label.trim(), group);
    }
    const reportOf = (id: string): string => truth.get(labelOf.get(id)!) ?? id;
    const reports = new Set(records.map(({ id }) => reportOf(id))).size;
    const { groups } = findDuplicates(records);
    const wrong = groups.reduce((sum, group) => sum + new Set(group.map(reportOf)).size - 1, 0);
    const joined = records.length - groups.length;
    expect({ removable: records.length - reports, found: joined - wrong, lost: wrong }).toEqual({
      removable,
      found,
      lost,
    });
  });
});

/** The column `number` of this set counts the records of the export; it is no issue. */
function withoutIssue({ issue: _, ...record }: BibRecord): BibRecord {
  return record;
}
