import { describe, expect, test } from "vitest";
import { isArticleNumber, isSpreadsheetDate, parsePageRanges, parsePages } from "./pages.ts";

describe("parsePages", () => {
  test.each([
    ["349-69", "349", "369"],
    ["75-9", "75", "79"],
    ["75-99", "75", "99"],
    ["998-1003", "998", "1003"],
    ["S12-5", "S12", "S15"],
    ["S12-15", "S12", "S15"],
    ["S12-S15", "S12", "S15"],
    ["e1-9", "e1", "e9"],
    ["1123.e1-1123.e9", "1123.e1", "1123.e9"],
    ["349–69", "349", "369"],
    ["349‐369", "349", "369"],
    ["349--369", "349", "369"],
    ["pp 37-64", "37", "64"],
    ["Pages: 37-64", "37", "64"],
    ["p. 5", "5", undefined],
    ["P63", "P63", undefined],
    ["103640", "103640", undefined],
    ["e0209483", "e0209483", undefined],
    ["Article 103640", "103640", undefined],
    ["Art. No. e12", "e12", undefined],
    ["1-5, 9-12", "1", "5"],
    ["1-6; discussion 7", "1", "6"],
    ["12a-14b", "12a", "14b"],
    ["iii-xii", "iii", "xii"],
    ["xiv", "xiv", undefined],
    ["CD000023", "CD000023", undefined],
  ])("%j", (text, first, last) => {
    expect(parsePages(text)).toEqual({ text, first, ...(last === undefined ? {} : { last }) });
  });

  test.each([
    ["12-May", "5", "12"],
    ["May-12", "5", "12"],
    ["01-Jun", "1", "6"],
    ["Jun-98", "6", "98"],
    ["05-Mai", "5", undefined],
    ["12-May-2023", "5", "12"],
    ["2023-05-12 00:00:00", "5", "12"],
    ["5/12/2023", "5", "12"],
  ])("%j was a range before a spreadsheet", (text, first, last) => {
    expect(parsePages(text)).toEqual({ text, first, ...(last === undefined ? {} : { last }) });
    expect(isSpreadsheetDate(text)).toBe(true);
  });

  test.each([
    "",
    "No",
    "in press",
    "-",
    "N.PAG",
    "unpaginated",
    "vii + 345",
    "nan",
    "no-no",
    "mild",
    "(4 May 2001)",
  ])("%j has no page", (text) => {
    expect(parsePages(text)).toBeUndefined();
  });

  test.each(["5-12", "349-69", "e12", "S1-2", "xii"])("%j is no date of a spreadsheet", (text) => {
    expect(isSpreadsheetDate(text)).toBe(false);
  });
});

test.each([
  ["1-5, 9-12", [{ first: "1", last: "5" }, { first: "9", last: "12" }]],
  ["1-6; discussion 7", [{ first: "1", last: "6" }, { first: "7", part: "discussion" }]],
  ["31-9; quiz 40-1", [{ first: "31", last: "39" }, { first: "40", last: "41", part: "quiz" }]],
  ["12, 15, 17-18", [{ first: "12" }, { first: "15" }, { first: "17", last: "18" }]],
  ["238-9; author reply 239", [{ first: "238", last: "239" }, { first: "239", part: "author reply" }]],
])("all ranges of %j", (text, ranges) => expect(parsePageRanges(text)).toEqual(ranges)); // prettier-ignore

test.each([
  ["e0209483", true],
  ["103640", true],
  ["CD000023", true],
  ["349", false],
  ["S12", false],
  ["100001-100009", false],
])("%j is an article number: %s", (text, expected) =>
  expect(isArticleNumber(parsePages(text)!)).toBe(expected),
);
