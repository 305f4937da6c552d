import { expect, test } from "vitest";
import { formatMedlineDate, parseDate } from "./dates.ts";

test.each([
  ["2014", [2014]],
  ["2014 Apr", [2014, 4]],
  ["2014 Apr 3", [2014, 4, 3]],
  ["20140624", [2014, 6, 24]],
  ["2014/04/02 06:00", [2014, 4, 2]],
  ["2014-04-02", [2014, 4, 2]],
  ["2014/4", [2014, 4]],
  ["2019//", [2019]],
  ["2024/08//", [2024, 8]],
  ["2001/00/00/", [2001]],
  ["2013 Dec-2014 Jan", [2013, 12]],
  ["2014 Jul-Aug", [2014, 7]],
  ["2014 Spring", [2014]],
  ["3 April 2014", [2014, 4, 3]],
  ["4-8 Aug. 2020", [2020, 8]],
  ["Start date: 20170812", [2017, 8, 12]],
  ["2014 Feb 30", [2014, 2]],
  ["2000 Feb 29", [2000, 2, 29]],
  ["1900 Feb 29", [1900, 2]],
  ["2014-13-01", [2014]],
  ["1998 Nov 31", [1998, 11]],
])("%j", (text, [year, month, day]) => {
  const expected = {
    year,
    ...(month === undefined ? {} : { month }),
    ...(day === undefined ? {} : { day }),
    text,
  };
  expect(parseDate(text)).toEqual(expected);
});

test.each(["", "10 15", "99", "///", "SEP", "19983", "1499", "2100", "in press"])(
  "%j has no year",
  (text) => {
    expect(parseDate(text)).toBeUndefined();
  },
);

test.each([
  [{ year: 2014 }, "2014"],
  [{ year: 2014, month: 4 }, "2014 Apr"],
  [{ year: 2014, month: 12, day: 3 }, "2014 Dec 3"],
])("prints %j", (date, text) => {
  expect(formatMedlineDate(date)).toBe(text);
  expect(parseDate(text)).toEqual({ ...date, text });
});
