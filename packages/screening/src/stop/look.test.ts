import fc from "fast-check";
import { expect, test } from "vitest";
import type { LabelSequence } from "./labels-so-far.ts";
import { lookAt } from "./look.ts";
import { madeRanking } from "./made-rankings.testing.ts";
import { auditTail } from "./random-audit.ts";
import { replayRule } from "./replay-rule.ts";
import {
  checkStoppingRule,
  DEFAULT_STOPPING_RULE,
  lookPlaces,
  RUN_LENGTH_WARNING,
  sameStoppingRule,
  type AuditedRule,
  type StoppingRule,
} from "./stopping-rule.ts";

const zeros = (n: number): 0[] => Array.from({ length: n }, () => 0);
const ones = (n: number): 1[] => Array.from({ length: n }, () => 1);

const audited: AuditedRule = {
  kind: "audited",
  target: 0.9,
  confidence: 0.95,
  looks: 20,
  bias: 2,
  settledBias: 3,
  audits: 1,
};
const rules: readonly StoppingRule[] = [
  DEFAULT_STOPPING_RULE,
  audited,
  { kind: "rate-model", target: 0.95, confidence: 0.95, looks: 20 },
  { kind: "run-length", run: 50 },
];

test("the default rule: a stop, its numbers and its words", () => {
  const labels = [...ones(30), ...zeros(400)];
  const look = lookAt(DEFAULT_STOPPING_RULE, labels, 600);
  expect(look).toMatchObject({ decision: "stop", state: { found: 30, screened: 430 }, plan: null });
  expect(look.test).toMatchObject({ bias: 1.5, target: 0.95 });
  expect(look.words).toBe(
    `430 of 600 records read (71.7 %), 30 relevant, 400 irrelevant since the last one. Recall below 0.95: p = ${look.test!.p.toFixed(4)} (bias 1.5). The rule allows to stop.`,
  );
});

test("a ranking that has not settled is tested with the smaller bias", () => {
  const labels = [...ones(20), ...zeros(100), ...ones(2), ...zeros(100)];
  const quick: StoppingRule = { ...DEFAULT_STOPPING_RULE, settledBias: 2 };
  expect(lookAt(quick, labels, 600).test).toMatchObject({ bias: 1.5 });
  expect(lookAt(quick, [...labels, ...zeros(60)], 600).test).toMatchObject({ bias: 2 });
});

test("a run of irrelevant records stops, and says that it is unsafe", () => {
  const rule: StoppingRule = { kind: "run-length", run: 50 };
  expect(lookAt(rule, [1, ...zeros(49)], 5000).decision).toBe("continue");
  const look = lookAt(rule, [1, ...zeros(50)], 5000);
  expect(look.decision).toBe("stop");
  expect(look.words).toContain(RUN_LENGTH_WARNING);
});

test.each(rules)("nothing found is no reason to stop, all read is the end: $kind", (rule) => {
  expect(lookAt(rule, zeros(90), 100).decision).toBe("continue");
  expect(lookAt(rule, zeros(100), 100).decision).toBe("nothing-left");
});

test.each(rules)("a look is plain data and depends on nothing else: $kind", (rule) => {
  const labels = madeRanking({ total: 300, relevant: 20, steepness: 12, unseen: 0 }, 4).slice(0, 200);
  const look = lookAt(rule, labels, 300);
  expect(JSON.parse(JSON.stringify(look))).toEqual(look);
  expect(lookAt(rule, labels, 300)).toEqual(look);
});

test("an audited rule asks for an audit, stops on a clean one, and reads on after a failed one", () => {
  const labels = [...ones(30), ...zeros(270)];
  const asked = lookAt(audited, labels, 500);
  expect(asked.decision).toBe("audit");
  const { size } = asked.plan!;
  const sample = { found: 30, tail: 200, sampled: size, relevant: 0 };
  const clean = lookAt(audited, [...labels, ...zeros(size)], 500, [sample]);
  expect(clean.decision).toBe("stop");
  expect(clean.audits[0]).toEqual(auditTail(sample));
  expect(clean.audits[0]!.recallLower).toBeGreaterThanOrEqual(0.9);
  const drawn: LabelSequence = [...ones(6), ...zeros(size - 6)];
  const failed = lookAt(audited, [...labels, ...drawn], 500, [{ ...sample, relevant: 6 }]);
  expect(failed).toMatchObject({ decision: "continue", plan: null });
  expect(failed.words).toContain("read every record");
});

