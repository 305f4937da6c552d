import { DEFAULT_STOPPING_RULE, type StoppingRule } from "@coppice/screening";
import type { SimulatedSet } from "./simulate-sets.ts";

/** A stopping rule by a short name. */
export interface NamedRule {
  readonly name: string;
  readonly rule: StoppingRule;
}

/** How a rule did over all runs of a model; recall is that of the whole review, priors included. */
export interface RuleComparison {
  readonly model: string;
  readonly name: string;
  readonly rule: StoppingRule;
  readonly runs: number;
  /** Share of the runs whose recall is at least the target. */
  readonly reached: number;
  readonly meanRecall: number;
  readonly worst: { readonly set: string; readonly seed: number; readonly recall: number };
  /** Share of the records read, audits included. */
  readonly meanScreened: number;
  readonly mostScreened: number;
}

/** The default rule of a protocol at a target, its kin, and what people use instead. */
export function rulesAt(target: number): readonly NamedRule[] {
  const { confidence, looks, bias, settledBias } = DEFAULT_STOPPING_RULE;
  const aim = { target, confidence, looks };
  return [
    { name: "default", rule: { ...DEFAULT_STOPPING_RULE, target } },
    { name: "no bias assumed", rule: { kind: "hypergeometric", ...aim, bias: 1, settledBias: 1 } },
    { name: "audited", rule: { kind: "audited", ...aim, bias, settledBias, audits: 1 } },
    { name: "rate model", rule: { kind: "rate-model", ...aim } },
    { name: "50 in a row", rule: { kind: "run-length", run: 50 } },
    { name: "200 in a row", rule: { kind: "run-length", run: 200 } },
  ];
}

/** Means over all sets and seeds of each model, and the worst run. */
export function compareRules(
  results: readonly SimulatedSet[],
  models: readonly string[],
  rules: readonly NamedRule[],
  target: number,
): readonly RuleComparison[] {
  return models.flatMap((model) => {
    const own = results.filter((each) => each.model === model);
    return rules.map(({ name, rule }, at) => {
      const ends = own.flatMap(({ set, runs }) =>
        runs.map(({ seed, stops }) => ({ set, seed, ...stops[at]! })),
      );
      const mean = (of: (end: (typeof ends)[number]) => number): number =>
        ends.reduce((sum, end) => sum + of(end), 0) / ends.length;
      const { set, seed, recall } = ends.reduce((a, b) => (b.recall < a.recall ? b : a));
      return {
        model,
        name,
        rule,
        runs: ends.length,
        // 19 of 20 is 0.95 however it is rounded.
        reached: mean((end) => (end.recall >= target * (1 - 1e-12) ? 1 : 0)),
        meanRecall: mean((end) => end.recall),
        worst: { set, seed, recall },
        meanScreened: mean((end) => end.shareScreened),
        mostScreened: Math.max(...ends.map(({ shareScreened }) => shareScreened)),
      };
    });
  });
}
