import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cpuClock } from "../../../../tools/testing/cpu-time.ts";
import { coppice, withFolder } from "../run-cli.testing.ts";
import { metaOf } from "./meta-table.testing.ts";

/** The BCG trials: Colditz et al. 1994, JAMA 271:698; as metafor's dat.bcg. */
const BCG = `trial,author,year,tpos,tneg,cpos,cneg,ablat,alloc
1,Aronson,1948,4,119,11,128,44,random
2,Ferguson & Simes,1949,6,300,29,274,55,random
3,Rosenthal et al,1960,3,228,11,209,42,random
4,Hart & Sutherland,1977,62,13536,248,12619,52,random
5,Frimodt-Moller et al,1973,33,5036,47,5761,13,alternate
6,Stein & Aronson,1953,180,1361,372,1079,44,alternate
7,Vandiviere et al,1973,8,2537,10,619,19,random
8,TPT Madras,1980,505,87886,499,87892,13,random
9,Coetzee & Berjak,1968,29,7470,45,7232,27,random
10,Rosenthal et al,1961,17,1699,65,1600,42,systematic
11,Comstock et al,1974,186,50448,141,27197,18,systematic
12,Comstock & Webster,1969,5,2493,3,2338,33,systematic
13,Comstock et al,1976,27,16886,29,17825,33,systematic
`;

interface Results {
  readonly fit: {
    readonly estimate: number;
    readonly se: number;
    readonly tau2: number;
    readonly i2: number;
  };
  readonly regression?: { readonly fit: { readonly beta: readonly number[] } };
  readonly studies: readonly { readonly label: string; readonly line: number }[];
  readonly dropped: { readonly total: number };
  readonly choices: readonly { readonly name: string; readonly value: string; readonly how: string }[];
  readonly gosh: object;
}

/** Writes a table, analyses it, and gives what was printed and written. */
function meta(table: string, ...args: readonly string[]) {
  return withFolder((folder) => {
    const file = join(folder, "data.csv");
    writeFileSync(file, table);
    const out = join(folder, "out");
    const run = coppice("meta", file, "--out", out, ...args);
    const written = existsSync(out) ? readdirSync(out).sort() : [];
    const results = existsSync(out)
      ? (JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as Results)
      : undefined;
    return { ...run, written, results };
  });
}

