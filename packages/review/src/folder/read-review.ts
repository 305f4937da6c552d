import {
  decodeText,
  findDuplicates,
  readRecords,
  splitCsv,
  type LinkDecision,
  type Problem,
} from "@coppice/records";
import type { z } from "zod";
import { checkReferences } from "../checks/references.ts";
import { checkResults } from "../checks/results.ts";
import { checkMarks } from "../marks/check-marks.ts";
import type { CheckedReview, FolderFiles, FoundRecord, Review, Search } from "../model/review.ts";
import * as columns from "../model/columns.ts";
import { reviewYamlSchema, searchYamlSchema, type SearchYaml } from "../model/review-yaml-schema.ts";
import type { Columns } from "../model/row.ts";
import { readTable, type Table } from "./table.ts";
import type { Locate } from "../model/locate.ts";
import { readYaml } from "./yaml-file.ts";

export interface ReadReviewOptions {
  /** SHA-256 of bytes as 64 hexadecimal digits; given by the caller because a pure room has no crypto. */
  readonly sha256: (bytes: Uint8Array) => string;
}

/**
 * Reads a whole review folder: `review.yaml`, the searches with their exports, votes, extraction, appraisal, claims and
 * mechanisms. All mistakes of all files are reported at once. Only `review.yaml` and the extraction tables must exist.
 */
export function readReview(files: FolderFiles, options: ReadReviewOptions): CheckedReview {
  const problems: Problem[] = [];
  if (files.size === 0) {
    problems.push({
      code: "empty-folder",
      severity: "error",
      message: "the folder has no files",
      where: { file: "." },
      expected: "a review folder with review.yaml",
      fix: "Make one with: coppice init <folder>",
    });
    return { review: undefined, problems, refused: [] };
  }
  const protocol = readYamlFile(files, "review.yaml", reviewYamlSchema, problems);
  const searches = readSearches(files, options, problems);
  const table = <C extends Columns>(path: string, shape: C, needed: "required" | "optional"): Table<C> =>
    readTableFile(files, path, shape, needed, problems);
  const decided = table("decisions/duplicates.csv", columns.duplicateColumns, "optional").rows;
  const { records, duplicates } = identify(searches, decided, problems);

  const results = table("extraction/results.csv", columns.resultColumns, "required");
  const judgements = [...files.keys()].filter((path) => /^appraisal\/[^/]+\.csv$/.test(path)).sort();
  const tables = {
    titleAbstract: table("decisions/title-abstract.csv", columns.voteColumns, "optional").rows,
    fullText: table("decisions/full-text.csv", columns.voteColumns, "optional").rows,
    reports: table("extraction/reports.csv", columns.reportColumns, "required").rows,
    studies: table("extraction/studies.csv", columns.studyColumns, "required").rows,
    arms: table("extraction/arms.csv", columns.armColumns, "required").rows,
    judgements: judgements.flatMap((path) => table(path, columns.judgementColumns, "optional").rows),
    claims: table("claims.csv", columns.claimColumns, "optional").rows,
    mechanisms: table("mechanisms.csv", columns.mechanismColumns, "optional").rows,
  };
  reportStrayFiles(files, searches, problems);
  const incomplete = NEEDED.some((path) => !files.has(path));
  if (protocol.value === undefined || incomplete) return { review: undefined, problems, refused: [] };

  const { titleAbstract, fullText, ...rest } = tables;
  const draft: Review = {
    protocol: protocol.value,
    searches,
    records,
    duplicates,
    votes: { titleAbstract, fullText },
    ...rest,
    results: results.rows,
  };
  problems.push(...checkReferences(draft, protocol.locate));
  problems.push(...checkResults(draft.results, draft.arms));
  problems.push(...checkMarks(draft));

  const failing = problems.filter(
    (problem) => problem.severity === "error" && problem.where.file === RESULTS,
  );
  const failingLines = new Set([
    ...results.rejectedLines,
    ...failing.map((problem) => problem.where.line ?? 0),
  ]);
  const reasonAt = new Map<number, string>();
  for (const problem of failing)
    if (problem.where.line !== undefined) reasonAt.set(problem.where.line, problem.message);
  const idAt = new Map(results.rows.map((row) => [row.at.line, row.id]));
  return {
    review: { ...draft, results: draft.results.filter((row) => !failingLines.has(row.at.line)) },
    problems: withColumns(problems, files),
    refused: [...failingLines]
      .filter((line) => line > 1)
      .sort((a, b) => a - b)
      .map((line) => ({
        result: idAt.get(line) ?? `${RESULTS}:${line}`,
        file: RESULTS,
        line,
        reason: reasonAt.get(line) ?? "the row could not be read",
      })),
  };
}

