import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { FolderError, notWritable } from "./folder-error.ts";

/**
 * Writes files as a new folder.
 *
 * @throws FolderError `folder-exists` when the folder exists and holds anything: nothing is ever overwritten
 */
export async function createFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  if ((await filesBelow(folder)).length > 0) {
    throw new FolderError(
      "folder-exists",
      folder,
      `${folder} is not empty. Choose a new folder: nothing is ever overwritten.`,
    );
  }
  await writeBeside(folder, files);
}

/**
 * Writes everything to a new folder beside the target, which then takes the target's name.
 *
 * @throws FolderError `not-writable`
 */
export async function writeBeside(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const target = resolve(folder);
  const beside = await mkdir(dirname(target), { recursive: true })
    .then(() => mkdtemp(join(dirname(target), `.${basename(target)}-`)))
    .catch((error: unknown) => notWritable(folder, error));
  try {
    for (const [path, content] of files) {
      const full = join(beside, path);
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, content);
    }
    await chmod(beside, 0o755);
    await swap(beside, target);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    notWritable(folder, error);
  }
}

/** Paths of all files below a folder; none when there is no such folder. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR")
      throw new FolderError(
        "not-a-folder",
        folder,
        `${folder} is a file. Choose the name of a folder with --out.`,
      );
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

async function swap(beside: string, target: string): Promise<void> {
  const old = `${beside}-old`;
  const hadTarget = await rename(target, old).then(
    () => true,
    () => false,
  );
  try {
    await rename(beside, target);
  } catch (error) {
    if (hadTarget) await rename(old, target);
    throw error;
  }
  if (hadTarget) await rm(old, { recursive: true, force: true });
}
