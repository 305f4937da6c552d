import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { BibRecord, Problem } from "@coppice/records";
import type { RankableRecord } from "@coppice/screening";
import { ActionError } from "../action-error.ts";
import { checkReview } from "../check-review.ts";
import { readRecordFile } from "../records/read-record-file.ts";
import { labelColumnOf, labelOfCell, labelOfNotes, type Label } from "./label-words.ts";

/** A review that was screened: what was read, and what was thought of it. */
export interface LabelledSet {
  /** The name of the file or folder, without its endings. */
  readonly name: string;
  readonly records: readonly RankableRecord[];
  /** 1 relevant, 0 irrelevant. */
  readonly labels: Int8Array;
  /** Row of the file, counted from 0, of each record: rows without a label are left out. */
  readonly rows: readonly number[];
  readonly problems: readonly Problem[];
  /** What was decided on reading, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Reads a set with labels: a table with a column of them, an export of ASReview or Rayyan, or a review folder, where the decision on
 * title and abstract is the label.
 *
 * Texts are those of the file: in tables the cells as they are. The letters NA for a missing text are an empty one.
 *
 * @throws ActionError no labels, labels of one kind, words that are no label, one id with two labels
 */
export async function readLabelled(path: string, labelColumn?: string): Promise<LabelledSet> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true ? readFolderLabels(path) : readFileLabels(path, labelColumn);
}

interface Row {
  readonly record: BibRecord;
  readonly label: Label;
}

async function readFileLabels(path: string, labelColumn: string | undefined): Promise<LabelledSet> {
  const records: BibRecord[] = [];
  const problems: Problem[] = [];
  const { mapping, format } = await readRecordFile(path, {}, (batch) => {
    records.push(...batch.records);
    problems.push(...batch.problems);
  });
  const isTable = format === "csv";
  const columns = isTable
    ? [...new Set(records.slice(0, 50).flatMap(({ raw }) => raw.map(({ tag }) => tag)))]
    : [];
  const column = labelColumn ?? labelColumnOf(columns);
  if (isTable && (column === undefined || !columns.includes(column)))
    throw noColumn(path, columns, labelColumn);
  const rows = records.map((record) => ({
    record,
    label: isTable ? labelOfCell(cell(record, column)) : labelOfNotes(record),
  }));
  const text = (record: BibRecord, field: "title" | "abstract"): string =>
    isTable ? (cell(record, mapping?.[field]) ?? "") : (record[field] ?? "");
  const notes = isTable ? [`labels from column "${column!}"`] : ["labels from the notes"];
  return labelledSet(path, rows, text, notes, problems, isTable ? idColumnOf(columns) : undefined);
}

const cell = ({ raw }: BibRecord, column: string | undefined): string | undefined =>
  column === undefined ? undefined : raw.find(({ tag }) => tag === column)?.value;

const idColumnOf = (columns: readonly string[]): string | undefined =>
  columns.find((name) =>
    ["record_id", "recordid", "id", "openalex_id", "eppi_id"].includes(name.toLowerCase()),
  );

async function readFolderLabels(path: string): Promise<LabelledSet> {
  const { checked } = await checkReview(path);
  const { review, problems } = checked;
  if (review === undefined) throw new ActionError(`The review in ${path} cannot be read.`, problems);
  const votes = new Map<string, Set<string>>();
  for (const { record, decision } of review.votes.titleAbstract)
    votes.set(record, (votes.get(record) ?? new Set()).add(decision));
  const rows = review.records
    .filter(({ id, report }) => id === report)
    .map(({ id, record }) => ({ record, label: labelOfVotes(votes.get(id)) }));
  const said = ["labels from the votes on title and abstract; records with votes that differ are left out"];
  return labelledSet(path, rows, (record, field) => record[field] ?? "", said, problems, undefined);
}

/** What reviewers who agree think; maybe is a wish to read on. */
function labelOfVotes(votes: ReadonlySet<string> | undefined): Label {
  const read = new Set([...(votes ?? [])].map((vote) => (vote === "exclude" ? "irrelevant" : "relevant")));
  return read.size === 1 ? [...read][0]! : "none";
}

