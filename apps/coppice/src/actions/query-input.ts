import { readFile } from "node:fs/promises";
import { stdin } from "node:process";
import { buffer } from "node:stream/consumers";
import {
  decodeText,
  parseStrategy,
  readMesh,
  type MeshHierarchy,
  type ParsedStrategy,
  type Problem,
  type SearchInterface,
} from "@coppice/records";
import { ActionError } from "./action-error.ts";

/** A strategy as it was read, with the name of its file for messages. */
export interface StrategyFile extends ParsedStrategy {
  readonly file: string;
  /** Bytes that are no text. */
  readonly damage: readonly Problem[];
}

/** No strategy is nearly so long; a file of records given in its place is. */
const MOST_BYTES = 2_000_000;

/**
 * Reads a strategy from a file, or from standard input for `-`.
 *
 * @throws ActionError when the file cannot be read
 */
export async function readStrategy(path: string, searchInterface?: SearchInterface): Promise<StrategyFile> {
  const file = path === "-" ? "standard input" : path;
  const bytes = await readBytes(path);
  if (bytes.length > MOST_BYTES)
    throw new ActionError(
      `${file} is too long for a search strategy (${(bytes.length / 1e6).toFixed(1)} MB): give the strategy first, then the files of records.`,
    );
  const { text, problems: damage } = decodeText(bytes, file);
  return { file, damage, ...parseStrategy(text, searchInterface) };
}

/**
 * Reads a hierarchy of subject headings.
 *
 * @throws ActionError when the file cannot be read, or holds anything else
 */
export async function readHierarchy(path: string): Promise<MeshHierarchy> {
  const { mesh, problems } = readMesh(decodeText(await readBytes(path), path).text, path);
  if (problems.length > 0 || mesh.size === 0)
    throw new ActionError(
      `${path} is no hierarchy of subject headings: give NLM's descriptors in ASCII (d2024.bin), or lines of heading, tab, tree number.`,
      problems.slice(0, 20),
    );
  return mesh;
}

/** @throws ActionError when the file cannot be read */
export async function readBytes(path: string): Promise<Uint8Array> {
  if (path === "-") return new Uint8Array(await buffer(stdin));
  return new Uint8Array(
    await readFile(path).catch((error: unknown) => {
      throw new ActionError(
        isAbsent(error)
          ? `${path}: there is no such file.`
          : `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }),
  );
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
