import { expect } from "vitest";
import { elementsOf, type SvgElement } from "./parse-svg.testing.ts";
import { wideTextWidth } from "./wide-font.testing.ts";

/** No text runs over an edge of the figure, not even in a wide font. */
export function expectTextsInside(root: SvgElement): void {
  const [width, height] = [Number(root.attributes["width"]), Number(root.attributes["height"])];
  const css = elementsOf(root).find(({ name }) => name === "style")!.text;
  walk(root, 0, 0, 0);

  function walk(element: SvgElement, dx: number, dy: number, outerSize: number): void {
    const move = /translate\(([-\d.]+)[ ,]([-\d.]+)\)/.exec(element.attributes["transform"] ?? "");
    const [x0, y0] = [dx + Number(move?.[1] ?? 0), dy + Number(move?.[2] ?? 0)];
    const size = element.name === "text" ? fontSize(element, css) : outerSize;
    // A text of several pieces gives each its place.
    if (["text", "tspan"].includes(element.name) && "x" in element.attributes) {
      const { x, y, "text-anchor": anchor = "start" } = element.attributes;
      const long = wideTextWidth(element.text, size);
      const left = Number(x) + x0 - (anchor === "end" ? long : anchor === "middle" ? long / 2 : 0);
      expect(left, element.text).toBeGreaterThan(-2);
      expect(left + long, element.text).toBeLessThan(width + 2);
      if (y !== undefined) {
        expect(Number(y) + y0, element.text).toBeGreaterThan(7);
        expect(Number(y) + y0, element.text).toBeLessThan(height);
      }
    }
    for (const child of element.children) walk(child, x0, y0, size);
  }
}

/** Of the text itself, of its class, or of all texts of the figure. */
function fontSize({ attributes }: SvgElement, css: string): number {
  const classes = (attributes["class"] ?? "").split(" ").map((name) => `\\.${name}`);
  const sizes = [...classes, "text"].map((name) =>
    Number(new RegExp(`${name}\\{[^}]*font-size:([\\d.]+)px`).exec(css)?.[1] ?? 0),
  );
  return Number(attributes["font-size"] ?? 0) || sizes.find((size) => size > 0)!;
}
