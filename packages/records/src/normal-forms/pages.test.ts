import { expect, test } from "vitest";
import { parsePages } from "./pages.ts";

test.each([
  ["349-69", "349", "369"],
  ["75-9", "75", "79"],
  ["75-99", "75", "99"],
  ["998-1003", "998", "1003"],
  ["S12-5", "S12", "S15"],
  ["S12-S15", "S12", "S15"],
  ["349–69", "349", "369"],
  ["pp 37-64", "37", "64"],
  ["p. 5", "5", undefined],
  ["e0209483", "e0209483", undefined],
  ["1-5, 9-12", "1", "5"],
  ["12a-14b", "12a", "14b"],
])("%j", (text, first, last) => {
  expect(parsePages(text)).toEqual({ text, first, ...(last === undefined ? {} : { last }) });
});

test.each(["", "No", "in press", "-"])("%j has no page", (text) => expect(parsePages(text)).toBeUndefined());