test("an audited rule keeps its promise on rankings made to deceive", () => {
  // A tail of relevant records behind a long empty stretch: every rule that trusts the ranking stops there.
  const deceiving = (seed: number): LabelSequence => [
    ...ones(40),
    ...zeros(400),
    ...madeRanking({ total: 200, relevant: 12, steepness: 0, unseen: 0 }, seed),
  ];
  let reached = 0;
  let trusted = 0;
  const runs = 200;
  for (let seed = 1; seed <= runs; seed += 1) {
    if (replayRule(audited, deceiving(seed), 10 * seed).recall >= 0.9) reached += 1;
    if (seed <= 20 && replayRule(DEFAULT_STOPPING_RULE, deceiving(seed), 1).recall >= 0.9) trusted += 1;
  }
  expect(reached / runs).toBeGreaterThanOrEqual(0.95);
  expect(trusted).toBe(0);
});

test("an audited rule keeps its promise on easy, hard and random rankings", () => {
  let reached = 0;
  let runs = 0;
  for (const steepness of [0, 3, 10])
    for (const unseen of [0, 0.2])
      for (let seed = 1; seed <= 25; seed += 1) {
        const ranking = madeRanking({ total: 400, relevant: 25, steepness, unseen }, seed);
        runs += 1;
        if (replayRule({ ...audited, audits: 2 }, ranking, seed * 100).recall >= 0.9) reached += 1;
      }
  expect(runs).toBe(150);
  expect(reached / runs).toBeGreaterThanOrEqual(0.95);
});

test("a replay reads each record once and logs every look", () => {
  fc.assert(
    fc.property(fc.constantFrom(...rules), fc.integer({ min: 1, max: 500 }), (rule, seed) => {
      const ranking = madeRanking({ total: 150, relevant: 12, steepness: 10, unseen: 0.1 }, seed);
      const replay = replayRule(rule, ranking, seed);
      expect(replay.relevant).toBe(12);
      expect(replay.found).toBeLessThanOrEqual(12);
      expect(replay.screened).toBe(replay.looks.at(-1)!.state.screened);
      expect(replay.stopped).toBe(replay.looks.at(-1)!.decision === "stop");
      if (!replay.stopped) expect(replay).toMatchObject({ screened: 150, recall: 1 });
    }),
    { seed: 3, numRuns: 40 },
  );
});

test("looks are evenly spaced and end with the last record", () => {
  expect(lookPlaces({ ...DEFAULT_STOPPING_RULE, looks: 4 }, 10)).toEqual([3, 5, 8, 10]);
  expect(lookPlaces({ ...DEFAULT_STOPPING_RULE, looks: 50 }, 3)).toEqual([1, 2, 3]);
  expect(lookPlaces({ kind: "run-length", run: 2 }, 3)).toEqual([1, 2, 3]);
});

test("a rule is the same whatever the order of its fields, and another one with another parameter", () => {
  const { kind, ...rest } = DEFAULT_STOPPING_RULE;
  expect(sameStoppingRule(DEFAULT_STOPPING_RULE, { ...rest, kind })).toBe(true);
  expect(sameStoppingRule(DEFAULT_STOPPING_RULE, { ...DEFAULT_STOPPING_RULE, target: 0.9 })).toBe(false);
});

test.each([
  ["target", { ...audited, target: 90 }],
  ["confidence", { ...audited, confidence: 1 }],
  ["looks", { ...audited, looks: 0 }],
  ["bias", { ...audited, bias: 0.9 }],
  ["settledBias", { ...audited, settledBias: 1.5 }],
  ["audits", { ...audited, audits: 0 }],
  ["run", { kind: "run-length", run: 0 }],
] as const)("a rule with a wrong %s is refused", (field, rule) => {
  expect(() => checkStoppingRule(rule)).toThrow(
    expect.objectContaining({ code: "invalid-option", where: { field } }) as Error,
  );
});
