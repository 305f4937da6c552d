import { expect, test } from "vitest";
import { BCG } from "../bcg.testing.ts";
import { fitPairwise } from "../pairwise/fit-pairwise.ts";
import { fitRegression } from "../pairwise/fit-regression.ts";
import { fitText } from "./fit-text.ts";

test("the digits that metafor 3.8-1 prints for the same model", () => {
  const text = fitText(fitPairwise(BCG.yi, BCG.vi));
  for (const part of [
    "Random-effects model (k = 13; tau2 by REML; test z; level 95%)",
    "-12.2024   24.4047  28.4047  29.3746  29.7381",
    "0.3132 (SE = 0.1664; 95% CI 0.1197 to 1.1115)",
    "0.5597",
    "92.22%",
    "12.86",
    "Q(df = 12) = 152.2330, p < .0001",
    "-0.7145  0.1798  -3.9744  <.0001  -1.0669  -0.3622",
  ])
    expect(text).toContain(part);
});

test("a regression with Hartung-Knapp names its moderators and degrees of freedom", () => {
  const design = { names: ["intrcpt", "ablat"], rows: BCG.ablat.map((x) => [1, x]) };
  const text = fitText(fitRegression(BCG.yi, BCG.vi, design, { test: "knha" }));
  expect(text).toMatch(/^Mixed-effects model/);
  expect(text).toMatch(/Moderators \(ablat\): F\(df1 = 1, df2 = 11\) = 12\.\d{4}, p = 0\.00\d\d/);
  expect(text).toMatch(/\nintrcpt +0\.25\d\d/);
});

test("notes are part of it; equal effects have no tau2", () => {
  const text = fitText(fitPairwise([0.2], [0.1], { method: "EE" }));
  expect(text).toContain("One effect, nothing pooled (test z; level 95%)");
  expect(text).not.toContain("tau2 (");
});
