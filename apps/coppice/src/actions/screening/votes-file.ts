import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { FolderError } from "@coppice/store";
import { ActionError } from "../action-error.ts";
import { isCode, withLock } from "./file-lock.ts";
import { newTable, readVotes, voteLine, withoutLast, type Vote, type VotesTable } from "./screen-table.ts";

/** One reviewer's door to the table of votes of a stage, which other processes write too. */
export interface VotesFile {
  /**
   * The reviewer's votes as the file has them now, in its order.
   *
   * @throws ActionError naming every line that cannot be read
   */
  readonly own: () => readonly Vote[];
  /** Columns of the table. */
  readonly columns: () => readonly string[];
  /**
   * Adds a vote at the end: when this returns, it is on the disk.
   *
   * @param isFree - told the reviewer's votes as they are now (another window may have voted): whether the vote may be added
   * @returns whether it was
   * @throws ActionError, FolderError `not-writable`: the file is as it was
   */
  readonly add: (vote: Vote, isFree: (own: readonly Vote[]) => boolean) => Promise<boolean>;
  /**
   * Takes back the reviewer's last vote, unless `mayGo` says no. The file is replaced as a whole; lines of others stay as they are,
   * byte for byte.
   *
   * @returns the last vote and whether it is gone; undefined where there is none
   */
  readonly takeBack: (
    mayGo: (vote: Vote) => boolean,
  ) => Promise<{ readonly vote: Vote; readonly isGone: boolean } | undefined>;
}

/** @throws FolderError `not-writable` where votes could not be saved: better now than after the first */
export function openVotesFile(
  folder: string,
  stage: "title-abstract" | "full-text",
  reviewer: string,
): VotesFile {
  const name = `decisions/${stage}.csv`;
  const path = existsSync(join(folder, name)) ? realpathSync(join(folder, name)) : join(folder, name);
  const refused = (error: unknown): never => notSaved(name, error);
  checkWritable(folder, path, refused);
  // What was read last, and what the file looked like then: it is read again only when it has changed.
  let known: { readonly table: VotesTable; readonly mark: string } | undefined;

  const current = (): VotesTable => {
    const mark = markOf(path);
    if (known?.mark !== mark) known = { table: parse(readBytes(path), name, stage, reviewer), mark };
    return known.table;
  };
  const votes = (): readonly Vote[] => current().own.map(({ vote }) => vote);

  return {
    own: votes,
    columns: () => current().columns,
    add: async (vote, isFree) => {
      try {
        mkdirSync(dirname(path), { recursive: true });
        return await withLock(path, (isMine) => {
          if (!isFree(votes())) return false;
          const table = current();
          const isNew = !existsSync(path) || statSync(path).size === 0;
          demandLock(isMine(), name);
          append(path, `${isNew ? table.text : ""}${voteLine(table, vote)}`);
          if (isNew) syncFolder(dirname(path));
          return true;
        });
      } catch (error) {
        return refused(error);
      }
    },
    takeBack: async (mayGo) => {
      try {
        return await withLock(path, (isMine) => {
          const table = current();
          const last = table.own.at(-1)?.vote;
          if (last === undefined) return undefined;
          if (!mayGo(last)) return { vote: last, isGone: false };
          replace(path, withoutLast(table), () => {
            demandLock(isMine(), name);
          });
          return { vote: last, isGone: true };
        });
      } catch (error) {
        return refused(error);
      }
    },
  };
}

function parse(
  bytes: Uint8Array,
  name: string,
  stage: "title-abstract" | "full-text",
  reviewer: string,
): VotesTable {
  if (bytes.length === 0) return parse(Buffer.from(newTable(stage)), name, stage, reviewer);
  const text = Buffer.from(bytes).toString("utf8");
  if (!Buffer.from(text).equals(bytes))
    throw new ActionError(`${name} is not UTF-8 text. Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”).`);
  const read = readVotes(text, name, reviewer);
  if ("problems" in read)
    throw new ActionError(`${name} must be mended before votes can be added.`, read.problems);
  return read.table;
}

const readBytes = (path: string): Uint8Array => (existsSync(path) ? readFileSync(path) : new Uint8Array());

function markOf(path: string): string {
  const about = statSync(path, { throwIfNoEntry: false, bigint: true });
  return about === undefined ? "none" : [about.ino, about.size, about.mtimeNs].join(" ");
}

/** One write at the end of the file, and then to the disk; what was written by half is cut off again. */
function append(path: string, text: string): void {
  const handle = openSync(path, "a");
  try {
    const { size } = fstatSync(handle);
    try {
      writeAll(handle, text);
      fsyncSync(handle);
    } catch (error) {
      ftruncateSync(handle, size);
      throw error;
    }
  } finally {
    closeSync(handle);
  }
}

function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
}

/** A new file beside the old one takes its name once it is on the disk. */
function replace(path: string, text: string, check: () => void): void {
  const beside = join(dirname(path), `.${process.pid}.votes.part`);
  try {
    const handle = openSync(beside, "w");
    try {
      fchmodSync(handle, statSync(path).mode & 0o7777);
      writeAll(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    check();
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Makes a new name last; where folders cannot be synced (Windows) the system does so by itself. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function checkWritable(folder: string, path: string, refused: (error: unknown) => never): void {
  try {
    if (existsSync(path)) {
      if (!statSync(path).isFile()) throw Object.assign(new Error("it is not a file"), { syscall: "open" });
      accessSync(path, constants.R_OK | constants.W_OK);
    }
    const place = dirname(path);
    if (existsSync(place) && !statSync(place).isDirectory())
      throw Object.assign(new Error(`${dirname(path)} is not a folder`), { syscall: "open" });
    accessSync(existsSync(place) ? place : folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    refused(error);
  }
}

function demandLock(isMine: boolean, name: string): void {
  if (!isMine)
    throw new ActionError(`${name} was taken over by another process in the meantime. Vote again.`);
}

function notSaved(name: string, error: unknown): never {
  if (!(error instanceof Error) || !("syscall" in error)) throw error;
  const what = isCode(error, "ENOSPC") ? "the disk is full" : error.message;
  throw new FolderError(
    "not-writable",
    name,
    `Votes cannot be saved in ${name}: ${what}. Mend that first: nothing was changed.`,
  );
}
