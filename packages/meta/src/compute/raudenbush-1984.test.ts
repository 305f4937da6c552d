import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { compute } from "./compute.ts";
import { checkComputed, type ReferenceCase, type ReferenceFile } from "./reference-cases.testing.ts";

/**
 * Raudenbush 1984, J Educ Psychol 76:85 (also Raudenbush & Bryk 1985, J Educ Stat 10:75): pupils of whom teachers were told to
 * expect much, and controls, in 19 experiments. The reference's cases name these sizes without holding them.
 */
const EXPECTED_MUCH = [77, 60, 72, 11, 11, 129, 110, 26, 75, 32, 22, 43, 24, 19, 80, 72, 65, 233, 65];
const CONTROLS = [339, 198, 72, 22, 22, 348, 636, 99, 74, 32, 22, 38, 24, 32, 79, 72, 255, 224, 67];

describeShared(
  "regressions on sizes that the reference names without holding them",
  ["reference"],
  (folder) => {
    const file = JSON.parse(readFileSync(join(folder, "publication_bias.json"), "utf8")) as ReferenceFile;
    const cases = file.cases.filter(({ id }) => /raudenbush1985\|regtest\|\w+\|(sqrt)?n/.test(id));

    test.each([
      ["ni", { ni: EXPECTED_MUCH.map((n, row) => n + CONTROLS[row]!) }],
      ["n1i and n2i", { n1i: EXPECTED_MUCH, n2i: CONTROLS }],
    ])("given %s, all 24 are the reference's", (_, input) => {
      const given = cases.map((one): ReferenceCase & { readonly input: object } => ({ ...one, input }));
      const answers = compute(
        { datasets: file.datasets, cases: given.map(({ expected: _expected, ...rest }) => rest) },
        { keys: "reference" },
      );
      const { supported, differences } = checkComputed(
        { ...file, cases: given },
        "publication_bias",
        answers.cases,
      );
      expect(differences).toEqual([]);
      expect(supported).toBe(24);
    });
  },
);