describe("a full analysis of one table", () => {
  const bcg = ["--measure", "RR", "--mods", "~ ablat", "--subgroup", "alloc", "--order", "year"];

  test("BCG: text, JSON and every figure, equal to metafor's rma(measure = 'RR')", () => {
    const { status, stdout, written, results } = meta(BCG, ...bcg);
    expect(status).toBe(0);
    expect(written).toEqual(
      [
        ...["forest", "leave-one-out", "cumulative", "funnel", "baujat", "radial", "labbe", "bubble-ablat", "drapery", "gosh"].map((name) => `${name}.svg`),
        "manifest.json",
        "results.json",
        "summary.txt",
      ].sort(),
    ); // prettier-ignore
    // metafor 5.0-1, ../shared/reference/pairwise.json: rma(ai, bi, ci, di, data = dat.bcg, measure = "RR").
    expect(results!.fit.estimate).toBeCloseTo(-0.7145323, 6);
    expect(results!.fit.se).toBeCloseTo(0.1797815, 6);
    expect(results!.fit.tau2).toBeCloseTo(0.3132433, 6);
    expect(results!.regression!.fit.beta[1]).toBeCloseTo(-0.0291, 4);
    expect(stdout).toContain("As risk ratio: 0.4894 (95% CI 0.3441 to 0.6962");
    expect(stdout).toContain("Moderators (ablat): QM(df = 1) = 16.3582, p < .0001");
    expect(stdout).toContain("tpos");
  });

  test("every choice is in the output, with who made it", () => {
    const { results } = meta(BCG, "--measure", "OR", "--method", "FE", "--level", "90");
    expect(results!.choices).toContainEqual({ name: "method", value: "EE (equal effects)", how: "chosen" });
    expect(results!.choices).toContainEqual({ name: "level", value: "0.9", how: "chosen" });
    expect(results!.choices).toContainEqual({ name: "test", value: "z (normal)", how: "default" });
  });

  test("the numbers do not depend on the threads, random subsets neither", () => {
    const many = `study,yi,vi\n${Array.from({ length: 18 }, (_, i) => `s${i},${Math.sin(i)},${0.1 + i / 50}`).join("\n")}\n`;
    const [one, three] = [meta(many, "--threads", "1"), meta(many, "--threads", "3")];
    expect(three.results!.gosh).toEqual(one.results!.gosh);
  });

  test("rows with an empty cell are left out by name; semicolons and decimal commas are read", () => {
    const { stdout, results } = meta("study;yi;vi\nA;0,5;0,04\nB;;0,02\nC;0,3;0,05\n");
    expect(results!.dropped.total).toBe(1);
    expect(stdout).toContain("left out: line 3: yi missing");
    expect(results!.studies.map(({ label, line }) => [label, line])).toEqual([["A", 2], ["C", 4]]); // prettier-ignore
  });

  test("odds ratios have Harbord's and Peters' tests, unless all tables are of one size", () => {
    expect(meta(BCG, "--measure", "OR").stdout).toContain(
      "Peters' test (1/N): t(df = 11) = -1.3625, p = 0.2003",
    );
    const same = "study,ai,n1i,ci,n2i\nA,3,20,5,20\nB,4,20,9,20\nC,2,20,8,20\nD,7,20,6,20\n";
    const { status, stdout } = meta(same, "--measure", "OR");
    expect(status).toBe(0);
    expect(stdout).toContain("Peters' test: ninv has the same value (0.025) in all 4 rows");
  });

  test("small-study effects are adjusted for by a limit meta-analysis and by Copas' selection model", () => {
    const found = meta(BCG, "--measure", "RR");
    expect(found.stdout).toMatch(/Limit meta-analysis: 0\.\d{4} \(95% CI .*\); small-study effects Q - Q'\(df = 1\) = 2[0-9.]+/);
    expect(found.stdout).toContain("Copas selection model: no selection needed (residual p = ");
    const { bias } = found.results! as unknown as { bias: { copas: { path: unknown[] }; limit: { k: number } } };
    expect(bias.copas.path).toHaveLength(20);
    expect(bias.limit.k).toBe(13);
  }); // prettier-ignore

  test("one study is shown as it is; --json prints what results.json holds; --no-files writes nothing", () => {
    const { status, stdout, written } = meta("yi,vi\n0.5,0.04\n", "--json", "--no-files");
    expect(status).toBe(0);
    expect(written).toEqual([]);
    expect((JSON.parse(stdout) as Results).fit.estimate).toBe(0.5);
  });

  test("means, rates, proportions and correlations by their columns", () => {
    const means =
      "study,mean.e,sd.e,n.e,mean.c,sd.c,n.c\nA,5,2,20,4,2,21\nB,6,2,30,4.5,2.2,28\nC,5,1,9,5,1.2,10\n";
    expect(meta(means, "--measure", "SMD", "--test", "knha").stdout).toContain(
      "Standardised mean difference",
    );
    const rates = "study,x1i,t1i,x2i,t2i\nA,5,100,9,98\nB,2,50,6,55\nC,1,30,3,31\n";
    expect(meta(rates, "--measure", "IRR").written).toContain("labbe.svg");
    expect(meta("study,events,n\nA,5,20\nB,9,31\n", "--measure", "PLO").stdout).toContain("As proportion");
    expect(meta("study,r,n\nA,.5,20\nB,.4,31\n", "--measure", "ZCOR").stdout).toContain("As correlation");
  });
});

describe("bad input is named: what, where, what to do; nothing is written", () => {
  test.each([
    ["the text NaN", "study,yi,vi\nA,0.1,0.2\nB,NaN,0.2\n", [], /data\.csv:3.*yi.*NaN/s],
    ["a negative variance", "study,yi,vi\nA,0.1,-0.2\nB,0.2,0.2\n", [], /data\.csv:2.*vi.*-0\.2/s],
    ["more events than participants", "ai,n1i,ci,n2i\n3,10,2,10\n12,10,2,10\n", ["--measure", "OR"], /data\.csv:3.*more events than participants/s],
    ["no row", "study,yi,vi\n", [], /a header and no row.*Add one row/s],
    ["a constant moderator", "yi,vi,dose\n0.1,0.1,5\n0.2,0.1,5\n0.4,0.2,5\n", ["--mods", "~ dose"], /dose is 5 in all 3 studies/],
    ["moderators that say the same", "yi,vi,a,b\n.1,.1,1,2\n.2,.1,2,4\n.4,.2,3,6\n.4,.2,5,10\n", ["--mods", "~ a + b"], /b is a combination of intrcpt, a/],
    ["a misspelt column", "yi,variance\n0.1,0.1\n", [], /no column for.*vi/s],
  ] as const)("%s", (_, table, args, said) => {
    const { status, stderr, written } = meta(table, ...args);
    expect(stderr).toMatch(said);
    expect(status).toBe(1);
    expect(written).toEqual([]);
  }); // prettier-ignore

  test("a column, measure or method that is not there ends with 2", () => {
    const misspelt = meta("yi,vi,dose\n0.1,0.1,5\n0.2,0.1,6\n", "--mods", "~ dsoe");
    expect(misspelt.stderr).toMatch(/no column "dsoe".*Did you mean.*dose/s);
    expect([misspelt.status, misspelt.written]).toEqual([2, []]);
    expect(meta("yi,vi\n0.1,0.1\n", "--measure", "SMD", "--m1i", "mean").status).toBe(2);
    expect(meta(BCG, "--measure", "RRR").status).toBe(2);
    expect(meta(BCG, "--method", "DLL").stderr).toMatch(/DerSimonian|DL/);
    expect(meta(BCG, "--level", "0").stderr).toMatch(/between 0 and 1/);
  });

  test("a folder with files of one's own is left alone", () => {
    withFolder((folder) => {
      const file = join(folder, "data.csv");
      writeFileSync(file, "yi,vi\n0.1,0.1\n0.2,0.2\n");
      const { status, stderr } = coppice("meta", file, "--out", folder);
      expect([status, stderr]).toEqual([2, expect.stringContaining("nothing of yours is overwritten")]);
      expect(readdirSync(folder)).toEqual(["data.csv"]);
    });
  });
});

test("200,000 rows are pooled in seconds; what is too large for a figure is named", async () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => `${Math.sin(i)},${0.5 + ((i * 7) % 11) / 11}`);
  const spent = cpuClock();
  const { status, stdout, written } = await metaOf(`yi,vi\n${rows.join("\n")}\n`);
  expect(spent()).toBeLessThan(20_000);
  expect(status).toBe(0);
  expect(stdout).toContain("200 000 rows, 200 000 studies used");
  expect(stdout).toContain("forest: 200000 studies; it is drawn for up to 500");
  expect([...written.keys()]).toEqual(["manifest.json", "results.json", "summary.txt"]);
}, 600_000);
