import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { ScreeningError } from "../screening-error.ts";
import { hypergeometricTest, largestTotal, recallFrontier } from "./hypergeometric-stop.ts";
import { drawByDraw } from "./draw-by-draw.testing.ts";
import { screeningState } from "./labels-so-far.ts";

type Label = 0 | 1;

interface Reference {
  readonly labels: readonly Label[];
  readonly cases: readonly {
    readonly N: number;
    readonly recall_target: number;
    readonly labels_prefix: number;
    readonly p: number;
    readonly p_bias5: number;
  }[];
}

describeShared("values of buscarpy", ["reference", "screening.json"], (path) => {
  const { labels, cases } = (JSON.parse(readFileSync(path, "utf8")) as { readonly hypergeometric: Reference })
    .hypergeometric;

  test("all 36, with bias 1 and 5", () => {
    expect(cases).toHaveLength(36);
    for (const { N, recall_target: target, labels_prefix, p, p_bias5 } of cases) {
      const seen = labels.slice(0, labels_prefix);
      expect(hypergeometricTest(seen, N, { target }).p / p).toBeCloseTo(1, 10);
      expect(hypergeometricTest(seen, N, { target, bias: 5 }).p / p_bias5).toBeCloseTo(1, 10);
    }
  });
});

const zeros = (n: number): Label[] => Array.from({ length: n }, () => 0);

test("by hand: the urn starts behind the last relevant record", () => {
  // 6 found of 13; then 17 irrelevant. Recall below 0.9 needs a seventh: 70 of the 87 places are unseen.
  const labels: Label[] = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, ...zeros(17)];
  const test = hypergeometricTest(labels, 100, { target: 0.9 });
  expect(test).toMatchObject({ start: 13, hypothesis: 1, target: 0.9, bias: 1 });
  expect(test.p).toBeCloseTo(70 / 87, 12);
});

test("19 of 20 reach 0.95, and a target of 1 allows none to be missed", () => {
  expect(largestTotal(19, 0.95)).toBe(20);
  expect(largestTotal(18, 0.95)).toBe(18);
  for (let found = 1; found < 400; found += 1) {
    expect(largestTotal(found, 1)).toBe(found);
    for (const [total, target] of [
      [100, 0.95],
      [10, 0.9],
      [100, 0.99],
    ] as const)
      // prettier-ignore
      expect(largestTotal(Math.round(total * target) * found, target)).toBe(total * found);
  }
});

test("nothing screened or all screened: certain either way", () => {
  expect(hypergeometricTest([], 10).p).toBe(1);
  expect(hypergeometricTest([1, 0, 0], 3).p).toBe(0);
});

const reviews = fc.record({
  labels: fc.array(fc.constantFrom<Label>(0, 0, 0, 1), { minLength: 1, maxLength: 60 }),
  rest: fc.nat(150),
  bias: fc.constantFrom(1, 1.5, 4),
});

/** The definition, over every start and without the shortcut. */
function overAllStarts(labels: readonly Label[], total: number, target: number, bias: number): number {
  const p = (start: number): number => {
    const seen = labels.slice(start);
    const k = seen.reduce<number>((a, b) => a + b, 0);
    const r = labels.reduce<number>((a, b) => a + b, 0);
    const marked = largestTotal(r, target) - (r - k) + 1;
    const size = total - start;
    return marked > size ? 0 : drawByDraw(k, { size, marked, drawn: seen.length }, bias);
  };
  return Math.min(1, ...labels.map((_, start) => p(start)));
}

test("starts behind relevant records are enough: the same as the minimum over all starts", () => {
  fc.assert(
    fc.property(reviews, fc.constantFrom(0.8, 0.95, 1), ({ labels, rest, bias }, target) => {
      const { p } = hypergeometricTest(labels, labels.length + rest, { target, bias });
      const wanted = overAllStarts(labels, labels.length + rest, target, bias);
      expect(Math.abs(p - wanted)).toBeLessThanOrEqual(1e-10 * wanted);
    }),
    { seed: 11 },
  );
});

test("an irrelevant record more never raises p; a higher target never lowers it; a larger bias never raises it", () => {
  fc.assert(
    fc.property(reviews, ({ labels, rest, bias }) => {
      const total = labels.length + rest + 1;
      const p = (seen: readonly Label[], target: number, b: number = bias): number =>
        hypergeometricTest(seen, total, { target, bias: b }).p;
      const slack = 1 + 1e-9;
      expect(p([...labels, 0], 0.9)).toBeLessThanOrEqual(p(labels, 0.9) * slack);
      expect(p(labels, 0.9)).toBeLessThanOrEqual(p(labels, 0.97) * slack);
      expect(p(labels, 0.9, bias + 1)).toBeLessThanOrEqual(p(labels, 0.9) * slack);
    }),
    { seed: 12 },
  );
});

test("the frontier names the largest target reached", () => {
  const frontier = recallFrontier([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ...zeros(150)], 200);
  expect(frontier.tests.map(({ target }) => target)).toContain(frontier.reached);
  for (const { target, p } of frontier.tests) expect(p < 0.05).toBe(target <= frontier.reached!);
  expect(recallFrontier([0, 0, 1], 200).reached).toBeUndefined();
});

test("found, run and share", () => {
  expect(screeningState([1, 0, 0], 10)).toEqual({
    screened: 3,
    total: 10,
    shareScreened: 0.3,
    found: 1,
    irrelevantRun: 2,
  });
  expect(screeningState([0, 0], 4)).toMatchObject({ found: 0, irrelevantRun: 2 });
  expect(screeningState([], 4)).toMatchObject({ screened: 0, irrelevantRun: 0 });
});

test.each([
  ["no-records", () => screeningState([], 0)],
  ["invalid-option", () => screeningState([], 2.5)],
  ["length-mismatch", () => screeningState([0, 1], 1)],
  ["invalid-label", () => screeningState([0, Number.NaN as Label], 5)],
  ["invalid-option", () => hypergeometricTest([1], 5, { target: 95 })],
  ["invalid-option", () => hypergeometricTest([1], 5, { bias: 0.5 })],
  ["invalid-option", () => recallFrontier([1], 5, { confidence: 1 })],
])("%s is refused", (code, act) => {
  expect(act).toThrow(expect.objectContaining({ code }) as Error);
  expect(act).toThrow(ScreeningError);
});
