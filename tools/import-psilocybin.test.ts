import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { analyseReview, prismaFlow, readReview } from "@coppice/review";
import { expect, test } from "vitest";
import { psilocybinFolder, readPsilocybin } from "./import-psilocybin.ts";
import { describeShared } from "./testing/shared.ts";

interface Expected {
  readonly k: number;
  readonly g: readonly number[];
  readonly REML_HK: {
    readonly est: number;
    readonly ci: readonly [number, number];
    readonly tau2: number;
    readonly I2: number;
    readonly Q: number;
  };
  readonly DL_z: { readonly est: number; readonly ci: readonly [number, number]; readonly tau2: number };
  readonly common: { readonly est: number; readonly ci: readonly [number, number] };
}

describeShared("the psilocybin review, imported", ["reviews", "psilocybin_depression"], (source) => {
  const read = async () => {
    const encoder = new TextEncoder();
    const folder = psilocybinFolder(await readPsilocybin(source));
    const files = new Map([...folder].map(([path, text]) => [path, encoder.encode(text)]));
    const checked = readReview(files, {
      sha256: (bytes) => createHash("sha256").update(bytes).digest("hex"),
    });
    const [finding] = analyseReview(checked.review!);
    if (finding?.kind !== "pairwise") throw new Error("the analysis is missing");
    return { checked, review: checked.review!, finding };
  };
  const expected = JSON.parse(readFileSync(join(source, "expected_metafor.json"), "utf8")) as Expected;

  test("15 trials, RoB 2 for 14 of them, no problem in the folder, a flow from 8,174 records to 15 trials", async () => {
    const { checked, review } = await read();
    expect(checked.problems).toEqual([]);
    expect(review.studies).toHaveLength(15);
    expect(review.studies.filter(({ design }) => design === "crossover").length).toBeGreaterThan(3);
    expect(new Set(review.judgements.map(({ study }) => study)).size).toBe(14);
    const { flow, problems } = prismaFlow(review);
    expect(problems).toEqual([]);
    expect(flow?.databases).toMatchObject({ identified: 8174, screened: 1103, assessed: 86 });
    expect(flow?.included).toEqual({ studies: 15, reports: 15 });
  });

  test("every comparison of the data set is a contrast row, none lost", async () => {
    const { review } = await read();
    expect(review.results.filter(({ kind }) => kind === "contrast").length).toBe(220);
  });

  test("pooled g, CI, tau2 and k equal metafor", async () => {
    const { finding } = await read();
    const { fit } = finding;
    expect(fit?.k).toBe(expected.k);
    expect(finding.effects.map(({ yi }) => yi).sort()).toEqual(
      [...expected.g].sort().map((g) => expect.closeTo(g, 9) as number),
    );
    // Made with metafor's default threshold for tau2 (relative change of 1e-5): good to about 1e-4 in tau2, 5e-6 elsewhere.
    expect(Math.abs(fit!.tau2 / expected.REML_HK.tau2 - 1)).toBeLessThan(1e-4);
    for (const [found, value] of [
      [fit!.estimate, expected.REML_HK.est],
      [fit!.ciLower, expected.REML_HK.ci[0]],
      [fit!.ciUpper, expected.REML_HK.ci[1]],
      [fit!.q, expected.REML_HK.Q],
    ] as const) {
      expect(Math.abs(found / value - 1)).toBeLessThan(5e-6);
    }
    // The same with its threshold at 1e-14: the last digits that a double search gives.
    const tight = [-0.855713930698, -1.205145491117, -0.50628237028, 0.13789099769534];
    [fit!.estimate, fit!.ciLower, fit!.ciUpper, fit!.tau2].forEach((found, index) =>
      expect(Math.abs(found / tight[index]! - 1)).toBeLessThan(1e-9),
    );
    const dl = finding.sensitivity.find(({ id }) => id === "dersimonian-laird")?.fit;
    expect([dl?.estimate, dl?.ciLower, dl?.ciUpper, dl?.tau2]).toEqual(
      [expected.DL_z.est, ...expected.DL_z.ci, expected.DL_z.tau2].map((x) => expect.closeTo(x, 9) as number),
    );
    const common = finding.sensitivity.find(({ id }) => id === "equal-effects")?.fit;
    expect([common?.estimate, common?.ciLower, common?.ciUpper]).toEqual(
      [expected.common.est, ...expected.common.ci].map((x) => expect.closeTo(x, 9) as number),
    );
  });
});
