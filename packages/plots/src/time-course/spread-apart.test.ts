import { expect, test } from "vitest";
import { spreadApart } from "./spread-apart.ts";

const marks = (ats: readonly number[], weights: readonly number[] = []): Parameters<typeof spreadApart>[0] =>
  ats.map((at, index) => ({ at, room: 5, weight: weights[index] ?? 1 }));

test.each([
  ["none", [], []],
  ["far apart: unmoved", [0, 10, 30], [0, 10, 30]],
  ["two at one place: half a step each", [20, 20], [15, 25]],
  ["three at one place: the middle stays", [20, 20, 20], [10, 20, 30]],
  ["a pushed pair pushes on", [0, 0, 8], [-7.333, 2.667, 12.667]],
] as const)("%s", (_, ats, places) => {
  spreadApart(marks(ats)).forEach((place, index) => expect(place).toBeCloseTo(places[index]!, 3));
  expect(spreadApart(marks(ats))).toHaveLength(places.length);
});

test("a heavy mark stays, the light ones make room", () => {
  const [left, heavy, right] = spreadApart(marks([50, 50, 50], [1, 1e6, 1]));
  expect(heavy).toBeCloseTo(50, 4);
  expect(left).toBeCloseTo(40, 4);
  expect(right).toBeCloseTo(60, 4);
});
