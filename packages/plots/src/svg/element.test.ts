import { expect, test } from "vitest";
import { parseSvg, withAttribute } from "../parse-svg.testing.ts";
import { el, escapeXml, formatCoordinate } from "./element.ts";
import { drawFigure } from "./figure.ts";

test("text is escaped, characters that XML forbids are gone", () => {
  expect(escapeXml(`<a href="x">&'</a>`)).toBe("&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;");
  expect(escapeXml("a\u0000\u0008\u001b\ufffe\ud800b\tc")).toBe("ab\tc");
});

test("coordinates have two decimals at most; a place that is none stops", () => {
  expect([1.005, -0.001, 3, 2.345678].map(formatCoordinate)).toEqual(["1", "0", "3", "2.35"]);
  expect(() => formatCoordinate(NaN)).toThrow(RangeError);
  expect(() => el("line", { x1: Infinity })).toThrow(RangeError);
});

test("undefined attributes are left out", () => {
  expect(el("g", { class: undefined, x: 1 })).toBe('<g x="1"/>');
  expect(el("g", {}, "a", "b")).toBe("<g>ab</g>");
});

test("any id becomes one that CSS and lists of ids can hold", () => {
  for (const id of ["1 a.b/c", 'x"><script>', "fig-1"]) {
    const root = parseSvg(
      drawFigure({ id, title: "t", description: "d", width: 9.2, height: 10, css: "& a{color:red}" }),
    );
    const ids = withAttribute(root, "id").map(({ attributes }) => attributes["id"]!);
    expect(ids.every((own) => /^[A-Za-z][\w-]*$/.test(own))).toBe(true);
    expect(root.attributes["aria-labelledby"]!.split(" ")).toEqual(ids.slice(1));
    expect(root.attributes["width"]).toBe("10");
  }
});
