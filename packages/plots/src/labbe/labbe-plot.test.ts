import { describe, expect, test } from "vitest";
import { elementsOf, parseSvg, withAttribute, withClass } from "../parse-svg.testing.ts";
import { expectGoodFigure } from "../scatter/good-figure.testing.ts";
import { readAxes } from "../scatter/read-axes.testing.ts";
import { LABBE } from "./example.testing.ts";
import { labbePlot } from "./labbe-plot.ts";

function cross(a: readonly number[], b: readonly number[]): boolean {
  const side = ([x0, y0, x1, y1]: readonly number[], x: number, y: number): number =>
    Math.sign((x1! - x0!) * (y - y0!) - (y1! - y0!) * (x - x0!));
  return side(a, b[0]!, b[1]!) !== side(a, b[2]!, b[3]!) && side(b, a[0]!, a[1]!) !== side(b, a[2]!, a[3]!);
}

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

  test("every study is named: beside its mark, or by a number whose line ends in its middle", () => {
    const names = withClass(root, "name");
    const drawn = names.map(({ text }) => text);
    const key = elementsOf(root)
      .filter(({ name: kind }) => kind === "text")
      .map(({ text }) => text)
      .join(" ")
      .replaceAll("\u00a0", " ");
    const ends = withClass(root, "leader").map(({ attributes }) => ({
      from: [Number(attributes["x1"]), Number(attributes["y1"])] as const,
      to: [Number(attributes["x2"]), Number(attributes["y2"])] as const,
    }));
    expect(ends.length).toBeGreaterThan(5);
    for (const { label, x: risk, y: treated } of LABBE.points) {
      if (drawn.includes(label)) continue;
      const number = new RegExp(`(\\d+) ${label}`).exec(key)![1]!;
      const sign = names.find(({ text }) => text === number)!;
      const line = ends.find(({ from }) => Math.hypot(from[0] - x(risk), from[1] - y(treated)) < 0.05);
      const [px, py] = line?.to ?? [x(risk), y(treated)];
      const far = Math.hypot(Number(sign.attributes["x"]) - px, Number(sign.attributes["y"]) - py);
      expect(far, label).toBeLessThan(line === undefined ? 25 : 6);
    }
  });

  test("lines to numbers cross no other", () => {
    const lines = withClass(root, "leader").map(({ attributes }) =>
      ["x1", "y1", "x2", "y2"].map((end) => Number(attributes[end])),
    );
    for (const [i, a] of lines.entries())
      for (const b of lines.slice(i + 1)) expect(cross(a, b), `${a.join()} and ${b.join()}`).toBe(false);
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
