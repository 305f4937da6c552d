import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { coppice, withFolder } from "../run-cli.testing.ts";

const TABLE = "study,yi,vi\nA,0.1,0.1\nB,0.2,0.2\nC,0.4,0.1\n";

/** A folder with a table, and the command on it. */
function inFolder(work: (folder: string, meta: (...args: readonly string[]) => ReturnType<typeof coppice>) => void) {
  withFolder((folder) => {
    const file = join(folder, "data.csv");
    writeFileSync(file, TABLE);
    work(folder, (...args) => coppice("meta", file, ...args));
  });
} // prettier-ignore

describe("where the output goes", () => {
  test.each(["summary.txt", "forest.svg"])("an edited %s is not lost, unless --replace says so", (name) => {
    inFolder((folder, meta) => {
      const out = join(folder, "out");
      expect(meta("--out", out).status).toBe(0);
      writeFileSync(join(out, name), "my words");
      const { status, stderr } = meta("--out", out);
      expect(status).toBe(2);
      expect(stderr).toContain(
        `${join(out, name)} was edited after an earlier run wrote it. Choose another folder with --out, or give up the edits with --replace.`,
      );
      expect(readFileSync(join(out, name), "utf8")).toBe("my words");
      expect(meta("--out", out, "--replace").status).toBe(0);
      expect(readFileSync(join(out, name), "utf8")).not.toBe("my words");
    });
  });

  test("a link to a folder stays one", () => {
    inFolder((folder, meta) => {
      mkdirSync(join(folder, "real"));
      symlinkSync("real", join(folder, "link"));
      for (let run = 0; run < 2; run += 1) expect(meta("--out", join(folder, "link")).status).toBe(0);
      expect(lstatSync(join(folder, "link")).isSymbolicLink()).toBe(true);
      expect(existsSync(join(folder, "real", "summary.txt"))).toBe(true);
    });
  });

  test.each([
    ["data.csv", /data\.csv is a file\. Choose the name of a folder with --out/],
    ["data.csv/x", /is a file|not a directory/],
    ["/proc/x", /\/proc\/x cannot be written: .* Choose another place with --out/],
  ])("%s is refused before anything is computed", (out, said) => {
    inFolder((folder, meta) => {
      const { status, stdout, stderr } = meta("--out", out.startsWith("/") ? out : join(folder, out));
      expect(stderr).toMatch(said);
      expect(stderr).not.toMatch(/ {4}at |meta: read/);
      expect([status, stdout]).toEqual([2, ""]);
      expect(readdirSync(folder)).toEqual(["data.csv"]);
    });
  });
});

describe("errors are said, not thrown", () => {
  test("compute on a file without cases", () => {
    withFolder((folder) => {
      writeFileSync(join(folder, "c.json"), '{"datasets": {}}');
      const { status, stderr } = coppice("compute", join(folder, "c.json"));
      expect(stderr).toMatch(/c\.json is no file of cases: .* docs\/compute\.md shows the format/);
      expect(stderr).not.toContain("    at ");
      expect(status).toBe(1);
      const { stderr: place } = coppice("convert", join(folder, "c.json"), "--to", "ris", "--out", "/proc/x");
      expect(place).not.toContain("    at ");
    });
  });

  test.each([
    [
      "1e200",
      "1e-300",
      /data\.csv:3, yi: .*squares over variances exceed the range of numbers.*Check the unit/s,
    ],
    ["1e100", "1", undefined],
  ])("effects of ±%s with variances of %s", (yi, vi, said) => {
    inFolder((folder) => {
      const file = join(folder, "data.csv");
      writeFileSync(file, `yi,vi\n${yi},${vi}\n-${yi},${vi}\n`);
      for (const method of ["REML", "PM"]) {
        const { stderr } = coppice("meta", file, "--no-files", "--method", method);
        if (said !== undefined) expect(stderr).toMatch(said);
        expect(stderr).not.toContain("    at ");
      }
    });
  });
});
