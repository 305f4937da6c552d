import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runHere } from "./run-here.testing.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedupe-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** One article from two databases, its erratum, and another article of the same author. */
const NBIB = `PMID- 30000001
TI  - Rapid effects of a made-up drug on depressive symptoms: a randomised trial.
FAU - Doe, Jane
FAU - Roe, Richard
DP  - 2014 Apr
JT  - The journal of made things
VI  - 4
IP  - 2
PG  - 75-99
AID - 10.1000/made.1 [doi]
PT  - Journal Article

PMID- 30000002
TI  - Erratum: Rapid effects of a made-up drug on depressive symptoms: a randomised trial.
FAU - Doe, Jane
DP  - 2014 Sep
JT  - The journal of made things
VI  - 4
PG  - 301
PT  - Published Erratum

`;
const RIS = `TY  - JOUR
T1  - Rapid effects of a made-up drug on depressive symptoms: a randomised trial
A1  - Doe, J.
A1  - Roe, R.
Y1  - 2014
JF  - J Made Things
VL  - 4
IS  - 2
SP  - 75
EP  - 99
DO  - https://doi.org/10.1000/MADE.1
N2  - An abstract.
ER  - 
TY  - JOUR
T1  - Sleep and mood after one night of light in healthy volunteers
A1  - Doe, J.
Y1  - 2016
JF  - J Made Things
VL  - 6
SP  - 11
EP  - 19
ER  - 
`;

test("one report from two databases, the erratum apart, everything told", async () => {
  const [a, b] = [file("a.nbib", NBIB), file("b.ris", RIS)];
  const out = join(folder, "reports.jsonl");
  const { status, stdout } = await runHere(
    "dedupe", a, b, "--out", out, "--to", "ris", "--report", join(folder, "pairs.html"), "--pairs", join(folder, "pairs.csv"),
  ); // prettier-ignore
  expect(status).toBe(0);
  expect(stdout).toContain("4 records describe 3 reports: 1 duplicate found without a doubt.");
  expect(stdout).toContain(`Correction notice: 1 record (${a}#2)`);
  expect(stdout).toContain("1 pair of reports belongs together and is counted apart.");
  const text = readFileSync(out, "utf8");
  expect(text.match(/^TY {2}- /gm)).toHaveLength(3);
  expect(text).toContain("AB  - An abstract.");
  expect(text).toContain(`N1  - One report of 2 records: ${a}#1, ${b}#1`);
  const page = readFileSync(join(folder, "pairs.html"), "utf8");
  expect(page).toContain("4 records are 3 reports by themselves");
  expect(page).toContain("one is a correction of the other");
  expect(page).not.toMatch(/<script/i);
  expect(readdirSync(folder).sort()).toEqual(["a.nbib", "b.ris", "pairs.csv", "pairs.html", "reports.jsonl"]);
});

test("decisions of people are followed, and the order of files does not matter", async () => {
  const [a, b] = [file("a.nbib", NBIB), file("b.ris", RIS)];
  const decisions = file("d.csv", `verdict,a,b\ndifferent,${a}#1,${b}#1\n,${a}#2,${b}#2\n`);
  const groups = async (...args: readonly string[]): Promise<unknown> => {
    const { stdout } = await runHere("dedupe", ...args, "--json");
    const { groups: found, reports } = JSON.parse(stdout) as { groups: string[][]; reports: number };
    return [found.map((group) => [...group].sort()).sort(), reports];
  };
  expect(await groups(a, b)).toEqual([[[`${a}#1`, `${b}#1`]], 3]);
  expect(await groups(b, a)).toEqual([[[`${a}#1`, `${b}#1`]], 3]);
  expect(await groups(a, b, "--decisions", decisions)).toEqual([[], 4]);
});

test.each([
  ["a wrong verdict", "verdict,a,b\nyes,x#1,y#1\n", /d\.csv:2, verdict: "yes" is not a verdict/, 1],
  ["columns that are missing", "one,two\n1,2\n", /needs the columns a, b and verdict/, 1],
])("%s is an error, and nothing is written", async (_, text, said, code) => {
  const a = file("a.nbib", NBIB);
  const { status, stderr } = await runHere(
    "dedupe", a, "--decisions", file("d.csv", text), "--out", join(folder, "o.ris"),
  ); // prettier-ignore
  expect([status, stderr]).toEqual([code, expect.stringMatching(said) as string]);
  expect(readdirSync(folder).sort()).toEqual(["a.nbib", "d.csv"]);
});

