import { describe, expect, test } from "vitest";
import { readSmall, SMALL_REVIEW } from "../small-review.testing.ts";
import { analyseReview } from "./analyse-review.ts";
import type { PairwiseFinding } from "./findings.ts";

const COLUMNS =
  "id,study,report,outcome,scale,kind,arm,versus,time_hours,period,correlation,n,events,events_versus,events_both,mean,sd,se,estimate,ci_lower,ci_upper,ci_level,measure,direction,origin".split(
    ",",
  );

type Cells = Readonly<Record<string, string | number>>;

/** The first finding of the small review with other results, arms, design and analysis. */
function findingOf(
  rows: readonly Cells[],
  change: { readonly yaml?: (text: string) => string; readonly design?: string; readonly arms?: string } = {},
): PairwiseFinding {
  const results = rows.map((row, index) => {
    const cells: Cells = {
      id: `r${index + 1}`,
      study: "Able2001",
      report: "able",
      time_hours: 24,
      origin: "reported",
      ...row,
    };
    return COLUMNS.map((column) => String(cells[column] ?? "")).join(",");
  });
  const { review, problems } = readSmall({
    "review.yaml": (change.yaml ?? ((text) => text))(SMALL_REVIEW["review.yaml"]!),
    "extraction/results.csv": `${COLUMNS.join(",")}\n${results.join("\n")}\n`,
    "extraction/studies.csv": SMALL_REVIEW["extraction/studies.csv"]!.replace(
      "Able 2001,parallel",
      `Able 2001,${change.design ?? "parallel"}`,
    ),
    "extraction/arms.csv": SMALL_REVIEW["extraction/arms.csv"]! + (change.arms ?? ""),
  });
  expect(problems).toEqual([]);
  const [finding] = analyseReview(review!);
  if (finding?.kind !== "pairwise") throw new Error("no pairwise finding");
  return finding;
}

const continuous =
  (measure: string) =>
  (yaml: string): string =>
    yaml.replace("outcome: response", "outcome: score").replace("measure: OR", `measure: ${measure}`);

describe("printed contrasts are turned to intervention minus control", () => {
  const row = {
    outcome: "score",
    scale: "madrs",
    kind: "contrast",
    arm: "drug",
    versus: "placebo",
    estimate: 0.6,
    ci_lower: 0.2,
    ci_upper: 1,
    ci_level: 0.95,
    measure: "SMD",
  };
  test.each([
    ["arm-minus-versus", row, 0.6],
    ["positive-favours-arm", row, -0.6], // on a scale where lower is better, favouring the drug is negative
    ["versus-minus-arm", row, -0.6],
    ["arm-minus-versus", { ...row, arm: "placebo", versus: "drug" }, -0.6],
    ["versus-minus-arm", { ...row, arm: "placebo", versus: "drug" }, 0.6],
    ["positive-favours-arm", { ...row, arm: "placebo", versus: "drug" }, 0.6],
  ] as const)("%s, arm %j", (direction, cells, expected) => {
    const { effects } = findingOf([{ ...cells, direction }], { yaml: continuous("SMD") });
    expect(effects[0]?.yi).toBe(expected);
    expect(effects[0]?.se).toBeCloseTo(0.8 / 3.919928, 6);
  });

  test("a ratio: logarithm taken, interval on the log scale, inverted when it points the other way", () => {
    const ratio = {
      outcome: "response",
      kind: "contrast",
      arm: "drug",
      versus: "placebo",
      estimate: 2.85,
      ci_lower: 1.14,
      ci_upper: 7.15,
      ci_level: 0.95,
      measure: "OR",
    };
    const [effect] = findingOf([{ ...ratio, direction: "arm-minus-versus" }]).effects;
    expect(effect?.yi).toBeCloseTo(Math.log(2.85), 12);
    expect(effect?.se).toBeCloseTo((Math.log(7.15) - Math.log(1.14)) / 3.919928, 6);
    expect(findingOf([{ ...ratio, direction: "versus-minus-arm" }]).effects[0]?.yi).toBeCloseTo(
      -Math.log(2.85),
      12,
    );
    // Response: more is better, so a positive effect that favours the drug keeps its sign.
    expect(findingOf([{ ...ratio, direction: "positive-favours-arm" }]).effects[0]?.yi).toBeCloseTo(
      Math.log(2.85),
      12,
    );
  });

  test("another level of the interval, and a printed standard error instead", () => {
    const base = {
      outcome: "score",
      scale: "madrs",
      kind: "contrast",
      arm: "drug",
      versus: "placebo",
      estimate: 1,
      measure: "MD",
      direction: "arm-minus-versus",
    };
    expect(
      findingOf([{ ...base, ci_lower: 0, ci_upper: 2, ci_level: 0.9 }], { yaml: continuous("MD") }).effects[0]
        ?.se,
    ).toBeCloseTo(1 / 1.6448536, 6);
    expect(findingOf([{ ...base, se: 0.25 }], { yaml: continuous("MD") }).effects[0]?.se).toBe(0.25);
  });
});

