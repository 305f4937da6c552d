import fc from "fast-check";
import { expect, test } from "vitest";
import type { PartialDate } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { cslDate, cslDateOf } from "./dates.ts";

test.each([
  ["2014 Apr 3", { "date-parts": [[2014, 4, 3]] }],
  ["2014 Spring", { "date-parts": [[2014]], season: 1 }],
  ["2014 Winter", { "date-parts": [[2014]], season: 4 }],
  [
    "2013 Dec-2014 Jan",
    {
      "date-parts": [
        [2013, 12],
        [2014, 1],
      ],
    },
  ],
  [
    "2014 Jul-Aug",
    {
      "date-parts": [
        [2014, 7],
        [2014, 8],
      ],
    },
  ],
  ["1998-1999", { "date-parts": [[1998], [1999]] }],
  [
    "4-8 Aug 2020",
    {
      "date-parts": [
        [2020, 8, 4],
        [2020, 8, 8],
      ],
    },
  ],
  [
    "2014 Spring-Summer",
    {
      "date-parts": [
        [2014, 21],
        [2014, 22],
      ],
    },
  ],
])("%s is written as %j", (text, expected) => {
  expect(cslDateOf(parseDate(text)!)).toEqual(expected);
});

const withoutText = (date: PartialDate | undefined): unknown => ({ ...date, text: undefined });

type Season = NonNullable<PartialDate["season"]>;

const year = fc.integer({ min: 1500, max: 2099 });
const season = fc.constantFrom<Season>("spring", "summer", "autumn", "winter");
const month = fc.integer({ min: 1, max: 12 });
const day = fc.integer({ min: 1, max: 28 });
const single: fc.Arbitrary<PartialDate> = fc.oneof(
  fc.record({ year }),
  fc.record({ year, season }),
  fc.record({ year, month }),
  fc.record({ year, month, season }),
  fc.record({ year, month, day }),
);
/** Both ends go as far; the months and days of one year rise. */
const range: fc.Arbitrary<PartialDate> = fc
  .tuple(fc.oneof(fc.record({ year }), fc.record({ year, season }), fc.record({ year, month }), fc.record({ year, month, day })), fc.nat(2))
  .map(([start, years]) => ({ ...start, end: { ...start, year: Math.min(start.year + years + 1, 2100) } }))
  .filter(({ end }) => end.year <= 2099); // prettier-ignore

test("any date, season or range is the same when written and read again", () => {
  fc.assert(
    fc.property(fc.oneof(single, range), (date) => {
      expect(withoutText(cslDate(JSON.parse(JSON.stringify(cslDateOf(date)))))).toEqual(withoutText(date));
    }),
    { numRuns: 1000 },
  );
});

test("ranges within a year are the same when written and read again", () => {
  const within = fc.oneof(
    fc.tuple(year, fc.uniqueArray(month, { minLength: 2, maxLength: 2 })).map(([at, months]) => {
      const [from, to] = months.sort((a, b) => a - b) as [number, number];
      return { year: at, month: from, end: { year: at, month: to } };
    }),
    fc.tuple(year, month, fc.uniqueArray(day, { minLength: 2, maxLength: 2 })).map(([at, in_, days]) => {
      const [from, to] = days.sort((a, b) => a - b) as [number, number];
      return { year: at, month: in_, day: from, end: { year: at, month: in_, day: to } };
    }),
  );
  fc.assert(
    fc.property(within, (date) => {
      expect(withoutText(cslDate(JSON.parse(JSON.stringify(cslDateOf(date)))))).toEqual(withoutText(date));
    }),
    { numRuns: 500 },
  );
});
