import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { petPeese } from "./pet-peese.ts";

interface Regression {
  readonly estimate: number;
  readonly se: number;
  readonly t: number;
  readonly p: number;
}

const golden = JSON.parse(readFileSync(new URL("pet-peese.golden.json", import.meta.url), "utf8")) as {
  readonly source: string;
  readonly yi: readonly number[];
  readonly sei: readonly number[];
  readonly df: number;
} & Readonly<Record<"pet" | "peese", Regression>>;

test.each(["pet", "peese"] as const)("JASP's %s of 100 effects: mean, standard error, t and p", (which) => {
  expect(golden.source).toContain("JASP");
  const found = petPeese(golden.yi, golden.sei.map((se) => se ** 2))[which].fit; // prettier-ignore
  const expected = golden[which];
  expect(found.df).toBe(golden.df);
  expect(found.beta[0]! / expected.estimate).toBeCloseTo(1, 10);
  expect(found.se[0]! / expected.se).toBeCloseTo(1, 10);
  expect(found.statistic[0]! / expected.t).toBeCloseTo(1, 10);
  expect(found.pValue[0]! / expected.p).toBeCloseTo(1, 9);
});