describe("arms", () => {
  test("several intervention arms become one: counts are added", () => {
    const events = (arm: string, e: number, n: number): Cells => ({
      outcome: "response",
      kind: "events",
      arm,
      events: e,
      n,
    });
    const { effects } = findingOf([events("drug", 5, 10), events("high", 7, 12), events("placebo", 3, 11)], {
      arms: "Able2001,high,High dose,intervention,\n",
    });
    expect(effects[0]?.counts).toEqual({ ai: 12, n1i: 22, ci: 3, n2i: 11 });
    expect(effects[0]?.notes).toContain("arms combined: drug + high");
  });

  test("several arms' means and SDs give what the pooled raw data would", () => {
    // Two groups with raw values 1, 2, 3 and 5, 7, 9: means 2 and 7, SDs 1 and 2; together mean 4.5, SD √(47.5/5).
    const mean = (arm: string, m: number, sd: number, n: number): Cells => ({
      outcome: "score",
      scale: "madrs",
      kind: "mean",
      arm,
      mean: m,
      sd,
      n,
    });
    const { effects } = findingOf([mean("drug", 2, 1, 3), mean("high", 7, 2, 3), mean("placebo", 0, 1, 10)], {
      yaml: continuous("MD"),
      arms: "Able2001,high,High dose,intervention,\n",
    });
    expect(effects[0]?.yi).toBeCloseTo(4.5, 12);
    expect(effects[0]?.vi).toBeCloseTo(47.5 / 5 / 6 + 1 / 10, 12);
  });

  test("a standard error stands for its SD, and the note says so", () => {
    const { effects } = findingOf(
      [
        { outcome: "score", scale: "madrs", kind: "mean", arm: "drug", mean: 3, se: 0.5, n: 16 },
        { outcome: "score", scale: "madrs", kind: "mean", arm: "placebo", mean: 1, sd: 3, n: 9 },
      ],
      { yaml: continuous("MD") },
    );
    expect(effects[0]?.vi).toBeCloseTo(0.25 + 1, 12);
    expect(effects[0]?.notes).toContain("SD = SE × √n");
  });

  test("a zero cell: 1/2 added, and the note says so", () => {
    const { effects } = findingOf([
      { outcome: "response", kind: "events", arm: "drug", events: 4, n: 10 },
      { outcome: "response", kind: "events", arm: "placebo", events: 0, n: 10 },
    ]);
    expect(effects[0]?.yi).toBeCloseTo(Math.log((4.5 * 10.5) / (6.5 * 0.5)), 12);
    expect(effects[0]?.notes).toContain("0.5 added to each cell because one is zero");
  });
});

