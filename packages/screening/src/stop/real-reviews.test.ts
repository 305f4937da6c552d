import { join } from "node:path";
import { expect, test } from "vitest";
import { readScreeningSet } from "../../../../tools/testing/screening-set.ts";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { elasU4 } from "../rank/elas.ts";
import { choosePriors } from "../simulate/choose-priors.ts";
import { simulate } from "../simulate/simulate.ts";
import type { LabelSequence } from "./labels-so-far.ts";
import { replayRule } from "./replay-rule.ts";
import { DEFAULT_STOPPING_RULE, type StoppingRule } from "./stopping-rule.ts";

/** The small and middling sets; bench/stopping.ts takes all of them and many seeds. */
const SETS = [
  "Cohen_2006_ADHD",
  "Cohen_2006_Estrogens",
  "Cohen_2006_NSAIDS",
  "Cohen_2006_Triptans",
  "Cohen_2006_UrinaryIncontinence",
  "GPTscreenR_COVID",
  "GPTscreenR_solastalgia",
  "SYNERGY_Muthu_2022",
  "SYNERGY_Sep_2021",
];

describeShared("real reviews, ranked by elas-u4", ["corpora", "screening"], (root) => {
  const rankings = SETS.map((name) => {
    const { records, labels } = readScreeningSet(join(root, `${name}.csv.gz`));
    const model = elasU4.prepare(records);
    const priors = choosePriors(labels, 1);
    const { found } = simulate(model, labels, { seed: 1, priors, until: "last-relevant" });
    const read = [1, 0, ...found.map(Number)];
    // What comes after the last relevant record is irrelevant in any order.
    return Array.from(labels, (_, place): 0 | 1 => (read[place] === 1 ? 1 : 0));
  });
  const replayAll = (rule: StoppingRule) =>
    rankings.map((ranking: LabelSequence) => replayRule(rule, ranking, 1));
  const screened = (rule: StoppingRule): number =>
    replayAll(rule).reduce((sum, { shareScreened }) => sum + shareScreened, 0) / rankings.length;

  test("the default rule reaches its target in each and reads less than the test without a bias", () => {
    expect(rankings).toHaveLength(9);
    for (const { recall } of replayAll(DEFAULT_STOPPING_RULE)) expect(recall).toBeGreaterThanOrEqual(0.95);
    const plain = screened({ ...DEFAULT_STOPPING_RULE, bias: 1, settledBias: 1 });
    expect(screened(DEFAULT_STOPPING_RULE)).toBeLessThan(plain - 0.05);
  });

  test("a run of 50 irrelevant records misses", () => {
    const recalls = replayAll({ kind: "run-length", run: 50 }).map(({ recall }) => recall);
    expect(recalls.filter((recall) => recall < 0.95).length).toBeGreaterThanOrEqual(2);
  });

  test("an audited rule reaches its target in each", () => {
    const rule: StoppingRule = {
      ...DEFAULT_STOPPING_RULE,
      kind: "audited",
      bias: 2,
      settledBias: 3,
      audits: 1,
    };
    for (const { recall } of replayAll(rule)) expect(recall).toBeGreaterThanOrEqual(0.95);
  });
});
