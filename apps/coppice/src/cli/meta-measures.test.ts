import { expect, test } from "vitest";
import { metaOf } from "./meta-table.testing.ts";

const JOINT = "ai,bi,ci,di\n10,5,5,10\n4,9,3,11\n0,0,4,12\n";
const CHANGE = "m1i,m2i,sd1i,sd2i,ni,ri\n3,1,2,2,10,0.5\n2.5,2,1.5,1.7,15,0.3\n4,3,2.2,2,20,0.7\n";
const MEANS = "m1i,sd1i,n1i,m2i,sd2i,n2i\n3,2,10,1,2,11\n2.5,1.5,14,2,1.7,13\n4,2,20,3,2,19\n";

test.each([
  ...["MPOR", "MPRR", "MPRD"].map((measure) => [measure, JOINT] as const),
  ...["MC", "SMCRP", "SMCRPH", "CLESCN"].map((measure) => [measure, CHANGE] as const),
  ["CLESN", MEANS] as const,
])("%s is a measure of coppice meta as of compute", async (measure, table) => {
  const { status, stdout, stderr } = await metaOf(table, "--measure", measure, "--no-files", "--no-bias");
  expect(status, stderr).toBe(0);
  expect(stdout).toContain("3 rows, 3 studies used");
});

test("--no-correct leaves out the correction for small samples, and says so", async () => {
  const args = ["--measure", "SMD", "--no-files", "--no-bias"];
  const [plain, corrected] = [await metaOf(MEANS, ...args, "--no-correct"), await metaOf(MEANS, ...args)];
  expect(plain.stdout).toMatch(/^variance +variance type LS, not corrected for small samples \[chosen\]/m);
  expect(plain.stdout).toMatch(/^Line 2 +1\.0000 /m);
  expect(corrected.stdout).toMatch(/^Line 2 +0\.9\d/m);
  for (const [measure, table] of [["MD", MEANS], ["SMCC", CHANGE], ["OR", JOINT]] as const) // prettier-ignore
    expect((await metaOf(table, "--measure", measure, "--no-files", "--no-bias", "--no-correct")).status, measure).toBe(measure === "OR" ? 1 : 0); // prettier-ignore
});
