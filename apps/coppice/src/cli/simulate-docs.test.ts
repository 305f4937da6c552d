import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { MODEL_NAMES } from "../actions/screening/models.ts";
import { runHere } from "./run-here.testing.ts";

const PAGE = readFileSync(fileURLToPath(new URL("../../../../docs/screening.md", import.meta.url)), "utf8");
/** A command after a dollar sign, then what it prints. */
const RUNS = /^```console\n\$ coppice (simulate .*)\n([^]*?)```$/gm;

/** Without the last column of the measures, the time that a label took. */
const untimed = (text: string): string =>
  text.replaceAll(/^(Cohen_\S+ .*?) +[\d.]+$/gm, "$1").replaceAll(/ATD +ms$/gm, "ATD");

test("docs/screening.md names every model", () => {
  for (const name of MODEL_NAMES) expect(PAGE).toContain(`\`${name}\``);
});

describeShared("the example of docs/screening.md", ["corpora", "screening"], (root) => {
  test("prints what the page says, but for the time", async () => {
    const runs = [...PAGE.matchAll(RUNS)];
    expect(runs).toHaveLength(1);
    for (const [, command, expected] of runs) {
      const args = command!.split(" ").map((arg) => (arg.endsWith(".csv.gz") ? join(root, arg) : arg));
      const { stdout, status } = await runHere(...args);
      expect(status).toBe(0);
      expect(untimed(stdout.replaceAll(`${root}/`, ""))).toBe(untimed(expected!));
    }
  });
});
