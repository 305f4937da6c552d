import { describe, expect, test } from "vitest";
import type { TimeCourseData } from "./data.ts";
import { timeCoursePlot } from "./time-course-plot.ts";

/** Part of the ketamine review's time course; effects as in examples/ketamine, published ones as in its claims. */
const EXAMPLE: TimeCourseData = {
  id: "example-course",
  title: "Effect on depression scores over time",
  yLabel: "Hedges’ g",
  xLabel: "time since the dose",
  favoursNegative: "favours ketamine",
  favoursPositive: "favours control",
  points: [
    {
      study: "Zarate2012",
      label: "Zarate 2012",
      timeHours: 2 / 3,
      estimate: -0.89,
      ciLower: -1.165,
      ciUpper: -0.615,
      ref: "effect-a",
    },
    {
      study: "Zarate2006",
      label: "Zarate 2006",
      timeHours: 24,
      estimate: -1.46,
      ciLower: -2.01,
      ciUpper: -0.91,
    },
    {
      study: "Zarate2006",
      label: "Zarate 2006",
      timeHours: 168,
      estimate: -0.68,
      ciLower: -1.23,
      ciUpper: -0.13,
    },
    { study: "Lii2023", label: "Lii 2023", timeHours: 24, estimate: -0.41, ciLower: -1.04, ciUpper: 0.22 },
    { study: "Lii2023", label: "Lii 2023", timeHours: 336, estimate: 0.06, ciLower: -0.58, ciUpper: 0.7 },
    { study: "Sos2013", label: "Sos 2013", timeHours: 24, estimate: -0.62 },
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
  ],
  published: [{ label: "Dean 2021", timeHours: 24, estimate: -0.87, ciLower: -1.26, ciUpper: -0.48 }],
};

describe.each([
  ["wide", false],
  ["compact", true],
] as const)("%s", (name, compact) => {
  const svg = timeCoursePlot(EXAMPLE, { compact });

  test("is the committed picture", async () => {
    await expect(svg).toMatchFileSnapshot(`__pictures__/depression-${name}.svg`);
  });

  test("draws known effects filled, effects without interval hollow, pooled as diamonds, published as squares", () => {
    const count = (pattern: RegExp): number => (svg.match(pattern) ?? []).length;
    expect(count(/<circle class="dot" cx="[\d.]+" cy="[\d.]+" r="4"\/><\/g>/g)).toBeGreaterThanOrEqual(5);
    expect(count(/<line class="whisker"/g)).toBe(5);
    expect(count(/class="band"/g)).toBe(1);
    expect(count(/class="published-whisker"/g)).toBe(1);
    expect(svg).toContain('data-ref="effect-a"');
    expect(svg).toContain('data-ref="finding-day"');
  });

  test("a better (more negative) effect stands higher; time runs to the right", () => {
    const at = (label: string): number[] => {
      const group = svg.slice(svg.indexOf(`<title>${label}`));
      return [Number(/cx="([\d.]+)"/.exec(group)?.[1]), Number(/cy="([\d.]+)"/.exec(group)?.[1])];
    };
    const [earlyX, earlyY] = at("Zarate 2006, 24 h");
    const [lateX, lateY] = at("Zarate 2006, 168 h");
    expect(earlyX).toBeLessThan(lateX!);
    expect(earlyY).toBeLessThan(lateY!);
  });

  test("points that share a time do not cover each other or the pooled diamond", () => {
    const xs = [...svg.matchAll(/<title>[^<]*, 24 h[^<]*<\/title>.*?cx="([\d.]+)"/g)].map(([, x]) =>
      Number(x),
    );
    expect(new Set(xs).size).toBe(3);
    const diamond = Number(/class="diamond" points="[\d.]+,[\d.]+ ([\d.]+),/.exec(svg)?.[1]);
    expect(Math.max(...xs)).toBeLessThan(diamond - 4);
  });
});

test("hostile labels stay text, and an empty course is still a figure", () => {
  const hostile = timeCoursePlot({ ...EXAMPLE, points: [{ ...EXAMPLE.points[0]!, label: "<b>&\u0001" }] });
  expect(hostile).toContain("&lt;b&gt;&amp;");
  expect(hostile).not.toContain("<b>");
  expect(hostile).not.toContain("\u0001");
  const empty = timeCoursePlot({ ...EXAMPLE, points: [], pooled: [], published: [] });
  expect(empty).toContain("<svg");
  expect(empty).not.toMatch(/NaN|Infinity/);
});
