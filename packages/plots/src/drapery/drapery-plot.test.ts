import { describe, expect, test } from "vitest";
import { parseSvg, withAttribute, withClass } from "../parse-svg.testing.ts";
import { expectGoodFigure } from "../scatter/good-figure.testing.ts";
import { readAxes } from "../scatter/read-axes.testing.ts";
import { draperyPlot } from "./drapery-plot.ts";
import { DRAPERY } from "./example.testing.ts";

describe.each([
  ["wide", false],
  ["compact", true],
] as const)("%s", (name, compact) => {
  const svg = draperyPlot(DRAPERY, { compact });
  const root = parseSvg(svg);
  const { x, y } = readAxes(root, { x: "log" });

  test("is the committed picture, well-formed, accessible, inside its sheet", async () => {
    expectGoodFigure(root);
    await expect(svg).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  test("the pooled curve is highest at the estimate and as wide as the interval at p = 0.05", () => {
    const path = withClass(root, "pooled").find((element) => element.name === "path")!;
    const places = path.attributes["d"]!.slice(1)
      .split(/L/)
      .map((pair) => pair.split(",").map(Number) as [number, number]);
    const top = places.reduce((best, place) => (place[1] < best[1] ? place : best));
    expect(top[0]).toBeCloseTo(x(-0.714532), 0);
    expect(top[1]).toBeCloseTo(y(1), 0);
    const crossing = places.filter(([, py], i) => {
      const next = places[i + 1];
      return next !== undefined && py > y(0.05) !== next[1] > y(0.05);
    });
    expect(Math.abs(crossing[0]![0] - x(-1.066898))).toBeLessThan(2);
    expect(Math.abs(crossing[1]![0] - x(-0.362167))).toBeLessThan(2);
  });

  test("every study has its curve, with its name as tooltip", () => {
    expect(withAttribute(root, "data-ref").map((mark) => mark.text)).toEqual(
      DRAPERY.studies.map(({ label }) => label),
    );
  });
});
