import type { PartialDate } from "../model.ts";
import { plainDate } from "./plain-date.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * The date of a printed text as far as it goes.
 *
 * "2014 Apr" is a year and month; "2014 Apr 3", "2014/04/03 06:00", "2014-04-03", "20140403" and "3 April 2014" a day;
 * "2014//" a year. Ranges and seasons ("2013 Dec-2014 Jan", "2014 Spring", "2014 Jul-Aug") keep their first year and
 * month. A month or day outside the calendar is left out. Undefined when there is no year from 1500 to 2099.
 *
 * @example parseDate("2014 Apr") // { year: 2014, month: 4, text: "2014 Apr" }
 */
export function parseDate(text: string): PartialDate | undefined {
  return plainDate(text) ?? parseAnyDate(text);
}

export function parseAnyDate(text: string): PartialDate | undefined {
  const compact = /(?<!\d)((?:1[5-9]|20)\d\d)(\d\d)(\d\d)(?!\d)/.exec(text);
  if (compact !== null) return calendar(text, compact[1]!, Number(compact[2]), Number(compact[3]));
  const year = /(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/.exec(text);
  if (year === null) return undefined;
  const rest = text.slice(year.index + year[0].length);
  const numeric = /^[-/](\d{1,2})(?:[-/](\d{1,2}))?(?!\d)/.exec(rest);
  if (numeric !== null) return calendar(text, year[0], Number(numeric[1]), Number(numeric[2] ?? 0));
  const after = /^\s*([A-Za-z]{3})[a-z]*\.?\s*(\d{1,2})?(?!\d)/.exec(rest);
  if (monthOfName(after?.[1]) > 0)
    return calendar(text, year[0], monthOfName(after?.[1]), Number(after?.[2] ?? 0));
  const before = /(?:^|\s)(?:(\d{1,2})\s+)?([A-Za-z]{3})[a-z]*\.?,?\s*$/.exec(text.slice(0, year.index));
  return calendar(text, year[0], monthOfName(before?.[2]), Number(before?.[1] ?? 0));
}

function monthOfName(name: string | undefined): number {
  return name === undefined ? 0 : MONTHS.findIndex((month) => month.toLowerCase() === name.toLowerCase()) + 1;
}

function calendar(text: string, yearText: string, month: number, day: number): PartialDate {
  const year = Number(yearText);
  if (month < 1 || month > 12) return { year, text };
  return day >= 1 && day <= daysIn(year, month) ? { year, month, day, text } : { year, month, text };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date as MEDLINE prints it: "2014 Apr 3". */
export function formatMedlineDate({ year, month, day }: PartialDate): string {
  if (month === undefined) return String(year);
  return [year, MONTHS[month - 1], day].filter((part) => part !== undefined).join(" ");
}
