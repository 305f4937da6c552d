import { describe, expect, test } from "vitest";
import { metaOf } from "./meta-table.testing.ts";

const PROPORTIONS = "study,events,n\nA,5,20\nB,9,31\nC,2,40\n";

/** Labels of the ticks and rows of the forest plot. */
const texts = (svg: string | undefined): string =>
  svg?.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+\./g, ".") ?? "";

describe("effects are shown as people think of them", () => {
  test("PFT: a proportion in text and forest, no line of no effect", async () => {
    const { stdout, written } = await metaOf(PROPORTIONS, "--measure", "PFT", "--no-bias");
    expect(stdout).toMatch(/^As proportion: 0\.1\d* \(95% CI 0\.0\d* to 0\.\d+/m);
    const forest = written.get("forest.svg")!;
    // 5 of 20, by its own size.
    expect(texts(forest)).toMatch(/0\.25/);
    expect(forest).not.toContain('class="null"');
    expect(written.get("drapery.svg")).not.toContain('class="null"');
  });

  test("ZCOR: correlations on the axis of the forest", async () => {
    const { written } = await metaOf("study,r,n\nA,.5,20\nB,.4,31\nC,.9,40\n", "--measure", "ZCOR", "--no-bias"); // prettier-ignore
    const forest = written.get("forest.svg")!;
    expect(texts(forest)).toMatch(/0\.50/);
    expect(texts(forest)).toMatch(/0\.90/);
    expect(texts(forest)).toContain("Correlation");
    expect(forest).toContain('class="null"');
  });

  test.each([
    ["IRLN", "study,events,time\nA,5,20\nB,9,31\nC,2,40\n", "rate"],
    ["IRFT", "study,events,time\nA,5,20\nB,9,31\nC,2,40\n", "rate"],
    ["ABT", "study,ai,mi,ni\nA,.8,10,50\nB,.9,10,80\nC,.7,10,60\n", "alpha"],
    ["AHW", "study,ai,mi,ni\nA,.8,10,50\nB,.9,10,80\nC,.7,10,60\n", "alpha"],
    ["PRZ", PROPORTIONS, "proportion"],
  ])("%s has a back-transformation", async (measure, table, label) => {
    const { stdout } = await metaOf(table, "--measure", measure, "--no-bias", "--no-files");
    const [, shown] = new RegExp(`^As ${label}: ([0-9.]+)`, "m").exec(stdout)!;
    // Between the least and the largest of the studies.
    const [low, high] = label === "alpha" ? [0.7, 0.9] : [0.05, 0.3];
    expect(Number(shown)).toBeGreaterThan(low);
    expect(Number(shown)).toBeLessThan(high);
  });

  test("--exp: generic logarithms are shown as ratios", async () => {
    const { stdout, written } = await metaOf("study,yi,vi\nA,0.1,0.1\nB,0.2,0.2\nC,0.4,0.1\n", "--exp", "--no-bias"); // prettier-ignore
    expect(stdout).toMatch(/^As ratio: 1\.2/m);
    expect(texts(written.get("forest.svg"))).toContain("logarithmic axis");
    const wrong = await metaOf(PROPORTIONS, "--measure", "PLO", "--exp");
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("--exp says")]);
  });
});

describe("names of the arms", () => {
  const table = "study,ai,n1i,ci,n2i\nA,4,20,6,21\nB,5,30,9,33\nC,7,40,8,38\n";

  test("stand above the columns, at the axis and in L’Abbé’s plot", async () => {
    const { written } = await metaOf(table, "--measure", "RR", "--no-bias", "--arm1", "Ketamine", "--arm2", "Placebo"); // prettier-ignore
    const forest = texts(written.get("forest.svg"));
    for (const text of ["Ketamine", "Placebo", "← Less with Ketamine", "More with Ketamine →"])
      expect(forest).toContain(text);
    expect(texts(written.get("labbe.svg"))).toContain("Risk in Placebo");
  });

  test("--favours-left and --favours-right say what lies there; one alone is a wrong call", async () => {
    const { written } = await metaOf(table, "--measure", "RR", "--no-bias", "--favours-left", "favours A", "--favours-right", "favours B"); // prettier-ignore
    expect(texts(written.get("forest.svg"))).toContain("← favours A");
    expect((await metaOf(table, "--measure", "RR", "--arm1", "A")).status).toBe(2);
  });
});

test("studies that stand several times are warned of, in text and JSON", async () => {
  const table = "study,yi,vi\nA,0.1,0.1\nA,0.2,0.2\nB,0.4,0.1\nA,0.3,0.1\n";
  const { stdout, written } = await metaOf(table, "--no-bias");
  expect(stdout).toContain('WARNING: 4 effects of 2 studies by study ("A" stands 3 times). Effects of one study depend');
  expect(JSON.parse(written.get("results.json")!)).toMatchObject({
    warnings: [{ code: "repeated-studies", effects: 4, studies: 2 }],
  });
  expect((await metaOf(table.replace("\nA,0.2", "\nC,0.2").replace("\nA,0.3", "\nD,0.3"), "--no-files")).stdout).not.toContain("WARNING"); // prettier-ignore
}); // prettier-ignore
