import { isJsonObject } from "../../json/json-value.ts";
import type { PartialDate } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SEASONS = ["Spring", "Summer", "Autumn", "Winter"];

/**
 * A date of CSL-JSON: `date-parts` (a second one ends a range), with `season` and `circa`, or `raw` or `literal` text, or
 * text alone ("2014-04-03"). What the source said stands in `text`: "2013 Dec-2014 Jan", "2014 Spring", "circa 1999".
 */
export function cslDate(value: unknown): PartialDate | undefined {
  if (typeof value === "string" || typeof value === "number") return parseDate(String(value));
  if (!isJsonObject(value)) return undefined;
  const text = value["raw"] ?? value["literal"];
  const lists: unknown = value["date-parts"];
  const [first, last] = Array.isArray(lists) ? lists.map(numbersOf) : [];
  if (first === undefined || first.length === 0)
    return typeof text === "string" ? parseDate(text) : undefined;
  const season = seasonIn(value["season"]);
  const isInWords = season !== undefined || seasonOfMonth(first[1]) !== undefined;
  const begin = [readable(first), season].filter((part) => part !== undefined).join(" ");
  const isRange = last !== undefined && last.length > 0;
  const whole = isRange ? `${begin}-${readable(last)}` : isInWords ? begin : printed(first);
  const isCirca = value["circa"] !== undefined && value["circa"] !== false && value["circa"] !== 0;
  return parseDate(isCirca ? `circa ${whole}` : whole);
}

/**
 * A date as CSL-JSON has it: `date-parts`, twice for a range, with `season` 1 to 4 of a single date. A range has its seasons in
 * the place of months, 21 to 24, as `season` can stand for one end alone (EDTF; citation processors read both).
 */
export function cslDateOf(date: PartialDate): object {
  const { end, season } = date;
  if (end !== undefined) return { "date-parts": [partsOf(date, true), partsOf(end, true)] };
  const number = season === undefined ? undefined : seasonNumber(season);
  return { "date-parts": [partsOf(date, false)], ...(number === undefined ? {} : { season: number }) };
}

type Parts = Pick<PartialDate, "year" | "month" | "day" | "season">;

function partsOf({ year, month, day, season }: Parts, isInRange: boolean): readonly number[] {
  if (isInRange && month === undefined && season !== undefined) return [year, 20 + seasonNumber(season)];
  return [year, month, day].filter((part) => part !== undefined);
}

function seasonNumber(season: NonNullable<PartialDate["season"]>): number {
  return SEASONS.findIndex((name) => name.toLowerCase() === season) + 1;
}

/** Parts are numbers, or numbers as text. */
function numbersOf(parts: unknown): readonly number[] {
  const numbers = Array.isArray(parts) ? parts.map(Number) : [];
  const end = numbers.findIndex((part) => !Number.isInteger(part) || part === 0);
  return end < 0 ? numbers : numbers.slice(0, end);
}

/** 1 to 4, or 21 to 24 or 13 to 16 as in the place of a month, or a name. */
function seasonIn(season: unknown): string | undefined {
  const number = Number(season ?? Number.NaN);
  if (Number.isInteger(number)) return SEASONS[number - 1] ?? seasonOfMonth(number);
  return typeof season === "string" && season !== "" ? season : undefined;
}

/** 21 to 24 of EDTF, or 13 to 16 (both seen). */
function seasonOfMonth(month: number | undefined): string | undefined {
  if (month === undefined || month < 13) return undefined;
  return SEASONS[month - (month > 20 ? 21 : 13)];
}

function printed(parts: readonly number[]): string {
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** "2014 Apr 3", "2014 Spring". */
function readable([year, month, day]: readonly number[]): string {
  const name = month === undefined ? undefined : (MONTHS[month - 1] ?? seasonOfMonth(month));
  const isMonth = name !== undefined && month! <= 12;
  return [year, name, isMonth ? day : undefined].filter((part) => part !== undefined).join(" ");
}
