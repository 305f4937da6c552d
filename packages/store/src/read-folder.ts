import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import type { FolderFiles } from "@coppice/review";
import { FolderError } from "./folder-error.ts";

/** Folders that are never part of a review: version control, dependencies, what a report wrote. */
const LEFT_OUT = new Set([".git", "node_modules", "report"]);
const LARGEST_FILE = 2 ** 30;

/**
 * Reads a review folder whole: path (forward slashes, sorted) → bytes. Hidden files, `.git`, `node_modules` and
 * `report/` are left out. Links are followed only as files.
 *
 * @throws FolderError when the folder does not exist, is a file, or holds a file of more than 1 GiB
 */
export async function readFolder(folder: string): Promise<FolderFiles> {
  const root = resolve(folder);
  const about = await stat(root).catch(() => undefined);
  if (about === undefined) {
    throw new FolderError(
      "no-such-folder",
      folder,
      `There is no folder ${folder}. Make one with: coppice init ${folder}`,
    );
  }
  if (!about.isDirectory()) {
    throw new FolderError(
      "not-a-folder",
      folder,
      `${folder} is a file, not a review folder. Name the folder that holds review.yaml.`,
    );
  }
  const paths = (await readdir(root, { recursive: true }))
    .map((path) => path.split(sep).join("/"))
    .filter((path) => !path.split("/").some((part) => part.startsWith(".") || LEFT_OUT.has(part)))
    .sort();
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    const full = join(root, path);
    const entry = await stat(full);
    if (!entry.isFile()) continue;
    if (entry.size > LARGEST_FILE) {
      throw new FolderError(
        "file-too-large",
        full,
        `${path} has ${entry.size} bytes; a review file may have up to 1 GiB. Split the export.`,
      );
    }
    files.set(path, new Uint8Array(await readFile(full)));
  }
  return files;
}