/** Adds the column to problems of tables that know only their line and field. */
function withColumns(problems: readonly Problem[], files: FolderFiles): readonly Problem[] {
  const cells = new Map<string, ReturnType<typeof splitCsv>["rows"]>();
  return problems.map((problem) => {
    const { file, line, column, field } = problem.where;
    const bytes = files.get(file);
    if (
      !file.endsWith(".csv") ||
      line === undefined ||
      field === undefined ||
      column !== undefined ||
      bytes === undefined
    ) {
      return problem;
    }
    const rows = cells.get(file) ?? splitCsv(decodeText(bytes, file).text).rows;
    cells.set(file, rows);
    const index = rows[0]?.findIndex((cell) => cell.text.trim() === field) ?? -1;
    const cell = rows.find((row) => row[0]?.line === line)?.[index];
    return cell === undefined ? problem : { ...problem, where: { ...problem.where, column: cell.column } };
  });
}

const RESULTS = "extraction/results.csv";

/** Without these nothing can be computed, so nothing is. */
const NEEDED = ["extraction/reports.csv", "extraction/studies.csv", "extraction/arms.csv", RESULTS];

function decode(files: FolderFiles, path: string, problems: Problem[]): string | undefined {
  const bytes = files.get(path);
  if (bytes === undefined) return undefined;
  const decoded = decodeText(bytes, path);
  if (decoded.encoding !== "utf-8" || decoded.problems.length > 0) {
    problems.push({
      code: "not-utf8",
      severity: "error",
      message: `the file is not UTF-8 text${decoded.encoding === "utf-8" ? "" : ` (it looks like ${decoded.encoding})`}`,
      where: { file: path, line: decoded.problems[0]?.where.line ?? 1 },
      expected: "UTF-8",
      fix: "Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”).",
    });
  }
  return decoded.text;
}

function missing(path: string): Problem {
  return {
    code: "missing-file",
    severity: "error",
    message: `${path} is missing`,
    where: { file: path },
    expected: path,
    fix: "Add the file; coppice init shows what each one holds.",
  };
}

function readTableFile<C extends Columns>(
  files: FolderFiles,
  path: string,
  shape: C,
  needed: "required" | "optional",
  problems: Problem[],
): Table<C> {
  const text = decode(files, path, problems);
  if (text === undefined) {
    if (needed === "required") problems.push(missing(path));
    return { rows: [], problems: [], rejectedLines: [] };
  }
  const table = readTable(text, path, shape);
  problems.push(...table.problems);
  return table;
}

function readYamlFile<Schema extends z.ZodType>(
  files: FolderFiles,
  path: string,
  schema: Schema,
  problems: Problem[],
): { value: z.output<Schema> | undefined; locate: Locate } {
  const text = decode(files, path, problems);
  if (text === undefined) {
    problems.push(missing(path));
    return { value: undefined, locate: () => ({ line: 1, column: 1 }) };
  }
  const file = readYaml(text, path, schema);
  problems.push(...file.problems);
  return file;
}

function readSearches(
  files: FolderFiles,
  options: ReadReviewOptions,
  problems: Problem[],
): readonly Search[] {
  const paths = [...files.keys()].filter((path) => /^searches\/[^/]+\.ya?ml$/.test(path)).sort();
  return paths.flatMap((path) => {
    const { value } = readYamlFile(files, path, searchYamlSchema, problems);
    return value === undefined ? [] : [readSearch(files, path, value, options, problems)];
  });
}

