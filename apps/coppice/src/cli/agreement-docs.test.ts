import { readFileSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runHere } from "./run-here.testing.ts";

const PAGE = readFileSync(fileURLToPath(new URL("../../../../docs/agreement.md", import.meta.url)), "utf8");
/** A name in backticks and a colon, then the file. */
const FILES = /^`([\w.-]+)`:\n\n```text\n([^]*?)```$/gm;
/** A command after a dollar sign, then what it prints. */
const RUNS = /^```console\n\$ coppice (.*)\n([^]*?)```$/gm;

test("the examples of docs/agreement.md print what the page says", async () => {
  const runs = [...PAGE.matchAll(RUNS)];
  expect(runs).toHaveLength(2);
  const folder = mkdtempSync(join(tmpdir(), "coppice-agreement-docs-"));
  try {
    const names = new Set<string>();
    for (const [, name, text] of PAGE.matchAll(FILES)) {
      names.add(name!);
      writeFileSync(join(folder, name!), text!);
    }
    expect(names.size).toBe(2);
    for (const [, command, expected] of runs) {
      const args = command!.split(" ").map((arg) => (names.has(arg) ? join(folder, arg) : arg));
      const { stdout, stderr } = await runHere(...args);
      expect(`${stdout}${stderr}`.replaceAll(`${folder}/`, "")).toBe(expected);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