function labelledSet(
  path: string,
  all: readonly Row[],
  text: (record: BibRecord, field: "title" | "abstract") => string,
  said: readonly string[],
  problems: readonly Problem[],
  idColumn: string | undefined,
): LabelledSet {
  const notes = [...said];
  const faults: Problem[] = [];
  const ids = new Map<string, { readonly row: number; readonly label: Label }>();
  const records: RankableRecord[] = [];
  const labels: number[] = [];
  const rows: number[] = [];
  const counts = { unlabelled: 0, repeated: 0, missing: 0, empty: 0 };
  const clean = (value: string): string => {
    if (value.trim() !== "NA") return value;
    counts.missing += 1;
    return "";
  };
  all.forEach(({ record, label }, row) => {
    const where = { file: path, line: record.source.line, record: record.source.ordinal };
    if (typeof label === "object") {
      faults.push(notALabel(label.unknown, where));
      return;
    }
    const id = cell(record, idColumn)?.trim() ?? "";
    const earlier = id === "" ? undefined : ids.get(id);
    if (earlier !== undefined && earlier.label !== label) {
      faults.push(twoLabels(id, earlier.row, where));
      return;
    }
    if (earlier !== undefined) {
      counts.repeated += 1;
      return;
    }
    if (id !== "") ids.set(id, { row, label });
    if (label === "none") {
      counts.unlabelled += 1;
      return;
    }
    const title = clean(text(record, "title"));
    const abstract = clean(text(record, "abstract"));
    if (abstract === "") counts.empty += 1;
    records.push({ title, abstract, keywords: record.keywords });
    labels.push(label === "relevant" ? 1 : 0);
    rows.push(row);
  });
  if (faults.length > 0) throw new ActionError(`Labels of ${path} cannot be used.`, [...problems, ...faults]);
  const relevant = labels.filter((label) => label === 1).length;
  if (relevant === 0 || relevant === labels.length)
    throw oneKind(path, all.length, labels.length, relevant, problems);
  if (counts.unlabelled > 0) notes.push(`${counts.unlabelled} without a label are left out`);
  if (counts.repeated > 0) notes.push(`${counts.repeated} with an id that was there before are left out`);
  if (counts.missing > 0) notes.push(`${counts.missing} texts of the letters NA are taken as missing`);
  if (counts.empty > 0) notes.push(`${counts.empty} have no abstract`);
  const name = basename(path)
    .replace(/\.gz$/, "")
    .replace(/\.[a-z]+$/i, "");
  return { name, records, labels: Int8Array.from(labels), rows, problems, notes };
}

function noColumn(path: string, columns: readonly string[], asked: string | undefined): ActionError {
  return new ActionError(
    asked === undefined
      ? `${path} has no column of labels; its columns are ${columns.join(", ")}. Name the one with 1 or 0 (yes or no, include or exclude) by --label.`
      : `${path} has no column "${asked}"; its columns are ${columns.join(", ")}.`,
    [],
    asked === undefined ? "input" : "call",
  );
}

function oneKind(
  path: string,
  read: number,
  labelled: number,
  relevant: number,
  problems: readonly Problem[],
): ActionError {
  const what =
    labelled === 0
      ? `None of the ${read} records of ${path} has a label. Give a table with a column of labels (1 and 0), or an export of ASReview or Rayyan with its decisions.`
      : `All ${labelled} labelled records of ${path} are ${relevant === 0 ? "irrelevant" : "relevant"}: nothing can be learnt from one kind.`;
  return new ActionError(what, problems);
}

type Place = Problem["where"];

function notALabel(found: string, where: Place): Problem {
  return {
    code: "not-a-label",
    severity: "error",
    message: `"${found}" is no label`,
    where,
    found,
    expected: "1 or 0, yes or no, include or exclude, or nothing",
    fix: "Correct it, or leave it empty: records without a label are left out.",
  };
}

function twoLabels(id: string, row: number, where: Place): Problem {
  return {
    code: "contradicting-labels",
    severity: "error",
    message: `the id ${id} stood before, in row ${row + 1} of the records, with another label`,
    where,
    fix: "Keep one of the two.",
  };
}
