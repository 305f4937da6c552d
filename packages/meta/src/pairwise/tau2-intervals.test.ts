import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitPairwise } from "./fit-pairwise.ts";
import { h2TestBased } from "./h2-test-based.ts";
import { tau2ProfileLikelihood } from "./tau2-profile-likelihood.ts";
import { tau2QProfile } from "./tau2-q-profile.ts";
import { modelData } from "./model-data.ts";
import { logLikelihood, maximumLikelihood } from "./tau2/maximum-likelihood.ts";
import { weightedSums } from "./weighted-sums.ts";

const yi = [0.1, 0.5, 0.9, 1.4, 1.2, -0.3];
const vi = [0.04, 0.09, 0.05, 0.08, 0.2, 0.02];
const sets = fc.array(
  fc.record({
    y: fc.double({ min: -3, max: 3, noNaN: true }),
    v: fc.double({ min: 0.005, max: 2, noNaN: true }),
  }),
  { minLength: 2, maxLength: 10 },
);
/** Half the 95 % quantile of chi-square with one degree of freedom. */
const DROP = 3.841458820694124 / 2;

describe("profile likelihood", () => {
  test("as confint(type = 'PL') of metafor 3.8-1", () => {
    const { lower, upper } = tau2ProfileLikelihood(yi, vi, 0.95)!;
    expect(lower).toBeCloseTo(0.101974077094, 10);
    expect(upper).toBeCloseTo(2.04570460576, 9);
  });

  test("holds the estimate, and its ends lie half a quantile below the maximum", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const [y, v] = [set.map((row) => row.y), set.map((row) => row.v)];
        const data = modelData(y, v);
        const estimate = maximumLikelihood(data, "REML").tau2;
        const { lower, upper } = tau2ProfileLikelihood(y, v, 0.95)!;
        const top = logLikelihood(data, estimate, "REML");
        expect(lower).toBeLessThanOrEqual(estimate);
        expect(upper).toBeGreaterThan(estimate);
        expect(top - logLikelihood(data, upper, "REML")).toBeCloseTo(DROP, 7);
        if (lower > 0) expect(top - logLikelihood(data, lower, "REML")).toBeCloseTo(DROP, 7);
        else expect(top - logLikelihood(data, 0, "REML")).toBeLessThanOrEqual(DROP + 1e-9);
      }),
    );
  });

  test("one effect has none", () => {
    expect(tau2ProfileLikelihood([1], [1], 0.95)).toBeUndefined();
  });
});

describe("Q-profile", () => {
  test("its ends give the quantiles of chi-square back", () => {
    const { lower, upper } = tau2QProfile(yi, vi, 0.95)!;
    // qchisq(c(.975, .025), 5)
    expect(weightedSums(yi, vi, lower).q).toBeCloseTo(12.832501994030029, 10);
    expect(weightedSums(yi, vi, upper).q).toBeCloseTo(0.831211613486663, 12);
  });

  test("a higher level is wider, and one effect has none", () => {
    fc.assert(
      fc.property(sets, (set) => {
        const [y, v] = [set.map((row) => row.y), set.map((row) => row.v)];
        const [narrow, wide] = [tau2QProfile(y, v, 0.9)!, tau2QProfile(y, v, 0.99)!];
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
      }),
    );
    expect(tau2QProfile([1], [1], 0.95)).toBeUndefined();
  });
});

test("test-based: symmetric about H² on the log scale, never below 1, none for two effects", () => {
  const fit = fitPairwise(yi, vi);
  const { lower, upper } = h2TestBased(fit, 0.95)!;
  expect(Math.sqrt(lower * upper)).toBeCloseTo(fit.h2, 10);
  expect(h2TestBased({ h2: 1, q: 1, k: 5 }, 0.95)!.lower).toBe(1);
  expect(h2TestBased({ h2: 1, q: 1, k: 2 }, 0.95)).toBeUndefined();
});
