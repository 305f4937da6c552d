import { describe, expect, test } from "vitest";
import { elementsOf, parseSvg, withAttribute, withClass, type SvgElement } from "../parse-svg.testing.ts";
import { expectGoodFigure } from "../scatter/good-figure.testing.ts";
import { readAxes } from "../scatter/read-axes.testing.ts";
import { bubblePlot } from "./bubble-plot.ts";
import { BUBBLE, BUBBLE_LEVELS } from "./example.testing.ts";

const places = (path: SvgElement): readonly (readonly [number, number])[] =>
  (path.attributes["d"]?.slice(1).split("L") ?? path.attributes["points"]!.split(" ")).map(
    (pair) => pair.split(",").map(Number) as [number, number],
  );

describe.each([
  ["wide", false],
  ["compact", true],
] as const)("%s", (name, compact) => {
  const svg = bubblePlot(BUBBLE, { compact });
  const root = parseSvg(svg);
  const { x, y } = readAxes(root, { y: "log" });

  test("is the committed picture, well-formed, accessible, inside its sheet", async () => {
    expectGoodFigure(root);
    await expect(svg).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  test("areas are in proportion to weights, places are the data", () => {
    const circles = withAttribute(root, "data-ref").map((mark) => ({
      study: BUBBLE.points[Number(/\d+$/.exec(mark.attributes["data-ref"]!)![0])]!,
      circle: mark.children.find((child) => child.name === "circle")!.attributes,
    }));
    const most = Math.max(...BUBBLE.points.map(({ weight }) => weight));
    const largest = Math.max(...circles.map(({ circle }) => Number(circle["r"])));
    for (const { study, circle } of circles) {
      expect(Number(circle["cx"])).toBeCloseTo(x(study.x), 1);
      expect(Number(circle["cy"])).toBeCloseTo(y(study.yi), 1);
      expect((Number(circle["r"]) / largest) ** 2).toBeCloseTo(study.weight / most, 2);
    }
  });

  test("the line, its band and the prediction limits pass through the predictions", () => {
    const line = withClass(root, "pooled").find((element) => element.name === "path")!;
    places(line).forEach(([px, py], i) => {
      expect(px).toBeCloseTo(x(BUBBLE.line[i]!.x), 1);
      expect(py).toBeCloseTo(y(BUBBLE.line[i]!.estimate), 1);
    });
    const [lower, upper] = withClass(root, "second-limits").filter((element) => element.name === "path");
    const among = (all: readonly (readonly [number, number])[], px: number, py: number): boolean =>
      all.some(([ax, ay]) => Math.abs(ax - px) < 0.1 && Math.abs(ay - py) < 0.1);
    const band = places(withClass(root, "band").find((element) => element.name === "polygon")!);
    for (const at of BUBBLE.line.slice(1, -1)) {
      expect(among(band, x(at.x), y(at.ciLower))).toBe(true);
      expect(among(band, x(at.x), y(at.ciUpper))).toBe(true);
      expect(among(places(lower!), x(at.x), y(at.piLower!))).toBe(true);
      expect(among(places(upper!), x(at.x), y(at.piUpper!))).toBe(true);
    }
  });
});

describe.each([
  ["levels-wide", false],
  ["levels-compact", true],
] as const)("%s", (name, compact) => {
  const svg = bubblePlot(BUBBLE_LEVELS, { compact });
  const root = parseSvg(svg);
  const { y } = readAxes(root, { y: "log" });
  const tick = (level: string): number =>
    Number(
      elementsOf(root).find(({ name: kind, text }) => kind === "text" && text === level)!.attributes["x"],
    );
  const ticks = BUBBLE_LEVELS.levels!.map(tick);

  test("is the committed picture, well-formed, accessible, inside its sheet", async () => {
    expectGoodFigure(root);
    await expect(svg).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  test("each study stands over its category, all of a category at places of their own", () => {
    const half = (ticks[1]! - ticks[0]!) / 2;
    const circles = withAttribute(root, "data-ref").map((mark) => ({
      study: BUBBLE_LEVELS.points[Number(/\d+$/.exec(mark.attributes["data-ref"]!)![0])]!,
      circle: mark.children.find((child) => child.name === "circle")!.attributes,
    }));
    expect(circles).toHaveLength(13);
    for (const { study, circle } of circles) {
      expect(Math.abs(Number(circle["cx"]) - ticks[study.x]!)).toBeLessThan(half);
      expect(Number(circle["cy"])).toBeCloseTo(y(study.yi), 1);
    }
    expect(new Set(circles.map(({ circle }) => circle["cx"])).size).toBe(13);
  });

  test("means and intervals lie level over their category", () => {
    const paths = (style: string): readonly SvgElement[] =>
      withClass(root, style).filter((element) => element.name === "path");
    const level = (path: SvgElement): number => {
      const [from, to] = places(path);
      expect(from![1]).toBe(to![1]);
      return from![1];
    };
    BUBBLE_LEVELS.line.forEach((at, i) => {
      const mean = paths("pooled")[i]!;
      expect(level(mean)).toBeCloseTo(y(at.estimate), 1);
      const [from, to] = places(mean);
      expect((from![0] + to![0]) / 2).toBeCloseTo(ticks[i]!, 0);
      expect(level(paths("second-limits")[i]!)).toBeCloseTo(y(at.piLower!), 1);
      const band = places(withClass(root, "band").filter((element) => element.name === "polygon")[i]!);
      expect(Math.max(...band.map(([, py]) => py))).toBeCloseTo(y(at.ciLower), 1);
      expect(Math.min(...band.map(([, py]) => py))).toBeCloseTo(y(at.ciUpper), 1);
    });
  });
});