describe("crossover trials", () => {
  const arms = [
    { outcome: "response", kind: "events", arm: "drug", events: 12, n: 24 },
    { outcome: "response", kind: "events", arm: "placebo", events: 6, n: 24 },
  ] as const;
  const withCorrelation =
    (rho: number) =>
    (yaml: string): string =>
      yaml.replace("crossover: { correlation: 0", `crossover: { correlation: ${rho}`);

  test("the assumed correlation narrows the variance by 2ρ√(v1 v2)", () => {
    const [v1, v2] = [1 / 12 + 1 / 12, 1 / 6 + 1 / 18];
    const at = (rho: number) =>
      findingOf(arms, { design: "crossover", yaml: withCorrelation(rho) }).effects[0];
    expect(at(0)?.vi).toBeCloseTo(v1 + v2, 12);
    expect(at(0.3)?.vi).toBeCloseTo(v1 + v2 - 0.6 * Math.sqrt(v1 * v2), 12);
    expect(at(0.3)?.yi).toBeCloseTo(at(0)!.yi, 12);
  });

  test("a correlation the margins cannot have is refused, with the possible range", () => {
    const { effects, unused } = findingOf(arms, { design: "crossover", yaml: withCorrelation(0.9) });
    expect(effects).toEqual([]);
    expect(unused[0]?.reason).toContain("it lies between -0.577 and 0.577");
  });

  test("joint counts are used before anything else, exactly", () => {
    const paired = {
      outcome: "response",
      kind: "paired-events",
      arm: "drug",
      versus: "placebo",
      n: 24,
      events: 12,
      events_versus: 6,
      events_both: 5,
    };
    const [effect] = findingOf([...arms, paired], { design: "crossover" }).effects;
    const [p1, p2] = [0.5, 0.25];
    const covariance = (5 / 24 - p1 * p2) / (24 * p1 * (1 - p1) * p2 * (1 - p2));
    expect(effect?.vi).toBeCloseTo(1 / 6 + 1 / 4.5 - 2 * covariance, 12);
    expect(effect?.notes).toEqual(["5 people had the event both times"]);
  });

  test("joint counts the other way round: the drug comes first", () => {
    const paired = {
      outcome: "response",
      kind: "paired-events",
      arm: "placebo",
      versus: "drug",
      n: 24,
      events: 6,
      events_versus: 12,
      events_both: 5,
    };
    const [effect] = findingOf([paired], { design: "crossover" }).effects;
    expect(effect?.yi).toBeCloseTo(Math.log(1) - Math.log(6 / 18), 12);
  });

  test("a crossover trial's own contrast is preferred to its arms; a parallel trial's arms to a contrast", () => {
    const contrast = {
      outcome: "response",
      kind: "contrast",
      arm: "drug",
      versus: "placebo",
      estimate: 3,
      ci_lower: 1,
      ci_upper: 9,
      ci_level: 0.95,
      measure: "OR",
      direction: "arm-minus-versus",
    };
    expect(findingOf([...arms, contrast], { design: "crossover" }).effects[0]?.yi).toBeCloseTo(
      Math.log(3),
      12,
    );
    expect(findingOf([...arms, contrast]).effects[0]?.counts).toBeDefined();
  });
});

describe("scales that point the other way", () => {
  const higherBetter =
    (measure: string) =>
    (yaml: string): string =>
      continuous(measure)(yaml).replace("name: MADRS, better: lower", "name: Wellbeing, better: higher");
  const row = {
    outcome: "score",
    scale: "madrs",
    kind: "contrast",
    arm: "drug",
    versus: "placebo",
    estimate: 0.6,
    se: 0.2,
  };

  test.each([
    // The outcome is better when lower, so what favours the drug is negative, whatever the scale.
    ["SMD", "positive-favours-arm", -0.6],
    ["SMD", "arm-minus-versus", -0.6],
    ["SMD", "versus-minus-arm", 0.6],
    ["MD", "positive-favours-arm", -0.6],
    ["MD", "arm-minus-versus", -0.6],
  ] as const)("%s, %s", (measure, direction, expected) => {
    const [effect] = findingOf([{ ...row, measure, direction }], { yaml: higherBetter(measure) }).effects;
    expect(effect?.yi).toBe(expected);
    expect(effect?.notes.join()).toContain("sign turned");
  });

  test("arms' means too", () => {
    const mean = (arm: string, m: number): Cells => ({
      outcome: "score",
      scale: "madrs",
      kind: "mean",
      arm,
      mean: m,
      sd: 2,
      n: 20,
    });
    expect(
      findingOf([mean("drug", 10), mean("placebo", 6)], { yaml: higherBetter("MD") }).effects[0]?.yi,
    ).toBe(-4);
  });
});

