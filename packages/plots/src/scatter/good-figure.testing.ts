import { expect } from "vitest";
import { coloursOf, contrast, elementsOf, withAttribute, type SvgElement } from "../parse-svg.testing.ts";
import { expectTextsInside } from "../texts-inside.testing.ts";

/** What every figure holds to: a role, ids of its own, contrast of text and marks on both grounds, texts inside the sheet. */
export function expectGoodFigure(root: SvgElement): void {
  expect(root.attributes["role"]).toBe("img");
  const ids = withAttribute(root, "id").map(({ attributes }) => attributes["id"]!);
  expect(new Set(ids).size).toBe(ids.length);
  for (const ground of ["light", "dark"] as const) {
    const colours = coloursOf(root, ground);
    const paper = colours.get("paper")!;
    for (const name of ["ink", "muted"]) expect(contrast(colours.get(name)!, paper)).toBeGreaterThan(4.5);
    for (const name of ["point", "pooled", "second"])
      expect(contrast(colours.get(name)!, paper)).toBeGreaterThan(3);
  }
  expectTextsInside(root);
  expect(elementsOf(root).length).toBeGreaterThan(8);
}
