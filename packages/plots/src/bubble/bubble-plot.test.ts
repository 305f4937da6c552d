import { describe, expect, test } from "vitest";
import { parseSvg, withAttribute, withClass, type SvgElement } from "../parse-svg.testing.ts";
import { expectGoodFigure } from "../scatter/good-figure.testing.ts";
import { readAxes } from "../scatter/read-axes.testing.ts";
import { bubblePlot } from "./bubble-plot.ts";
import { BUBBLE } from "./example.testing.ts";

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