describe("what must not be guessed", () => {
  const contrast = {
    outcome: "score",
    scale: "madrs",
    kind: "contrast",
    versus: "placebo",
    se: 0.2,
    measure: "SMD",
    direction: "arm-minus-versus",
  };
  const arms = "Able2001,high,High dose,intervention,\n";

  test("several contrasts of one study: none is taken, all are named", () => {
    const finding = findingOf(
      [
        { ...contrast, arm: "drug", estimate: 0.6 },
        { ...contrast, arm: "high", estimate: -0.9 },
      ],
      { yaml: continuous("SMD"), arms },
    );
    expect(finding.effects).toEqual([]);
    expect(finding.unused).toEqual([
      {
        study: "Able2001",
        results: ["r1", "r2"],
        reason: expect.stringContaining("several contrasts") as string,
      },
    ]);
  });

  test("a crossover with two doses is not one arm of twice the people", () => {
    const events = (arm: string, e: number): Cells => ({
      outcome: "response",
      kind: "events",
      arm,
      events: e,
      n: 24,
    });
    const finding = findingOf([events("drug", 10), events("high", 12), events("placebo", 5)], {
      design: "crossover",
      arms,
    });
    expect(finding.unused[0]?.reason).toContain("count the same people twice");
  });

  test("one period of a crossover has different people in its arms, whatever correlation is assumed", () => {
    const events = (arm: string, e: number): Cells => ({
      outcome: "response",
      kind: "events",
      arm,
      events: e,
      n: 12,
      period: 1,
    });
    const { effects } = findingOf([events("drug", 6), events("placebo", 3)], {
      design: "crossover",
      yaml: (yaml) => yaml.replace("crossover: { correlation: 0", "crossover: { correlation: 0.3"),
    });
    expect(effects[0]?.vi).toBeCloseTo(1 / 6 + 1 / 6 + 1 / 3 + 1 / 9, 12);
  });

  test("everyone the same both times: the study is named, the report goes on", () => {
    const paired = {
      outcome: "response",
      kind: "paired-events",
      arm: "drug",
      versus: "placebo",
      n: 20,
      events: 5,
      events_versus: 5,
      events_both: 5,
    };
    const finding = findingOf([paired], { design: "crossover" });
    expect(finding.fit).toBeUndefined();
    expect(finding.unused[0]?.reason).toContain("agree in everyone");
  });

  test("a correlation extracted with a result goes before the assumed one, also for SMD", () => {
    const mean = (arm: string, m: number): Cells => ({
      outcome: "score",
      scale: "madrs",
      kind: "mean",
      arm,
      mean: m,
      sd: 2,
      n: 20,
      correlation: 0.5,
    });
    const yaml = (text: string): string =>
      continuous("SMD")(text).replace("crossover: { correlation: 0", "crossover: { correlation: 0.2");
    const [effect] = findingOf([mean("drug", 6), mean("placebo", 8)], { design: "crossover", yaml }).effects;
    expect(effect?.vi).toBeCloseTo((2 * 0.5) / 20 + (effect!.yi ** 2 * 1.25) / 80, 12);
    expect(effect?.notes).toContain("crossover: within-person correlation 0.5 as extracted");
  });
});
