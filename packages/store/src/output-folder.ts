import { lstat, mkdtemp, readFile, realpath, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { FolderError, notWritable } from "./folder-error.ts";
import { sha256 } from "./sha256.ts";
import { filesBelow, writeBeside } from "./write-folder.ts";

export interface OutputOptions {
  /** Whether files that were edited since they were written may be lost; default false. */
  readonly replaceEdited?: boolean;
}

const MANIFEST = "manifest.json";

/**
 * Writes output files as one folder so that it is never half-written: everything goes to a new folder beside the
 * target, which then takes the target's name. An earlier output (known by its `manifest.json`) is replaced as a whole
 * and stays whole on failure. A link to a folder stays one: what it points to is replaced.
 *
 * @throws FolderError as {@link checkOutputFolder}
 */
export async function replaceFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  options: OutputOptions = {},
): Promise<void> {
  const target = await checkTarget(folder, options);
  const listing = Object.fromEntries([...files].map(([path, content]) => [path, sha256(content)]));
  const manifest = `${JSON.stringify({ kind: "coppice-output", files: listing }, undefined, 2)}\n`;
  await writeBeside(target, new Map([...files, [MANIFEST, manifest]]));
}

/**
 * Whether {@link replaceFolder} can write there, before anything is computed for it.
 *
 * @throws FolderError `foreign-files` when the target holds a file that an earlier output did not write, `edited-files` when one
 *   was changed since, `not-a-folder`, `not-writable`
 */
export async function checkOutputFolder(folder: string, options: OutputOptions = {}): Promise<void> {
  const parent = await nearestFolder(dirname(await checkTarget(folder, options)));
  // Only trying tells: permissions say nothing of places that take no files.
  const trial = await mkdtemp(join(parent, ".coppice-")).catch((error: unknown) =>
    notWritable(folder, error),
  );
  await rmdir(trial);
}

/** Where the files go: behind a link, if the folder is one. */
async function checkTarget(folder: string, { replaceEdited = false }: OutputOptions): Promise<string> {
  const target = await behindLink(folder);
  const { foreign, edited } = await filesAtRisk(target);
  if (foreign.length > 0)
    throw new FolderError(
      "foreign-files",
      folder,
      `${folder} holds files that were not written by an earlier run (${named(foreign)}). Choose another folder with --out: nothing of yours is overwritten.`,
    );
  if (edited.length > 0 && !replaceEdited)
    throw new FolderError(
      "edited-files",
      folder,
      `${named(edited.map((path) => join(folder, path)))} ${edited.length === 1 ? "was" : "were"} edited after an earlier run wrote ${edited.length === 1 ? "it" : "them"}. Choose another folder with --out, or give up the edits with --replace.`,
    );
  return target;
}

function named(paths: readonly string[]): string {
  return `${paths.slice(0, 3).join(", ")}${paths.length > 3 ? ", …" : ""}`;
}

async function behindLink(folder: string): Promise<string> {
  const target = resolve(folder);
  const link = await lstat(target).catch(() => undefined);
  if (link?.isSymbolicLink() !== true) return target;
  return realpath(target).catch(() => {
    throw new FolderError(
      "no-such-folder",
      folder,
      `${folder} is a link to a folder that is not there. Make that folder, or choose another with --out.`,
    );
  });
}

async function nearestFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined || dirname(path) === path ? path : nearestFolder(dirname(path));
}

const manifestSchema = z.object({
  kind: z.literal("coppice-output"),
  files: z.record(z.string(), z.string()),
});

/** Files that an earlier output did not write, and those that are no longer as it wrote them. */
async function filesAtRisk(
  folder: string,
): Promise<{ readonly foreign: readonly string[]; readonly edited: readonly string[] }> {
  const present = await filesBelow(folder);
  if (!present.includes(MANIFEST)) return { foreign: present, edited: [] };
  const manifest = manifestSchema.safeParse(parseJson(await readFile(join(folder, MANIFEST), "utf8")));
  if (!manifest.success) return { foreign: present, edited: [] };
  const written = manifest.data.files;
  const own = present.filter((path) => path !== MANIFEST);
  const foreign = own.filter((path) => !Object.hasOwn(written, path));
  const edited: string[] = [];
  for (const path of own)
    if (Object.hasOwn(written, path) && sha256(await readFile(join(folder, path))) !== written[path])
      edited.push(path);
  return { foreign, edited };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not a manifest of ours: its folder counts as the user's
  }
}
