import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import type { MeasuredAgreement } from "../actions/agreement/run-agreement.ts";
import { runHere } from "./run-here.testing.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "coppice-agreement-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function agreement(text: string | Uint8Array, ...args: readonly string[]) {
  const file = join(folder, "votes.csv");
  writeFileSync(file, text);
  const run = await runHere("agreement", file, ...args);
  return { ...run, stderr: run.stderr.replaceAll(`${folder}/`, ""), stdout: run.stdout.replaceAll(`${folder}/`, "") };
} // prettier-ignore

async function measured(
  text: string | Uint8Array,
  ...args: readonly string[]
): Promise<Pick<MeasuredAgreement, "layout" | "how" | "columns" | "unused" | "agreement" | "problems">> {
  const { status, stdout, stderr } = await agreement(text, "--json", ...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout) as MeasuredAgreement;
}

const WIDE =
  "record,reviewer_a,reviewer_b\n1,include,include\n2,include,exclude\n3,exclude,exclude\n4,0,no\n5,,Yes\n";
const LONG =
  "record,reviewer,decision\n1,reviewer_a,include\n1,reviewer_b,include\n2,reviewer_b,exclude\n2,reviewer_a,include\n" +
  "3,reviewer_a,exclude\n3,reviewer_b,exclude\n4,reviewer_a,0\n4,reviewer_b,no\n5,reviewer_b,Yes\n";

describe("coppice agreement reads", () => {
  it("a column for each rater, recognised by name", async () => {
    const { layout, how, columns, agreement: found } = await measured(WIDE);
    expect({ layout, how, columns }).toEqual({
      layout: "wide",
      how: "recognised",
      columns: { id: "record", votes: ["reviewer_a", "reviewer_b"], reviewer: null },
    });
    expect(found.pairs[0]).toMatchObject({ units: 4, table: [[1, 1], [0, 2]], observed: { estimate: 0.75 } }); // prettier-ignore
    expect(found.pairs[0]!.kappa.coefficient.estimate).toBeCloseTo(0.5, 12);
    expect(found).toMatchObject({ units: 5, pairedUnits: 4, missing: 1, votes: 9, categories: ["include", "exclude"] }); // prettier-ignore
  });

  it("a row for each vote, with the same numbers", async () => {
    const { layout, columns, agreement: found } = await measured(LONG);
    expect(layout).toBe("long");
    expect(columns).toEqual({ id: "record", votes: ["decision"], reviewer: "reviewer" });
    expect(found).toEqual((await measured(WIDE)).agreement);
  });

  it("semicolons, tabs, gzip, a byte order mark and quotes alike", async () => {
    const expected = (await measured(WIDE)).agreement;
    const texts = [
      WIDE.replaceAll(",", ";"),
      WIDE.replaceAll(",", "\t"),
      gzipSync(WIDE),
      `\ufeff${WIDE.replaceAll("\n", "\r\n")}`,
      WIDE.replaceAll("include", '"include"'),
    ];
    for (const text of texts) expect((await measured(text)).agreement).toEqual(expected);
  });

  it("columns that are named, whatever they are called", async () => {
    const text = "key,anna,ben,outcome\n1,1,1,1\n2,0,1,0\n";
    const { how, columns, agreement: found } = await measured(text, "--raters", "ben,anna", "--id", "key");
    expect(how).toBe("named");
    expect(columns).toEqual({ id: "key", votes: ["ben", "anna"], reviewer: null });
    expect(found.raters).toEqual(["ben", "anna"]);
    const long = LONG.replace("record,reviewer,decision", "paper,who,said");
    const named = await measured(long, "--id", "paper", "--reviewer", "who", "--vote", "said");
    expect(named.agreement).toEqual((await measured(LONG)).agreement);
  });

  it("names without a hint only where nothing but votes stands beside the id; what came of the votes is left out and said", async () => {
    expect((await measured("record,anna,ben\n1,in,out\n2,in,in\n")).columns.votes).toEqual(["anna", "ben"]);
    const guessed = await agreement("record,anna,ben,title\n1,in,out,A trial\n2,in,in,Another\n");
    expect(guessed.status).toBe(1);
    expect(guessed.stderr).toContain("These hold nothing but votes: anna, ben.");
    const text = "id,reviewer 1,reviewer 2,final,conflict\n1,in,out,in,1\n2,in,in,in,0\n";
    const { columns, unused } = await measured(text);
    expect({ votes: columns.votes, unused }).toEqual({
      votes: ["reviewer 1", "reviewer 2"],
      unused: ["final", "conflict"],
    });
    expect((await agreement(text)).stdout).toContain("Not used, though votes could stand there: final, conflict."); // prettier-ignore
  });

  it("maybe as a category where somebody says so, and categories of the user's own in their order", async () => {
    expect((await measured(`${WIDE}6,unclear,no\n`)).agreement.categories).toEqual(["include", "maybe", "exclude"]); // prettier-ignore
    const grades = "id,rater1,rater2\n1,1,2\n2,3,3\n3,2,2.0\n";
    const { agreement: found } = await measured(grades, "--categories", "1,2,3", "--weights", "linear");
    expect(found.pairs[0]!.table).toEqual([[0, 1, 0], [0, 1, 0], [0, 0, 1]]); // prettier-ignore
    expect(found.pairs[0]!.weightedKappa!.coefficient.estimate).toBeGreaterThan(found.pairs[0]!.kappa.coefficient.estimate!); // prettier-ignore
    expect(found.alpha.map(({ metric }) => metric)).toEqual(["nominal", "ordinal", "interval"]);
    expect(found.ac2).not.toBeNull();
  });

  it("of several reviewers those that are named", async () => {
    const three = `${LONG}1,cleo,no\n2,cleo,no\n`;
    expect((await measured(three)).agreement.pairs).toHaveLength(3);
    const { agreement: found } = await measured(three, "--raters", "cleo,reviewer_a");
    expect(found.pairs.map(({ raters, table }) => ({ raters, table }))).toEqual([{ raters: ["cleo", "reviewer_a"], table: [[0, 0], [2, 0]] }]); // prettier-ignore
  });
});

