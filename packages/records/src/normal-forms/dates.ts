import type { PartialDate } from "../model.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The date of a printed text as far as it goes: "2014 Apr" is year and month, "2014 Apr 3" a day, "2014/04/03" too;
 * seasons and ranges ("2014 Spring", "2013 Dec-2014 Jan") keep the first year (and month).
 */
export function parseDate(text: string): PartialDate | undefined {
  const year = /(?:^|\D)(1[5-9]\d\d|20\d\d)(?!\d)/.exec(text);
  if (year?.[1] === undefined) return undefined;
  const rest = text.slice(year.index + year[0].length);
  const numeric = /^[-/](\d{1,2})(?:[-/](\d{1,2}))?/.exec(rest);
  const named = /^\s*([A-Za-z]{3})[a-z]*\.?\s*(\d{1,2})?(?!\d)/.exec(rest);
  const month = numeric?.[1] === undefined ? MONTHS.indexOf(named?.[1]?.toLowerCase() ?? "") + 1 : Number(numeric[1]);
  const day = Number(numeric?.[2] ?? named?.[2] ?? 0);
  const valid = month >= 1 && month <= 12;
  return {
    year: Number(year[1]),
    ...(valid ? { month } : {}),
    ...(valid && day >= 1 && day <= 31 ? { day } : {}),
  };
}
