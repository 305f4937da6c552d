import { describe, expect, test } from "vitest";
import {
  coloursOf,
  contrast,
  elementsOf,
  parseSvg,
  withAttribute,
  withClass,
  type SvgElement,
} from "../parse-svg.testing.ts";
import type { TimeCourseData } from "./data.ts";
import { DEPRESSION } from "./example.testing.ts";
import { timeCoursePlot } from "./time-course-plot.ts";

/** Marks, and the grid they are measured by, are both rounded to 0.01 px. */
const ROUNDING = 0.03;

const number = (element: SvgElement, name: string): number => Number(element.attributes[name]);
const within = (actual: number, expected: number): void => {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(ROUNDING);
};
const texts = (root: SvgElement): readonly SvgElement[] =>
  elementsOf(root).filter(({ name }) => name === "text");
const corners = (polygon: SvgElement): readonly (readonly [number, number])[] =>
  polygon.attributes["points"]!.split(" ").map((pair) => pair.split(",").map(Number) as [number, number]);

/** Px of an effect in the first or second panel, by the panel's own grid numbers. */
function axisOf(root: SvgElement, panel: 0 | 1): (effect: number) => number {
  const rows = texts(root)
    .filter(({ attributes, text }) => attributes["text-anchor"] === "end" && /^−?[\d.]+$/.test(text))
    .map((text) => [Number(text.text.replace("−", "-")), number(text, "y") - 4] as const);
  const second = rows.findIndex(([value], index) => index > 0 && value < rows[index - 1]![0]);
  const own = second < 0 ? rows : panel === 0 ? rows.slice(0, second) : rows.slice(second);
  const [[a, top], [b, bottom]] = [own[0]!, own.at(-1)!];
  return (effect) => top + ((effect - a) / (b - a)) * (bottom - top);
}