function readSearch(
  files: FolderFiles,
  path: string,
  about: SearchYaml,
  options: ReadReviewOptions,
  problems: Problem[],
): Search {
  const id = path.replace(/^searches\/|\.ya?ml$/g, "");
  const search: Search = { id, file: path, about, records: [], unreadable: 0 };
  if (about.file === undefined) return search;
  const exportFile = `searches/${about.file}`;
  const bytes = files.get(exportFile);
  if (bytes === undefined) {
    problems.push({ ...missing(exportFile), where: { file: path, field: "file" }, found: about.file });
    return search;
  }
  const sha256 = options.sha256(bytes);
  if (about.sha256 !== undefined && about.sha256 !== sha256) {
    problems.push({
      code: "export-changed",
      severity: "error",
      message: `${exportFile} is not the file that was imported`,
      where: { file: path, field: "sha256" },
      found: sha256,
      expected: about.sha256,
      fix: "Put the original export back: exports are never changed.",
    });
  }
  const read = readRecords(bytes, {
    file: exportFile,
    ...(about.format === undefined ? {} : { format: about.format }),
  });
  problems.push(...read.problems);
  const unreadable = read.problems.filter((problem) => problem.severity === "error").length;
  if (read.records.length !== about.hits) {
    problems.push({
      code: "hits-differ",
      severity: "error",
      message: `${exportFile} holds ${read.records.length} readable records, the search states ${about.hits}`,
      where: { file: path, field: "hits" },
      found: String(read.records.length),
      expected: String(about.hits),
      fix: "The export may be cut off: export it again, or correct hits.",
    });
  }
  return {
    ...search,
    exportFile,
    format: read.format,
    encoding: read.encoding,
    sha256,
    records: read.records,
    unreadable,
  };
}

/** Records with their ids in the review, and which of them describe one report: what people decided comes first. */
function identify(
  searches: readonly Search[],
  decided: readonly columns.DuplicateRow[],
  problems: Problem[],
): Pick<Review, "records" | "duplicates"> {
  const known = new Map<string, string>();
  const found: FoundRecord[] = searches.flatMap((search) =>
    search.records.map((record, index) => {
      const id = `${search.id}#${index + 1}`;
      known.set(record.id, id);
      return { id, search: search.id, record: { ...record, id }, report: id };
    }),
  );
  for (const { id } of found) known.set(id, id);
  const decisions = linkDecisions(decided, known, problems);
  const linkage = findDuplicates(
    found.map(({ record }) => record),
    { decisions },
  );
  problems.push(...linkage.problems);
  const order = new Map(found.map(({ id }, index) => [id, index]));
  const keptBy = new Map<string, string>();
  for (const group of linkage.groups) {
    const [kept, ...removed] = [...group].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    for (const id of removed) if (kept !== undefined) keptBy.set(id, kept);
  }
  const reasonOf = (removed: string, kept: string): string => {
    const naming = linkage.links.filter((link) => link.a === removed || link.b === removed);
    return (naming.find((link) => link.a === kept || link.b === kept) ?? naming[0])?.reason ?? "same report";
  };
  return {
    records: found.map((record) => ({ ...record, report: keptBy.get(record.id) ?? record.id })),
    duplicates: [...keptBy].map(([removed, kept]) => ({ kept, removed, reason: reasonOf(removed, kept) })),
  };
}

/**
 * The decisions of the folder on records by their ids in the review; a table from `coppice dedupe` names them by their
 * file, "searches/list.csv#4".
 */
function linkDecisions(
  decided: readonly columns.DuplicateRow[],
  known: ReadonlyMap<string, string>,
  problems: Problem[],
): readonly LinkDecision[] {
  return decided.flatMap((row): readonly LinkDecision[] => {
    if (row.verdict === undefined) return [];
    const [a, b] = [known.get(row.a), known.get(row.b)];
    if (a !== undefined && b !== undefined) return [{ a, b, verdict: row.verdict }];
    const field = a === undefined ? "a" : "b";
    problems.push({
      code: "unknown-record",
      severity: "error",
      message: `there is no record ${row[field]}, so the decision is not followed`,
      where: { ...row.at, field },
      found: row[field],
      expected: "a record id such as <search>#<number>",
      fix: "Take the id from the report or from the table of coppice dedupe searches/… --pairs.",
    });
    return [];
  });
}

const KNOWN =
  /^(review\.yaml|claims\.csv|mechanisms\.csv|README\.md|LICENSE|decisions\/model-votes\.jsonl|decisions\/(title-abstract|full-text|duplicates)\.csv|extraction\/(reports|studies|arms|results)\.csv|appraisal\/[^/]+\.csv|searches\/[^/]+\.ya?ml)$/;

/** A file nobody reads is often a misnamed one: say so, without failing. */
function reportStrayFiles(files: FolderFiles, searches: readonly Search[], problems: Problem[]): void {
  const exports = new Set(searches.map((search) => search.exportFile));
  for (const path of files.keys()) {
    if (KNOWN.test(path) || exports.has(path)) continue;
    problems.push({
      code: "unread-file",
      severity: "warning",
      message: `${path} is not part of a review folder and was not read`,
      where: { file: path },
      fix: "Check its name against docs/review-folder.md, or move it away.",
    });
  }
}
