import { recallCurve } from "@coppice/screening";
import { expect, test } from "vitest";
import { CURVE_STEPS, textCurve } from "./text-curve.ts";

const curve = (places: readonly number[], records: number, steps: number) =>
  recallCurve([{ places, records }], steps);

test("two models in letters, by hand", () => {
  const drawn = textCurve([
    { label: "quick", points: curve([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 20, 20) },
    { label: "slow", points: curve([11, 12, 13, 14, 15, 16, 17, 18, 19, 20], 20, 20) },
  ]);
  expect(drawn).toEqual([
    "found",
    "100 % |          aaaaaaaaaaa",
    "      |         a       ··b",
    "      |        a      ·· b",
    "      |       a     ··  b",
    "      |      a    ··   b",
    " 50 % |     a   ··    b",
    "      |    a  ··     b",
    "      |   a ··      b",
    "      |  a··       b",
    "      | a·        b",
    "  0 % |abbbbbbbbbb",
    "      +---------------------",
    "  read 0 %      50 %   100 %",
    "       a quick   b slow   · random order",
  ]);
});

test("every letter stands where its model has found as much, and none is lost but under another", () => {
  const points = curve([3, 4, 9, 30, 77], 100, CURVE_STEPS);
  const rows = textCurve([{ label: "m", points }])
    .slice(1, 12)
    .toReversed();
  points.forEach(({ mean }, column) => {
    expect(rows[Math.round(10 * mean)]![7 + column]).toBe("a");
    expect(rows.filter((row) => row[7 + column] === "a")).toHaveLength(1);
  });
});
