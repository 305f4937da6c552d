import type { DateText } from "./tree.ts";

const DATE = /^(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?$/;

/** `2010`, `2010/05`, `2010/05/31` */
export function readDate(text: string): DateText | undefined {
  const match = DATE.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day] = match;
  return {
    year: Number(year),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(day === undefined ? {} : { day: Number(day) }),
  };
}

export function printDate({ year, month, day }: DateText): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return [
    String(year).padStart(4, "0"),
    ...[month, day].flatMap((n) => (n === undefined ? [] : [two(n)])),
  ].join("/");
}

export function sameDate(a: DateText | null, b: DateText | null): boolean {
  return a?.year === b?.year && a?.month === b?.month && a?.day === b?.day;
}
