import { describe, expect, test } from "vitest";
import { metaOf } from "./meta-table.testing.ts";

/** The BCG trials: Colditz et al. 1994, JAMA 271:698; as metafor's dat.bcg. */
const BCG = `trial,tpos,tneg,cpos,cneg,ablat
1,4,119,11,128,44
2,6,300,29,274,55
3,3,228,11,209,42
4,62,13536,248,12619,52
5,33,5036,47,5761,13
6,180,1361,372,1079,44
7,8,2537,10,619,19
8,505,87886,499,87892,13
9,29,7470,45,7232,27
10,17,1699,65,1600,42
11,186,50448,141,27197,18
12,5,2493,3,2338,33
13,27,16886,29,17825,33
`;
const RARE = "study,ai,n1i,ci,n2i\nA,0,100,2,100\nB,1,120,3,118\nC,2,90,2,95\nD,0,80,0,80\n";

interface Output {
  readonly model: string;
  readonly fit: { readonly estimate: number; readonly se: number; readonly tau2?: number };
  readonly regression?: { readonly fit: { readonly beta: readonly number[] } };
}

describe("models of counts", () => {
  // metafor 5.0-1: rma.mh, rma.peto and rma.glmm of dat.bcg.
  test.each([
    ["--method MH", "OR", -0.4734, 0.041],
    ["--method MH", "RR", -0.4537, 0.0393],
    ["--method PETO", "OR", -0.4744, 0.0407],
  ])("%s of %s: text, JSON and forest", async (model, measure, estimate, se) => {
    const { status, stdout, written } = await metaOf(BCG, "--measure", measure, ...model.split(" "));
    expect(status).toBe(0);
    expect([...written.keys()]).toEqual(["forest.svg", "manifest.json", "results.json", "summary.txt"]);
    const { fit } = JSON.parse(written.get("results.json")!) as Output;
    expect(fit.estimate).toBeCloseTo(estimate, 4);
    expect(fit.se).toBeCloseTo(se, 4);
    expect(stdout).toMatch(/^model +(MH|PETO) \(/m);
    expect(stdout).toMatch(/^As (odds|risk) ratio: 0\.6/m);
    expect(written.get("forest.svg")).toContain("k = 13");
  });

  test.each(["UM.FS", "UM.RS", "CM.AL", "CM.EL"])(
    "--model %s, without and with moderators",
    async (model) => {
      const { status, stdout, stderr, written } = await metaOf(BCG, "--measure", "OR", "--model", model, "--mods", "~ ablat"); // prettier-ignore
      expect(status, stderr).toBe(0);
      const { fit, regression, model: named } = JSON.parse(written.get("results.json")!) as Output;
      expect(named).toBe(model);
      // Each model is held against rma.glmm in packages/meta/src/glmm; here they need only be near each other.
      expect(fit.estimate).toBeGreaterThan(-0.77);
      expect(fit.estimate).toBeLessThan(-0.71);
      expect(fit.tau2).toBeGreaterThan(0.2);
      expect(regression!.fit.beta[1]).toBeCloseTo(-0.03, 2);
      expect(stdout).toContain("Result with moderators: ~ ablat");
      // Its line may be broken between the two words.
      expect(written.get("forest.svg")).toMatch(/likelihood(?: |<\/text><text[^>]*>)ratio/);
    },
  );

  test("single groups and rates", async () => {
    const one = await metaOf("study,events,n\nA,5,20\nB,9,31\nC,0,12\n", "--measure", "PLO", "--model", "GLMM", "--no-files"); // prettier-ignore
    expect(one.stdout).toMatch(/^As proportion: 0\.[12]/m);
    const rates = "study,x1i,t1i,x2i,t2i\nA,5,100,9,98\nB,2,50,6,55\nC,1,30,3,31\n";
    for (const args of [["--method", "MH"], ["--model", "CM.EL"]]) // prettier-ignore
      expect((await metaOf(rates, "--measure", "IRR", "--no-files", ...args)).stdout).toMatch(/^As rate ratio: 0\./m); // prettier-ignore
  });

  test("rare events ask for them; --model says nothing of it", async () => {
    const { stdout } = await metaOf(RARE, "--measure", "OR", "--no-files", "--no-bias");
    expect(stdout).toContain(
      "Note: 2 studies have a group without events, or with events only. Models of the counts need no correction for that: --model MH, PETO, UM.FS, UM.RS, CM.EL, CM.AL.",
    );
    expect((await metaOf(BCG, "--measure", "OR", "--no-files", "--no-bias")).stdout).not.toContain("--model");
    expect((await metaOf(RARE, "--measure", "OR", "--no-files", "--method", "MH")).status).toBe(0);
  });

  test.each([
    [["--measure", "RR", "--model", "CM.EL"], /CM\.EL pools counts, of the measures OR, IRR, not RR/],
    [["--measure", "OR", "--model", "UM.FS", "--method", "DL"], /--method ML .* or EE .*, not DL/],
    [["--measure", "OR", "--model", "MH", "--mods", "~ ablat"], /MH takes no moderators/],
    [["--measure", "OR", "--method", "MH", "--model", "PETO"], /contradict each other/],
    [["--measure", "OR", "--method", "MH", "--test", "knha"], /tested by z, not knha/],
  ])("%j is a wrong call", async (args, said) => {
    const { status, stderr } = await metaOf(BCG, ...args);
    expect(stderr).toMatch(said);
    expect(status).toBe(2);
  });
});
