import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { compute } from "./compute.ts";
import {
  checkComputed,
  strippedDocument,
  type ReferenceCase,
  type ReferenceFile,
} from "./reference-cases.testing.ts";

/**
 * How many reference cases of each area are computed (and equal the reference), and how many exist. The first number can
 * only grow: a new method raises it in the same commit.
 */
const COUNTS: Readonly<Record<string, { readonly supported: number; readonly total: number }>> = {
  bayes: { supported: 0, total: 26 },
  cochrane_style: { supported: 114, total: 114 },
  conversions: { supported: 52, total: 52 },
  diagnostics: { supported: 172, total: 172 },
  dose_response: { supported: 0, total: 34 },
  effect_sizes: { supported: 207, total: 208 },
  glmm: { supported: 27, total: 27 },
  inference: { supported: 303, total: 303 },
  location_scale: { supported: 24, total: 24 },
  mh_peto: { supported: 32, total: 32 },
  multilevel: { supported: 0, total: 128 },
  network: { supported: 0, total: 84 },
  network_metafor: { supported: 0, total: 18 },
  pairwise: { supported: 727, total: 727 },
  permutation: { supported: 7, total: 7 },
  publication_bias: { supported: 282, total: 306 },
  robumeta: { supported: 0, total: 24 },
};

function checkFile(file: ReferenceFile, area: string) {
  return checkComputed(file, area, compute(strippedDocument(file), { keys: "reference" }).cases);
}

describeShared("reference cases of R's packages", ["reference"], (folder) => {
  test.each(Object.keys(COUNTS))("%s", (area) => {
    const file = JSON.parse(readFileSync(join(folder, `${area}.json`), "utf8")) as ReferenceFile;
    const { supported, differences } = checkFile(file, area);
    expect(differences).toEqual([]);
    expect({ supported, total: file.cases.length }).toEqual(COUNTS[area]);
  });

  test("R's meta: given its tau2, every other number of the pooled models is ours", () => {
    const file = JSON.parse(readFileSync(join(folder, "cochrane_style.json"), "utf8")) as ReferenceFile;
    const cases = file.cases.flatMap((given): readonly ReferenceCase[] => {
      const {
        tau2,
        seTau2: _,
        tau2Low: _low,
        tau2High: _high,
        subgroup: _group,
        ...expected
      } = given.expected;
      if (typeof tau2 !== "number" || given.id.includes("GLMM") || given.id.includes("SSW")) return [];
      return [{ ...given, options: { ...given.options, "tau.preset": Math.sqrt(tau2) }, expected }];
    });
    const { supported, differences } = checkFile({ ...file, cases }, "exact");
    expect(differences).toEqual([]);
    expect(supported).toBe(112);
  });

  test("all 2,286 cases are counted", () => {
    expect(Object.values(COUNTS).reduce((sum, { total }) => sum + total, 0)).toBe(2286);
  });
});

describe("a sample of the reference, kept here", () => {
  const file = JSON.parse(
    readFileSync(new URL("reference-sample.golden.json", import.meta.url), "utf8"),
  ) as ReferenceFile & {
    readonly source: string;
  };

  test("says where its numbers come from and holds 60 cases", () => {
    expect(file.source).toContain("metafor");
    expect(file.cases).toHaveLength(60);
  });

  test.each(["effect_sizes", "pairwise", "inference"])("%s", (area) => {
    const cases = file.cases.filter(({ id }) => id.startsWith(`${area}/`));
    const { supported, differences } = checkFile({ ...file, cases }, area);
    expect(differences).toEqual([]);
    expect(supported).toBe(20);
  });
});
