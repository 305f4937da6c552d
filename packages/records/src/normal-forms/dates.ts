import type { PartialDate } from "../model.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The date of a printed text as far as it goes.
 *
 * "2014 Apr" is a year and month, "2014 Apr 3", "2014/04/03 06:00", "2014-04-03" and "20140403" a day, "2014//" a year.
 * Ranges and seasons ("2013 Dec-2014 Jan", "2014 Spring", "2014 Jul-Aug") keep their first year and month. A month or
 * day outside the calendar is left out. Undefined when there is no year from 1500 to 2099.
 *
 * @example parseDate("2014 Apr") // { year: 2014, month: 4, text: "2014 Apr" }
 */
export function parseDate(text: string): PartialDate | undefined {
  const compact = /^\s*((?:1[5-9]|20)\d\d)(\d\d)(\d\d)\s*$/.exec(text);
  if (compact !== null) return calendar(text, compact[1]!, Number(compact[2]), Number(compact[3]));
  const year = /(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/.exec(text);
  if (year === null) return undefined;
  const rest = text.slice(year.index + year[0].length);
  const numeric = /^[-/](\d{1,2})(?:[-/](\d{1,2}))?(?!\d)/.exec(rest);
  if (numeric !== null) return calendar(text, year[0], Number(numeric[1]), Number(numeric[2] ?? 0));
  const named = /^\s*([A-Za-z]{3})[a-z]*\.?\s*(\d{1,2})?(?!\d)/.exec(rest);
  return calendar(text, year[0], monthOfName(named?.[1]), Number(named?.[2] ?? 0));
}

function monthOfName(name: string | undefined): number {
  return MONTHS.indexOf(name?.toLowerCase() ?? "") + 1;
}

function calendar(text: string, year: string, month: number, day: number): PartialDate {
  const hasMonth = month >= 1 && month <= 12;
  const hasDay = hasMonth && day >= 1 && day <= daysIn(Number(year), month);
  return { year: Number(year), ...(hasMonth ? { month } : {}), ...(hasDay ? { day } : {}), text };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** "2014-04-03", "2014-04" or "2014". */
export function formatDate({ year, month, day }: Omit<PartialDate, "text">, separator = "-"): string {
  const parts = [String(year), month, day].filter((part) => part !== undefined);
  return parts.map((part) => String(part).padStart(2, "0")).join(separator);
}
