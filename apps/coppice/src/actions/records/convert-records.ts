import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createRecordWriter, type Problem, type RecordFormat, type TextOfRecords } from "@coppice/records";
import { ActionError } from "../action-error.ts";
import { keepProblems, type KeptProblems, type ProblemCounts } from "./kept-problems.ts";
import { countLosses, type LossCounts, type LostField } from "./loss-counts.ts";
import { countSourceTags, type SourceTag, type SourceTagCounts } from "./source-tags.ts";
import { openNewFile, type NewFile } from "./new-file.ts";
import { readRecordFile, type FileSummary, type ReadFileOptions } from "./read-record-file.ts";
import { inSmallHeap } from "./small-heap.ts";
import { formatOnly, threadsFor, workOnFiles } from "./threads.ts";

export interface Converted {
  readonly files: readonly FileSummary[];
  readonly records: number;
  readonly problems: readonly Problem[];
  /** One line a field that the new format cannot hold: how many records have it, and why. */
  readonly losses: readonly string[];
  /** Tags of the sources that stand in no field of a record, and so not in the new format. */
  readonly onlyInSource: readonly SourceTag[];
}

export interface ConvertOptions extends ReadFileOptions {
  readonly to: RecordFormat;
  /** Standard output when absent. */
  readonly out?: string;
  /** How many threads may work, one file each; by the size of the files when absent. */
  readonly threads?: number;
}

/** Text that is handed on together. */
const PIECE = 1 << 16;

/**
 * Reads bibliographic records of any number of files, each in whatever format its content shows, and writes them one after
 * another in another format; memory does not grow with the files. What the new format cannot hold is listed in `losses`. Several
 * large files are worked on in threads, each into a part of its own; the text is the same for any number of them (BibTeX takes
 * one: its entries need keys that no other entry has).
 *
 * @throws ActionError when a file cannot be read, or no file holds a record; then nothing is written to `out`
 */
export function convertRecords(paths: readonly string[], options: ConvertOptions): Promise<Converted> {
  return inSmallHeap(() => convertAll(paths, options));
}

async function convertAll(paths: readonly string[], options: ConvertOptions): Promise<Converted> {
  const writer = createRecordWriter(options.to);
  const file = await openNewFile(options.out);
  const problems = keepProblems();
  const losses = countLosses();
  const sourceTags = countSourceTags();
  const files: FileSummary[] = [];
  try {
    const used = options.to === "bibtex" ? 1 : await threadsFor(paths, options.threads);
    if (used > 1) await joinParts(paths, options, used, file, { problems, losses, sourceTags, files });
    else {
      for (const path of paths) {
        const summary = await convertFile(path, options, writer, (text) => file.write(text), {
          problems,
          losses,
          sourceTags,
        });
        files.push(summary);
      }
    }
    const records = files.reduce((sum, each) => sum + each.records, 0);
    if (records === 0)
      throw new ActionError(
        `${files.map((each) => each.file).join(", ")}: no record could be read.`,
        problems.all(),
      );
    await file.write(endOf(writer, files));
    await file.finish();
    return {
      files,
      records,
      problems: problems.all(),
      losses: losses.lines(),
      onlyInSource: sourceTags.counts(),
    };
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

interface Counts {
  readonly problems: KeptProblems;
  readonly losses: LossCounts;
  readonly sourceTags: SourceTagCounts;
}

/** Reads one file and hands on the text of its records in another format. */
async function convertFile(
  path: string,
  options: ReadFileOptions,
  writer: TextOfRecords,
  write: (text: string) => Promise<void>,
  { problems, losses, sourceTags }: Counts,
): Promise<FileSummary> {
  let waiting = "";
  const summary = await readRecordFile(path, options, async (batch) => {
    problems.add(batch.problems);
    for (const record of batch.records) {
      waiting += writer.next(record);
      losses.add(writer.lossesOf(record));
      sourceTags.add(record.source.format, writer.leftInSource(record));
      if (waiting.length >= PIECE) {
        await write(waiting);
        waiting = "";
      }
    }
  });
  await write(waiting);
  return summary;
}

/** Each file becomes a part beside the output (or in the folder for temporary files); the parts are joined in order. */
async function joinParts(
  paths: readonly string[],
  options: ConvertOptions,
  threads: number,
  file: NewFile,
  { problems, losses, sourceTags, files }: Counts & { readonly files: FileSummary[] },
): Promise<void> {
  const { begin, between } = createRecordWriter(options.to);
  const folder = await mkdtemp(
    join(options.out === undefined ? tmpdir() : dirname(options.out), ".coppice-parts-"),
  );
  try {
    const tasks = paths.map((path, at) => ({
      kind: "convert" as const,
      path,
      to: options.to,
      part: join(folder, String(at)),
      ...formatOnly(options),
    }));
    let written = 0;
    for (const [at, part] of (await workOnFiles<ConvertedPart>(tasks, threads, options)).entries()) {
      problems.join(part.problems);
      losses.join(part.losses);
      sourceTags.join(part.sourceTags);
      files.push(part.summary);
      if (part.summary.records === 0) continue;
      await file.write(written === 0 ? begin : between);
      written += part.summary.records;
      for await (const text of createReadStream(tasks[at]!.part, {
        encoding: "utf8",
        highWaterMark: 1 << 20,
      }))
        await file.write(text as string);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a thread made of one file; the text is in its part, without what stands before the first record. */
export interface ConvertedPart {
  readonly summary: FileSummary;
  readonly problems: ProblemCounts;
  readonly losses: readonly LostField[];
  readonly sourceTags: readonly SourceTag[];
}

/** Converts one file into a part: what a thread does. */
export async function convertPart(
  path: string,
  part: string,
  options: ConvertOptions,
): Promise<ConvertedPart> {
  const writer = createRecordWriter(options.to);
  const counts = { problems: keepProblems(), losses: countLosses(), sourceTags: countSourceTags() };
  const file = await openNewFile(part);
  let isFirst = true;
  const write = async (text: string): Promise<void> => {
    if (text === "") return;
    await file.write(isFirst ? text.slice(writer.begin.length) : text);
    isFirst = false;
  };
  const summary = await convertFile(path, options, writer, write, counts);
  await file.finish();
  return {
    summary,
    problems: counts.problems.counts(),
    losses: counts.losses.counts(),
    sourceTags: counts.sourceTags.counts(),
  };
}

/** The end of the text: the writer's own, which knows nothing of the records that threads wrote. */
function endOf(writer: TextOfRecords, files: readonly FileSummary[]): string {
  const end = writer.end();
  const isBegun = files.some(({ records }) => records > 0);
  return isBegun && end.startsWith(writer.begin) && writer.begin !== ""
    ? end.slice(writer.begin.length)
    : end;
}
