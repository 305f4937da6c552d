import { openNewFile } from "../actions/records/new-file.ts";

/**
 * Writes to standard output, or to a new file: first beside it, then into its place, so that it is never half-written. A reader that
 * stops early (`… | head`) has what it wants: no error.
 *
 * @throws FolderError `file-exists` when there is a file of that name (nothing is ever overwritten), `not-writable`
 */
export async function writeResult(text: string, file: string | undefined): Promise<void> {
  const opened = await openNewFile(file);
  try {
    await opened.write(text);
    await opened.finish();
  } catch (error) {
    await opened.abandon();
    throw error;
  }
}
