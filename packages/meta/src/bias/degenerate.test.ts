import { describe, expect, test } from "vitest";
import { fiveNumberToLogNormalMean } from "../conversions/log-normal-five-number.ts";
import { fiveNumberToMean } from "../conversions/five-number.ts";
import { InputError } from "../input-error.ts";
import { excessSignificance } from "./excess-significance.ts";
import { failSafeN } from "./fail-safe-n.ts";
import { limitMetaAnalysis } from "./limit-meta-analysis.ts";
import { petPeese } from "./pet-peese.ts";
import { rankTest } from "./rank-test.ts";
import { regressionTest } from "./regression-test.ts";
import { trimAndFill } from "./trim-and-fill.ts";

const VI = [0.021, 0.13, 0.087, 0.31, 0.052, 0.19, 0.27];
const SAME = VI.map(() => 0.4);

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return error instanceof InputError ? error.code : String(error);
  }
  return "no error";
}

describe("equal effects", () => {
  test("nothing is trimmed, in any order: rounding does not choose a side", () => {
    for (const vi of [VI, VI.toReversed(), VI.toSorted()]) expect(trimAndFill(SAME, vi).k0).toBe(0);
  });

  test("rounding is no dispersion that a slope could be tested by, at any size of the effects", () => {
    const classical = { model: "weighted-regression" } as const;
    for (const y of [0, 0.4, 1 / 3, -1e9, 1e-9])
      expect(codeOf(() => regressionTest(VI.map(() => y), VI, classical))).toBe("collinear-design"); // prettier-ignore
    const line = VI.map((v) => 0.1 + 0.7 * Math.sqrt(v));
    expect(codeOf(() => regressionTest(line, VI, classical))).toBe("collinear-design");
    expect(codeOf(() => regressionTest(line, VI, { test: "knha" }))).toBe("collinear-design");
    expect(codeOf(() => petPeese(SAME, VI))).toBe("collinear-design");
    expect(codeOf(() => regressionTest(SAME.with(0, 0.4 + 1e-9), VI, classical))).toBe("no error");
    expect(regressionTest(SAME, VI).pValue).toBeCloseTo(1, 6);
  });

  test("they have no ranks to correlate", () => {
    expect(codeOf(() => rankTest(SAME, VI))).toBe("collinear-design");
    expect(codeOf(() => rankTest([1, 2, 3], [1, 1, 1]))).toBe("collinear-design");
  });
});

test("a study that outweighs all others keeps its rank", () => {
  const { tau } = rankTest([0.3, 0.5, 0.9, 0.1], [1e-20, 0.2, 0.3, 0.1]);
  expect(tau).toBe(rankTest([0.3, 0.5, 0.9, 0.1], [1e-12, 0.2, 0.3, 0.1]).tau);
});

test("Orwin's number of a target of half the mean is k, in any order", () => {
  for (let seed = 1; seed < 200; seed += 1) {
    const yi = [0.1 * Math.sin(seed), 0.7 + 0.1 * Math.cos(seed), 0.31];
    expect(failSafeN(yi, [0.02 * seed, 0.011, 0.3], { type: "Orwin" }).number).toBe(3);
  }
});

test("where every study is sure to be significant, and is, there is no excess", () => {
  const { statistic, pValue } = excessSignificance([5, 6], [1e-6, 1e-6], {
    fit: { method: "EE" },
    test: "chi2",
  });
  expect([statistic, pValue]).toEqual([0, 0.5]);
});

test("two studies are too few for PET-PEESE", () => {
  expect(codeOf(() => petPeese([0.1, 0.4], [0.02, 0.05]))).toBe("too-few-effects");
});

test("a heterogeneity beside which all studies are equally precise leaves no small studies", () => {
  expect(codeOf(() => limitMetaAnalysis([1e6, -2e6, 3e6, 0], [0.02, 0.3, 0.1, 0.2]))).toBe(
    "collinear-design",
  );
});

describe("five numbers", () => {
  const one = { min: 4, q1: null, median: 4, q3: null, max: 4, n: 1 };

  test("of one person have no spread", () => {
    expect(codeOf(() => fiveNumberToMean(one))).toBe("nonpositive-n");
    expect(codeOf(() => fiveNumberToLogNormalMean(one))).toBe("nonpositive-n");
  });

  test("that are no numbers are refused", () => {
    expect(codeOf(() => fiveNumberToMean({ ...one, min: Number.NaN, n: 9 }))).toBe("not-finite");
  });
});
