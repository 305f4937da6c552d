import {
  createRecordWriter,
  mergedRecord,
  READ_FORMATS,
  type BibRecord,
  type LinkOutcome,
  type RecordFormat,
} from "@coppice/records";
import { pairsPage } from "@coppice/report";
import { ActionError } from "../action-error.ts";
import { countLosses } from "../records/loss-counts.ts";
import { openNewFile, type NewFile } from "../records/new-file.ts";
import { readRecordFile, type FileSummary, type ReadFileOptions } from "../records/read-record-file.ts";
import { writePairsTable } from "./pairs-table.ts";

export interface DedupeOutputs {
  /** The reports, one record each, go here. */
  readonly out?: string;
  /** Format of `out`; default: the format of the first file where it can be written, otherwise RIS. */
  readonly to?: RecordFormat;
  /** A page of the pairs that a person should look at, side by side. */
  readonly report?: string;
  /** The same pairs as a table, to fill in and give back as decisions. */
  readonly pairs?: string;
}

/** What was found, as far as it is written. */
export interface Found extends Pick<LinkOutcome, "groups" | "review" | "families"> {
  readonly files: readonly FileSummary[];
  /** Files of an earlier search: their records are shown beside new ones, and not written. */
  readonly earlier: readonly FileSummary[];
  /** New records of reports that the earlier search has. */
  readonly known: ReadonlyMap<string, string>;
  readonly now: Date;
}

export interface OpenOutputs {
  /** Reads the files once more and writes all of it; gives what the reports lost in their format, a line a field. */
  readonly write: (found: Found, options: ReadFileOptions) => Promise<readonly string[]>;
  /** Leaves nothing behind that is not whole. */
  readonly abandon: () => Promise<void>;
}

/**
 * Opens the files that are asked for, before anything is read.
 *
 * @throws ActionError when two have one name; FolderError when one exists or cannot be written; then none is left behind
 */
export async function openOutputs({ out, to, report, pairs }: DedupeOutputs): Promise<OpenOutputs> {
  const paths = [out, report, pairs].filter((path) => path !== undefined);
  if (new Set(paths).size < paths.length)
    throw new ActionError("Two outputs have the same name: each needs its own.", [], "call");
  const opened: NewFile[] = [];
  const abandon = async (): Promise<void> => {
    for (const file of opened) await file.abandon();
  };
  const open = async (path: string | undefined): Promise<NewFile | undefined> => {
    if (path === undefined) return undefined;
    const file = await openNewFile(path);
    opened.push(file);
    return file;
  };
  try {
    const files = { out: await open(out), report: await open(report), pairs: await open(pairs) };
    return {
      abandon,
      write: async (found, options) => {
        const losses = await writeAll(found, options, files, outFormat(found.files, to));
        for (const file of opened) await file.finish();
        return losses;
      },
    };
  } catch (error) {
    await abandon();
    throw error;
  }
}

async function writeAll(
  found: Found,
  options: ReadFileOptions,
  { out, report, pairs }: Readonly<Record<"out" | "report" | "pairs", NewFile | undefined>>,
  format: RecordFormat,
): Promise<readonly string[]> {
  const { groups, review, families, files, earlier, known } = found;
  const groupOf = new Map<string, readonly string[]>();
  for (const group of groups) if (group.length > 1) for (const id of group) groupOf.set(id, group);
  const shown = new Set([...review, ...families].flatMap(({ a, b }) => [a, b]));
  const records = new Map<string, BibRecord>();
  const waiting = new Map<readonly string[], BibRecord[]>();
  const writer = createRecordWriter(format);
  const losses = countLosses();
  const read = async ({ file }: FileSummary, isNew: boolean): Promise<void> => {
    await readRecordFile(file, options, async (batch) => {
      let text = "";
      for (const record of batch.records) {
        if (shown.has(record.id)) records.set(record.id, record);
        if (!isNew || out === undefined || known.has(record.id)) continue;
        const whole = wholeReport(record, groupOf, waiting);
        if (whole === undefined) continue;
        const merged = mergedRecord(whole);
        text += writer.next(merged);
        losses.add(writer.lossesOf(merged));
      }
      if (text !== "") await out?.write(text);
    });
  };
  if (report !== undefined || pairs !== undefined) for (const file of earlier) await read(file, false);
  for (const file of files) await read(file, true);
  await out?.write(writer.end());
  await pairs?.write(writePairsTable({ records, review }));
  await report?.write(
    pairsPage({
      records,
      review,
      families,
      files: files.map(({ file, records: count }) => ({ file, records: count })),
      earlier: earlier.map(({ file, records: count }) => ({ file, records: count })),
      known: known.size,
      reports: groups.length,
      made: found.now,
    }),
  );
  return losses.lines();
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

/** The format of `out`: the one asked for, otherwise that of the first file where it can be written. */
export function outFormat(files: readonly FileSummary[], to: RecordFormat | undefined): RecordFormat {
  if (to !== undefined) return to;
  const first = files.find(({ records }) => records > 0)?.format;
  return READ_FORMATS.find(({ name, isWritten }) => name === first && isWritten)?.name ?? "ris";
}
