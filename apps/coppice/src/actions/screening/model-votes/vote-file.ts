import { mkdir, open, readFile, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import type { Problem } from "@coppice/records";
import { readVoteLine, writeVoteLine, type ModelVote } from "@coppice/screening";
import { notWritable } from "@coppice/store";
import { ActionError } from "../../action-error.ts";

/** Where the votes of a review folder stand. */
export const VOTE_FILE = "decisions/model-votes.jsonl";

export interface VoteFile {
  readonly votes: readonly ModelVote[];
  /** Bytes that are whole lines; what stands behind them was being written when a run was killed. */
  readonly wholeBytes: number;
  readonly problems: readonly Problem[];
}

/**
 * Reads a file of votes, one JSON object a line. A last line without its end was never acknowledged: it is a warning. Any other
 * line that is no vote is an error.
 *
 * @returns no votes where there is no file
 * @throws ActionError every bad line by its number
 */
export async function readVoteFile(path: string): Promise<VoteFile> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new ActionError(`${path} cannot be read: ${error instanceof Error ? error.message : "unknown"}.`);
  });
  if (bytes === undefined) return { votes: [], wholeBytes: 0, problems: [] };
  const wholeBytes = bytes.lastIndexOf(10) + 1;
  const lines = bytes.subarray(0, wholeBytes).toString("utf8").split("\n").slice(0, -1);
  const votes: ModelVote[] = [];
  const faults: Problem[] = [];
  lines.forEach((text, i) => {
    if (text.trim() === "") return;
    const line = readVoteLine(text);
    if (line.isRead) votes.push(line.vote);
    else
      faults.push({
        code: "not-a-model-vote",
        severity: "error",
        message: line.message,
        where: { file: path, line: i + 1, ...(line.field === "" ? {} : { field: line.field }) },
        fix: "Put the line back as it was written, or take it out: its record is then asked again.",
      });
  });
  if (faults.length > 0) throw new ActionError(`The votes in ${path} cannot be used.`, faults);
  const cut: Problem[] =
    wholeBytes === bytes.length
      ? []
      : [
          {
            code: "line-cut-off",
            severity: "warning",
            message: "the last line has no end: a run was stopped while it was written",
            where: { file: path, line: lines.length + 1 },
            fix: "Nothing: its record is asked again.",
          },
        ];
  return { votes, wholeBytes, problems: cut };
}

/** Appends votes; each is on the disk before its promise is kept. */
export interface VoteWriter {
  readonly add: (vote: ModelVote) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a file of votes for more, and takes away a line that was cut off.
 *
 * @throws FolderError `not-writable`
 */
export async function openVoteWriter(path: string, { wholeBytes }: VoteFile): Promise<VoteWriter> {
  const handle = await openToAppend(path).catch((error: unknown) => notWritable(path, error));
  await handle.truncate(wholeBytes);
  let last: Promise<void> = Promise.resolve();
  const append = async (vote: ModelVote): Promise<void> => {
    await handle.appendFile(`${writeVoteLine(vote)}\n`);
    await handle.datasync();
  };
  return {
    add: (vote) => {
      // One after another, also behind one that failed.
      const added = last.then(() => append(vote)).catch((error: unknown) => notWritable(path, error));
      last = added.catch(() => undefined);
      return added;
    },
    close: async () => {
      await last;
      await handle.close();
    },
  };
}

async function openToAppend(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true });
  return open(path, "a");
}
