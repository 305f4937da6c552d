import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { nearest } from "@coppice/meta";
import type { BibRecord, Problem } from "@coppice/records";
import { ActionError } from "../action-error.ts";
import { checkReview } from "../check-review.ts";
import { keepProblems } from "../records/kept-problems.ts";
import { readRecordFile } from "../records/read-record-file.ts";
import { labelColumnOf, labelOfCell, labelOfNotes, type Label } from "./label-words.ts";
import { labelledSet, type LabelledRow, type LabelledSet } from "./labelled-set.ts";
import { questionOf } from "./questions.ts";

export interface ReadLabelledOptions {
  /** The column of the labels; otherwise found by its name. */
  readonly labelColumn?: string;
  readonly signal?: AbortSignal;
}

/**
 * Reads a set with labels: a table with a column of them, an export of ASReview or Rayyan, or a review folder, where the votes on title
 * and abstract are the labels; `-` is standard input.
 *
 * Texts are those of the file: in tables the cells as they are. The letters NA for a missing text are an empty one.
 *
 * @throws ActionError no labels, labels of one kind, no texts, a column that is not there
 */
export async function readLabelled(path: string, options: ReadLabelledOptions = {}): Promise<LabelledSet> {
  const found = path === "-" ? undefined : await stat(path).catch(() => undefined);
  return found?.isDirectory() === true ? readFolderLabels(path, options) : readFileLabels(path, options);
}

async function readFileLabels(
  path: string,
  { labelColumn, signal }: ReadLabelledOptions,
): Promise<LabelledSet> {
  const records: BibRecord[] = [];
  const problems = keepProblems();
  const { mapping, format, file } = await readRecordFile(
    path,
    signal === undefined ? {} : { signal },
    (batch) => {
      records.push(...batch.records);
      problems.add(batch.problems);
    },
  );
  const name = path === "-" ? "standard-input" : nameOf(path);
  const common = { file, name, problems: problems.all() };
  if (format !== "csv") {
    if (labelColumn !== undefined) throw noColumns(file, labelColumn);
    const rows = records.map((record) => ({
      ...placed(record),
      label: labelOfNotes(record),
      id: record.raw.find(({ tag }) => tag === "ID")?.value.trim(),
      title: record.title ?? "",
      abstract: record.abstract ?? "",
    }));
    return labelledSet({ ...common, rows, said: "labels from the notes" });
  }
  const columns = [...new Set(records.flatMap(({ raw }) => raw.map(({ tag }) => tag)))];
  const column = labelColumn ?? labelColumnOf(columns);
  const inNotes = column === undefined && records.some((record) => labelOfNotes(record) !== "none");
  if (!inNotes && (column === undefined || !columns.includes(column)))
    throw noColumn(file, columns, labelColumn, common.problems);
  const idColumn = idColumnOf(columns);
  const rows = records.map((record): LabelledRow => ({
    ...placed(record),
    label: inNotes ? labelOfNotes(record) : labelOfCell(cell(record, column)),
    id: cell(record, idColumn)?.trim(),
    title: cell(record, mapping?.title) ?? "",
    abstract: cell(record, mapping?.abstract) ?? "",
  }));
  return labelledSet({
    ...common,
    rows,
    said: inNotes ? "labels from the notes" : `labels from column "${column!}"`,
  });
}

const placed = (record: BibRecord) => ({ record, row: record.source.ordinal - 1 });

const nameOf = (path: string): string =>
  basename(path)
    .replace(/\.gz$/, "")
    .replace(/\.[a-z]+$/i, "");

const cell = ({ raw }: BibRecord, column: string | undefined): string | undefined =>
  column === undefined ? undefined : raw.find(({ tag }) => tag === column)?.value;

const idColumnOf = (columns: readonly string[]): string | undefined =>
  columns.find((name) =>
    ["record_id", "recordid", "id", "key", "openalex_id", "eppi_id"].includes(name.toLowerCase()),
  );

async function readFolderLabels(path: string, { labelColumn }: ReadLabelledOptions): Promise<LabelledSet> {
  if (labelColumn !== undefined) throw noColumns(path, labelColumn);
  const { checked } = await checkReview(path);
  const { review, problems } = checked;
  if (review === undefined) throw new ActionError(`The review in ${path} cannot be read.`, problems);
  const votes = new Map<string, Set<string>>();
  for (const { record, decision } of review.votes.titleAbstract)
    votes.set(record, (votes.get(record) ?? new Set()).add(decision));
  const rows = review.records
    .filter(({ id, report }) => id === report)
    .map(({ id, record }, row): LabelledRow => ({
      record,
      row,
      label: labelOfVotes(votes.get(id)),
      id: undefined,
      title: record.title ?? "",
      abstract: record.abstract ?? "",
    }));
  const said = "labels from the votes on title and abstract";
  const set = labelledSet({ file: path, name: basename(resolve(path)), rows, problems, said });
  return { ...set, question: questionOf(review) };
}

/** What reviewers who agree think; maybe is a wish to read on. */
function labelOfVotes(votes: ReadonlySet<string> | undefined): Label {
  const read = new Set([...(votes ?? [])].map((vote) => (vote === "exclude" ? "irrelevant" : "relevant")));
  return read.size > 1 ? "differing" : ([...read][0] ?? "none");
}

function noColumn(
  file: string,
  columns: readonly string[],
  asked: string | undefined,
  problems: readonly Problem[],
): ActionError {
  const are = `its columns are ${columns.join(", ")}`;
  if (asked === undefined)
    return new ActionError(
      `${file} has no column of labels; ${are}. Name the one with 1 or 0 (yes or no, include or exclude) by --label.`,
      problems,
    );
  const meant = nearest(asked, columns);
  const hint = meant === undefined ? are : `did you mean "${meant}"? All: ${columns.join(", ")}`;
  return new ActionError(`${file} has no column "${asked}"; ${hint}.`, problems, "call");
}

function noColumns(file: string, asked: string): ActionError {
  return new ActionError(
    `${file} is no table, so it has no column "${asked}": leave out --label, its labels are found in its notes or votes.`,
    [],
    "call",
  );
}
