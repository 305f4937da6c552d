import { describe, expect, test } from "vitest";
import { coloursOf, contrast, parseSvg, withAttribute, withClass } from "../parse-svg.testing.ts";
import { expectGoodFigure } from "../scatter/good-figure.testing.ts";
import { RECALL } from "./example.testing.ts";
import { recallCurvePlot } from "./recall-curve-plot.ts";

type Place = readonly [x: number, y: number];

const placesOf = (path: string): readonly Place[] =>
  path
    .replace(/^M/, "")
    .split(/[L ]/)
    .map((pair) => pair.split(",").map(Number) as unknown as Place);

describe.each([
  ["wide", false],
  ["compact", true],
] as const)("%s", (name, compact) => {
  const svg = recallCurvePlot(RECALL, { compact });
  const root = parseSvg(svg);
  const line = (style: string): readonly Place[] =>
    placesOf(withClass(root, style).find(({ name: tag }) => tag === "path")!.attributes["d"]!);
  const random = line("random");
  const [left, zero] = random[0]!;
  const [right, all] = random[1]!;
  const x = (share: number): number => left + share * (right - left);
  const y = (recall: number): number => zero + recall * (all - zero);

  test("is the committed picture, well-formed, accessible, inside its sheet", async () => {
    expectGoodFigure(root);
    await expect(svg).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  test("the lines stand where the points are, against the numbers of the axes", () => {
    for (const percent of ["20 %", "95 %"]) {
      const own = withAttribute(root, "text-anchor").find(
        ({ text, attributes }) => text === percent && attributes["text-anchor"] === "end",
      )!;
      expect(Number(own.attributes["y"]) - 4).toBeCloseTo(y(Number.parseInt(percent, 10) / 100), 1);
    }
    RECALL.curves.forEach(({ points }, i) => {
      const drawn = line(`line-${i}`);
      for (const { share, mean } of [0, 20, 100, 200].map((at) => points[at]!)) {
        const [px, py] = drawn.reduce((best, place) =>
          Math.abs(place[0] - x(share)) < Math.abs(best[0] - x(share)) ? place : best,
        );
        expect(px).toBeCloseTo(x(share), 1);
        expect(py).toBeCloseTo(y(mean), 1);
      }
    });
    expect(line("perfect")[1]![0]).toBeCloseTo(x(RECALL.relevantShare), 1);
    expect(line("perfect")[1]![1]).toBeCloseTo(y(1), 1);
  });

  test("the range of the runs is shaded from the lowest to the highest", () => {
    const outline = placesOf(withClass(root, "range-0")[0]!.attributes["points"]!);
    const { points } = RECALL.curves[0]!;
    const near = (recall: number): boolean =>
      outline.some(([px, py]) => Math.abs(px - x(0.05)) < 0.02 && Math.abs(py - y(recall)) < 0.02);
    expect(near(points[10]!.high)).toBe(true);
    expect(near(points[10]!.low)).toBe(true);
  });

  test("every model has its line, with its name as tooltip and in the legend", () => {
    const names = RECALL.curves.map(({ label }) => label);
    expect(withAttribute(root, "data-ref").map(({ text }) => text)).toEqual(names);
    const texts = withAttribute(root, "x").map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining([...names, "random order", "perfect order"]));
  });
});

test("many lines differ in colour or dashes, and stand out from both grounds", () => {
  const { curves } = RECALL;
  const many = Array.from({ length: 30 }, (_, i) => ({
    ...curves[i % 3]!,
    label: `model ${i}`,
    ref: `m${i}`,
  }));
  const root = parseSvg(recallCurvePlot({ ...RECALL, curves: many }));
  for (const ground of ["light", "dark"] as const) {
    const colours = coloursOf(root, ground);
    for (let i = 0; i < 30; i += 1)
      expect(contrast(colours.get(`line-${i}`)!, colours.get("paper")!)).toBeGreaterThan(3);
  }
  const css = withAttribute(root, "xmlns")[0]!.text;
  const looks = many.map(
    (_, i) =>
      `${coloursOf(root, "light").get(`line-${i}`)!} ${new RegExp(`\\.line-${i}\\{[^}]*dasharray:([^;]*)`).exec(css)?.[1]}`,
  );
  expect(new Set(looks).size).toBe(30);
});

test("one run has no range and no note about it", () => {
  const curves = RECALL.curves.map((curve) => ({
    ...curve,
    points: curve.points.map((point) => ({ ...point, low: point.mean, high: point.mean })),
  }));
  const svg = recallCurvePlot({ ...RECALL, curves });
  expect(withClass(parseSvg(svg), "range-0")).toEqual([]);
  expect(svg).not.toContain("shaded");
});

test("level stretches are drawn by their ends", () => {
  const points = [0, 0.5, 0.5, 0.5, 1].map((mean, i) => ({ share: i / 4, mean, low: mean, high: mean }));
  const root = parseSvg(recallCurvePlot({ ...RECALL, curves: [{ label: "steps", points }] }));
  const d = withClass(root, "line-0").find(({ name }) => name === "path")!.attributes["d"]!;
  expect(placesOf(d)).toHaveLength(4);
});
