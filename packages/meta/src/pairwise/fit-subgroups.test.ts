import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitPairwise } from "./fit-pairwise.ts";
import { fitSubgroups } from "./fit-subgroups.ts";

describe("subgroups", () => {
  const yi = [0.1, 0.5, 0.9, 1.4, 1.2];
  const vi = [0.04, 0.09, 0.05, 0.08, 0.2];

  test("one level is the whole; groups in order of first appearance, rows of the input", () => {
    const whole = fitSubgroups(
      yi,
      vi,
      yi.map(() => "a"),
      { groupTau2: "common" },
    );
    expect(whole.groups[0]?.fit.estimate).toBeCloseTo(fitPairwise(yi, vi).estimate, 12);
    expect(whole).toMatchObject({ qBetween: null, qBetweenDf: 0 });
    const two = fitSubgroups(yi, vi, ["b", "a", "b", "a", "a"], { groupTau2: "separate" });
    expect(two.groups.map(({ level, rows }) => [level, rows])).toEqual([
      ["b", [0, 2]],
      ["a", [1, 3, 4]],
    ]);
  });

  test("a common tau2 keeps the uncertainty of groups of one; separate ones do not", () => {
    const levels = ["x", "x", "x", "y", "z"];
    const common = fitSubgroups(yi, vi, levels, { groupTau2: "common" });
    const separate = fitSubgroups(yi, vi, levels, { groupTau2: "separate" });
    expect(common.groups[1]?.fit.tau2).toBeGreaterThan(0);
    expect(separate.groups[1]?.fit.tau2).toBe(0);
    expect(common.qBetween).toBeLessThan(separate.qBetween!);
  });

  // rma(yi, vi, mods = ~ g - 1) and its confint(), metafor 3.8-1 with tight thresholds.
  test.each([
    ["REML", 0.270113798295, 0.290406291245],
    ["DL", 0.278910533911, 0.307551592737],
  ] as const)(
    "a common tau2 by %s comes with its own standard error and interval",
    (method, tau2, tau2Se) => {
      const { groups } = fitSubgroups(
        [0.1, 0.5, 0.9, 1.4, 1.2, -0.3],
        [0.04, 0.09, 0.05, 0.08, 0.2, 0.02],
        ["a", "b", "a", "b", "a", "c"],
        { method, groupTau2: "common" },
      );
      expect(groups.map(({ level, fit }) => [level, fit.k])).toEqual([
        ["a", 3],
        ["b", 2],
        ["c", 1],
      ]);
      for (const { fit } of groups) {
        expect(fit.tau2).toBeCloseTo(tau2, 10);
        expect(fit.tau2Se).toBeCloseTo(tau2Se, 10);
        expect(fit.tau2CiLower).toBeCloseTo(0.034329184231026, 11);
        expect(fit.tau2CiUpper).toBeCloseTo(4.783059987261146, 9);
      }
    },
  );

  test("the order of rows never matters, and the groups' effects are all used once", () => {
    const row = fc.record({
      y: fc.double({ min: -3, max: 3, noNaN: true }),
      v: fc.double({ min: 0.005, max: 2, noNaN: true }),
      level: fc.constantFrom("a", "b", "c"),
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 12 }),
        fc.constantFrom("common", "separate"),
        (rows, groupTau2) => {
          const fitOf = (given: typeof rows) =>
            fitSubgroups(
              given.map(({ y }) => y),
              given.map(({ v }) => v),
              given.map(({ level }) => level),
              { groupTau2 },
            );
          const [fit, back] = [fitOf(rows), fitOf([...rows].reverse())];
          expect(fit.groups.flatMap((group) => group.rows).sort((a, b) => a - b)).toEqual(
            rows.map((_, i) => i),
          );
          for (const { level, fit: own } of fit.groups) {
            const same = back.groups.find((group) => group.level === level);
            expect(same?.fit.estimate).toBeCloseTo(own.estimate, 6);
          }
          expect(back.qBetween === null).toBe(fit.qBetween === null);
          if (fit.qBetween !== null)
            expect(Math.abs(back.qBetween! - fit.qBetween)).toBeLessThan(1e-5 * Math.max(1, fit.qBetween));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("levels of another length, and equal weighting, are refused", () => {
    expect(() => fitSubgroups(yi, vi, ["a"], { groupTau2: "common" })).toThrow(/levels has 1 values/);
    expect(() =>
      fitSubgroups(
        yi,
        vi,
        yi.map(() => "a"),
        { groupTau2: "common", weighting: "equal" },
      ),
    ).toThrow(/equal weighting/);
  });
});
