import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../../../../tools/testing/shared.ts";
import { readRecords } from "../../read-records.ts";
import { writeRecords } from "../../write-records.ts";
import { FULL_ENTRY } from "../medline/full-entry.testing.ts";

test("the README names what RIS does not hold, and nothing else", () => {
  const { records } = readRecords(new TextEncoder().encode(FULL_ENTRY), { file: "full.nbib" });
  const lost = writeRecords(records, "ris").losses.map(
    ({ field, reason }) => `| ${field} | ${reason.replace("ris", "RIS")} |`,
  );
  const readme = readFileSync(join(repositoryRoot, "packages", "records", "README.md"), "utf8");
  const table = /\| lost in RIS[^\n]*\n[^\n]*\n((?:\|[^\n]*\n)+)/.exec(readme)?.[1] ?? "";
  const rows = table
    .trim()
    .split("\n")
    .map((row) => row.replace(/ +/g, " "));
  expect(rows).toEqual(lost);
});
