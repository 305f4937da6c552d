import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { splitCsv } from "@coppice/records";
import { describe, expect, test } from "vitest";
import { coppice, KETAMINE, withFolder } from "../run-cli.testing.ts";

const hasMetafor = spawnSync("Rscript", ["-e", "library(metafor)"], { stdio: "ignore" }).status === 0;
const describeR = hasMetafor ? describe : describe.skip;

function records(path: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = splitCsv(readFileSync(path, "utf8")).rows;
  return rows.map((cells) =>
    Object.fromEntries(header.map((name, index) => [name.text, cells[index]?.text ?? ""])),
  );
}

describeR(
  "the exported R script [needs: R with metafor, for example: apt-get install r-cran-metafor]",
  () => {
    test("run on its own, gives the numbers of the ketamine report to 1e-6", () => {
      withFolder((folder) => {
        const out = join(folder, "report");
        expect(coppice("report", KETAMINE, "--out", out, "--format", "json,csv").status).toBe(0);
        const run = spawnSync("Rscript", [join(out, "analysis.R"), join(folder, "r.csv")], {
          encoding: "utf8",
        });
        expect(run.status, run.stderr).toBe(0);
        const fromR = new Map(
          records(join(folder, "r.csv")).map((row) => [
            `${row["id"] ?? ""} ${row["quantity"] ?? ""}`,
            Number(row["value"]),
          ]),
        );
        const differences: string[] = [];
        let compared = 0;
        for (const row of records(join(out, "tables", "pooled.csv"))) {
          for (const quantity of [
            "k",
            "estimate",
            "se",
            "ci_lower",
            "ci_upper",
            "tau2",
            "q",
            "i2",
            "pi_lower",
            "pi_upper",
          ]) {
            const theirs = fromR.get(`${row["id"] ?? ""} ${quantity}`);
            const ours = row[quantity] ?? "";
            if (theirs === undefined || ours === "" || !Number.isFinite(theirs)) continue;
            compared += 1;
            if (!(Math.abs(theirs - Number(ours)) <= 1e-6 * Math.max(1e-3, Math.abs(theirs))))
              differences.push(`${row["id"] ?? ""} ${quantity}: ${ours} against ${theirs}`);
          }
        }
        expect(differences).toEqual([]);
        expect(compared).toBeGreaterThan(100);
      });
    });
  },
);
