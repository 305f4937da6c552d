import { describe, expect, test } from "vitest";
import { choice, metaOf } from "./meta-table.testing.ts";

describe("columns that the user names win over recognised ones", () => {
  const limits = ["--yi", "yi", "--lower", "lower", "--upper", "upper"];

  test("limits are used beside a recognised standard error, and that is said", async () => {
    const { stdout } = await metaOf(
      "study,yi,lower,upper,sei\nA,0.1,-0.1,0.3,0.9\nB,0.2,-0.1,0.5,0.9\nC,0.4,0.1,0.7,0.9\n",
      ...limits,
    );
    expect(choice(stdout, "columns")).toBe("yi, lower, upper [chosen]");
    expect(choice(stdout, "not used")).toBe(
      "sei (the effects are computed from yi, lower, upper: columns were chosen)",
    );
    expect(stdout).toMatch(/^A +0\.1000 +0\.0104 +0\.1020 /m);
  });

  test("a row with both limits is used although its standard error is missing", async () => {
    const { stdout } = await metaOf(
      "study,effect,ci_low,ci_high,se\nA,0.1,-0.1,0.3,\nB,0.2,-0.1,0.5,\nC,0.4,0.1,0.7,0.2\nD,1,,,0.1\n",
      ...["--yi", "effect", "--lower", "ci_low", "--upper", "ci_high"],
    );
    expect(stdout).toContain("4 rows, 3 studies used, 1 row left out");
    expect(stdout).toContain("line 5: ci_low, ci_high missing");
  });

  test("totals that were named are used, not recognised columns of those without event", async () => {
    const { stdout } = await metaOf(
      "ai,bi,ci,di,n1i,n2i\n4,9,6,9,20,20\n3,9,5,9,20,20\n",
      ...["--measure", "OR", "--n1i", "n1i", "--n2i", "n2i"],
    );
    expect(choice(stdout, "not used")).toMatch(/^bi, di/);
  });

  test("without a choice the order is vi, sei, limits, and what is not used is said", async () => {
    const { stdout } = await metaOf("yi,vi,sei\n0.1,0.2,9\n0.2,0.2,9\n");
    expect(choice(stdout, "not used")).toBe("sei (the effects are computed from yi, vi: they come first)");
  });

  test.each([
    [["--sei", "sei", "--lower", "lower", "--upper", "upper"], /--lower lower is not used: the effects are taken from yi, lower, upper|--sei sei is not used/],
    [["--lower", "lower", "--upper", "top"], /no column "top"/],
    [["--m1i", "sei"], /--m1i sei is not used: the effects are taken from yi, sei.*Leave out --m1i/s],
  ] as const)("named columns that cannot all be used are an error: %j", async (args, said) => {
    const { status, stderr, written } = await metaOf("yi,lower,upper,sei\n0.1,0,0.2,1\n0.2,0,0.5,1\n", ...args);
    expect(stderr).toMatch(said);
    expect([status, written.size]).toEqual([2, 0]);
  }); // prettier-ignore

  test("one end of an interval asks for the other", async () => {
    const { stderr } = await metaOf("yi,low,sei\n0.1,0,1\n0.2,0,1\n", "--lower", "low");
    expect(stderr).toMatch(/there is no column for the other.*Name it with --upper COLUMN/s);
  });
});

describe("commas and points in a file of semicolons", () => {
  const table = ["--measure", "RR"];

  test.each([
    ["a comma for thousands in a count", "study;ai;n1i;ci;n2i\nA;4;12,500;9;12,400\nB;3;80;4;90\n", table, [
      /data\.csv:2:5, n1i: "12,500" can be 12500 or 12\.5; .* Write 12500, without separators of thousands/,
      /data\.csv:2:14, n2i: "12,400"/,
    ]],
    ["a point for thousands in a count", "ai;n1i;ci;n2i\n4;12.500;9;120\n", table, [/"12\.500" can be 12500 or 12\.5.*Write 12500/]],
    ["a point beside decimal commas", "yi;vi\n4;0,02\n4;1.250\n", [], [/data\.csv:3:3, vi: "1\.250" can be 1250 or 1\.25: the file has decimal commas \("0,02" in line 2\)/]],
    ["three digits behind every comma", "yi;vi\n4,250;2\n5,125;2\n", [], [/data\.csv:2:1, yi: "4,250" can be 4250 or 4\.25/, /data\.csv:3:1, yi: "5,125"/]],
    ["both decimal signs", "yi;vi\n4,250;0,02\n4;1.5\n", [], [/"4,250" can be .* \("0,02" in line 2\) and decimal points/]],
    ["a moderator", "yi;vi;x\n4;0.02;1,500\n4;1.5;2,500\n3;1.5;3,500\n", ["--mods", "~ x"], [/data\.csv:2:8, x: "1,500" can be 1500 or 1\.5/]],
  ] as const)("are an error where they can be read in two ways: %s", async (_, text, args, said) => {
    const { status, stderr, written } = await metaOf(text, ...args);
    for (const each of said) expect(stderr).toMatch(each);
    expect([status, written.size]).toEqual([1, 0]);
  }); // prettier-ignore

  test("are decimals where another cell shows it, whichever comes first", async () => {
    const { stdout } = await metaOf("study;yi;vi\nA;4,250;1,125\nB;0,3;2\n");
    expect(stdout).toMatch(/^A +4\.2500 +1\.1250 /m);
    expect(choice(stdout, "file")).toBe("separated by semicolons, decimals by a comma, utf-8 [recognised]");
  });
});

describe("counts are whole numbers", () => {
  const cluster = "study,ai,n1i,ci,n2i\nA,4,12.5,9,12\nB,4,120,9.5,100\nC,4,120,9,100\n";

  test("a fraction is an error with its line", async () => {
    const { status, stderr } = await metaOf(cluster, "--measure", "RR");
    expect(stderr).toMatch(/data\.csv:2:5, n1i: 12\.5 is not a whole number.*add --fractional-counts/);
    expect(stderr).toMatch(/data\.csv:3:9, ci: 9\.5/);
    expect(status).toBe(1);
  });

  test("unless the user says that they may be fractions, which the output states", async () => {
    const { status, stdout } = await metaOf(cluster, "--measure", "RR", "--fractional-counts");
    expect(status).toBe(0);
    expect(choice(stdout, "counts")).toBe("may be fractions [chosen]");
  });
});
