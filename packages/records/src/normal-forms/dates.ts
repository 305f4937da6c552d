import type { PartialDate } from "../model.ts";
import { monthOf, seasonOf, type Season } from "./date-words.ts";
import { plainDate } from "./plain-date.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SEASONS: Readonly<Record<Season, string>> = {
  spring: "Spring",
  summer: "Summer",
  autumn: "Autumn",
  winter: "Winter",
};

/**
 * The date of a printed text as far as it goes.
 *
 * "2014 Apr" is a year and month; "2014 Apr 3", "2014/04/03 06:00", "2014-04-03", "20140403", "3 April 2014" and "3.4.2014"
 * a day; "2014//" a year. Seasons are kept, and so are the ends of ranges: "2013 Dec-2014 Jan", "2014 Jul-Aug", "4-8 Aug
 * 2020", "1998-1999". Of "4/3/2024", which is March or April, only the year is taken (`isAmbiguousDate` tells), of
 * "13/4/2024" all. A month or day outside the calendar is left out. Undefined when there is no year from 1500 to 2099.
 *
 * @example parseDate("2014 Apr") // { year: 2014, month: 4, text: "2014 Apr" }
 */
export function parseDate(text: string): PartialDate | undefined {
  return plainDate(text) ?? parseAnyDate(text);
}

interface Parts {
  year?: number;
  month?: number;
  day?: number;
  season?: Season;
}

const COMPACT = /(?<!\d)((?:1[5-9]|20)\d\d)(\d\d)(\d\d)(?!\d)/;
const YEAR_FIRST = /(?<![\d/.-])((?:1[5-9]|20)\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)/;
const YEAR_LAST = /(?<![\d/.-])(?:(\d{1,2})([-/.])\s?)?(\d{1,2})[-/.]\s?((?:1[5-9]|20)\d\d)(?![\d/]|\.\d)/;

export function parseAnyDate(text: string): PartialDate | undefined {
  const compact = COMPACT.exec(text);
  if (compact !== null) return dated(text, numeric(compact[1], compact[2], compact[3]));
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null && !/(?:1[5-9]|20)\d\d/.test(text.slice(0, yearFirst.index))) {
    const [whole, year, month, day] = yearFirst;
    if (day === undefined && isNextYear(year!, month!))
      return dated(text, { year: Number(year) }, { year: Number(year) + 1 });
    const rest = /^\s*(?:[-–—]|to)\s*(\d{4}.*)$/s.exec(text.slice(yearFirst.index + whole.length))?.[1];
    return dated(text, numeric(year, month, day), rest === undefined ? undefined : parseAnyDate(rest));
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast !== null && !/\p{L}[\s.-]*$/u.test(text.slice(0, yearLast.index)))
    return dated(text, yearLastParts(yearLast));
  const found = inWords(text);
  if (found !== undefined) return found;
  // "Jun2023": the blank is lost.
  const apart = text.replace(/(\p{L}{3})((?:1[5-9]|20)\d\d)(?!\d)/u, "$1 $2");
  const again = apart === text ? undefined : inWords(apart);
  return again === undefined ? undefined : { ...again, text };
}

function numeric(year: string | undefined, month: string | undefined, day: string | undefined): Parts {
  return { year: Number(year), month: Number(month ?? 0), day: Number(day ?? 0) };
}

/** "2013-14" is two years, as no year has 14 months. */
function isNextYear(year: string, month: string): boolean {
  return month.length === 2 && Number(month) > 12 && Number(month) === (Number(year) + 1) % 100;
}

/** Day and month in the order the numbers or the stops allow: dates with stops put the day first everywhere. */
function yearLastParts([, first, separator, second, yearText]: RegExpExecArray): Parts {
  const year = Number(yearText);
  if (first === undefined) return { year, month: Number(second) };
  const [one, other] = [Number(first), Number(second)];
  if (separator === "." || one > 12 || one === other) return { year, month: other, day: one };
  return other > 12 ? { year, month: one, day: other } : { year };
}

/** Whether the order of day and month cannot be told: "4/3/2024". */
export function isAmbiguousDate(text: string): boolean {
  const match = YEAR_LAST.exec(text);
  if (match?.[1] === undefined || COMPACT.test(text) || YEAR_FIRST.test(text)) return false;
  return yearLastParts(match).month === undefined;
}

const WORDS =
  /(?<![\p{L}\d])(?:((?:1[5-9]|20)\d\d)(?!\d)|(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?![\d\p{L}])|(\p{L}+)|[^\p{L}\d\s.,])/gu;