describe.each([
  ["wide", false],
  ["compact", true],
] as const)("%s", (name, compact) => {
  const svg = timeCoursePlot(DEPRESSION, { compact });
  const root = parseSvg(svg);
  const marked = new Map(
    withAttribute(root, "data-ref").map((group) => [group.attributes["data-ref"]!, group]),
  );

  test("is the committed picture", async () => {
    await expect(svg).toMatchFileSnapshot(`__pictures__/depression-${name}.svg`);
  });

  test("dots stand on the estimates and whiskers end at the intervals; without interval a dot is hollow", () => {
    const y = axisOf(root, 0);
    for (const { ref, estimate, ciLower, ciUpper } of DEPRESSION.points) {
      const parts = elementsOf(marked.get(ref!)!);
      const dot = parts.find((element) => element.name === "circle")!;
      within(number(dot, "cy"), y(estimate));
      expect(dot.attributes["class"]).toBe(ciLower === undefined ? "hollow" : "dot");
      const whisker = parts.find((element) => element.name === "line");
      expect(whisker === undefined).toBe(ciLower === undefined);
      if (whisker === undefined || ciLower === undefined || ciUpper === undefined) continue;
      within(number(whisker, "y1"), y(ciLower));
      within(number(whisker, "y2"), y(ciUpper));
    }
  });

  test("diamonds reach from end to end of the interval in both panels", () => {
    const diamonds = withClass(root, "diamond").filter(({ attributes }) =>
      attributes["points"]!.includes("."),
    );
    const { pooled } = DEPRESSION;
    expect(diamonds).toHaveLength(2 * pooled.length);
    diamonds.forEach((diamond, index) => {
      const y = axisOf(root, index < pooled.length ? 0 : 1);
      const { estimate, ciLower, ciUpper } = pooled[index % pooled.length]!;
      const [left, top, right, bottom] = corners(diamond);
      within(top![1], y(ciLower));
      within(bottom![1], y(ciUpper));
      within(left![1], y(estimate));
      within(right![1], y(estimate));
    });
  });

  test("published effects are squares in their own panel, with a letter that the key explains", () => {
    const y = axisOf(root, 1);
    DEPRESSION.published.forEach(({ ref, label, estimate }, index) => {
      const square = elementsOf(marked.get(ref!)!).find((element) => element.name === "rect")!;
      within(number(square, "y") + 3.5, y(estimate));
      expect(marked.get(ref!)!.text).toMatch(new RegExp(`${"abc"[index]!}$`));
      const drawn = texts(root).map(({ text }) => text.replaceAll("\u00a0", " "));
      expect(drawn.join(" ")).toContain(`${"abc"[index]!} ${label}`);
    });
  });

  test("no dot covers another, nor the diamond at its time", () => {
    const at24 = DEPRESSION.points.filter(({ timeHours }) => timeHours === 24);
    const xs = at24.map(({ ref }) =>
      number(
        elementsOf(marked.get(ref!)!).find((element) => element.name === "circle")!,
        "cx",
      ),
    );
    const [diamond] = withClass(root, "diamond");
    const all = [...xs, corners(diamond!)[1]![0]].sort((a, b) => a - b);
    const gaps = all.slice(1).map((px, index) => px - all[index]!);
    expect(Math.min(...gaps)).toBeGreaterThan(compact ? 4 : 8);
  });

  test("every study is named beside a mark, or by a number that is both drawn and explained", () => {
    const drawn = texts(root).map(({ text }) => text);
    const key = root.text.slice(root.text.lastIndexOf("Studies:")).replaceAll("\u00a0", " ");
    for (const label of new Set(DEPRESSION.points.map((point) => point.label))) {
      if (drawn.includes(label)) continue;
      const entry = new RegExp(`(\\d+) ${label.replace(/[()]/g, "\\$&").replaceAll(" ", "\\s?")}`).exec(key);
      expect(entry, label).not.toBeNull();
      expect(drawn).toContain(entry![1]);
    }
  });

  test("is accessible: role, prefixed ids, text of 11 px at least, contrast; stays inside its sheet", () => {
    expect(root.attributes["role"]).toBe("img");
    const ids = withAttribute(root, "id").map(({ attributes }) => attributes["id"]!);
    expect(ids.every((id) => id.startsWith(DEPRESSION.id))).toBe(true);
    const style = elementsOf(root).find((element) => element.name === "style")!.text;
    const sizes = [...style.matchAll(/font-size:([\d.]+)px/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
    for (const ground of ["light", "dark"] as const) {
      const colours = coloursOf(root, ground);
      const against = (colour: string): number => contrast(colours.get(colour)!, colours.get("paper")!);
      for (const text of ["ink", "muted", "published"]) expect(against(text)).toBeGreaterThanOrEqual(4.5);
      for (const mark of ["study", "diamond"]) expect(against(mark)).toBeGreaterThanOrEqual(3);
    }
    for (const text of texts(root)) {
      const x = number(text, "x");
      expect(x >= 0 && x <= (compact ? 380 : 960)).toBe(true);
      expect(number(text, "y")).toBeLessThanOrEqual(number(root, "height"));
    }
  });
});

test("the direction of the axis is the data's choice", () => {
  const first = (data: TimeCourseData): readonly number[] =>
    withClass(parseSvg(timeCoursePlot(data)), "dot").map((dot) => number(dot, "cy"));
  const [early, late] = first(DEPRESSION); // -0.52 and -0.89
  expect(late!).toBeLessThan(early!);
  const [up, down] = first({ ...DEPRESSION, up: "positive" });
  expect(down!).toBeGreaterThan(up!);
});

describe("edges", () => {
  const empty: TimeCourseData = { ...DEPRESSION, points: [], pooled: [], published: [] };
  const one = DEPRESSION.points[0]!;
  const CASES: readonly (readonly [string, TimeCourseData])[] = [
    ["nothing", empty],
    ["one study", { ...empty, points: [one] }],
    ["published only", { ...empty, published: DEPRESSION.published }],
    ["all the same", { ...empty, points: Array.from({ length: 9 }, () => ({ ...one })) }],
    ["at time 0", { ...empty, points: [{ ...one, timeHours: 0 }] }],
    ["a huge interval", { ...empty, points: [{ ...one, ciLower: -500, ciUpper: 500 }] }],
    [
      "sixty studies",
      {
        ...DEPRESSION,
        points: Array.from({ length: 60 }, (_, index) => ({
          ...one,
          study: `s${index}`,
          label: `Study ${index}`,
          timeHours: 1 + (index % 6) * 30,
          estimate: Math.sin(index),
        })),
      },
    ],
  ];

  test.each(CASES)("%s", (_, data) => {
    for (const compact of [false, true]) {
      const svg = timeCoursePlot(data, { compact });
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      const root = parseSvg(svg);
      const dots = withClass(root, "mark").flatMap((mark) =>
        elementsOf(mark).filter(({ name }) => name === "circle"),
      );
      expect(dots).toHaveLength(data.points.length);
    }
  });

  test("whiskers that leave the panel end in arrows", () => {
    const data = { ...empty, points: [{ ...one, ciLower: -500, ciUpper: 500 }] };
    const arrows = withClass(parseSvg(timeCoursePlot(data)), "whisker").filter(({ name }) => name === "path");
    expect(arrows).toHaveLength(2);
  });

  test.each([
    "<script>alert(1)</script>&\"'",
    "a\u0000b\u0008\ufffe",
    "\u202eabc\u202c \u05d0\u200b",
    "x".repeat(300),
  ])("hostile text stays text: %j", (hostile) => {
    const data: TimeCourseData = {
      ...DEPRESSION,
      title: hostile,
      yLabel: hostile,
      xLabel: hostile,
      favoursNegative: hostile,
      favoursPositive: hostile,
      points: [{ ...one, study: hostile, label: hostile, ref: hostile }],
      pooled: [{ ...DEPRESSION.pooled[0]!, label: hostile, ref: hostile }],
      published: [{ ...DEPRESSION.published[0]!, label: hostile, ref: hostile }],
    };
    for (const compact of [false, true]) {
      const root = parseSvg(timeCoursePlot(data, { compact }));
      expect(elementsOf(root).some(({ name }) => name === "script")).toBe(false);
    }
  });
});
