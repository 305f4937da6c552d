import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./shared.ts";

const MADE = new Set([".git", ".cache", "node_modules", "dist", "out", "coverage"]);

/** Paths of the project's own files with `/`, sorted: what git tracks or would track; without git, what no build made. */
export function projectFiles(): readonly string[] {
  const git = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: repositoryRoot,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  const listed = git.status === 0 ? git.stdout.split("\0").filter((path) => path !== "") : [];
  const present = listed.length > 0 ? listed.filter((path) => readText(path) !== undefined) : walk("");
  return [...new Set(present)].sort();
}

/** A project file as text; undefined where it is gone from the working tree. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(join(repositoryRoot, path), "utf8");
  } catch {
    return undefined;
  }
}

function walk(folder: string): string[] {
  return readdirSync(join(repositoryRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return MADE.has(entry.name) || (entry.name === "report" && path !== "packages/report") ? [] : walk(path);
  });
}
