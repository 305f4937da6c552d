import { createRecordWriter, type Problem, type RecordFormat } from "@coppice/records";
import { ActionError } from "../action-error.ts";
import { keepProblems } from "./kept-problems.ts";
import { countLosses } from "./loss-counts.ts";
import { openNewFile } from "./new-file.ts";
import { readRecordFile, type FileSummary, type ReadFileOptions } from "./read-record-file.ts";

export interface Converted {
  readonly files: readonly FileSummary[];
  readonly records: number;
  readonly problems: readonly Problem[];
  /** One line a field that the new format cannot hold: how many records have it, and why. */
  readonly losses: readonly string[];
}

export interface ConvertOptions extends ReadFileOptions {
  readonly to: RecordFormat;
  /** Standard output when absent. */
  readonly out?: string;
}

/** Text that is handed on together. */
const PIECE = 1 << 16;

/**
 * Reads bibliographic records of any number of files, each in whatever format its content shows, and writes them one after
 * another in another format; memory does not grow with the files. What the new format cannot hold is listed in `losses`.
 *
 * @throws ActionError when a file cannot be read, or no file holds a record; then nothing is written to `out`
 */
export async function convertRecords(paths: readonly string[], options: ConvertOptions): Promise<Converted> {
  const writer = createRecordWriter(options.to);
  const file = await openNewFile(options.out);
  const problems = keepProblems();
  const losses = countLosses();
  const files: FileSummary[] = [];
  let waiting = "";
  try {
    for (const path of paths) {
      const summary = await readRecordFile(path, options, async (batch) => {
        problems.add(batch.problems);
        for (const record of batch.records) {
          waiting += writer.next(record);
          losses.add(writer.lossesOf(record));
          if (waiting.length >= PIECE) {
            await file.write(waiting);
            waiting = "";
          }
        }
      });
      files.push(summary);
    }
    const records = files.reduce((sum, each) => sum + each.records, 0);
    if (records === 0)
      throw new ActionError(
        `${files.map((each) => each.file).join(", ")}: no record could be read.`,
        problems.all(),
      );
    await file.write(waiting + writer.end());
    await file.finish();
    return { files, records, problems: problems.all(), losses: losses.lines() };
  } catch (error) {
    await file.abandon();
    throw error;
  }
}
