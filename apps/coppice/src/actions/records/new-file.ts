import { createWriteStream, existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { stdout } from "node:process";
import type { Writable } from "node:stream";
import { FolderError, notWritable } from "@coppice/store";

/** A text that is written piece by piece and appears only when it is whole. */
export interface NewFile {
  readonly write: (text: string) => Promise<void>;
  /** Puts it into its place. */
  readonly finish: () => Promise<void>;
  /** Leaves nothing behind. */
  readonly abandon: () => Promise<void>;
}

/**
 * A new file, written beside its place first; or standard output, when no file is named.
 *
 * @throws FolderError `file-exists` when there is a file of that name (nothing is ever overwritten), `not-writable`
 */
export async function openNewFile(path: string | undefined): Promise<NewFile> {
  if (path === undefined) {
    return {
      write: (text) => writeTo(stdout, text),
      finish: () => Promise.resolve(),
      abandon: () => Promise.resolve(),
    };
  }
  if (existsSync(path)) {
    throw new FolderError(
      "file-exists",
      path,
      `${path} exists. Choose another name with --out: nothing is ever overwritten.`,
    );
  }
  const beside = `${path}.${process.pid}.part`;
  const stream = createWriteStream(beside);
  await new Promise<void>((done, fail) => {
    stream.once("open", () => {
      done();
    });
    stream.once("error", fail);
  }).catch((error: unknown) => notWritable(path, error));
  return {
    write: (text) => writeTo(stream, text).catch((error: unknown) => notWritable(path, error)),
    finish: async () => {
      await new Promise<void>((done, fail) => {
        stream.once("error", fail);
        stream.once("close", done);
        stream.end();
      })
        .then(() => rename(beside, path))
        .catch((error: unknown) => notWritable(path, error));
    },
    abandon: async () => {
      stream.destroy();
      await rm(beside, { force: true });
    },
  };
}

/** Waits until the stream wants more; a reader that stops early (`… | head`) has what it wants. */
function writeTo(stream: Writable, text: string): Promise<void> {
  return new Promise((done, fail) => {
    stream.write(text, (error) => {
      const isClosed = error !== null && error !== undefined && "code" in error && error.code === "EPIPE";
      if (error === null || error === undefined || isClosed) done();
      else fail(error);
    });
  });
}
