import { describe, expect, test } from "vitest";
import { elementsOf, parseSvg, withAttribute, withClass } from "../parse-svg.testing.ts";
import { expectGoodFigure } from "../scatter/good-figure.testing.ts";
import { readAxes } from "../scatter/read-axes.testing.ts";
import { RADIAL } from "./example.testing.ts";
import { radialPlot } from "./radial-plot.ts";

describe.each([
  ["wide", false],
  ["compact", true],
] as const)("%s", (name, compact) => {
  const svg = radialPlot(RADIAL, { compact });
  const root = parseSvg(svg);
  const { x, y } = readAxes(root);
  const origin = [x(0), y(0)] as const;

  /** The effect that a place on the arc stands for: the slope of its line from the origin, in data. */
  const effectAt = ([px, py]: readonly [number, number]): number =>
    (origin[1] - py) / (origin[1] - y(1)) / ((px - origin[0]) / (x(1) - origin[0]));

  test("is the committed picture, well-formed, accessible, inside its sheet", async () => {
    expectGoodFigure(root);
    await expect(svg).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  test("each study stands at its precision and its z", () => {
    withAttribute(root, "data-ref").forEach((mark, i) => {
      const circle = mark.children.find((child) => child.name === "circle")!;
      expect(Number(circle.attributes["cx"])).toBeCloseTo(x(RADIAL.points[i]!.x), 1);
      expect(Number(circle.attributes["cy"])).toBeCloseTo(y(RADIAL.points[i]!.y), 1);
    });
  });

  test("the pooled line has the effect as slope, and its interval lies on the arc", () => {
    const line = withClass(root, "pooled").find(
      ({ name: kind, attributes }) => kind === "path" && !attributes["d"]!.includes("A"),
    )!;
    const [, end] = line.attributes["d"]!.slice(1).split("L");
    expect(effectAt(end!.split(",").map(Number) as [number, number])).toBeCloseTo(RADIAL.slope, 3);
    const arc = withClass(root, "arc-interval")[0]!.attributes["d"]!;
    const [from, to] = [/^M([^A]+)A/.exec(arc)![1]!, / 0 0 0 (.+)$/.exec(arc)![1]!].map(
      (pair) => pair.split(",").map(Number) as [number, number],
    );
    expect(effectAt(from!)).toBeCloseTo(RADIAL.ciLower, 3);
    expect(effectAt(to!)).toBeCloseTo(RADIAL.ciUpper, 3);
  });

  test("ticks of the arc stand where lines of their effect end", () => {
    const ticks = elementsOf(root).filter(
      ({ name: kind, attributes }) =>
        kind === "line" && attributes["class"] === "axis" && attributes["x1"] !== attributes["x2"],
    );
    const values = ticks
      .filter(({ attributes }) => attributes["y1"] !== attributes["y2"] || Number(attributes["x1"]) > x(15))
      .map(({ attributes }) => effectAt([Number(attributes["x1"]), Number(attributes["y1"])]))
      .filter((value) => Math.abs(value) < 3);
    expect(values.some((value) => Math.abs(value) < 0.01)).toBe(true);
    expect(values.some((value) => Math.abs(value - Math.log(0.5)) < 0.01)).toBe(true);
  });
});

test("one study, and effects of any size, give a figure", () => {
  for (const slope of [-1e4, 0, 1e4]) {
    const points = [{ label: "a", x: 2, y: 2 * slope }];
    const measure = { label: "Mean difference", scale: "linear" as const };
    const data = { ...RADIAL, measure, points, slope, ciLower: slope - 1, ciUpper: slope + 1 };
    expectGoodFigure(parseSvg(radialPlot(data)));
  }
});
