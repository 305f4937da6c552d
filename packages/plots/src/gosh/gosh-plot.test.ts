import { describe, expect, test } from "vitest";
import { densityGrid } from "../scatter/density.ts";
import { scatterFrame } from "../scatter/frame.ts";
import { elementsOf, parseSvg, withClass } from "../parse-svg.testing.ts";
import { expectGoodFigure } from "../scatter/good-figure.testing.ts";
import { readAxes } from "../scatter/read-axes.testing.ts";
import { GOSH, GOSH_HIGHLIGHT } from "./example.testing.ts";
import { goshPlot } from "./gosh-plot.ts";

describe.each([
  ["plain-wide", GOSH, false],
  ["highlight-wide", GOSH_HIGHLIGHT, false],
  ["highlight-compact", GOSH_HIGHLIGHT, true],
] as const)("%s", (name, data, compact) => {
  const svg = goshPlot(data, { compact });
  const root = parseSvg(svg);

  test("is the committed picture, well-formed, accessible, inside its sheet", async () => {
    expectGoodFigure(root);
    await expect(svg).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  test("every subset falls into a cell that is drawn, and each cell drawn holds one", () => {
    const { x, y } = readAxes(root, { x: "log" });
    const cells = elementsOf(root)
      .filter(({ attributes }) => "data-cells" in attributes)
      .flatMap(({ attributes }) =>
        [...attributes["d"]!.matchAll(/M([\d.]+),([\d.]+)h([\d.]+)v([\d.]+)/g)].map((match) =>
          match.slice(1).map(Number),
        ),
      );
    const used = new Set<number>();
    for (let n = 0; n < data.estimate.length; n += 29) {
      const [px, py] = [x(data.estimate[n]!), y(data.heterogeneity[n]!)];
      const found = cells.findIndex(
        ([left, top, width, height]) =>
          px >= left! - 0.1 && px <= left! + width! + 0.1 && py >= top! - 0.1 && py <= top! + height! + 0.1,
      );
      expect(found, `subset ${n}`).toBeGreaterThanOrEqual(0);
      used.add(found);
    }
    expect(used.size).toBeGreaterThan(20);
  });
});

test("the study's subsets are drawn apart, all studies are marked", () => {
  const root = parseSvg(goshPlot(GOSH_HIGHLIGHT));
  expect(withClass(root, "cell-second").length).toBeGreaterThan(1);
  expect(root.text).toContain("with TPT Madras 1980");
  expect(root.text).toContain("all studies");
});

test("counts add up, in the cells and outside them", () => {
  const frame = scatterFrame({ x: { label: "x", range: [0, 1] }, y: { label: "y", range: [0, 1] } });
  const x = Float64Array.of(0, 0.5, 1, 2, Number.NaN);
  const grid = densityGrid(x, Float64Array.of(0, 0.5, 1, 0.5, 0.5), frame, { columns: 2, rows: 2 });
  expect([...grid.counts]).toEqual([1, 0, 0, 2]);
  expect(grid.outside).toBe(2);
});

test("a million subsets are as large a picture as a few thousand", () => {
  const size = 2 ** 20;
  const estimate = Float64Array.from({ length: size }, (_, i) => Math.sin(i) * Math.cos(i / 7));
  const heterogeneity = Float64Array.from({ length: size }, (_, i) => 50 + 50 * Math.sin(i / 3));
  expect(goshPlot({ ...GOSH, estimate, heterogeneity }).length).toBeLessThan(600_000);
});
