import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { FolderFiles } from "@coppice/review";
import { z } from "zod";

/** A folder that cannot be read or written, with what to do. */
export class FolderError extends Error {
  readonly code:
    "no-such-folder" | "not-a-folder" | "folder-exists" | "file-exists" | "foreign-files" | "file-too-large";
  readonly path: string;

  constructor(code: FolderError["code"], path: string, message: string) {
    super(message);
    this.name = "FolderError";
    this.code = code;
    this.path = path;
  }
}

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

const MANIFEST = "manifest.json";

/**
 * Writes output files as one folder so that it is never half-written: everything goes to a new folder beside the
 * target, which then takes the target's name. An earlier output (known by its `manifest.json`) is replaced as a whole
 * and stays whole on failure.
 *
 * @throws FolderError `foreign-files` when the target holds a file that an earlier output did not write
 */
export async function replaceFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const foreign = await foreignFiles(folder);
  if (foreign.length > 0) {
    throw new FolderError(
      "foreign-files",
      folder,
      `${folder} holds files that were not written by an earlier run (${foreign.slice(0, 3).join(", ")}${foreign.length > 3 ? ", …" : ""}). Choose another folder with --out: nothing of yours is overwritten.`,
    );
  }
  const listing = Object.fromEntries([...files].map(([path, content]) => [path, sha256(content)]));
  const manifest = `${JSON.stringify({ kind: "coppice-output", files: listing }, undefined, 2)}\n`;
  await writeBeside(folder, new Map([...files, [MANIFEST, manifest]]));
}

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

async function writeBeside(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  const target = resolve(folder);
  await mkdir(dirname(target), { recursive: true });
  const beside = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
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
    throw error;
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

const manifestSchema = z.object({
  kind: z.literal("coppice-output"),
  files: z.record(z.string(), z.string()),
});

async function foreignFiles(folder: string): Promise<readonly string[]> {
  const present = await filesBelow(folder);
  if (!present.includes(MANIFEST)) return present;
  const manifest = manifestSchema.safeParse(parseJson(await readFile(join(folder, MANIFEST), "utf8")));
  if (!manifest.success) return present;
  return present.filter((path) => path !== MANIFEST && !Object.hasOwn(manifest.data.files, path));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not a manifest of ours: its folder counts as the user's
  }
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

/** SHA-256 as 64 hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
