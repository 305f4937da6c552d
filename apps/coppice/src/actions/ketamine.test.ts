import { analyseReview, checkClaims, prismaFlow } from "@coppice/review";
import { describe, expect, test } from "vitest";
import { KETAMINE } from "../run-cli.testing.ts";
import { checkReview } from "./check-review.ts";

/**
 * The ketamine review against numbers computed with R (metafor 3.8-1; "reference computations, not published results").
 * `tight` was made with metafor's threshold at 1e-14. The file of expected numbers was made with its default threshold of
 * 1e-5 for τ², so its REML values hold to about 1e-6 only; both are tested.
 */
const EXPECTED = {
  remlLoose: [1.64790346, -0.21838502, 3.51419194, 0.68805045, 53.13514523],
  remlTight: [1.647903562932, -0.218384975709, 3.514192101573, 0.68805103857002],
  dl: [1.63617921, 0.52897302, 2.7433854, 0.62322161, 50.66522438, 6.0809033],
  parallelReml: [1.01214681, -5.98806277, 8.0123564, 0.26325151, 42.96560123],
  effects: {
    Murrough2013: [1.51244565, 0.29056956],
    Lii2023: [0.40546511, 0.40833333],
    Lapidus2014: [2.61006979, 1.28382353],
    CrossoverPMC10810879: [3.13549422, 1.21014493],
  },
  liiTimeCourse: [[24, -0.40957195, 0.3237008], [48, -0.20791798, 0.32122548], [72, -0.0173449, 0.32036766], [120, 0, 0.32891813], [168, -0.25299764, 0.33023038], [336, 0.06054276, 0.32451716]],
  zarate: [[24, -1.46, 0.2806174], [168, -0.68, 0.2806174]],
} as const; // prettier-ignore

const { checked, flow } = await checkReview(KETAMINE);
const review = checked.review!;
const findings = analyseReview(review);
const response = findings.find(({ analysis }) => analysis.id === "response-24h");
const course = findings.find(({ analysis }) => analysis.id === "effect-over-time");
if (response?.kind !== "pairwise" || course?.kind !== "time-course")
  throw new Error("the analyses of the example have changed");

function near(found: readonly (number | undefined)[], expected: readonly number[], relative: number): void {
  expected.forEach((value, index) => {
    const difference = Math.abs((found[index] ?? Number.NaN) - value);
    expect(difference, `number ${index}: ${String(found[index])} against ${value}`).toBeLessThanOrEqual(
      Math.max(1e-8, relative * Math.abs(value)),
    );
  });
}

test("the folder has no problem, and the flow adds up", () => {
  expect(checked.problems).toEqual([]);
  expect(prismaFlow(review).problems).toEqual([]);
  expect(flow?.databases).toMatchObject({ identified: 1, screened: 1, excludedAtScreening: 1 });
  expect(flow?.other).toMatchObject({
    identified: 54,
    sought: 54,
    notRetrieved: 2,
    assessed: 52,
    excludedAtFullText: [{ n: 1 }],
    includedReports: 51,
  });
  expect(flow?.included).toEqual({ studies: 50, reports: 51 });
});

test("the founding record is read whole from its one line", () => {
  const record = review.records[0]?.record;
  expect(record?.raw).toHaveLength(56);
  expect(record?.ids).toMatchObject({
    pmid: "24688759",
    pmcid: "PMC3952483",
    doi: "10.1177/2045125313507739",
  });
  expect(record?.authors.map(({ family }) => family)).toEqual([
    "Caddy",
    "Giaroli",
    "White",
    "Shergill",
    "Tracy",
  ]);
});

