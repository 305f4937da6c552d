import { rename, writeFile } from "node:fs/promises";
import { stdout } from "node:process";

/** Writes to standard output, or to a file beside its target and then into its place, so it is never half-written. */
export async function writeResult(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    await new Promise<void>((done, fail) => stdout.write(text, (error) => (error ? fail(error) : done())));
    return;
  }
  const beside = `${file}.${process.pid}.part`;
  await writeFile(beside, text);
  await rename(beside, file);
}