describe("coppice agreement says", () => {
  it("what was read, the table, the coefficients and where intervals come from", async () => {
    const { status, stdout, stderr } = await agreement(WIDE);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("votes.csv: 5 records; a column for each rater: reviewer_a, reviewer_b (recognised by name)."); // prettier-ignore
    expect(stdout).toContain("1 of 10 votes is missing; 4 records have the votes of two raters or more.");
    expect(stdout).toContain("These must be the votes before adjudication");
    expect(stdout).toMatch(/^reviewer_a \\ reviewer_b {2}include {2}exclude {2}all\ninclude {24}1 {8}1 {4}2\n/m); // prettier-ignore
    expect(stdout).toContain("agree on 3 of 4 records (75.0%); by chance they would on 50.0%.");
    expect(stdout).toMatch(/^Cohen's kappa +0\.5000 /m);
    expect(stdout).toContain("Fleiss, Cohen and Everitt 1969 (the simple one of Cohen 1960 is 0.4330)");
    expect(stdout).toContain("Fewer than 30 records");
  });

  it("why a value is missing", async () => {
    const { status, stdout } = await agreement("record,reviewer_a,reviewer_b\n1,no,no\n2,no,no\n");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Cohen's kappa +- +- +-$/m);
    expect(stdout).toContain("Cohen's kappa has no value: all votes are the same");
    expect(stdout).not.toContain("NaN");
  });

  it("each two of more raters, with their tables", async () => {
    const { stdout } = await agreement(`${LONG}1,cleo,no\n2,cleo,no\n3,cleo,no\n`, "--level", "90");
    expect(stdout).toContain("All 3 raters:");
    expect(stdout).toContain("90% interval");
    for (const pair of ["reviewer_a and reviewer_b", "reviewer_a and cleo", "reviewer_b and cleo"])
      expect(stdout).toMatch(new RegExp(`^${pair} +\\d`, "m"));
    expect(stdout.match(/ \(columns\) agree on /g)).toHaveLength(3);
  });

  it("that one vote is far rarer than the other", async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `${row},${row < 2 ? 1 : 0},${row === 1 || row === 2 ? 1 : 0}\n`); // prettier-ignore
    const { stdout } = await agreement(`record,reviewer_a,reviewer_b\n${rows.join("")}`);
    expect(stdout).toContain("(prevalence index 0.93)");
    expect(stdout).toContain("the agreement on include.");
  });
});

