import { describe, expect, test } from "vitest";
import { choice, metaOf, type MetaRun } from "./meta-table.testing.ts";

/** BCG trials with weights: dat.bcg.RR of ../shared/reference/pairwise.json, cases GENQ and GENQM (metafor 5.0-1). */
const TABLE = `yi,vi,w,ablat,alloc
-0.8893113339202054,0.32558476500396133,2.349708171510068,44,random
-1.5853886572014306,0.19458112139814385,3.394650666185905,55,random
-1.3480731482996933,0.4153679653679654,1.9403611927761444,42,random
-1.4415511900213054,0.020010031902247573,8.332636731690359,52,random
-0.21754732221129558,0.05121017216963086,6.613311694918105,13,alternate
-0.786115585818864,0.0069056184559087574,9.354045320007494,44,alternate
-1.6208982235983918,0.22301724757231517,3.095809921964386,19,random
0.011952333523840508,0.0039615792978177295,9.618938138052997,13,random
-0.4694176487381494,0.056434210463248966,6.392463624412447,27,random
-1.3713448034727844,0.07302479361302891,5.779518525168749,42,systematic
-0.3393588283383906,0.01241221397155972,8.895830485582286,18,systematic
0.44591340057137874,0.5325058452001528,1.5810130571734968,33,systematic
-0.017313948216879815,0.0714046596839863,5.8341471103741895,33,systematic
`;

interface Fit {
  readonly estimate: number;
  readonly se: number;
  readonly tau2: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly weights: readonly number[];
}

interface Results {
  readonly fit: Fit;
  readonly regression?: {
    readonly fit: { readonly beta: readonly number[]; readonly se: readonly number[] };
  };
  readonly skipped: readonly { readonly what: string; readonly why: string }[];
}

const resultsOf = ({ written }: MetaRun): Results => JSON.parse(written.get("results.json")!) as Results;

/** Relative, as ../shared/reference asks. */
function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected) + 1e-9);
}

describe("weights of one's own", () => {
  test.each([
    ["GENQ", "z", { estimate: -0.6714120827811091, se: 0.18461274294385374, tau2: 0.3129380313066481, ciLower: -1.0332464100382133, ciUpper: -0.3095777555240048 }],
    ["GENQ", "knha", { estimate: -0.6714120827811091, se: 0.18571639211701244, tau2: 0.3129380313066481, ciLower: -1.0760533406051656, ciUpper: -0.26677082495705257 }],
    ["GENQM", "z", { estimate: -0.6714120827811091, se: 0.19122626953549193, tau2: 0.33886120123610786, ciLower: -1.0462086839686222, ciUpper: -0.296615481593596 }],
  ] as const)("%s with test %s is metafor's rma(weights = w)", async (method, kind, expected) => {
    const run = await metaOf(TABLE, "--weights", "w", "--method", method, "--test", kind);
    expect(run.status).toBe(0);
    const { fit } = resultsOf(run);
    for (const [name, value] of Object.entries(expected)) expectNear(fit[name as keyof typeof expected], value);
    expect(choice(run.stdout, "weights")).toBe("w, in place of inverse variances [chosen]");
  }, 60_000); // prettier-ignore

  test("moderators are weighted too, without a row that lacks one", async () => {
    const table = `${TABLE}0.1,0.2,5,,random\n`;
    const run = await metaOf(table, ...["--weights", "w", "--method", "GENQ", "--test", "knha", "--mods", "~ ablat"]);
    const { beta, se } = resultsOf(run).regression!.fit;
    [0.23903476182613004, -0.02888781507994587].forEach((value, j) => expectNear(beta[j]!, value));
    [0.31377917423162816, 0.00897968895242706].forEach((value, j) => expectNear(se[j]!, value));
  }); // prettier-ignore

  test("any method averages by them: REML gives the weighted mean of the effects", async () => {
    const run = await metaOf("yi,vi,w\n0,0.1,1\n1,0.2,2\n4,0.3,1\n", "--weights", "w");
    const { fit } = resultsOf(run);
    expect(fit.estimate).toBeCloseTo((0 + 2 + 4) / 4, 12);
    expect(fit.weights.map((weight) => weight.toFixed(6))).toEqual(["25.000000", "50.000000", "25.000000"]);
  });

  test("GOSH and the rest take them; what cannot is named", async () => {
    const run = await metaOf(TABLE, "--weights", "w");
    expect(run.written.has("gosh.svg")).toBe(true);
    expect(resultsOf(run).skipped.map(({ what }) => what)).toEqual(["trim and fill"]);
    const zeros = await metaOf("yi,vi,w\n0,0.1,0\n1,0.2,0\n4,0.3,1\n", "--weights", "w");
    expect(zeros.status).toBe(0);
    const skipped = resultsOf(zeros).skipped.map(({ what }) => what);
    expect(skipped).toEqual(expect.arrayContaining(["cumulative", "leave-one-out", "GOSH"]));
  });

  test("a study without a weight is left out and named", async () => {
    const { stdout } = await metaOf("yi,vi,w\n0,0.1,1\n1,0.2,\n4,0.3,1\n", "--weights", "w");
    expect(stdout).toContain("left out: line 3: w missing");
  });

  test("every wrong weight is named with its line and column", async () => {
    const run = await metaOf("yi,vi,w\n0,0.1,-1\n1,0.2,NaN\n4,0.3,1\n", "--weights", "w");
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/data\.csv:2:\d+, w: -1 is not a weight of 0 or more\. Correct the weight/);
    expect(run.stderr).toMatch(/data\.csv:3:\d+, w: "NaN" is not a number\. It comes from a calculation that failed/);
    expect(run.written.size).toBe(0);
  }); // prettier-ignore

  test.each([
    [["--weights", "W"], 2, /there is no column "W" \(asked for by --weights\).*Did you mean "w"\?/],
    [["--weights", "w", "--subgroup", "alloc"], 2, /--mods "~ alloc"/],
    [["--weights", "w", "--model", "PETO"], 2, /weighs the counts itself/],
    [["--method", "GENQ"], 2, /name their column with --weights/],
  ] as const)("%j is refused", async (args, status, said) => {
    const run = await metaOf(TABLE, ...args);
    expect(run.status).toBe(status);
    expect(run.stderr).toMatch(said);
  });

  test("weights that are all 0 are a fault of the table", async () => {
    const run = await metaOf("yi,vi,w\n0,0.1,0\n1,0.2,0\n", "--weights", "w");
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("w is 0 in all studies that have an effect");
  });
});
