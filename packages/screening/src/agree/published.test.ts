import { describe, expect, it } from "vitest";
import { cohenKappa } from "./cohen-kappa.ts";
import { krippendorffAlpha, type AlphaMetric } from "./krippendorff-alpha.ts";
import { fleissKappa, gwetAc, observedAgreement } from "./many-raters.ts";
import { measureAgreement } from "./measure-agreement.ts";
import { votePatterns } from "./ratings.ts";
import { ratingsOfCounts, ratingsOfLines, ratingsOfTable } from "./ratings.testing.ts";
import { agreementWeights } from "./weights.ts";

const LEVEL = 0.95;
const MANY = { ciLevel: LEVEL, variance: "n-1" } as const;

describe("two raters", () => {
  // 200 patients, diagnoses personality disorder, neurosis, psychosis: Cohen 1968, Psychological Bulletin 70:213, tables 1 and 3.
  const COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]; // prettier-ignore
  /** Cohen gives weights of disagreement; 1 − v/vmax are weights of agreement. */
  const agreement = (disagreement: readonly (readonly number[])[]): number[][] =>
    disagreement.map((row) => row.map((v) => 1 - v / 6));

  it.each([
    { weights: agreementWeights(3, "identity"), kappa: 0.492 },
    { weights: agreement([[0, 1, 3], [1, 0, 6], [3, 6, 0]]), kappa: 0.348 },
    { weights: agreement([[0, 1, 4], [1, 0, 6], [2, 2, 0]]), kappa: 0.353 },
  ])("Cohen 1968: $kappa", ({ weights, kappa }) => {
    expect(cohenKappa(COHEN, weights, LEVEL).coefficient.estimate).toBeCloseTo(kappa, 3);
  }); // prettier-ignore

  // The example of Fleiss, Cohen & Everitt 1969, Psychological Bulletin 72:323: κ .429, variance .002885; weighted .507, .003248.
  it.each([
    { weights: agreementWeights(3, "identity"), kappa: 0.429, variance: 0.002885 },
    { weights: [[1, 0, 4 / 9], [0, 1, 6 / 9], [4 / 9, 6 / 9, 1]], kappa: 0.507, variance: 0.003248 },
  ])("Fleiss, Cohen & Everitt 1969: $kappa", ({ weights, kappa, variance }) => {
    const { coefficient } = cohenKappa([[106, 10, 4], [22, 28, 10], [2, 12, 6]], weights, LEVEL);
    expect(coefficient.estimate).toBeCloseTo(kappa, 3);
    expect(coefficient.se! ** 2).toBeCloseTo(variance, 6);
  }); // prettier-ignore

  it("Fleiss, Statistical Methods for Rates and Proportions, 1981, chapter 13: .68, se .087, .51 to .85", () => {
    const { coefficient } = cohenKappa([[75, 1, 4], [5, 4, 1], [0, 0, 10]], agreementWeights(3, "identity"), LEVEL); // prettier-ignore
    expect(coefficient.estimate).toBeCloseTo(0.68, 2);
    expect(Math.abs(coefficient.se! - 0.087)).toBeLessThan(0.001);
    expect(Math.abs(coefficient.ciLower! - 0.51)).toBeLessThan(0.006); // the book rounds before
    expect(coefficient.ciUpper).toBeCloseTo(0.85, 2);
  });

  // Three diagnoses of 100 patients: the data set cont3x3abstractors of Gwet's irrCAC 1.3, with the output in its README.
  it("Gwet's two abstractors", () => {
    const pair = measureAgreement(ratingsOfTable([[13, 0, 0], [0, 20, 7], [0, 4, 56]])).pairs[0]!; // prettier-ignore
    const rows = [pair.kappa.coefficient, pair.ac1, pair.pabak, pair.observed].map(({ estimate, se }) => [estimate, se]); // prettier-ignore
    const printed = [
      [0.7964094, 0.05891072],
      [0.8493305, 0.04321747],
      [0.835, 0.04693346],
      [0.89, 0.03128898],
    ];
    rows.forEach((row, place) =>
      row.forEach((value, part) => expect(value).toBeCloseTo(printed[place]![part]!, 7)),
    );
    expect(pair.ac1.ciLower).toBeCloseTo(0.764, 3);
    expect(pair.ac1.ciUpper).toBeCloseTo(0.935, 3);
  });

  it("Gwet 2002, Kappa statistic is not satisfactory: 118, 5, 2, 0 gives κ −.0234 and AC1 .9408", () => {
    const pair = measureAgreement(ratingsOfTable([[118, 5], [2, 0]])).pairs[0]!; // prettier-ignore
    expect(pair.kappa.coefficient.estimate).toBeCloseTo(-0.0234, 4);
    expect(pair.ac1.estimate).toBeCloseTo(0.9408, 4);
  });
});

