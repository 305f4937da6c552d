import { expect } from "vitest";
import { coloursOf, contrast, elementsOf, withAttribute, type SvgElement } from "../parse-svg.testing.ts";
import { textWidth } from "../svg/text-width.ts";

/** What every figure holds to: a role, ids of its own, contrast of text and marks on both grounds, texts inside the sheet. */
export function expectGoodFigure(root: SvgElement): void {
  expect(root.attributes["role"]).toBe("img");
  const [width, height] = [Number(root.attributes["width"]), Number(root.attributes["height"])];
  const ids = withAttribute(root, "id").map(({ attributes }) => attributes["id"]!);
  expect(new Set(ids).size).toBe(ids.length);
  for (const ground of ["light", "dark"] as const) {
    const colours = coloursOf(root, ground);
    const paper = colours.get("paper")!;
    for (const name of ["ink", "muted"]) expect(contrast(colours.get(name)!, paper)).toBeGreaterThan(4.5);
    for (const name of ["point", "pooled", "second"])
      expect(contrast(colours.get(name)!, paper)).toBeGreaterThan(3);
  }
  walk(root, 0, 0);

  function walk(element: SvgElement, dx: number, dy: number): void {
    const move = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(element.attributes["transform"] ?? "");
    const [x0, y0] = [dx + Number(move?.[1] ?? 0), dy + Number(move?.[2] ?? 0)];
    if (element.name === "text") {
      const { x, y, "text-anchor": anchor = "start" } = element.attributes;
      const long = textWidth(element.text, element.attributes["class"] === "name" ? 11 : 12);
      const left = Number(x) + x0 - (anchor === "end" ? long : anchor === "middle" ? long / 2 : 0);
      expect(left, element.text).toBeGreaterThan(-3);
      expect(left + long, element.text).toBeLessThan(width + 3);
      expect(Number(y) + y0, element.text).toBeGreaterThan(7);
      expect(Number(y) + y0, element.text).toBeLessThan(height);
    }
    for (const child of element.children) walk(child, x0, y0);
  }
  expect(elementsOf(root).length).toBeGreaterThan(8);
}
