import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { measureAgreement } from "./measure-agreement.ts";
import { ratingsOfTable } from "./ratings.testing.ts";

/** Key `agreement` of reference/screening.json: both include, first only, second only, both exclude. */
const GOLDEN = {
  FRIENDS: {
    both_include: 55,
    a_only: 7,
    b_only: 15,
    both_exclude: 2512,
    n: 2589,
    po: 0.9915025106218617,
    pe: 0.9503100215562736,
    kappa: 0.8289898759412487,
    kappa_se_simple: 0.03630424344147058,
    pabak: 0.9830050212437234,
    ac1: 0.9910582373151163,
    prevalence_index: 0.9490150637311703,
    bias_index: 0.003089996137504828,
    pos_agreement: 0.8333333333333334,
    neg_agreement: 0.9956401109789933,
  },
  "solastalgia_h2_h3 (only exact INCLUDE counts as include)": {
    both_include: 25,
    a_only: 0,
    b_only: 7,
    both_exclude: 118,
    n: 150,
    po: 0.9533333333333334,
    pe: 0.6911111111111111,
    kappa: 0.8489208633093526,
    kappa_se_simple: 0.05575423530934549,
    pabak: 0.9066666666666667,
    ac1: 0.9325821053645382,
    prevalence_index: 0.62,
    bias_index: 0.04666666666666667,
    pos_agreement: 0.8771929824561403,
    neg_agreement: 0.9711934156378601,
  },
  synthetic_40_9_6_45: {
    both_include: 40,
    a_only: 9,
    b_only: 6,
    both_exclude: 45,
    n: 100,
    po: 0.85,
    pe: 0.5008,
    kappa: 0.6995192307692307,
    kappa_se_simple: 0.07152873025383465,
    pabak: 0.7,
    ac1: 0.7007481296758106,
    prevalence_index: 0.05,
    bias_index: 0.03,
    pos_agreement: 0.8421052631578947,
    neg_agreement: 0.8571428571428571,
  },
  synthetic_rare_5_10_10_975: {
    both_include: 5,
    a_only: 10,
    b_only: 10,
    both_exclude: 975,
    n: 1000,
    po: 0.98,
    pe: 0.97045,
    kappa: 0.32318104906937256,
    kappa_se_simple: 0.14982026139545643,
    pabak: 0.96,
    ac1: 0.9793910041733216,
    prevalence_index: 0.97,
    bias_index: 0.0,
    pos_agreement: 0.3333333333333333,
    neg_agreement: 0.9898477157360406,
  },
} as const;

/** Closed forms, relative. */
const TOLERANCE = 1e-10;

it.each(Object.entries(GOLDEN))("%s", (_, golden) => {
  const { both_include: a, a_only: b, b_only: c, both_exclude: d } = golden;
  const pair = measureAgreement(ratingsOfTable([[a, b], [c, d]])).pairs[0]!; // prettier-ignore
  const found = {
    both_include: pair.table[0]![0],
    a_only: pair.table[0]![1],
    b_only: pair.table[1]![0],
    both_exclude: pair.table[1]![1],
    n: pair.units,
    po: pair.observed.estimate,
    pe: pair.kappa.chance,
    kappa: pair.kappa.coefficient.estimate,
    kappa_se_simple: pair.kappa.seSimple,
    pabak: pair.pabak.estimate,
    ac1: pair.ac1.estimate,
    prevalence_index: pair.prevalenceIndex,
    bias_index: pair.biasIndex,
    pos_agreement: pair.byCategory[0]!.agreement.estimate,
    neg_agreement: pair.byCategory[1]!.agreement.estimate,
  };
  expect(Object.keys(found).sort()).toEqual(Object.keys(golden).sort());
  for (const [name, value] of Object.entries(golden)) {
    const ours = found[name as keyof typeof found];
    expect(Math.abs(ours! - value), name).toBeLessThanOrEqual(TOLERANCE * Math.abs(value));
  }
});

describeShared("the reference file", ["reference", "screening.json"], (path) => {
  it("holds the numbers above, and no others", () => {
    const file = JSON.parse(readFileSync(path, "utf8")) as { readonly agreement: unknown };
    expect(file.agreement).toEqual(GOLDEN);
  });
});