describe("response at 24 hours", () => {
  test.each(Object.entries(EXPECTED.effects))("%s: log odds ratio and variance", (study, expected) => {
    const effect = response.effects.find((candidate) => candidate.study === study);
    near([effect?.yi, effect?.vi], expected, 1e-8);
  });

  test("REML with Hartung-Knapp and its floor equals metafor", () => {
    const { fit } = response;
    near([fit?.estimate, fit?.ciLower, fit?.ciUpper, fit?.tau2], EXPECTED.remlTight, 1e-10);
    near([fit?.estimate, fit?.ciLower, fit?.ciUpper, fit?.tau2, fit?.i2], EXPECTED.remlLoose, 1e-6);
  });

  test("DerSimonian-Laird and the parallel trials alone equal metafor", () => {
    const dl = response.sensitivity.find(({ id }) => id === "dersimonian-laird")?.fit;
    near([dl?.estimate, dl?.ciLower, dl?.ciUpper, dl?.tau2, dl?.i2, dl?.q], EXPECTED.dl, 1e-7);
    const parallel = response.sensitivity.find(({ id }) => id === "parallel-only")?.fit;
    near(
      [parallel?.estimate, parallel?.ciLower, parallel?.ciUpper, parallel?.tau2, parallel?.i2],
      EXPECTED.parallelReml,
      1e-6,
    );
  });

  test("subgroups by comparator with a between-group test, and a warning where Hartung-Knapp rests on two trials", () => {
    expect(response.subgroups?.fit.groups.map(({ level, fit }) => [level, fit.k])).toEqual([
      ["inert-placebo", 2],
      ["midazolam", 1],
      ["surgical-anaesthesia", 1],
    ]);
    expect(response.subgroups?.fit.qBetweenDf).toBe(2);
    expect(response.warnings.map(({ code }) => code)).toContain("hartung-knapp-k2");
  });

  test("crossover trials: the assumption is stated and other correlations are tried; impossible ones would be named", () => {
    const notes = response.effects
      .filter(({ design }) => design === "crossover")
      .map((effect) => effect.notes.join());
    expect(notes).toEqual(
      Array(2).fill("crossover: arms treated as independent (within-person correlation 0 assumed)"),
    );
    expect(
      response.sensitivity.filter(({ id }) => id.startsWith("crossover")).map(({ fit }) => fit?.k),
    ).toEqual([4, 4]);
  });

  test("what could not be used is named with its reason", () => {
    expect(response.unused).toContainEqual({
      study: "Zarate2006",
      results: ["zarate2006-03", "zarate2006-05"],
      reason: "n of placebo not found",
    });
    expect(response.unused.find(({ study }) => study === "Zheng2018")?.reason).toBe(
      "percentages only: no counts found",
    );
  });
});

describe("the effect over time", () => {
  const points = course.points.flatMap((point) => (point.kind === "effect" ? [point.effect] : []));

  test.each([
    ["Lii2023", EXPECTED.liiTimeCourse],
    ["Zarate2006", EXPECTED.zarate],
  ] as const)("%s at every time", (study, expected) => {
    for (const [hours, yi, se] of expected) {
      const effect = points.find((point) => point.study === study && point.timeHours === hours);
      near([effect?.yi, effect?.se], [yi, se], 1e-7);
    }
  });

  test("onset within hours, peak at one day, gone by two weeks; effects without interval are drawn and never pooled", () => {
    expect(course.summary).toEqual({ onset: "up to 4 hours", peak: "1 day", lastDistinct: "4 to 7 days" });
    expect(course.points.filter(({ kind }) => kind === "estimate-only")).toHaveLength(6);
    expect(course.windows.map(({ fit }) => fit?.k)).toEqual([2, 3, 3, 2, 1]);
  });
});

describe("claims", () => {
  const claims = checkClaims(review);

  test("exactly the founding paper's 60-80 min difference and An 2021 are not consistent", () => {
    const wrong = claims.filter(({ status }) => status === "not-consistent");
    expect(wrong.map(({ claim, recomputed }) => [claim.id, Number(recomputed?.p.toPrecision(2))])).toEqual([
      ["caddy-2014-01", 0.021],
      ["an-2021-04", 0.0039],
    ]);
    expect(wrong[0]?.confirmInArticle).toBe(true);
  });

  test("p values implied by published intervals (R: 2 * pnorm(-abs(estimate) / se))", () => {
    const p = (id: string): number =>
      Number(claims.find(({ claim }) => claim.id === id)?.recomputed?.p.toPrecision(2));
    expect([
      p("dean-2021-01"),
      p("dean-2021-03"),
      p("fond-2014-01"),
      p("xu-2016-01"),
      p("bartoli-2017-01"),
    ]).toEqual([0.0043, 1.2e-5, 6.2e-16, 0.0013, 0.00017]);
  });
});
