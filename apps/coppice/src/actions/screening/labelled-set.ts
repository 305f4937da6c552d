import type { BibRecord, Problem } from "@coppice/records";
import type { RankableRecord } from "@coppice/screening";
import { ActionError } from "../action-error.ts";
import { keepProblems } from "../records/kept-problems.ts";
import type { Label } from "./label-words.ts";

/** A review that was screened: what was read, and what was thought of it. */
export interface LabelledSet {
  /** The name of the file or folder, without its endings. */
  readonly name: string;
  readonly records: readonly RankableRecord[];
  /** 1 relevant, 0 irrelevant. */
  readonly labels: Int8Array;
  /** Row of the file, counted from 0, of each record: rows without a label are left out. */
  readonly rows: readonly number[];
  /** What the review asks, where the source says so. */
  readonly question?: string;
  /** What is wrong in the file; a row with an error is left out. */
  readonly problems: readonly Problem[];
  /** What was decided on reading, in sentences. */
  readonly notes: readonly string[];
}

/** One entry of a file, with what it is labelled. */
export interface LabelledRow {
  readonly record: BibRecord;
  readonly label: Label;
  /** In the file, from 0, entries that could not be read counted too. */
  readonly row: number;
  readonly id: string | undefined;
  readonly title: string;
  readonly abstract: string;
}

export interface ReadRows {
  readonly file: string;
  readonly name: string;
  readonly rows: readonly LabelledRow[];
  readonly problems: readonly Problem[];
  /** Where labels come from, in a sentence. */
  readonly said: string;
}

/**
 * What of a file can be screened again. Left out are rows without a label or with votes that differ, repeated rows (one id, one
 * title), and, each named as an error, rows whose label is no label or that contradict each other.
 *
 * @throws ActionError no labels, labels of one kind, no texts
 */
export function labelledSet({ file, name, rows: all, problems: read, said }: ReadRows): LabelledSet {
  const problems = keepProblems();
  problems.add(read);
  const { copies, faulty } = checkIds(all, file, problems.add);
  const notes = [said];
  const records: RankableRecord[] = [];
  const labels: number[] = [];
  const rows: number[] = [];
  const counts = { none: 0, differing: 0, missing: 0, empty: 0, bare: 0 };
  const clean = (value: string): string => {
    if (value.trim() !== "NA") return value.trim() === "" ? "" : value;
    counts.missing += 1;
    return "";
  };
  for (const each of all) {
    const { label, record, row } = each;
    if (copies.has(each) || faulty.has(each)) continue;
    if (typeof label === "object") {
      problems.add([notALabel(label.unknown, placeOf(each, file))]);
      continue;
    }
    if (label === "none" || label === "differing") {
      counts[label] += 1;
      continue;
    }
    const title = clean(each.title);
    const abstract = clean(each.abstract);
    if (abstract === "") counts.empty += 1;
    if (abstract === "" && title === "") counts.bare += 1;
    records.push({ title, abstract, keywords: record.keywords });
    labels.push(label === "relevant" ? 1 : 0);
    rows.push(row);
  }
  const relevant = labels.filter((label) => label === 1).length;
  if (relevant === 0 || relevant === labels.length)
    throw oneKind(file, all.length, labels.length, relevant, problems.all());
  if (counts.bare === labels.length) throw noTexts(file, labels.length, problems.all());
  const say = (what: string, count: number): void => {
    if (count > 0) notes.push(`${what}: ${count}`);
  };
  say("without a label and left out", counts.none);
  say("with votes that differ and left out", counts.differing);
  say("repeating an id and its title and left out", copies.size);
  say("texts of the letters NA, taken as missing", counts.missing);
  say("without an abstract", counts.empty - counts.bare);
  say("with neither title nor abstract", counts.bare);
  return { name, records, labels: Int8Array.from(labels), rows, problems: problems.all(), notes };
}

