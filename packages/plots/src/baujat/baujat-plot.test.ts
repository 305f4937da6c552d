import { describe, expect, test } from "vitest";
import { elementsOf, parseSvg, withAttribute } from "../parse-svg.testing.ts";
import { expectGoodFigure } from "../scatter/good-figure.testing.ts";
import { readAxes } from "../scatter/read-axes.testing.ts";
import { baujatPlot } from "./baujat-plot.ts";
import { BAUJAT } from "./example.testing.ts";

describe.each([
  ["wide", false],
  ["compact", true],
] as const)("%s", (name, compact) => {
  const svg = baujatPlot(BAUJAT, { compact });
  const root = parseSvg(svg);

  test("is the committed picture, well-formed, accessible, inside its sheet", async () => {
    expectGoodFigure(root);
    await expect(svg).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  test("each study stands at its numbers", () => {
    const { x, y } = readAxes(root);
    withAttribute(root, "data-ref").forEach((mark, i) => {
      const circle = mark.children.find((child) => child.name === "circle")!;
      expect(Number(circle.attributes["cx"])).toBeCloseTo(x(BAUJAT.points[i]!.x), 1);
      expect(Number(circle.attributes["cy"])).toBeCloseTo(y(BAUJAT.points[i]!.y), 1);
    });
  });

  test("studies that stand out are named, those near the origin are not", () => {
    const names = elementsOf(root).filter(({ attributes }) => attributes["class"] === "name");
    const text = root.text;
    expect(names.length).toBeGreaterThan(5);
    expect(text).toContain("TPT Madras 1980");
    expect(names.map((each) => each.text)).not.toContain("Stein 1953");
  });
});

test("studies without any influence still give a figure", () => {
  const points = [{ label: "a", x: 0, y: 0 }];
  expectGoodFigure(parseSvg(baujatPlot({ ...BAUJAT, points })));
});
