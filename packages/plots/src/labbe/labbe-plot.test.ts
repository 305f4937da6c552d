import { describe, expect, test } from "vitest";
import { parseSvg, withAttribute, withClass } from "../parse-svg.testing.ts";
import { expectGoodFigure } from "../scatter/good-figure.testing.ts";
import { readAxes } from "../scatter/read-axes.testing.ts";
import { LABBE } from "./example.testing.ts";
import { labbePlot } from "./labbe-plot.ts";

describe.each([
  ["wide", false],
  ["compact", true],
] as const)("%s", (name, compact) => {
  const svg = labbePlot(LABBE, { compact });
  const root = parseSvg(svg);
  const axes = readAxes(root);
  const [x, y] = [(risk: number): number => axes.x(100 * risk), (risk: number): number => axes.y(100 * risk)];

  test("is the committed picture, well-formed, accessible, inside its sheet", async () => {
    expectGoodFigure(root);
    await expect(svg).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  test("each study stands at its risks, the largest first", () => {
    for (const mark of withAttribute(root, "data-ref")) {
      const study = LABBE.points[Number(/\d+$/.exec(mark.attributes["data-ref"]!)![0])]!;
      const circle = mark.children.find((child) => child.name === "circle")!;
      expect(Number(circle.attributes["cx"])).toBeCloseTo(x(study.x), 1);
      expect(Number(circle.attributes["cy"])).toBeCloseTo(y(study.y), 1);
    }
  });

  test("the line of no effect is the diagonal, that of a risk ratio has it as slope", () => {
    const ends = (style: string): readonly number[] =>
      withClass(root, style)
        .find((element) => element.name === "path")!
        .attributes["d"]!.slice(1)
        .split(/[L,]/)
        .map(Number);
    const [x0, y0, x1, y1] = ends("null");
    expect((y(0) - y1!) / (y(0) - y(1))).toBeCloseTo((x1! - x(0)) / (x(1) - x(0)), 3);
    expect([x0, y0]).toEqual([expect.closeTo(x(0), 1), expect.closeTo(y(0), 1)]);
    const [, , x2, y2] = ends("pooled");
    expect((y(0) - y2!) / (y(0) - y(1)) / ((x2! - x(0)) / (x(1) - x(0)))).toBeCloseTo(0.4894, 3);
  });
});

test("rates have no percent sign; no event at all still gives axes", () => {
  const points = [{ label: "a", x: 0, y: 0, weight: 1 }];
  const svg = labbePlot({ ...LABBE, unit: "rate", points, pooled: [] });
  expectGoodFigure(parseSvg(svg));
  expect(svg).not.toContain("%</text>");
});
