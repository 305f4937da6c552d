import type { PublishedPoint, TimeCourseData, TimeCoursePoint } from "./data.ts";

function point(
  label: string,
  timeHours: number,
  estimate: number,
  ci?: readonly [number, number],
): TimeCoursePoint {
  return {
    study: label.replaceAll(" ", ""),
    label,
    timeHours,
    estimate,
    ...(ci === undefined ? {} : { ciLower: ci[0], ciUpper: ci[1] }),
    ref: `effect-${label.replaceAll(" ", "-")}-${timeHours}`,
  };
}

function published(label: string, estimate: number, ci?: readonly [number, number]): PublishedPoint {
  return {
    label,
    timeHours: 24,
    estimate,
    ...(ci === undefined ? {} : { ciLower: ci[0], ciUpper: ci[1] }),
    ref: `claim-${label.replaceAll(" ", "-")}`,
  };
}

/** The shape of the ketamine review's time course, numbers rounded: crowded at one day, with two reviews' own results. */
export const DEPRESSION: TimeCourseData = {
  id: "example-course",
  title: "Effect on depression scores over time",
  yLabel: "Hedges’ g",
  xLabel: "time since the dose, logarithmic axis",
  favoursNegative: "favours ketamine",
  favoursPositive: "favours control",
  points: [
    point("Diazgranados 2010 (bipolar)", 2 / 3, -0.52, [-0.76, -0.28]),
    point("Zarate 2012 (bipolar)", 2 / 3, -0.89, [-1.165, -0.615]),
    point("Zarate 2006", 24, -1.46, [-2.01, -0.91]),
    point("Lii 2023", 24, -0.41, [-1.04, 0.22]),
    point("Crossover PMC10810879", 24, -0.92, [-1.52, -0.33]),
    point("Zarate 2012 (bipolar)", 24, -0.7),
    point("Sos 2013", 24, -0.62),
    point("Diazgranados 2010 (bipolar)", 24, -0.82),
    point("Fava 2020", 36, -0.82),
    point("Diazgranados 2010 (bipolar)", 48, -0.8, [-1.05, -0.55]),
    point("Lii 2023", 48, -0.21, [-0.84, 0.42]),
    point("Berman 2000", 72, -1.19, [-2.32, -0.05]),
    point("Lii 2023", 72, -0.02, [-0.65, 0.61]),
    point("Sos 2013", 96, -0.57),
    point("Zarate 2006", 168, -0.68, [-1.23, -0.13]),
    point("Lii 2023", 168, -0.25, [-0.9, 0.39]),
    point("Sos 2013", 168, -0.44),
    point("Lii 2023", 336, 0.06, [-0.58, 0.7]),
  ],
  pooled: [
    {
      label: "1 day",
      fromHours: 20,
      toHours: 28,
      atHours: 24,
      estimate: -0.95,
      ciLower: -1.54,
      ciUpper: -0.35,
      k: 3,
      ref: "finding-day",
    },
    {
      label: "7 days",
      fromHours: 90,
      toHours: 170,
      atHours: 168,
      estimate: -0.5,
      ciLower: -0.92,
      ciUpper: -0.08,
      k: 3,
      ref: "finding-week",
    },
  ],
  published: [
    published("Dean 2021", -0.87, [-1.26, -0.48]),
    published("McGirr 2015", -1.0, [-1.28, -0.73]),
    published("Caddy 2015", -0.9),
  ],
};
