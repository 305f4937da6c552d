import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMedlineDate, isAmbiguousDate, parseDate } from "./dates.ts";

const named = ([year, month, day]: readonly (number | undefined)[]): object => ({
  year,
  ...(month === undefined ? {} : { month }),
  ...(day === undefined ? {} : { day }),
});

describe("parseDate", () => {
  test.each([
    ["2014", [2014]],
    ["2014 Apr", [2014, 4]],
    ["2014 Apr 3", [2014, 4, 3]],
    ["20140624", [2014, 6, 24]],
    ["2014/04/02 06:00", [2014, 4, 2]],
    ["2014-04-02", [2014, 4, 2]],
    ["2014-04-02T10:00:00Z", [2014, 4, 2]],
    ["2014/4", [2014, 4]],
    ["2014.04.02", [2014, 4, 2]],
    ["2019//", [2019]],
    ["2019///nan", [2019]],
    ["2024/08//", [2024, 8]],
    ["2001/00/00/", [2001]],
    ["3 April 2014", [2014, 4, 3]],
    ["April 3, 2014", [2014, 4, 3]],
    ["April 3rd, 2014", [2014, 4, 3]],
    ["02-APR-2014", [2014, 4, 2]],
    ["2014-Apr-02", [2014, 4, 2]],
    ["Apr-2014", [2014, 4]],
    ["Start date: 20170812", [2017, 8, 12]],
    ["2014 Feb 30", [2014, 2]],
    ["2000 Feb 29", [2000, 2, 29]],
    ["1900 Feb 29", [1900, 2]],
    ["2014-13-01", [2014]],
    ["1998 Nov 31", [1998, 11]],
    ["04/2014", [2014, 4]],
    ["13/4/2024", [2024, 4, 13]],
    ["4/13/2024", [2024, 4, 13]],
    ["4/4/2024", [2024, 4, 4]],
    ["4/3/2024", [2024]],
    ["3.4.2024", [2024, 4, 3]],
    ["2014 Marine Drugs", [2014]],
    ["c2014", undefined],
    ["(c) 2014", [2014]],
  ])("%j", (text, parts) => {
    expect(parseDate(text)).toEqual(parts === undefined ? undefined : { ...named(parts), text });
  });

  test.each([
    ["3. März 2014", [2014, 3, 3]],
    ["Dezember 2014", [2014, 12]],
    ["Okt. 2014", [2014, 10]],
    ["3 février 2014", [2014, 2, 3]],
    ["août 2014", [2014, 8]],
    ["1er juillet 2014", [2014, 7, 1]],
    ["3 de abril de 2014", [2014, 4, 3]],
    ["enero 2014", [2014, 1]],
    ["diciembre de 2014", [2014, 12]],
    ["2014 agosto 5", [2014, 8, 5]],
  ])("in other languages: %j", (text, parts) => {
    expect(parseDate(text)).toEqual({ ...named(parts), text });
  });

  test.each([
    ["2014 Spring", { year: 2014, season: "spring" }],
    ["1998 Fall", { year: 1998, season: "autumn" }],
    ["SPR 2003", { year: 2003, season: "spring" }],
    ["2019///Winter", { year: 2019, season: "winter" }],
    ["Printemps 2014", { year: 2014, season: "spring" }],
    ["Herbst 2014", { year: 2014, season: "autumn" }],
    ["2014 Spring-Summer", { year: 2014, season: "spring", end: { year: 2014, season: "summer" } }],
    ["Winter 1998-1999", { year: 1998, season: "winter", end: { year: 1999 } }],
  ])("a season: %j", (text, parts) => {
    expect(parseDate(text)).toEqual({ ...parts, text });
  });

  test.each([
    ["2013 Dec-2014 Jan", [2013, 12], [2014, 1]],
    ["2014 Jul-Aug", [2014, 7], [2014, 8]],
    ["JUL-AUG 2014", [2014, 7], [2014, 8]],
    ["2014 Jul 28-Aug 3", [2014, 7, 28], [2014, 8, 3]],
    ["4-8 Aug. 2020", [2020, 8, 4], [2020, 8, 8]],
    ["2014 Oct 1-15", [2014, 10, 1], [2014, 10, 15]],
    ["28 Jul – 3 Aug 2014", [2014, 7, 28], [2014, 8, 3]],
    ["1999-2000", [1999], [2000]],
    ["2013-14", [2013], [2014]],
    ["2014/05/01-2014/05/03", [2014, 5, 1], [2014, 5, 3]],
    ["Dec 2013-Jan 2014", [2013, 12], [2014, 1]],
  ])("a range: %j", (text, first, last) => {
    expect(parseDate(text)).toEqual({ ...named(first), end: named(last), text });
  });

  test("a range that would run backwards has no end", () => {
    expect(parseDate("2013 Dec-Jan")).toEqual({ year: 2013, month: 12, text: "2013 Dec-Jan" });
  });

  test.each(["", "10 15", "99", "///", "SEP", "19983", "1499", "2100", "in press"])(
    "%j has no year",
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );

  test.each([
    ["4/3/2024", true],
    ["04-03-2024", true],
    ["13/4/2024", false],
    ["4/4/2024", false],
    ["3.4.2024", false],
    ["2024/04/03", false],
    ["2014 Apr 3", false],
  ])("the order of %j is ambiguous: %s", (text, expected) => {
    expect(isAmbiguousDate(text)).toBe(expected);
  });

  test("any text gives a date in the calendar, or none", () => {
    const word = fc.constantFrom(
      "2014",
      "1998",
      "Apr",
      "Dec",
      "Winter",
      "-",
      "/",
      ".",
      " ",
      "31",
      "3",
      "to",
      "15",
      "x",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 9 }), (words) => {
        const date = parseDate(words.join(""));
        for (const part of date === undefined ? [] : [date, ...(date.end === undefined ? [] : [date.end])]) {
          expect(part.month ?? 1).toBeLessThanOrEqual(12);
          if (part.day !== undefined) expect(new Date(Date.UTC(part.year, part.month! - 1, part.day)).getUTCDate()).toBe(part.day); // prettier-ignore
        }
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  "2014",
  "2014 Apr",
  "2014 Dec 3",
  "2014 Spring",
  "2014 Jul-Aug",
  "2013 Dec-2014 Jan",
  "2014 Jul 28-Aug 3",
  "2014 Oct 1-15",
  "1999-2000",
  "2014 Spring-Summer",
])("%j is printed as it was read", (text) => {
  expect(formatMedlineDate(parseDate(text)!)).toBe(text);
});
