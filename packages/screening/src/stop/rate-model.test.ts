import { expect, test } from "vitest";
import { madeRanking } from "./made-rankings.testing.ts";
import { estimateRecall } from "./rate-model.ts";

const zeros = (n: number): 0[] => Array.from({ length: n }, () => 0);

test("reading more irrelevant records raises the estimate and narrows the interval", () => {
  const start = madeRanking({ total: 300, relevant: 30, steepness: 9, unseen: 0 }, 3);
  const [soon, late] = [100, 600].map((n) => estimateRecall([...start, ...zeros(n)], 1200));
  expect(late!.recallLower).toBeGreaterThan(soon!.recallLower);
  expect(late!.pBelowTarget).toBeLessThan(soon!.pBelowTarget);
  for (const { recallLower, recall, recallUpper, leftLower, left, leftUpper } of [soon!, late!]) {
    expect(recallLower).toBeLessThanOrEqual(recall);
    expect(recall).toBeLessThanOrEqual(recallUpper);
    expect(leftLower).toBeLessThanOrEqual(left);
    expect(left).toBeLessThanOrEqual(leftUpper);
  }
});

test("at the end nothing is left", () => {
  expect(estimateRecall([1, 0, 0, 1], 4)).toMatchObject({
    recall: 1,
    recallLower: 1,
    left: 0,
    pBelowTarget: 0,
  });
});

test("before anything is found the estimate is as open as it can be", () => {
  const { recall, recallLower, leftUpper } = estimateRecall(zeros(5), 100);
  expect(recallLower).toBe(0);
  expect(recall).toBe(0);
  expect(leftUpper).toBeGreaterThan(0);
  expect(leftUpper).toBeLessThanOrEqual(95);
});

test("the interval covers at its level over rankings that fall as the model supposes", () => {
  // Steepness and unseen share drawn over the grid of the model: 95 % expected, standard deviation 1.7 %.
  let covered = 0;
  for (let seed = 1; seed <= 160; seed += 1) {
    const steepness = 0.25 * 2 ** (((seed * 7) % 23) / 2);
    const unseen = [0, 0.05, 0.1, 0.2, 0.4][seed % 5]!;
    const labels = madeRanking({ total: 1500, relevant: 15 + (seed % 90), steepness, unseen }, seed);
    const seen = labels.slice(0, 600);
    const left = labels.slice(600).filter((label) => label === 1).length;
    const { leftLower, leftUpper } = estimateRecall(seen, 1500);
    if (leftLower <= left && left <= leftUpper) covered += 1;
  }
  expect(covered / 160).toBeGreaterThan(0.95 - 3 * 0.017);
});

test("a share outside 0 to 1, a shape that is not there: refused", () => {
  expect(() => estimateRecall([1], 3, { target: 2 })).toThrow(
    expect.objectContaining({ code: "invalid-option" }) as Error,
  );
  expect(() => estimateRecall([1], 3, { unseenShares: [1.5] })).toThrow(
    expect.objectContaining({ code: "invalid-option", where: { field: "unseenShares" } }) as Error,
  );
  expect(() => estimateRecall([1], 3, { shapes: [] })).toThrow(
    expect.objectContaining({ code: "invalid-option", where: { field: "shapes" } }) as Error,
  );
});
