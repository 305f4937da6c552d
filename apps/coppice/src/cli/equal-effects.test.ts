import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { coppice, withFolder } from "../run-cli.testing.ts";

test("equal effects are analysed; tests that they do not allow are left out with the reason", () => {
  const run = withFolder((folder) => {
    const file = join(folder, "data.csv");
    writeFileSync(file, "yi,vi\n0.4,0.02\n0.4,0.13\n0.4,0.08\n0.4,0.31\n");
    return coppice("meta", file, "--out", join(folder, "out"));
  });
  expect(run.stderr).not.toMatch(/rank|NaN/);
  expect(run.status).toBe(0);
  expect(run.stdout).toMatch(/rank test: all effects are/);
  expect(run.stdout).toMatch(/classical Egger's test: the effects are equal/);
  expect(run.stdout).toMatch(/PET-PEESE: the effects are equal/);
});
