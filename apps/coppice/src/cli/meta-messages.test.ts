import { describe, expect, test } from "vitest";
import { metaOf } from "./meta-table.testing.ts";

const THREE =
  "study,yi,vi,alloc\nA,0.1,0.1,random\nB,0.2,0.2,alternate\nC,0.4,0.1,random\nD,0.5,0.1,alternate\n";
const QUICK = ["--no-files", "--no-bias"];

describe("what the text says", () => {
  test("categories without an intercept are compared with nothing", async () => {
    const { stdout } = await metaOf(THREE, ...QUICK, "--mods", "~ factor(alloc) - 1");
    expect(stdout).toContain("Categories: each level of factor(alloc) has a coefficient of its own.");
    expect(stdout).not.toContain("compared with");
  });

  test("the reference level can be set, and is said", async () => {
    const { stdout } = await metaOf(THREE, ...QUICK, "--mods", "~ factor(alloc, ref = 'random')");
    expect(stdout).toContain('Categories: factor(alloc) is compared with "random".');
    expect(stdout).toMatch(/^factor\(alloc\)alternate +0\.1/m);
  });

  test("one study is no model: no likelihood, no heterogeneity", async () => {
    const { stdout } = await metaOf("yi,vi\n0.5,0.04\n", ...QUICK);
    expect(stdout).toContain("One effect, nothing pooled (test z; level 95%)");
    expect(stdout).not.toMatch(/Random-effects|AIC|Inf|tau2 \(/);
  });

  test("an estimate of tau2 outside its interval is noted", async () => {
    const near = Array.from({ length: 30 }, (_, i) => [(i % 2) / 10, 0.01]);
    const rows = [...near, [10, 50]];
    const { stdout } = await metaOf(`yi,vi\n${rows.join("\n")}\n`, ...QUICK, "--method", "HE");
    expect(stdout).toMatch(/Note: the estimate of tau2 \([\d.]+, HE\) lies outside its 95% interval/);
    expect((await metaOf(THREE, ...QUICK)).stdout).not.toContain("lies outside");
  });

  test("Hartung-Knapp that narrows is said with its factor", async () => {
    const { stdout } = await metaOf("yi,vi\n0.1,0.1\n0.11,0.1\n0.12,0.1\n", ...QUICK, "--test", "knha");
    expect(stdout).toMatch(/Hartung-Knapp multiplies the standard error by 0\.\d\d here/);
  });

  test("a forest plot claims no table below it", async () => {
    const forest = (await metaOf(THREE, "--no-bias")).written.get("forest.svg");
    expect(forest).toMatch(/<desc[^>]*>Forest plot of 4 studies \(Effect\)\. Each row gives its numbers as text\.</);
  }); // prettier-ignore
});

describe("what an error says", () => {
  test.each([
    ["counts without a measure", "ai,bi,ci,di\n1,9,2,8\n", [], 1, /Say what to compute from it with --measure: OR, RR, RD/],
    ["an unknown function", THREE, ["--mods", "~ relevel(alloc, ref = 'random')"], 2, /no function relevel .*factor\(x, ref = "a"\) compares with a/],
    ["an unknown level", THREE, ["--mods", "~ factor(alloc, ref = 'randm')"], 2, /factor\(alloc\) has no level "randm".*Did you mean "random"/s],
    ["a binary file", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 8, 0]), [], 1, /data\.csv is not a text file/],
    ["exchanged limits", "yi,lower,upper\n1,3,0\n1,0,2\n", [], 1, /data\.csv:2:3, lower: the lower limit 3 is greater than the upper limit 0/],
    ["an effect outside its limits", "yi,lower,upper\n1,2,3\n1,0,2\n", [], 1, /data\.csv:2:1, yi: the effect 1 does not lie/],
    ["too many events", "ai,n1i,ci,n2i\n3,10,2,10\n1,10,12,10\n", ["--measure", "OR"], 1, /data\.csv:3:6, ci: ci = 12 is more than n2i = 10/],
    ["another name misspelt", "tps,tneg,cpos,cneg\n1,9,2,8\n", ["--measure", "OR"], 1, /no column for ai.*Did you mean --ai tps\?/],
    ["one row without its numbers", "yi,vi\n1,\n", [], 1, /its one row was left out: vi missing \(1 row\)/],
    ["a constant moderator", "yi,vi,dose\n0.1,0.1,5\n0.2,0.1,5\n0.4,0.2,5\n", ["--mods", "~ dose"], 1, /data\.csv:1:7, dose: dose is 5 in all 3 studies/],
  ] as const)("%s", async (_, table, args, code, said) => {
    const { status, stderr, stdout } = await metaOf(table, ...QUICK, ...args);
    expect(stderr).toMatch(said);
    expect([status, stdout]).toEqual([code, ""]);
  }); // prettier-ignore

  test.each([
    ["--vtype", "XX", "--measure", "OR", "--ai", "yi", "--bi", "yi", "--ci", "yi", "--di", "yi", "--fractional-counts"],
    ["--tau2", "-1"],
    ["--method", "GENQ"],
    ["--tau2", "1", "--method", "EE"],
    ["--add", "-1"],
    ["--study", "stdy"],
    ["--subgroup", "aloc"],
    ["--order", "year"],
    ["--mods", "~ +"],
    ["--mods", "~ aloc"],
    ["--yi", "effect"],
  ])("a wrong value of an option ends with 2: %s %s", async (...args) => {
    const { status, stderr } = await metaOf(THREE, ...QUICK, ...args);
    expect(status, stderr).toBe(2);
  }); // prettier-ignore
});
