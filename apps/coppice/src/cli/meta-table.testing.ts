import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CliRun } from "../run-cli.testing.ts";
import { runHere } from "./run-here.testing.ts";

/** What `coppice meta` printed and wrote. */
export interface MetaRun extends CliRun {
  /** File name → text; empty when nothing was written. */
  readonly written: ReadonlyMap<string, string>;
}

/** Writes a table, analyses it into a new folder, and gives what was printed and written. */
export async function metaOf(table: string | Uint8Array, ...args: readonly string[]): Promise<MetaRun> {
  const folder = mkdtempSync(join(tmpdir(), "coppice-"));
  try {
    const file = join(folder, "data.csv");
    writeFileSync(file, table);
    const out = join(folder, "out");
    const run = await runHere("meta", file, "--out", out, "--threads", "1", ...args);
    const names = existsSync(out) ? readdirSync(out).sort() : [];
    return { ...run, written: new Map(names.map((name) => [name, readFileSync(join(out, name), "utf8")])) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The line of the text that states a choice. */
export function choice(stdout: string, name: string): string | undefined {
  return stdout
    .split("\n")
    .find((line) => line.startsWith(`${name}  `))
    ?.slice(name.length)
    .trim();
}
