import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { madeSet } from "../made-set.testing.ts";
import { elasU4 } from "../rank/elas.ts";
import { randomOrder } from "../rank/random-order.ts";
import type { RankingModel } from "../rank/ranker.ts";
import { ScreeningError } from "../screening-error.ts";
import { simulate } from "../simulate/simulate.ts";
import { blendedWithScores } from "./blend-ranker.ts";

/** Ranks rows as they stand. */
const inOrder: RankingModel = {
  name: "in-order",
  about: "the order of the file",
  prepare: (records) => ({
    start: () => {
      const labelled = new Set<number>();
      return {
        label: (row, label) => {
          if (label === undefined) labelled.delete(row);
          else labelled.add(row);
        },
        best: (count) =>
          records
            .flatMap((_, row) => (labelled.has(row) ? [] : [{ row, score: -row }]))
            .slice(0, count),
        explain: () => [{ term: "place", share: 1 }],
      };
    },
  }),
}; // prettier-ignore

const texts = (n: number) => Array.from({ length: n }, (_, i) => ({ title: `t${i}`, abstract: "" }));
const started = (scores: readonly (number | null)[], weight?: number) =>
  blendedWithScores(inOrder, scores, weight).prepare(texts(scores.length)).start(1);
const rowsOf = (ranker: ReturnType<typeof started>, count = 99) => ranker.best(count).map(({ row }) => row);

describe("blending ranks", () => {
  it("averages them, by hand", () => {
    // Base ranks 1 2 3 4; ranks by score 4 3 1 2; means 2.5 2.5 2 3.
    const ranker = started([0.1, 0.2, 0.9, 0.8]);
    expect(ranker.best(4)).toEqual([
      { row: 2, score: -2 },
      { row: 0, score: -2.5 },
      { row: 1, score: -2.5 },
      { row: 3, score: -3 },
    ]);
    expect(rowsOf(ranker, 2)).toEqual([2, 0]);
  });

  it("is the base ranker alone at weight 0, the scores alone at 1, ties by the base", () => {
    expect(rowsOf(started([0.1, 0.2, 0.9, 0.8], 0))).toEqual([0, 1, 2, 3]);
    expect(rowsOf(started([0.1, 0.2, 0.9, 0.8], 1))).toEqual([2, 3, 1, 0]);
    expect(rowsOf(started([0.5, 0.5, 0.9, 0.5], 1))).toEqual([2, 0, 1, 3]);
  });

  it("stretches the ranks of the few that have a score, and lets the others stand", () => {
    // Scored: rows 3 (rank 1) and 0 (rank 2) of 4: 0.5·4/2 + 0.5 = 1.5 and 3.5; rows 1, 2 keep 2, 3.
    expect(started([0.1, null, null, 0.9], 1).best(4)).toEqual([
      { row: 3, score: -1.5 },
      { row: 1, score: -2 },
      { row: 2, score: -3 },
      { row: 0, score: -3.5 },
    ]);
    expect(rowsOf(started([null, null, null]))).toEqual([0, 1, 2]);
  });

  it("ranks only what is not labelled, and takes a label back", () => {
    const ranker = started([0.1, 0.2, 0.9, 0.8], 1);
    ranker.label(2, "relevant");
    expect(rowsOf(ranker)).toEqual([3, 1, 0]);
    ranker.label(2, undefined);
    expect(rowsOf(ranker)).toEqual([2, 3, 1, 0]);
    expect(ranker.explain(0, 1)).toEqual([{ term: "place", share: 1 }]);
  });

  it.each([
    [() => started([0.5], 1.5), "invalid-option"],
    [() => started([Number.NaN]), "invalid-label"],
    [() => blendedWithScores(inOrder, [1]).prepare(texts(2)), "length-mismatch"],
  ])("refuses %s", (call, code) => {
    expect(call).toThrow(ScreeningError);
    expect(call).toThrow(expect.objectContaining({ code }));
  });

  test("whatever the scores, every record is there once, and the same call gives the same order", () => {
    const score = fc.option(fc.constantFrom(0, 0.25, 0.5, 1));
    fc.assert(
      fc.property(fc.array(score, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (scores, weight) => {
        const order = rowsOf(started(scores, weight), scores.length);
        expect(order.toSorted((a, b) => a - b)).toEqual(scores.map((_, row) => row));
        expect(rowsOf(started(scores, weight), scores.length)).toEqual(order);
      }),
    ); // prettier-ignore
  });

  it.each([elasU4, randomOrder])("good scores bring the relevant records of $name sooner", (model) => {
    const { records, labels } = madeSet(150, 7);
    const scores = Array.from(labels, (label, row) => (row % 5 === 0 ? 1 - label : label));
    const run = (each: RankingModel) =>
      simulate(each.prepare(records), labels, { seed: 3, priors: [], until: "end" }).metrics.loss;
    expect(run(blendedWithScores(model, scores))).toBeLessThan(run(model));
  });
});
