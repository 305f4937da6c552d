import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { coppice, withFolder } from "../run-cli.testing.ts";

const PAGE = readFileSync(fileURLToPath(new URL("../../../../docs/query.md", import.meta.url)), "utf8");
/** A name in backticks and a colon, then the file. */
const FILES = /^`([\w.-]+)`:\n\n```text\n([^]*?)```$/gm;
/** A command after a dollar sign, then what it prints. */
const RUNS = /^```console\n\$ coppice (.*)\n([^]*?)```$/gm;

test("the examples of docs/query.md print what the page says", () => {
  const runs = [...PAGE.matchAll(RUNS)];
  expect(runs.length).toBeGreaterThan(2);
  withFolder((folder) => {
    const names = new Set<string>();
    for (const [, name, text] of PAGE.matchAll(FILES)) {
      names.add(name!);
      writeFileSync(join(folder, name!), text!);
    }
    for (const [, command, expected] of runs) {
      const args = command!.split(" ").map((arg) => (names.has(arg) ? join(folder, arg) : arg));
      const { stdout, stderr } = coppice(...args);
      expect(`${stdout}${stderr}`.replaceAll(`${folder}/`, "")).toBe(expected);
    }
  });
});
