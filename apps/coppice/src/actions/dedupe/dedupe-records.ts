import {
  createRecordWriter,
  LinkageIndex,
  mergedRecord,
  type BibRecord,
  type LinkDecision,
  type LinkOutcome,
  type Problem,
  type RecordFormat,
} from "@coppice/records";
import { pairsPage } from "@coppice/report";
import { ActionError } from "../action-error.ts";
import { keepProblems } from "../records/kept-problems.ts";
import { openNewFile, type NewFile } from "../records/new-file.ts";
import { readRecordFile, type FileSummary, type ReadFileOptions } from "../records/read-record-file.ts";
import { readDecisions } from "./read-decisions.ts";
import { writePairsTable } from "./pairs-table.ts";

export interface DedupeOptions extends ReadFileOptions {
  /** The reports, one record each, go here; nothing is written without it. */
  readonly out?: string;
  /** Format of `out`; default: the format of the first file where it can be written, otherwise RIS. */
  readonly to?: RecordFormat;
  /** A page of the pairs that a person should look at, side by side. */
  readonly report?: string;
  /** The same pairs as a table, to fill in and give back as decisions. */
  readonly pairs?: string;
  readonly decisions?: string;
  /** Whether versions of one text (preprint and article, Cochrane updates) become one report; apart unless said. */
  readonly versions?: "apart" | "merge";
  readonly now: Date;
}

export interface Deduplicated extends Pick<LinkOutcome, "review" | "families" | "contradicted"> {
  readonly files: readonly FileSummary[];
  readonly records: number;
  readonly reports: number;
  /** Records that another one stands for. */
  readonly removed: number;
  /** Groups of two records or more. */
  readonly groups: readonly (readonly string[])[];
  readonly links: LinkOutcome["links"];
  readonly decisions: number;
  readonly problems: readonly Problem[];
}

/**
 * Finds which records describe one report. The files are read twice: first what linkage compares, then, where something is
 * to be written, the records themselves; so memory does not grow with abstracts.
 *
 * @throws ActionError when a file cannot be read, no record is found, or standard input would be read twice
 */
export async function dedupeRecords(paths: readonly string[], options: DedupeOptions): Promise<Deduplicated> {
  const writes = options.out !== undefined || options.report !== undefined || options.pairs !== undefined;
  if (paths.includes("-") && writes)
    throw new ActionError("Standard input cannot be read twice: save it to a file first.", [], "call");
  if (new Set(paths).size < paths.length) throw new ActionError("The same file is named twice.", [], "call");
  const decisions = options.decisions === undefined ? [] : await readDecisions(options.decisions);
  const outputs = await openOutputs(options);
  try {
    const { outcome, files, problems } = await linkFiles(paths, options, decisions);
    const records = files.reduce((sum, file) => sum + file.records, 0);
    const groups = outcome.groups.filter((group) => group.length > 1);
    if (writes) await writeOutputs(paths, options, outcome, outputs, files);
    for (const file of allOf(outputs)) await file.finish();
    return {
      files,
      records,
      reports: outcome.groups.length,
      removed: records - outcome.groups.length,
      groups,
      links: outcome.links,
      review: outcome.review,
      families: outcome.families,
      contradicted: outcome.contradicted,
      decisions: decisions.length,
      problems,
    };
  } catch (error) {
    for (const file of allOf(outputs)) await file.abandon();
    throw error;
  }
}

interface Outputs {
  readonly out: NewFile | undefined;
  readonly report: NewFile | undefined;
  readonly pairs: NewFile | undefined;
}

function allOf({ out, report, pairs }: Outputs): readonly NewFile[] {
  return [out, report, pairs].filter((file) => file !== undefined);
}

async function openOutputs({ out, report, pairs }: DedupeOptions): Promise<Outputs> {
  const open = (path: string | undefined): Promise<NewFile | undefined> =>
    path === undefined ? Promise.resolve(undefined) : openNewFile(path);
  return { out: await open(out), report: await open(report), pairs: await open(pairs) };
}

async function linkFiles(
  paths: readonly string[],
  options: DedupeOptions,
  decisions: readonly LinkDecision[],
): Promise<{
  readonly outcome: LinkOutcome;
  readonly files: readonly FileSummary[];
  readonly problems: readonly Problem[];
}> {
  const index = new LinkageIndex();
  const problems = keepProblems();
  const files: FileSummary[] = [];
  for (const path of paths) {
    const summary = await readRecordFile(path, options, (batch) => {
      problems.add(batch.problems);
      for (const record of batch.records) index.add(record);
    });
    files.push(summary);
  }
  if (index.size === 0)
    throw new ActionError(`${paths.join(", ")}: no record could be read.`, problems.all());
  const outcome = index.link({ decisions, versions: options.versions ?? "apart" });
  return { outcome, files, problems: problems.all() };
}

async function writeOutputs(
  paths: readonly string[],
  options: DedupeOptions,
  outcome: LinkOutcome,
  { out, report, pairs }: Outputs,
  files: readonly FileSummary[],
): Promise<void> {
  const groupOf = new Map<string, readonly string[]>();
  for (const group of outcome.groups) if (group.length > 1) for (const id of group) groupOf.set(id, group);
  const shown = new Set([...outcome.review, ...outcome.families].flatMap(({ a, b }) => [a, b]));
  const needed = new Map<string, BibRecord>();
  const waiting = new Map<readonly string[], BibRecord[]>();
  const writer = createRecordWriter(options.to ?? defaultFormat(files));
  for (const path of paths) {
    await readRecordFile(path, options, async (batch) => {
      let text = "";
      for (const record of batch.records) {
        if (shown.has(record.id)) needed.set(record.id, record);
        const whole = wholeReport(record, groupOf, waiting);
        if (whole !== undefined && out !== undefined) text += writer.next(mergedRecord(whole));
      }
      if (text !== "") await out?.write(text);
    });
  }
  await out?.write(writer.end());
  const parts = { records: needed, review: outcome.review, families: outcome.families };
  await pairs?.write(writePairsTable(parts));
  const read = files.map(({ file, records }) => ({ file, records }));
  await report?.write(
    pairsPage({ ...parts, files: read, reports: outcome.groups.length, made: options.now }),
  );
}

/** The records of a report when the last of them has been read; undefined before. */
function wholeReport(
  record: BibRecord,
  groupOf: ReadonlyMap<string, readonly string[]>,
  waiting: Map<readonly string[], BibRecord[]>,
): readonly BibRecord[] | undefined {
  const group = groupOf.get(record.id);
  if (group === undefined) return [record];
  const members = waiting.get(group) ?? [];
  members.push(record);
  if (members.length < group.length) {
    waiting.set(group, members);
    return undefined;
  }
  waiting.delete(group);
  return members;
}

function defaultFormat(files: readonly FileSummary[]): RecordFormat {
  const first = files.find(({ records }) => records > 0)?.format;
  return first === "medline" ||
    first === "endnote-xml" ||
    first === "bibtex" ||
    first === "csl-json" ||
    first === "csv"
    ? first
    : "ris";
}