/** Dates with names of months or seasons, and lone years: parts between dashes, which either belong together or are a range. */
function inWords(text: string): PartialDate | undefined {
  let start: Parts | undefined;
  let end: Parts | undefined;
  for (const piece of text.split(/[-\u2010-\u2015/]|\s(?:to|bis|au?)\s/)) {
    const part = partsOf(piece);
    if (part === undefined) continue;
    if (start === undefined) start = part;
    else if (end === undefined && !clash(start, part)) start = { ...start, ...part };
    else if (end === undefined) end = part;
    else if (!clash(end, part)) end = { ...end, ...part };
    else break;
    // A second date in one piece begins something else.
    if (/\d{4}.*\d{4}/s.test(piece)) break;
  }
  if (start === undefined) return undefined;
  if (end === undefined) return dated(text, start);
  const year = start.year ?? end.year;
  const isOne = start.year === undefined || end.year === undefined;
  const month = start.month ?? (start.day === undefined ? undefined : end.month);
  const lastMonth = end.month ?? (end.day === undefined ? undefined : month);
  const first = { ...start, year, month } as Parts;
  const last = { ...end, year: end.year ?? year, month: lastMonth } as Parts;
  // "2013 Dec-Jan" does not say which of the two years it means.
  const isBackwards = isOne && (lastMonth ?? 12) < (month ?? 1);
  return dated(text, first, isBackwards ? undefined : last);
}

function clash(one: Parts, other: Parts): boolean {
  return (["year", "month", "day", "season"] as const).some(
    (key) => one[key] !== undefined && other[key] !== undefined && one[key] !== other[key],
  );
}

/** Year, month and season of a text, each the first there is; a number is a day beside a month, alone, or before a year. */
function partsOf(text: string): Parts | undefined {
  const parts: Parts = {};
  let waiting: number | undefined;
  let isAfterMonth = false;
  let words = 0;
  for (const [, year, number, word] of text.matchAll(WORDS)) {
    words += 1;
    const month = word === undefined ? 0 : monthOf(word);
    const season = word === undefined ? undefined : seasonOf(word);
    if (year !== undefined) {
      if (parts.year !== undefined) break;
      parts.year = Number(year);
      // The "07, 2018" of "APR 04-07, 2018".
      if (words === 2 && waiting !== undefined) parts.day = waiting;
      if (!isAfterMonth) waiting = undefined;
      continue;
    }
    if (month > 0) {
      if (parts.month !== undefined) break;
      parts.month = month;
      if (waiting !== undefined) parts.day ??= waiting;
    } else if (season !== undefined && parts.season === undefined) parts.season = season;
    else if (number !== undefined && isAfterMonth) parts.day ??= Number(number);
    isAfterMonth = month > 0;
    waiting = number !== undefined ? Number(number) : isOf(word) ? waiting : undefined;
  }
  if (words === 1 && waiting !== undefined) return { day: waiting };
  return parts.year === undefined && parts.month === undefined && parts.season === undefined
    ? undefined
    : parts;
}

/** "3 de abril de 2014", "3 of April" */
function isOf(word: string | undefined): boolean {
  return word !== undefined && /^(?:de|of|d)$/i.test(word);
}

function dated(text: string, start: Parts, end?: Parts): PartialDate | undefined {
  if (start.year === undefined) return undefined;
  const first = calendar({ ...start, year: start.year });
  if (end?.year === undefined) return { ...first, text };
  const last = calendar({ ...end, year: end.year });
  const keys = ["year", "month", "day", "season"] as const;
  return keys.every((key) => first[key] === last[key]) ? { ...first, text } : { ...first, end: last, text };
}

/** Without a month that is none, and without a day that the month does not have. */
function calendar({
  year,
  month,
  day,
  season,
}: Parts & { readonly year: number }): NonNullable<PartialDate["end"]> {
  const isMonth = month !== undefined && month >= 1 && month <= 12;
  const isDay = isMonth && day !== undefined && day >= 1 && day <= daysIn(year, month);
  return {
    year,
    ...(isMonth ? { month } : {}),
    ...(isDay ? { day } : {}),
    ...(season === undefined ? {} : { season }),
  };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date as MEDLINE prints it: "2014 Apr 3", "2014 Jul-Aug", "2013 Dec-2014 Jan", "1998 Spring". */
export function formatMedlineDate(date: PartialDate): string {
  const { year, month, day, end } = date;
  const print = (part: NonNullable<PartialDate["end"]>, shownYear?: number): string =>
    [
      shownYear,
      part.month === undefined ? undefined : MONTHS[part.month - 1],
      part.day,
      part.season === undefined ? undefined : SEASONS[part.season],
    ]
      .filter((each) => each !== undefined)
      .join(" ");
  const first = print(date, year);
  if (end === undefined) return first;
  if (end.year !== year) return `${first}-${print(end, end.year)}`;
  if (end.month === month && end.day !== undefined && day !== undefined) return `${first}-${end.day}`;
  return `${first}-${print(end)}`;
}
