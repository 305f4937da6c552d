import fc from "fast-check";
import { expect, test } from "vitest";
import { hypergeometricCdf } from "./hypergeometric-cdf.ts";
import { auditTail, drawAudit, planAudit } from "./random-audit.ts";

test("by hand: half of a tail of ten, nothing found", () => {
  // K missed and none of 5 of 10 drawn: 1/2, 2/9, 1/12, 1/42. 3 is still likelier than 5 %, 4 is not.
  const audit = auditTail({ found: 40, tail: 10, sampled: 5, relevant: 0 });
  expect(audit).toMatchObject({ missed: 0, missedUpper: 3, recall: 1, confidence: 0.95 });
  expect(audit.recallLower).toBeCloseTo(40 / 43, 12);
  expect(auditTail({ found: 40, tail: 10, sampled: 5, relevant: 0 }, { confidence: 0.9 }).missedUpper).toBe(
    2,
  );
});

test("the whole tail read leaves nothing open, no sample leaves all open", () => {
  expect(auditTail({ found: 3, tail: 50, sampled: 50, relevant: 2 })).toMatchObject({
    missedUpper: 0,
    recallLower: 1,
  });
  expect(auditTail({ found: 3, tail: 50, sampled: 0, relevant: 0 }).missedUpper).toBe(50);
  expect(auditTail({ found: 0, tail: 0, sampled: 0, relevant: 0 }).recallLower).toBe(1);
});

test("the bound holds in at least 95 % of draws, whatever the number of relevant records in the tail", () => {
  // Exactly: the probability, over all results of the draw, that the bound is below the truth.
  for (const [tail, sampled] of [
    [30, 12],
    [200, 90],
    [200, 10],
  ] as const)
    // prettier-ignore
    for (let truth = 0; truth <= Math.min(tail, 30); truth += 1) {
      const urn = { size: tail, marked: truth, drawn: sampled };
      let wrong = 0;
      for (let x = 0; x <= Math.min(truth, sampled); x += 1) {
        const { missedUpper } = auditTail({ found: 5, tail, sampled, relevant: x });
        if (missedUpper < truth - x) wrong += hypergeometricCdf(x, urn) - hypergeometricCdf(x - 1, urn);
      }
      expect(wrong).toBeLessThanOrEqual(0.05 + 1e-12);
    }
});

test("a plan is the smallest sample that shows the target", () => {
  expect(planAudit({ found: 20, tail: 1000 }).size).toBe(777);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 800 }),
      fc.constantFrom(0.8, 0.95, 1),
      fc.nat(3),
      (found, tail, target, allowed) => {
        const { size } = planAudit({ found, tail, target, allowed });
        const shown = (sampled: number): boolean =>
          Array.from({ length: Math.min(allowed, sampled) + 1 }, (_, relevant) => relevant).every(
            (relevant) => {
              const { missedUpper } = auditTail({ found, tail, sampled, relevant });
              return found + relevant >= target * (found + relevant + missedUpper) * (1 - 1e-12);
            },
          );
        expect(shown(size)).toBe(true);
        if (size > allowed) expect(shown(size - 1)).toBe(false);
      },
    ),
    { seed: 21 },
  );
});

test("a draw has the size asked for, no record twice, and is the same for a seed", () => {
  const unseen = Array.from({ length: 100 }, (_, i) => `record ${i}`);
  const drawn = drawAudit(unseen, 30, 7);
  expect(new Set(drawn).size).toBe(30);
  expect(unseen).toEqual(expect.arrayContaining(drawn));
  expect(drawAudit(unseen, 30, 7)).toEqual(drawn);
  expect(drawAudit(unseen, 30, 8)).not.toEqual(drawn);
});

test("every record is as likely to be drawn", () => {
  const counts = Array.from({ length: 10 }, () => 0);
  for (let seed = 0; seed < 4000; seed += 1)
    for (const at of drawAudit([...counts.keys()], 3, seed)) counts[at]! += 1;
  // 1200 expected each, standard deviation 29.
  for (const count of counts) expect(Math.abs(count - 1200)).toBeLessThan(4 * 29);
});

test.each([
  ["sampled", () => auditTail({ found: 1, tail: 5, sampled: 6, relevant: 0 })],
  ["relevant", () => auditTail({ found: 1, tail: 5, sampled: 3, relevant: 4 })],
  ["found", () => auditTail({ found: -1, tail: 5, sampled: 3, relevant: 0 })],
  ["confidence", () => auditTail({ found: 1, tail: 5, sampled: 3, relevant: 0 }, { confidence: 95 })],
  ["target", () => planAudit({ found: 1, tail: 5, target: 0 })],
  ["size", () => drawAudit([1, 2], 3, 1)],
  ["seed", () => drawAudit([1, 2], 1, 0.5)],
])("a wrong %s is refused by name", (field, act) => {
  expect(act).toThrow(expect.objectContaining({ code: "invalid-option", where: { field } }) as Error);
});
