import { describe, expect, test } from "vitest";
import { readTable } from "../folder/table.ts";
import { claimColumns, type ClaimRow } from "../model/columns.ts";
import { checkClaim } from "./check-claim.ts";

function claim(cells: Readonly<Record<string, string>>): ClaimRow {
  const row = { id: "x", citation: "c", outcome: "o", seen_in: "article", ci_level: "0.95", ...cells };
  const { rows, problems } = readTable(
    `${Object.keys(row).join(",")}\n${Object.values(row).join(",")}\n`,
    "claims.csv",
    claimColumns,
  );
  expect(problems).toEqual([]);
  return rows[0]!;
}

describe("a claim against its own numbers", () => {
  test.each([
    // Recomputed in R: 2 * pnorm(-abs(est) / ((upper - lower) / (2 * qnorm(0.975)))), logarithms for ratios.
    [
      "difference",
      { measure: "MD", estimate: "-3.406", ci_lower: "-6.303", ci_upper: "-0.509", p_stated: "<0.001" },
      "not-consistent",
      0.0212,
    ],
    [
      "ratio",
      { measure: "RR", estimate: "3.55", ci_lower: "1.50", ci_upper: "8.38", p_stated: "<0.001" },
      "not-consistent",
      0.0039,
    ],
    [
      "rounded p that fits",
      { measure: "RR", estimate: "3.4", ci_lower: "1.6", ci_upper: "7.1", p_stated: ".001" },
      "consistent",
      0.0013,
    ],
    [
      "bound that fits",
      { measure: "SMD", estimate: "-0.81", ci_lower: "-1.41", ci_upper: "-0.2", p_stated: "<=0.009" },
      "consistent",
      0.0087,
    ],
    [
      "null in the interval, p significant",
      { measure: "OR", estimate: "1.50", ci_lower: "0.90", ci_upper: "2.50", p_stated: "0.01" },
      "not-consistent",
      0.12,
    ],
  ] as const)("%s", (_, cells, status, p) => {
    const check = checkClaim(claim(cells));
    expect(check.status).toBe(status);
    expect(Number(check.recomputed?.p.toPrecision(2))).toBeCloseTo(Number(p.toPrecision(2)), 10);
  });

  test("an estimate that is not the middle of its interval", () => {
    const check = checkClaim(claim({ measure: "OR", estimate: "3.00", ci_lower: "1.00", ci_upper: "4.00" }));
    expect(check).toMatchObject({
      status: "not-consistent",
      recomputed: { midpointConsistent: false, pConsistent: undefined },
    });
  });

  test("coarse rounding is given its due: what can be true is not called inconsistent", () => {
    expect(
      checkClaim(
        claim({ measure: "SMD", estimate: "0.5", ci_lower: "0.1", ci_upper: "0.9", p_stated: "0.02" }),
      ).status,
    ).toBe("consistent");
    expect(
      checkClaim(
        claim({ measure: "SMD", estimate: "0.50", ci_lower: "0.10", ci_upper: "0.90", p_stated: "0.04" }),
      ).status,
    ).toBe("not-consistent");
  });

  test.each([
    [{ estimate: "3.0", ci_lower: "1", ci_upper: "4" }, "not an effect with a known measure"],
    [{ measure: "OR", ci_lower: "1", ci_upper: "4" }, "no estimate found"],
    [{ measure: "OR", estimate: "3.0" }, "no confidence interval found"],
    [
      { measure: "OR", estimate: "3.0", ci_lower: "0.0", ci_upper: "9" },
      "a bound is zero after rounding, so its logarithm is unknown",
    ],
  ])("%j cannot be checked, and says why", (cells, reason) => {
    expect(checkClaim(claim(cells))).toMatchObject({ status: "not-checkable", findings: [reason] });
  });

  test("figures seen only in a secondary copy are to be confirmed in the article", () => {
    expect(
      checkClaim(
        claim({
          measure: "MD",
          estimate: "1.0",
          ci_lower: "0.5",
          ci_upper: "1.5",
          seen_in: "secondary-copy",
        }),
      ).confirmInArticle,
    ).toBe(true);
  });
});
