import { describe, expect, test } from "vitest";
import { elementsOf, parseSvg, withAttribute, withClass } from "../parse-svg.testing.ts";
import { expectGoodFigure } from "../scatter/good-figure.testing.ts";
import { readAxes } from "../scatter/read-axes.testing.ts";
import { EVERYTHING, PLAIN } from "./example.testing.ts";
import { funnelPlot } from "./funnel-plot.ts";

const corners = (points: string): readonly (readonly [number, number])[] =>
  points.split(" ").map((pair) => pair.split(",").map(Number) as [number, number]);

describe.each([
  ["plain-wide", PLAIN, false],
  ["everything-wide", EVERYTHING, false],
  ["everything-compact", EVERYTHING, true],
] as const)("%s", (name, data, compact) => {
  const svg = funnelPlot(data, { compact });
  const root = parseSvg(svg);
  const { x, y } = readAxes(root, { x: "log" });

  test("is the committed picture, well-formed, accessible, inside its sheet", async () => {
    expectGoodFigure(root);
    await expect(svg).toMatchFileSnapshot(`__pictures__/${name}.svg`);
  });

  test("each study stands at its effect and standard error", () => {
    const marks = withAttribute(root, "data-ref");
    expect(marks).toHaveLength(data.points.length);
    marks.forEach((mark, i) => {
      const circle = mark.children.find((child) => child.name === "circle")!;
      expect(Number(circle.attributes["cx"])).toBeCloseTo(x(data.points[i]!.yi), 1);
      expect(Number(circle.attributes["cy"])).toBeCloseTo(y(data.points[i]!.sei), 1);
    });
  });

  test("the limits are centre ± z · se; precise studies stand on top", () => {
    const [left, right] = withClass(root, "limits").filter((element) => element.name === "path");
    const ends = [left!, right!].map((path) => corners(path.attributes["d"]!.slice(1).replace("L", " "))[1]!);
    const se = (ends[0]![1] - y(0)) / (y(1) - y(0));
    expect(ends[0]![0]).toBeCloseTo(x(data.centre - data.limits.z * se), 1);
    expect(ends[1]![0]).toBeCloseTo(x(data.centre + data.limits.z * se), 1);
    expect(y(0.1)).toBeLessThan(y(0.5));
  });
});

test("contours are null ± z · se, widest first, each with its p in the legend", () => {
  const root = parseSvg(funnelPlot(EVERYTHING));
  const { x, y } = readAxes(root, { x: "log" });
  const wedges = elementsOf(root).filter(({ name }) => name === "polygon");
  expect(wedges.map(({ attributes }) => attributes["class"])).toEqual(["tint1", "tint2", "tint3"]);
  const zs = [2.575829, 1.959964, 1.644854];
  wedges.forEach((wedge, i) => {
    const places = corners(wedge.attributes["points"]!);
    // Where a side of the wedge meets the frame, x = ± z · se.
    const apex = places.find(([, py]) => Math.abs(py - y(0)) < 0.05)!;
    expect(apex[0]).toBeCloseTo(x(0), 1);
    const leftMost = places.filter(([px]) => px < x(0)).sort((a, b) => a[1] - b[1])[0]!;
    const se = (leftMost[1] - y(0)) / (y(1) - y(0));
    expect(leftMost[0]).toBeCloseTo(x(-zs[i]! * se), 0);
  });
  expect(root.text).toContain("0.05 < p ≤ 0.1");
  expect(root.text).toContain("p > 0.1");
  expect(root.text).toContain("p ≤ 0.01");
  const [outside] = withClass(root, "outside");
  expect(outside!.name).toBe("rect");
});

test("filled studies are hollow and have no ref", () => {
  const root = parseSvg(funnelPlot(EVERYTHING));
  const { x, y } = readAxes(root, { x: "log" });
  const hollow = withClass(root, "hollow").filter(({ attributes }) => attributes["transform"] === undefined);
  const drawn = hollow.filter(({ attributes }) => Number(attributes["cx"]) !== 9);
  expect(drawn).toHaveLength(2);
  expect(Number(drawn[0]!.attributes["cx"])).toBeCloseTo(x(-1.87), 1);
  expect(Number(drawn[0]!.attributes["cy"])).toBeCloseTo(y(0.72973), 1);
});

test("a hundred thousand studies are one path", () => {
  const points = Array.from({ length: 100_000 }, (_, i) => ({
    label: String(i),
    yi: Math.sin(i),
    sei: 0.1 + (i % 97) / 100,
  }));
  const svg = funnelPlot({ ...PLAIN, points });
  expect(svg.length).toBeLessThan(3e6);
  expect(withClass(parseSvg(svg), "dots")).toHaveLength(1);
});

test("no study, or studies without spread, still give axes", () => {
  for (const points of [[], [{ label: "a", yi: 0, sei: 1 }]])
    expectGoodFigure(parseSvg(funnelPlot({ ...PLAIN, points, centre: 0 })));
});
