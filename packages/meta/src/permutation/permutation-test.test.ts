import { expect, test } from "vitest";
import { InputError } from "../input-error.ts";
import { seededRandom, shuffledPlaces } from "../random/random.ts";
import { permutationTest } from "./permutation-test.ts";

const YI = [0.1, 0.5, 0.4, 0.9, 0.7, 1.4];
const VI = [0.05, 0.1, 0.04, 0.08, 0.12, 0.06];

test("all effects positive: only the data and their mirror are as extreme", () => {
  const { pValue, arrangements, exact } = permutationTest(YI, VI, { fit: { method: "DL" } });
  expect(arrangements).toBe(64);
  expect(pValue[0]).toBe(2 / 64);
  expect(exact).toBe(true);
});

test("row permutations of a moderator: metafor 5.0-1 gives 0.00556 for the slope of these six studies", () => {
  const design = { names: ["intrcpt", "x"], rows: [1, 2, 4, 7, 8, 12].map((x) => [1, x]) };
  const found = permutationTest(YI, VI, { fit: { method: "DL" }, design });
  expect(found.pValue[1]).toBeCloseTo(0.005555555555555556, 14);
  expect(found.pValue[0]).toBeCloseTo(0.9958333333333333, 14);
});

test("draws come near the exact value, and the same seed gives the same draws", () => {
  const exact = permutationTest([0.3, -0.2, 0.5, 0.1, 0.4], [0.1, 0.1, 0.2, 0.1, 0.1], {
    fit: { method: "EE" },
  });
  const draw = () =>
    permutationTest([0.3, -0.2, 0.5, 0.1, 0.4], [0.1, 0.1, 0.2, 0.1, 0.1], {
      fit: { method: "EE" },
      draws: { number: 4000, seed: 7 },
    });
  expect(draw()).toEqual(draw());
  expect(Math.abs(draw().pValue[0]! - exact.pValue[0]!)).toBeLessThan(0.03);
  expect(draw().exact).toBe(false);
});

test("more arrangements than anyone waits for are refused, with what to do", () => {
  const many = Array.from({ length: 30 }, (_, i) => i + 1);
  let error: unknown;
  try {
    permutationTest(many, many);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(InputError);
  expect(error).toMatchObject({ code: "invalid-option", where: { field: "draws" } });
});

test("shuffled places are all places, in an order that the seed decides", () => {
  const places = shuffledPlaces(seededRandom(3), 50);
  expect([...places].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(places).toEqual(shuffledPlaces(seededRandom(3), 50));
  expect(places).not.toEqual(shuffledPlaces(seededRandom(4), 50));
});
