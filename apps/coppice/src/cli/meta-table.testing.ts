import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { coppice, withFolder, type CliRun } from "../run-cli.testing.ts";

/** What `coppice meta` printed and wrote. */
export interface MetaRun extends CliRun {
  /** File name → text; empty when nothing was written. */
  readonly written: ReadonlyMap<string, string>;
}

/** Writes a table, analyses it into a new folder, and gives what was printed and written. */
export function metaOf(table: string | Uint8Array, ...args: readonly string[]): MetaRun {
  return withFolder((folder) => {
    const file = join(folder, "data.csv");
    writeFileSync(file, table);
    const out = join(folder, "out");
    const run = coppice("meta", file, "--out", out, ...args);
    const names = existsSync(out) ? readdirSync(out).sort() : [];
    return { ...run, written: new Map(names.map((name) => [name, readFileSync(join(out, name), "utf8")])) };
  });
}

/** The lines of the text that name a choice. */
export function choice(stdout: string, name: string): string | undefined {
  return stdout
    .split("\n")
    .find((line) => line.startsWith(`${name}  `))
    ?.slice(name.length)
    .trim();
}
