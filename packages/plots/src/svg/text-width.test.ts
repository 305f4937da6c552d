import { expect, test } from "vitest";
import { fitText, textWidth, wrapText } from "./text-width.ts";

test("widths are those of Helvetica", () => {
  expect(textWidth("Study", 1000)).toBe(667 + 278 + 556 + 556 + 500);
  expect(textWidth("0.80", 10)).toBeCloseTo(3 * 5.56 + 2.78, 10);
  expect(textWidth("a\u200b\u0301\u202e", 1000)).toBe(556);
  expect(textWidth("研究", 1000)).toBe(2000);
});

test("lines break at blanks, long words anywhere, no-break spaces never", () => {
  expect(wrapText("one two three", 45, 12)).toEqual(["one two", "three"]);
  expect(wrapText("p\u00a0=\u00a00.11 and", 50, 12)).toEqual(["p\u00a0=\u00a00.11", "and"]);
  expect(wrapText("xxxxxxxxxx", 30, 12)).toEqual(["xxxxx", "xxxxx"]);
  expect(wrapText("", 30, 12)).toEqual([""]);
});

test("a text that is too long ends in an ellipsis within the room", () => {
  expect(fitText("short", 100, 12)).toBe("short");
  const fitted = fitText("x".repeat(300), 100, 12);
  expect(fitted).toMatch(/^x+…$/);
  expect(textWidth(fitted, 12)).toBeLessThanOrEqual(100);
});