describe("six psychiatrists and thirty patients (Fleiss 1971, Psychological Bulletin 76:378, table 1)", () => {
  const PATIENTS = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
  ]; // prettier-ignore

  // The z of Fleiss, Nee & Landis's standard error is what irr's kappam.fleiss prints for these patients.
  it("κ .430 of agreement .556, and z 17.7", () => {
    const { observed, fleiss } = measureAgreement(ratingsOfCounts(PATIENTS));
    expect(observed.estimate).toBeCloseTo(0.556, 3);
    expect(fleiss.coefficient.estimate).toBeCloseTo(0.43, 3);
    expect(fleiss.coefficient.estimate! / fleiss.seNull!).toBeCloseTo(17.7, 1);
  });

  // The first fifteen are distrib.6raters of irrCAC 1.3; its README gives estimate, standard error and interval.
  it("the first fifteen as irrCAC has them", () => {
    const { fleiss, ac1, alpha } = measureAgreement(ratingsOfCounts(PATIENTS.slice(0, 15)));
    expect(fleiss.coefficient.estimate).toBeCloseTo(0.4139265, 7);
    expect(fleiss.coefficient.se).toBeCloseTo(0.08119291, 7);
    expect(fleiss.coefficient.ciLower).toBeCloseTo(0.24, 3);
    expect(fleiss.coefficient.ciUpper).toBeCloseTo(0.588, 3);
    expect(ac1.estimate).toBeCloseTo(0.4448007, 7);
    expect(ac1.se).toBeCloseTo(0.08418757, 7);
    expect(ac1.ciLower).toBeCloseTo(0.264, 3);
    expect(ac1.ciUpper).toBeCloseTo(0.625, 3);
    expect(alpha[0]!.coefficient.estimate).toBeCloseTo(0.4204384, 7);
    expect(alpha[0]!.coefficient.se! / 0.08243228).toBeCloseTo(1, 1);
  });
});

describe("four observers and twelve units, with missing votes (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C)", () => {
  const UNITS = [
    "11.1",
    "2232",
    "3333",
    "3333",
    "2222",
    "1234",
    "4444",
    "1121",
    "2222",
    ".555",
    "..11",
    ".3..",
  ];
  const patterns = votePatterns(ratingsOfLines(UNITS, 5)); // prettier-ignore

  it.each<{ metric: AlphaMetric; alpha: number }>([
    { metric: "nominal", alpha: 0.743 },
    { metric: "ordinal", alpha: 0.815 },
    { metric: "interval", alpha: 0.849 },
  ])("$metric α $alpha", ({ metric, alpha }) => {
    const how = { metric, values: [1, 2, 3, 4, 5], ciLevel: LEVEL, bootstrap: "units", seed: 1, replicates: 2000 } as const; // prettier-ignore
    expect(krippendorffAlpha(patterns, how).coefficient.estimate).toBeCloseTo(alpha, 3);
  });

  // The same units are cac.raw4raters of irrCAC 1.3. Its README prints these; unit 12, with one vote, counts for the shares.
  it("Gwet's coefficients with their standard errors", () => {
    const identity = agreementWeights(5, "identity");
    const observed = observedAgreement(patterns, identity, MANY);
    expect(observed.estimate).toBeCloseTo(0.8181818, 7);
    expect(observed.se).toBeCloseTo(0.12561, 5);
    expect(observed.ciLower).toBeCloseTo(0.542, 3);
    const ac1 = gwetAc(patterns, identity, MANY);
    expect(ac1.estimate).toBeCloseTo(0.77544, 5);
    expect(ac1.se).toBeCloseTo(0.14295, 5);
    expect(ac1.ciLower).toBeCloseTo(0.461, 3);
    expect(ac1.ciUpper).toBe(1);
    const { coefficient } = fleissKappa(patterns, identity, MANY);
    expect(coefficient.estimate).toBeCloseTo(0.76117, 5);
    expect(coefficient.se).toBeCloseTo(0.15302, 5);
    expect(coefficient.ciLower).toBeCloseTo(0.424, 3);
  });

  it("the bootstrap of units has the standard error that irrCAC derives for α (.14548); that of pairs has half of it", () => {
    const how = { metric: "nominal", values: [1, 2, 3, 4, 5], ciLevel: LEVEL, seed: 1, replicates: 4000 } as const; // prettier-ignore
    const units = krippendorffAlpha(patterns, { ...how, bootstrap: "units" }).coefficient.se!;
    const pairs = krippendorffAlpha(patterns, { ...how, bootstrap: "pairs" }).coefficient.se!;
    expect(units / 0.14548).toBeCloseTo(1, 1);
    expect(pairs / units).toBeLessThan(0.6);
  });
});
