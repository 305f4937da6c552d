import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hedgesCorrection, meansEffects } from "./means.ts";

/** Lii 2023, MADRS at 24, 48, 72, 120, 168 and 336 hours: ketamine, then placebo. */
const LII = [
  [12.7, 7.6, 20, 16.4, 10, 19],
  [15.1, 11.1, 19, 17.5, 11.5, 20],
  [17, 10.5, 19, 17.2, 12, 20],
  [16.9, 8, 19, 16.9, 10.1, 18],
  [15.9, 9.2, 18, 18.5, 10.8, 19],
  [16.9, 10, 19, 16.2, 12.5, 19],
].map(([m1i, sd1i, n1i, m2i, sd2i, n2i]) => ({
  m1i: m1i!,
  sd1i: sd1i!,
  n1i: n1i!,
  m2i: m2i!,
  sd2i: sd2i!,
  n2i: n2i!,
}));

describe("a published time course (computed with metafor 3.8-1)", () => {
  test.each([
    ["MD", [-3.7, -2.4, -0.2, 0, -2.6, 0.7], [2.85502327, 3.61901048, 3.60591619, 3.00593468, 3.29259314, 3.67244361]],
    ["SMD", [-0.40957195, -0.20791798, -0.0173449, 0, -0.25299764, 0.06054276], [0.3237008, 0.32122548, 0.32036766, 0.32891813, 0.33023038, 0.32451716]],
  ] as const)("%s and its standard error", (measure, effects, errors) => {
    const { yi, vi } = meansEffects(measure, LII);
    effects.forEach((effect, row) => expect(yi[row]).toBeCloseTo(effect, 7));
    errors.forEach((error, row) => expect(Math.sqrt(vi[row]!)).toBeCloseTo(error, 7));
  }); // prettier-ignore
});

test.each([
  // Γ(m/2) / (√(m/2) Γ((m − 1)/2)) from 40 digits.
  [2, 0.5641895835477563],
  [3, 0.7236012545582676],
  [10, 0.9227456080530871],
  [99, 0.9924018511144228],
  [100, 0.9924780549814448],
  [101, 0.9925527454874619],
  [1000, 0.9992497811797164],
  [10_000, 0.9999249978124297],
  [1_000_000, 0.9999992499997813],
  [1_000_000_000, 0.99999999925],
] as const)("Hedges' correction with %d degrees of freedom, to rounding", (m, j) => {
  expect(Math.abs(hedgesCorrection(m) / j - 1)).toBeLessThan(m < 10 ? 1e-15 : m < 100 ? 4e-14 : 3e-16);
});

test("an SMD has no unit: scaling and shifting both arms changes nothing; exchanging them turns the sign", () => {
  const mean = fc.double({ min: -50, max: 50, noNaN: true });
  const sd = fc.double({ min: 0.5, max: 20, noNaN: true });
  const n = fc.integer({ min: 2, max: 300 });
  const rows = fc.record({ m1i: mean, sd1i: sd, n1i: n, m2i: mean, sd2i: sd, n2i: n });
  fc.assert(
    fc.property(rows, fc.double({ min: 0.1, max: 10, noNaN: true }), mean, (row, scale, shift) => {
      for (const vtype of ["LS", "LS2", "UB"] as const) {
        const own = meansEffects("SMD", [row], { vtype });
        const other = meansEffects(
          "SMD",
          [
            {
              m1i: row.m2i * scale + shift,
              sd1i: row.sd2i * scale,
              n1i: row.n2i,
              m2i: row.m1i * scale + shift,
              sd2i: row.sd1i * scale,
              n2i: row.n1i,
            },
          ],
          { vtype },
        );
        const size = Math.max(1, Math.abs(own.yi[0]!));
        expect(Math.abs(other.yi[0]! + own.yi[0]!) / size).toBeLessThan(1e-9);
        expect(Math.abs(other.vi[0]! / own.vi[0]! - 1)).toBeLessThan(1e-8);
      }
    }),
  );
});

test("a row with a missing number keeps its place and is listed", () => {
  const { yi, vi, ni, dropped, options } = meansEffects("MD", [{ ...LII[0]!, sd1i: null }, LII[1]!]);
  expect([yi[0], vi[0], ni[0]]).toEqual([null, null, 39]);
  expect(yi[1]).toBeCloseTo(-2.4, 12);
  expect(dropped).toEqual([{ row: 0, code: "missing", reason: "a number is missing" }]);
  expect(options).toEqual({ vtype: "LS" });
});

test.each([
  ["MD", { ...LII[0]!, sd1i: 0 }, "LS", "nonpositive-sd"],
  ["MD", { ...LII[0]!, n2i: 0 }, "LS", "nonpositive-n"],
  ["MD", { ...LII[0]!, n1i: 1, n2i: 1 }, "HO", "nonpositive-n"],
  ["SMD", { ...LII[0]!, n1i: 1, n2i: 2 }, "LS", "nonpositive-n"],
  ["MD", { ...LII[0]!, m1i: Infinity }, "LS", "not-finite"],
  ["MD", LII[0]!, "UB", "unsupported"],
] as const)("%s of %j with %s is refused as %s", (measure, row, vtype, code) => {
  expect(() => meansEffects(measure, [row], { vtype })).toThrow(expect.objectContaining({ code }));
});
