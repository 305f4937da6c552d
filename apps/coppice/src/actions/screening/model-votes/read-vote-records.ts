import { stat } from "node:fs/promises";
import type { BibRecord, Problem } from "@coppice/records";
import type { Review } from "@coppice/review";
import type { ShownRecord } from "@coppice/screening";
import { ActionError } from "../../action-error.ts";
import { checkReview } from "../../check-review.ts";
import { readRecordFile } from "../../records/read-record-file.ts";
import { labelColumnOf, labelOfCell } from "../label-words.ts";

/** A record a model can be asked about, and what people said of it, if they did. */
export interface VoteRecord {
  readonly id: string;
  readonly shown: ShownRecord;
  readonly label: 0 | 1 | null;
  /** Cells by column; empty for what is no table. */
  readonly cell: (column: string) => string | undefined;
  readonly line: number;
}

export interface VoteRecords {
  readonly path: string;
  readonly records: readonly VoteRecord[];
  /** The review, where the path is a review folder. */
  readonly review?: Review;
  /** Columns, where it is a table. */
  readonly columns: readonly string[];
  /** What was decided on reading, in sentences. */
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

export interface VoteColumns {
  readonly label?: string;
  readonly id?: string;
}

/**
 * Reads the records of a review folder (those that are screened by title and abstract, each report once) or of a file. In a folder
 * the labels are those of people alone: votes of reviewers whose kind is rule or model are left out.
 *
 * @throws ActionError a folder or file that cannot be read, columns that are not there, ids that stand twice, words that are no label
 */
export async function readVoteRecords(path: string, named: VoteColumns = {}): Promise<VoteRecords> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true ? readFolder(path) : readFile(path, named);
}

async function readFolder(path: string): Promise<VoteRecords> {
  const { checked } = await checkReview(path);
  const { review, problems } = checked;
  if (review === undefined) throw new ActionError(`The review in ${path} cannot be read.`, problems);
  const people = new Set(
    review.protocol.reviewers.filter(({ kind }) => kind === "person").map(({ id }) => id),
  );
  const votes = new Map<string, Set<0 | 1>>();
  for (const { record, reviewer, decision } of review.votes.titleAbstract) {
    if (!people.has(reviewer)) continue;
    votes.set(record, (votes.get(record) ?? new Set()).add(decision === "exclude" ? 0 : 1));
  }
  const unscreened = new Set(
    review.searches.filter(({ about }) => about.kind === "other").map(({ id }) => id),
  );
  const records = review.records
    .filter(({ id, report, search }) => id === report && !unscreened.has(search))
    .map(({ id, record }): VoteRecord => {
      const said = votes.get(id);
      return {
        id,
        shown: { title: record.title ?? "", abstract: record.abstract ?? "" },
        label: said?.size === 1 ? [...said][0]! : null,
        cell: () => undefined,
        line: record.source.line,
      };
    });
  const split = [...votes.values()].filter((said) => said.size > 1).length;
  return {
    path,
    records,
    review,
    columns: [],
    notes: [
      "labels: people's votes on title and abstract; a maybe is a wish to read on",
      ...(split === 0 ? [] : [`${split} records whose votes differ have no label`]),
    ],
    problems,
  };
}

async function readFile(path: string, named: VoteColumns): Promise<VoteRecords> {
  const all: BibRecord[] = [];
  const problems: Problem[] = [];
  const { mapping, format } = await readRecordFile(path, {}, (batch) => {
    all.push(...batch.records);
    problems.push(...batch.problems);
  });
  const isTable = format === "csv";
  const columns = isTable ? [...new Set(all.flatMap(({ raw }) => raw.map(({ tag }) => tag)))] : [];
  for (const column of [named.label, named.id]) demandColumn(path, columns, column);
  const labelColumn = named.label ?? labelColumnOf(columns);
  const idColumn = named.id ?? columns.find((name) => ID_COLUMNS.includes(name.toLowerCase()));
  const faults: Problem[] = [];
  const lines = new Map<string, number>();
  const records = all.map((record): VoteRecord => {
    const { line, ordinal } = record.source;
    const cell = (column: string): string | undefined => record.raw.find(({ tag }) => tag === column)?.value;
    const text = (field: "title" | "abstract"): string => {
      const column = mapping?.[field];
      const value = isTable ? (column === undefined ? undefined : cell(column)) : record[field];
      // The letters NA are a missing text, as in every labelled set.
      return value === undefined || value.trim() === "NA" ? "" : value;
    };
    const where = { file: path, line, record: ordinal };
    const own = idColumn === undefined ? "" : (cell(idColumn)?.trim() ?? "");
    const id = own === "" ? `#${ordinal}` : own;
    const before = lines.get(id);
    if (before !== undefined) faults.push(idTwice(id, before, where));
    lines.set(id, line);
    const label = labelOfCell(labelColumn === undefined ? undefined : cell(labelColumn));
    if (typeof label === "object") faults.push(notALabel(label.unknown, { ...where, field: labelColumn ?? "" }));
    return {
      id,
      shown: { title: text("title"), abstract: text("abstract") },
      label: label === "relevant" ? 1 : label === "irrelevant" ? 0 : null,
      cell,
      line,
    };
  }); // prettier-ignore
  if (faults.length > 0)
    throw new ActionError(`The records of ${path} cannot be used.`, [...problems, ...faults]);
  if (records.length === 0) throw new ActionError(`${path} holds no records.`, problems);
  return {
    path,
    records,
    columns,
    notes: [
      ...(labelColumn === undefined ? [] : [`labels from column "${labelColumn}"`]),
      idColumn === undefined
        ? "ids are the records' numbers in the file: #1, #2, …"
        : `ids from column "${idColumn}"`,
    ],
    problems,
  };
}

const ID_COLUMNS = ["record_id", "recordid", "id", "record", "openalex_id", "eppi_id"];

/** @throws ActionError naming the columns there are */
export function demandColumn(path: string, columns: readonly string[], column: string | undefined): void {
  if (column === undefined || columns.includes(column)) return;
  const there = columns.length === 0 ? "it is no table" : `its columns are ${columns.join(", ")}`;
  throw new ActionError(`${path} has no column "${column}"; ${there}.`, [], "call");
}

type Place = Problem["where"];

const idTwice = (id: string, line: number, where: Place): Problem => ({
  code: "duplicate-id",
  severity: "error",
  message: `the id ${id} stood before, in line ${line}`,
  where,
  found: id,
  fix: "Give each record an id of its own, or name another column by --id.",
});

const notALabel = (found: string, where: Place): Problem => ({
  code: "not-a-label",
  severity: "error",
  message: `"${found}" is no label`,
  where,
  found,
  expected: "1 or 0, yes or no, include or exclude, or nothing",
  fix: "Correct it, or leave it empty: records without a label are not calibrated on.",
});
