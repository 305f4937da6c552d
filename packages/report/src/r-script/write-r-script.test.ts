import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { splitCsv } from "@coppice/records";
import { describe, expect, it } from "vitest";
import { emptyInput, exampleInput, exampleWith, hostileInput } from "../example.testing.ts";
import type { ReportInput } from "../input.ts";
import { rQuantities, writeRScript } from "./write-r-script.ts";

const TOLERANCE = 1e-6;

describe("writeRScript", () => {
  it("is plain ASCII, whatever the titles hold, and keeps every comment on its line", () => {
    const script = writeRScript(hostileInput());
    expect(script).toMatch(/^[\n\x20-\x7e]*$/);
    expect(script).toContain("# ---- recovery-1d: <script>alert(1)</script>");
  });

  it("computes from counts and means where the folder has them, and names no other package", () => {
    const script = writeRScript(exampleInput());
    expect(script).toContain('escalc(measure = "OR", ai = ai');
    expect(script).toContain('escalc(measure = "SMD", m1i = m1i');
    expect([...script.matchAll(/library\((\w+)\)/g)].map((match) => match[1])).toEqual(["metafor"]);
  });

  it("is a script without models for a review without analyses", () => {
    expect(writeRScript(emptyInput())).toContain("write.csv(results, out");
    expect(rQuantities(emptyInput().findings).size).toBe(0);
  });
});

const describeR = hasMetafor() ? describe : describe.skip;

describeR("the script in R [needs: Rscript with metafor]", () => {
  it.each<[string, () => ReportInput]>([
    ["the example", () => exampleInput()],
    [
      "separate tau2 in the subgroups",
      () => exampleWith("review.yaml", (text) => text.replace("tau2: common", "tau2: separate")),
    ],
    [
      "equal effects",
      () =>
        exampleWith("review.yaml", (text) =>
          text.replace("method: REML, test: adhoc", "method: EE, test: z"),
        ),
    ],
    [
      "DerSimonian-Laird, 90%",
      () =>
        exampleWith("review.yaml", (text) =>
          text.replace("method: REML, test: adhoc, ciLevel: 0.95", "method: DL, test: t, ciLevel: 0.9"),
        ),
    ],
    [
      "correlated crossover arms",
      () =>
        exampleWith("review.yaml", (text) =>
          text.replace("crossover: { correlation: 0, sens", "crossover: { correlation: 0.2, sens"),
        ),
    ],
    ["hostile titles", () => hostileInput()],
    ["no analyses", () => emptyInput()],
  ])("gives the report's numbers: %s", (_, make) => {
    const input = make();
    const ours = rQuantities(input.findings);
    const theirs = runScript(writeRScript(input));
    const known = [...ours.keys()].sort();
    expect([...theirs.keys()].sort()).toEqual(known);
    const far = known.filter((key) => !isClose(ours.get(key) ?? Number.NaN, theirs.get(key) ?? Number.NaN));
    expect(far.map((key) => `${key}: ${String(ours.get(key))}, R ${String(theirs.get(key))}`)).toEqual([]);
  });

  it("stops where an effect differs from the report's", () => {
    const script = writeRScript(exampleInput()).replace("ai = c(18,", "ai = c(19,");
    expect(() => runScript(script)).toThrow(/differ from the report's/);
  });
});

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));
}

function runScript(script: string): ReadonlyMap<string, number> {
  const folder = mkdtempSync(join(tmpdir(), "coppice-r-"));
  try {
    writeFileSync(join(folder, "analysis.R"), script);
    const said = execFileSync("Rscript", ["analysis.R", "numbers.csv"], {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
    });
    expect(said.trim().endsWith("OK")).toBe(true);
    const { rows } = splitCsv(readFileSync(join(folder, "numbers.csv"), "utf8"));
    return new Map(
      rows
        .slice(1)
        .map(([id, quantity, value]) => [`${id?.text ?? ""},${quantity?.text ?? ""}`, Number(value?.text)]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasMetafor(): boolean {
  try {
    execFileSync("Rscript", ["-e", "stopifnot(requireNamespace('metafor'))"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
