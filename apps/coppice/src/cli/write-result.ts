import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { stdout } from "node:process";
import { FolderError, notWritable } from "@coppice/store";

/**
 * Writes to standard output, or to a new file: first beside it, then into its place, so that it is never half-written.
 *
 * @throws FolderError `file-exists` when there is a file of that name (nothing is ever overwritten), `not-writable`
 */
export async function writeResult(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) return writeOut(text);
  if (existsSync(file)) {
    throw new FolderError(
      "file-exists",
      file,
      `${file} exists. Choose another name with --out: nothing is ever overwritten.`,
    );
  }
  const beside = `${file}.${process.pid}.part`;
  await writeFile(beside, text)
    .then(() => rename(beside, file))
    .catch((error: unknown) => notWritable(file, error));
}

/** A reader that stops early (`… | head`) has what it wants: no error. */
function writeOut(text: string): Promise<void> {
  return new Promise((done, fail) =>
    stdout.write(text, (error) => {
      if (error && !("code" in error && error.code === "EPIPE")) fail(error);
      else done();
    }),
  );
}
