import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { ScreeningError } from "../screening-error.ts";
import { calibrate, calibratedVote, type CalibratedVote } from "./calibrate.ts";
import { mayBeUsedFor } from "./may-be-used-for.ts";
import { exactProportion } from "./proportion.ts";
import { voteOfAnswer } from "./vote-of-answer.ts";
import { sha256, SOURCE } from "./votes.testing.ts";

/** n votes of one kind on records of one label. */
function block(
  n: number,
  label: 0 | 1,
  vote: Partial<CalibratedVote>,
  from = 0,
): { readonly votes: CalibratedVote[]; readonly labels: [string, 0 | 1][] } {
  const ids = Array.from({ length: n }, (_, i) => `${label}-${from + i}`);
  return {
    votes: ids.map((record) => ({ record, answer: "include", score: null, evidence: "quoted", ...vote })),
    labels: ids.map((record) => [record, label]),
  };
}

function both(...blocks: readonly ReturnType<typeof block>[]) {
  return calibrate(
    blocks.flatMap(({ votes }) => votes),
    new Map(blocks.flatMap(({ labels }) => labels)),
  );
}

describe("Clopper and Pearson's interval", () => {
  it.each([
    // Closed forms: none or all of n; 1 − (α/2)^(1/n).
    [0, 10, 0.95, 0, 1 - 0.025 ** (1 / 10)],
    [10, 10, 0.95, 0.025 ** (1 / 10), 1],
    [1, 1, 0.9, 0.05, 1],
  ])("of %i of %i at %f", (part, n, level, lower, upper) => {
    const interval = exactProportion(part, n, level);
    expect(interval.ciLower).toBeCloseTo(lower, 12);
    expect(interval.ciUpper).toBeCloseTo(upper, 12);
  });

  test("the tails of the binomial at its ends are α/2, whatever the counts", () => {
    // In logarithms: (1 − p)^n itself leaves the range of numbers.
    const atLeast = (x: number, n: number, p: number): number => {
      let [log, sum] = [n * Math.log1p(-p), 0];
      for (let k = 0; k <= n; k += 1) {
        if (k >= x) sum += Math.exp(log);
        log += Math.log((n - k) / (k + 1)) + Math.log(p) - Math.log1p(-p);
      }
      return sum;
    };
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 150 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const x = Math.min(n - 1, 1 + Math.floor(share * (n - 1)));
        const { ciLower, ciUpper } = exactProportion(x, n, 0.95);
        expect(atLeast(x, n, ciLower!)).toBeCloseTo(0.025, 9);
        expect(1 - atLeast(x + 1, n, ciUpper!)).toBeCloseTo(0.025, 9);
      }),
    ); // prettier-ignore
  });

  it("of nothing is nothing", () => {
    expect(exactProportion(0, 0, 0.95)).toEqual({ part: 0, n: 0, estimate: null, ciLower: null, ciUpper: null });
  }); // prettier-ignore
});

