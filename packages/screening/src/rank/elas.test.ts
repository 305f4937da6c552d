import { expect, test } from "vitest";
import { madeSet } from "../made-set.testing.ts";
import { simulate } from "../simulate/simulate.ts";
import golden from "./elas.golden.json" with { type: "json" };
import { elasU3, elasU4 } from "./elas.ts";
import { randomOrder } from "./random-order.ts";

const { records, labels } = madeSet(150, 7);

test.each([elasU4, elasU3])("$name reads a made set in the order of scikit-learn's learners", (model) => {
  const expected = golden[model.name as "elas-u4" | "elas-u3"];
  const prepared = model.prepare(records);
  const { order } = simulate(prepared, labels, { seed: 1, priors: golden.priors, until: "last-relevant" });
  expect(order).toEqual(expected.order);
  const ranker = prepared.start(1);
  for (const row of golden.priors) ranker.label(row, labels[row] === 1 ? "relevant" : "irrelevant");
  const scores = new Map(ranker.best(records.length).map(({ row, score }) => [row, score]));
  expected.firstScores.forEach((score, row) => {
    if (!golden.priors.includes(row)) expect(scores.get(row)).toBeCloseTo(score, 4);
  });
});

test.each([elasU4, elasU3, randomOrder])(
  "$name gives the same order for the same seed, each record once",
  (model) => {
    const [one, two] = [model.prepare(records), model.prepare(records)].map(
      (prepared) => simulate(prepared, labels, { seed: 5, priors: [], until: "end" }).order,
    );
    expect(two).toEqual(one);
    expect([...one!].sort((a, b) => a - b)).toEqual(records.map((_, row) => row));
  },
);

test("a label that is taken back, or changed, leaves nothing behind", () => {
  const prepared = elasU4.prepare(records);
  const [straight, crooked] = [prepared.start(1), prepared.start(1)];
  for (const row of golden.priors) {
    straight.label(row, labels[row] === 1 ? "relevant" : "irrelevant");
    crooked.label(row, labels[row] === 1 ? "irrelevant" : "relevant");
  }
  crooked.label(30, "relevant");
  crooked.best(1);
  crooked.label(30, undefined);
  for (const row of golden.priors) crooked.label(row, labels[row] === 1 ? "relevant" : "irrelevant");
  const [wanted, got] = [straight.best(150), crooked.best(150)];
  expect(got.map(({ row }) => row)).toEqual(wanted.map(({ row }) => row));
  got.forEach(({ score }, i) => expect(score).toBeCloseTo(wanted[i]!.score, 4));
});

test("the terms that explain a score are those of the record, and of words beside a relevant one they add", () => {
  const ranker = elasU4.prepare(records).start(1);
  for (let row = 0; row < 60; row += 1) ranker.label(row, labels[row] === 1 ? "relevant" : "irrelevant");
  const [first] = ranker.best(1);
  const shares = ranker.explain(first!.row, 8);
  const text = `${records[first!.row]!.title} ${records[first!.row]!.abstract}`;
  expect(shares).toHaveLength(8);
  for (const { term } of shares) expect(text).toContain(term);
  expect(
    shares.some(
      ({ term, share }) => /ketamine|esketamine|suicidal|infusion|remission/.test(term) && share > 0,
    ),
  ).toBe(true);
  for (let i = 1; i < shares.length; i += 1)
    expect(Math.abs(shares[i - 1]!.share)).toBeGreaterThanOrEqual(Math.abs(shares[i]!.share));
  expect(elasU4.prepare(records).start(1).explain(0, 5)).toEqual([]);
});

test("learning finds the relevant ones far sooner than chance", () => {
  const set = madeSet(400, 3);
  const losses = [elasU4, elasU3, randomOrder].map(
    (model) =>
      simulate(model.prepare(set.records), set.labels, { seed: 2, priors: [], until: "last-relevant" })
        .metrics.loss,
  );
  expect(losses[0]).toBeLessThan(0.1);
  expect(losses[1]).toBeLessThan(0.15);
  expect(losses[2]).toBeGreaterThan(0.3);
});
