import { expect, test } from "vitest";
import { formatEffect, formatNumber } from "./format-number.ts";

test.each([
  [0, 2, "0.00"],
  [-0.001, 2, "0.00"],
  [-0.895, 1, "−0.9"],
  [12, 0, "12"],
] as const)("formatNumber(%d, %d) is %s", (x, decimals, text) => {
  expect(formatNumber(x, decimals)).toBe(text);
});

test.each([
  [5.196, "5.20"],
  [0.804, "0.80"],
  [-0.52, "−0.52"],
  [33.59, "33.6"],
  [124.65, "125"],
  [1234.5, "1235"],
  [404_002.4, "404\u202f002"],
  [-12_345_678, "−12\u202f345\u202f678"],
  [0.0008, "0.0008"],
  [0.00003, "3×10⁻⁵"],
  [Math.exp(400), "5×10¹⁷³"],
  [0, "0.00"],
  [Infinity, "∞"],
  [-Infinity, "−∞"],
] as const)("formatEffect(%d, 2) is %s", (x, text) => {
  expect(formatEffect(x, 2)).toBe(text);
});