test("nothing is overwritten, and a file named twice is refused", async () => {
  const a = file("a.nbib", NBIB);
  const mine = file("mine.ris", "mine");
  expect((await runHere("dedupe", a, "--out", mine)).status).toBe(2);
  expect(readFileSync(mine, "utf8")).toBe("mine");
  expect((await runHere("dedupe", a, a)).status).toBe(2);
});

test("when one of several outputs cannot be made, none is left behind", async () => {
  const a = file("a.nbib", NBIB);
  const page = file("page.html", "mine");
  const out = join(folder, "o.ris");
  expect((await runHere("dedupe", a, "--out", out, "--report", page)).status).toBe(2);
  expect((await runHere("dedupe", a, "--out", out, "--pairs", out)).status).toBe(2);
  expect(readdirSync(folder).sort()).toEqual(["a.nbib", "page.html"]);
});

test("the format of the first file is kept, and what another one cannot hold is told", async () => {
  const a = file("a.nbib", NBIB);
  const lines = join(folder, "a.jsonl");
  await runHere("convert", a, "--to", "jsonl", "--out", lines);
  const out = join(folder, "out");
  expect((await runHere("dedupe", lines, "--out", out)).stderr).not.toContain("not kept");
  expect(readFileSync(out, "utf8")).toMatch(/^\{/);
  const b = file("b.nbib", NBIB.replace("PT  -", "MH  - Sleep\nPT  -"));
  const { stderr, stdout } = await runHere("dedupe", b, "--out", join(folder, "out.csv"), "--to", "csv");
  expect(stdout).toContain("out.csv (as csv)");
  expect(await runHere("dedupe", b, "--to", "csv")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("--to needs --out") as string,
  });
  const named = await runHere("dedupe", b, "--out", join(folder, "out.ris"));
  expect(named.stdout).toContain("out.ris (as medline)");
  expect(stderr).toMatch(/^not kept in .*out\.csv: MeSH terms of 1 record /m);
});

describe("--known", () => {
  const earlier = (): string => file("old.nbib", NBIB);

  test("says which records an earlier search had, and writes the reports that are new", async () => {
    const fresh = file(
      "new.ris",
      RIS + RIS.slice(RIS.lastIndexOf("TY  -")).replace("volunteers", "Volunteers"),
    );
    const out = join(folder, "new-reports.ris");
    const { status, stdout } = await runHere("dedupe", fresh, "--known", earlier(), "--out", out);
    expect(status).toBe(0);
    expect(stdout).toContain(`earlier search: ${join(folder, "old.nbib")}: 2 records`);
    expect(stdout).toContain("1 of 3 records was in the earlier search already.");
    expect(stdout).toContain("The other 2 records describe 1 new report: 1 duplicate found without a doubt.");
    const text = readFileSync(out, "utf8");
    expect(text.match(/^TY {2}- /gm)).toHaveLength(1);
    expect(text).toContain("Sleep and mood");
  });

  test("--json names the record of the earlier search, and --report shows records of both", async () => {
    const erratum = NBIB.slice(NBIB.indexOf("PMID- 30000002"));
    const old = file("old.ris", RIS);
    const fresh = file("new.nbib", NBIB.replace(erratum, "") + erratum);
    const page = join(folder, "pairs.html");
    const { stdout } = await runHere("dedupe", fresh, "--known", old, "--json", "--report", page);
    expect(JSON.parse(stdout)).toMatchObject({
      records: 2,
      known: { [`${fresh}#1`]: `${old}#1` },
      reports: 1,
      removed: 0,
      groups: [],
      earlier: [{ file: old, records: 2 }],
    });
    expect(readFileSync(page, "utf8")).toContain(
      "2 records were compared with an earlier search, which has 1 of them; the others are 1 reports by themselves: 0 duplicates",
    );
  });

  test("a file cannot be both, and new files without a record are an error", async () => {
    const old = earlier();
    expect((await runHere("dedupe", old, "--known", old)).status).toBe(2);
    const { status, stderr } = await runHere("dedupe", file("empty.ris", "words"), "--known", old);
    expect([status, stderr]).toEqual([1, expect.stringContaining("no record could be read") as string]);
  });
});