interface CheckedIds {
  /** Rows that say again what another row says. */
  readonly copies: ReadonlySet<LabelledRow>;
  /** Rows that contradict another one. */
  readonly faulty: ReadonlySet<LabelledRow>;
}

/** One id with one title is one record; with two titles it is two records, and the id is none. */
function checkIds(
  all: readonly LabelledRow[],
  file: string,
  add: (problems: readonly Problem[]) => void,
): CheckedIds {
  const byId = new Map<string, Map<string, LabelledRow[]>>();
  for (const each of all) {
    if (each.id === undefined || each.id === "") continue;
    const titles = byId.get(each.id) ?? new Map<string, LabelledRow[]>();
    byId.set(each.id, titles);
    const title = each.title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    const same = titles.get(title);
    if (same === undefined) titles.set(title, [each]);
    else same.push(each);
  }
  const copies = new Set<LabelledRow>();
  const faulty = new Set<LabelledRow>();
  const shared: (readonly [LabelledRow, LabelledRow])[] = [];
  for (const titles of byId.values()) {
    const groups = [...titles.values()];
    for (const [other] of groups.slice(1)) shared.push([groups[0]![0]!, other!]);
    for (const same of groups.filter(({ length }) => length > 1)) {
      const labelled = same.filter(({ label }) => label === "relevant" || label === "irrelevant");
      const other = labelled.find(({ label }) => label !== labelled[0]!.label);
      if (other !== undefined) {
        for (const each of same) if (typeof each.label === "string") faulty.add(each);
        add([twoLabels(labelled[0]!, placeOf(other, file))]);
        continue;
      }
      const kept = labelled[0] ?? same[0]!;
      for (const each of same) if (each !== kept && typeof each.label === "string") copies.add(each);
    }
  }
  if (shared.length > 0) add([sharedIds(shared, file)]);
  return { copies, faulty };
}

type Place = Problem["where"];

const placeOf = ({ record }: LabelledRow, file: string): Place => ({
  file,
  line: record.source.line,
  record: record.source.ordinal,
});

function oneKind(
  file: string,
  read: number,
  labelled: number,
  relevant: number,
  problems: readonly Problem[],
): ActionError {
  const what =
    labelled === 0
      ? `None of the ${read} records of ${file} has a label. Give a table with a column of labels (1 and 0), or an export of ASReview or Rayyan with its decisions.`
      : `All ${labelled} labelled records of ${file} are ${relevant === 0 ? "irrelevant" : "relevant"}: nothing can be learnt from one kind.`;
  return new ActionError(what, problems);
}

function noTexts(file: string, labelled: number, problems: readonly Problem[]): ActionError {
  return new ActionError(
    `None of the ${labelled} labelled records of ${file} has a title or an abstract: there is nothing to rank them by. In tables the columns must be called title and abstract.`,
    problems,
  );
}

function notALabel(found: string, where: Place): Problem {
  return {
    code: "not-a-label",
    severity: "error",
    message: `"${found}" is no label; the record is left out`,
    where,
    found,
    expected: "1 or 0, yes or no, include or exclude, or nothing",
    fix: "Correct it, or leave it empty: records without a label are left out.",
  };
}

function twoLabels(first: LabelledRow, where: Place): Problem {
  return {
    code: "contradicting-labels",
    severity: "error",
    message: `the record ${first.id!} stands in line ${first.record.source.line} too, with another label; both are left out`,
    where,
    fix: "Keep the right one.",
  };
}

function sharedIds(shared: readonly (readonly [LabelledRow, LabelledRow])[], file: string): Problem {
  const [first, other] = shared[0]!;
  const more = shared.length === 1 ? "" : `; ${shared.length} records have such an id`;
  return {
    code: "id-of-two-records",
    severity: "warning",
    message: `the id ${first.id!} stands for another title in line ${first.record.source.line}; both are kept${more}`,
    where: placeOf(other, file),
    fix: "Give each record its own id.",
  };
}