describe("coppice agreement refuses", () => {
  it.each<[what: string, text: string, args: readonly string[], status: number, says: readonly string[]]>([
    ["an unknown column", WIDE, ["--raters", "reviewer_a,reviewer_c"], 1, ['votes.csv:1, reviewer_c: there is no column "reviewer_c" (asked for by --raters)', 'Did you mean "reviewer_a"?']],
    ["a word that is no vote", WIDE.replace("no", "inlcude"), [], 1, ['votes.csv:5:5, record 4, reviewer_b: "inlcude" is not a vote; expected include, maybe, exclude.', 'Did you mean "include"?']],
    ["a vote with a remark", WIDE.replace("no", "Exclude - good intro"), [], 1, ['votes.csv:5:5', 'Did you mean "exclude"?']],
    ["two votes of one reviewer", `${LONG}4,reviewer_a,1\n`, [], 1, ['votes.csv:11:14, record 10, decision: reviewer_a voted "1" on record 4, and "0" on line 8.', "before the reviewers settled it"]],
    ["a record that stands twice", `${WIDE}3,no,no\n`, [], 1, ["votes.csv:7:1, record 6, record: record 3 stands on line 4 already."]],
    ["a vote on no record", `${LONG},reviewer_a,1\n`, [], 1, ["votes.csv:11:1, record 10, record: the row names no record."]],
    ["an unknown reviewer", LONG, ["--raters", "reviewer_a,reviewr_b"], 1, ['there is no reviewer "reviewr_b"', 'Did you mean "reviewer_b"?']],
    ["one reviewer", "record,reviewer,vote\n1,a,in\n2,a,out\n", [], 1, ["agreement needs two raters, and all votes are those of a."]],
    ["one column", WIDE, ["--raters", "reviewer_a"], 1, ["agreement needs two raters"]],
    ["no votes", "record,reviewer_a,reviewer_b\n1,,\n", ["--raters", "reviewer_a,reviewer_b"], 1, ["there is no vote in the table"]],
    ["no rows", "record,reviewer_a,reviewer_b\n", [], 1, ["the table has a header and no rows"]],
    ["an empty file", "", [], 1, ["the file is empty"]],
    ["a short row", `${WIDE}7,in\n`, [], 1, ["votes.csv:7: the row has 2 cells, the header has 3"]],
    ["an open quote", `${WIDE}7,"in,in\n`, [], 1, ["votes.csv:7:3: a quoted cell is never closed"]],
    ["a column that stands twice", "id,reviewer_a,reviewer_a\n1,in,in\n", [], 1, ['the column "reviewer_a" stands twice']],
    ["no column for the record", "reviewer,vote\na,in\nb,in\n", [], 1, ["no column is known to hold the record", "--id COLUMN"]],
    ["a level of 200", WIDE, ["--level", "200"], 2, ["between 0 and 1"]],
    ["unknown weights", WIDE, ["--weights", "cubic"], 2, ["linear, quadratic"]],
    ["a name given twice", WIDE, ["--raters", "a,a"], 2, ["not a list of names"]],
    ["one category", WIDE, ["--categories", "in"], 2, ["two names or more"]],
    ["a seed that is none", WIDE, ["--seed", "1.5"], 2, ["no 32-bit integer"]],
  ])("%s", async (_, text, args, status, says) => {
    const run = await agreement(text, ...args);
    expect({ status: run.status, stdout: run.stdout }).toEqual({ status, stdout: "" });
    for (const part of says) expect(run.stderr).toContain(part);
  }); // prettier-ignore

  it("every mistake at once, and a file that is not there", async () => {
    const { stderr } = await agreement("record,reviewer,vote\n1,a,include\n1,a,exclude\n1,b,inlcude\n,b,out\n"); // prettier-ignore
    expect(stderr).toContain("3 errors");
    const absent = await runHere("agreement", join(folder, "absent.csv"));
    expect(absent.status).toBe(1);
    expect(absent.stderr).toMatch(/absent\.csv.*no such file/);
    const broken = await agreement(gzipSync(WIDE).subarray(0, 40));
    expect(broken.status).toBe(1);
    expect(broken.stderr).toContain("cut off, damaged or far too large");
  });

  it("not a vote that is repeated: it counts once, with a warning", async () => {
    const { status, stdout, stderr } = await agreement(`${LONG}4,reviewer_a,exclude\n`);
    expect(status).toBe(0);
    expect(stderr).toContain("votes.csv:11:14, record 10, decision: reviewer_a voted on record 4 on line 8 already"); // prettier-ignore
    expect(stdout).toContain("agree on 3 of 4 records");
  });
});

describeShared("FRIENDS, both reviewers' votes", ["corpora", "screening", "FRIENDS_dual.csv.gz"], (path) => {
  it("read as they are: 55, 7, 15, 2512", async () => {
    const { status, stdout } = await runHere("agreement", path, "--json");
    expect(status).toBe(0);
    const { columns, unused, agreement: found } = JSON.parse(stdout) as MeasuredAgreement;
    expect(columns.votes).toEqual(["reviewer_a", "reviewer_b"]);
    expect(unused).toEqual(["conflict", "label_included"]);
    const [pair] = found.pairs;
    expect({ table: pair!.table, missing: found.missing }).toEqual({
      table: [[55, 7], [15, 2512]],
      missing: 1,
    }); // prettier-ignore
    expect(pair!.kappa.coefficient.estimate).toBeCloseTo(0.8289898759412487, 10);
    expect(pair!.pabak.estimate).toBeCloseTo(0.9830050212437234, 10);
    expect(pair!.ac1.estimate).toBeCloseTo(0.9910582373151163, 10);
    expect(pair!.kappa.seSimple).toBeCloseTo(0.03630424344147058, 10);
  });
});