describe("calibration", () => {
  it("counts the four cells, and gives κ as the textbook does", () => {
    const found = both(
      block(20, 1, { answer: "include" }),
      block(5, 1, { answer: "exclude" }, 20),
      block(10, 0, { answer: "include" }),
      block(15, 0, { answer: "exclude" }, 10),
    );
    expect(found.table).toEqual({ tp: 20, fn: 5, fp: 10, tn: 15 });
    expect(found.sensitivity.estimate).toBe(0.8);
    expect(found.specificity.estimate).toBe(0.6);
    // po = 35/50, pe = (25·30 + 25·20)/2500 = 0.5
    expect(found.kappa.estimate).toBeCloseTo(0.4, 12);
    expect(found).toMatchObject({ both: 50, votes: 50, labels: 50, withoutVote: 0 });
  });

  it("leaves what is unsure or unsupported to people, and says how much that is", () => {
    const found = both(
      block(2, 1, { answer: "unsure" }),
      block(3, 1, { answer: "exclude", evidence: "unsupported" }, 2),
      block(1, 1, { answer: "exclude", evidence: "unquoted" }, 5),
      block(4, 0, { answer: "exclude", evidence: "unsupported" }),
    );
    expect(found.table).toEqual({ tp: 5, fn: 1, fp: 4, tn: 0 });
    expect(found).toMatchObject({ unsure: 2, unsupported: 7 });
  });

  it("counts records without a vote, or without a label, in no number", () => {
    const found = calibrate(
      [...block(3, 1, { answer: null }).votes, ...block(2, 0, { answer: "exclude" }).votes],
      new Map([["1-0", 1], ["1-1", 1], ["0-0", 0], ["z", 1]]),
    ); // prettier-ignore
    expect(found).toMatchObject({ votes: 5, labels: 4, both: 1, withoutVote: 2 });
    expect(found.sensitivity.estimate).toBeNull();
    expect(found.kappa).toMatchObject({ kind: "undefined", reason: "one-category" });
  });

  it("puts scores into bins with their share, and gives Brier's score", () => {
    const found = both(
      block(2, 1, { score: 1 }),
      block(1, 1, { score: 0.95 }, 2),
      block(1, 0, { score: 0.9 }),
      block(4, 0, { score: 0.1, answer: "exclude" }, 1),
      block(1, 0, { score: null, answer: "exclude" }, 5),
    );
    const { n, brier, brierOfShare, bins } = found.scores;
    expect(n).toBe(8);
    expect(brier).toBeCloseTo((0.05 ** 2 + 0.9 ** 2 + 4 * 0.1 ** 2) / 8, 12);
    expect(brierOfShare).toBeCloseTo((3 / 8) * (5 / 8), 12);
    expect(bins).toHaveLength(10);
    expect(bins[9]).toMatchObject({ from: 0.9, to: 1, included: { part: 3, n: 4 } });
    expect(bins[9]!.meanScore).toBeCloseTo((1 + 1 + 0.95 + 0.9) / 4, 12);
    expect(bins[1]!.included).toMatchObject({ part: 0, n: 4 });
    expect(bins[0]).toMatchObject({ meanScore: null, included: { n: 0, estimate: null } });
  });

  test("a score at the lower end of a bin belongs to it, whatever the product rounds to", () => {
    for (let bins = 1; bins <= 120; bins += 1)
      for (let place = 0; place < bins; place += 1) {
        const { votes, labels } = block(1, 1, { score: place / bins });
        const found = calibrate(votes, new Map(labels), { bins }).scores.bins;
        expect(found.findIndex(({ included }) => included.n === 1)).toBe(place);
      }
  });

  test("the order of votes changes nothing, and every record is in one cell and one bin", () => {
    const vote = fc.record({
      answer: fc.constantFrom("include", "exclude", "unsure", null),
      score: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      evidence: fc.constantFrom("quoted", "unquoted", "unsupported"),
      label: fc.constantFrom<0 | 1>(0, 1),
    });
    fc.assert(
      fc.property(fc.array(vote), (drawn) => {
        const votes = drawn.map(({ label: _, ...rest }, i) => ({ record: String(i), ...rest }));
        const labels = new Map(drawn.map(({ label }, i) => [String(i), label]));
        const found = calibrate(votes, labels);
        const { tp, fn, fp, tn } = found.table;
        expect(tp + fn + fp + tn).toBe(found.both);
        expect(found.both + found.withoutVote).toBe(drawn.length);
        expect(found.scores.bins.reduce((sum, { included }) => sum + included.n, 0)).toBe(found.scores.n);
        const turned = calibrate(votes.toReversed(), labels);
        expect(turned.table).toEqual(found.table);
        if (found.scores.brier !== null) expect(turned.scores.brier).toBeCloseTo(found.scores.brier, 12);
      }),
    );
  });

  it("takes from a vote what it needs, and from a refusal that there is none", () => {
    const asked = { source: SOURCE, record: "r", shown: { title: "T", abstract: "" }, promptSha256: sha256(""), at: "" }; // prettier-ignore
    expect(calibratedVote(voteOfAnswer(asked, '{"answer":"exclude","score":0.2,"quotes":["U"]}'))).toEqual({
      record: "r",
      answer: "exclude",
      score: 0.2,
      evidence: "unsupported",
    });
    expect(calibratedVote(voteOfAnswer(asked, "no"))).toMatchObject({ record: "r", answer: null });
  });

  it.each([
    [() => both(block(1, 1, {}), block(1, 1, {})), "duplicate-id"],
    [() => both(block(1, 1, { score: 1.5 })), "invalid-label"],
    [() => calibrate([], new Map(), { ciLevel: 95 }), "invalid-option"],
    [() => calibrate([], new Map(), { bins: 0 }), "invalid-option"],
  ])("refuses %s", (call, code) => {
    expect(call).toThrow(ScreeningError);
    expect(call).toThrow(expect.objectContaining({ code }));
  });
});

describe("votes may be used", () => {
  const rule = { leastRecords: 100, targetSensitivity: 0.95 };
  const pilot = (found: number, missed: number, irrelevant: number) =>
    both(
      block(found, 1, { answer: "include" }),
      block(missed, 1, { answer: "exclude" }, found),
      block(irrelevant, 0, { answer: "exclude" }),
    );

  it.each([
    ["no-pilot", undefined],
    ["pilot-too-small", pilot(80, 0, 19)],
    ["nothing-included", pilot(0, 0, 200)],
    ["sensitivity-not-shown", pilot(71, 0, 100)],
    ["sensitivity-not-shown", pilot(99, 1, 100)],
  ])("for ordering only: %s", (reason, calibration) => {
    expect(mayBeUsedFor(calibration, rule)).toMatchObject({ ordering: true, more: false, reason });
  });

  it("for more once the lower bound reaches the target: 72 of 72, or 110 of 111", () => {
    expect(mayBeUsedFor(pilot(72, 0, 100), rule)).toMatchObject({ ordering: true, more: true });
    expect(mayBeUsedFor(pilot(110, 1, 100), rule)).toMatchObject({ more: true });
  });

  it("by a rule that can be one", () => {
    expect(() => mayBeUsedFor(undefined, { ...rule, leastRecords: 0 })).toThrow("leastRecords");
    expect(() => mayBeUsedFor(undefined, { ...rule, targetSensitivity: 95 })).toThrow("targetSensitivity");
  });
});
