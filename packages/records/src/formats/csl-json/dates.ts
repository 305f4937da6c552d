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
  const season = seasonOf(value["season"], first[1]);
  const begin = season === undefined ? printed(first) : `${first[0]} ${season}`;
  const range = last === undefined || last.length === 0 ? begin : `${readable(first)}-${readable(last)}`;
  const isCirca = value["circa"] !== undefined && value["circa"] !== false && value["circa"] !== 0;
  return parseDate(isCirca ? `circa ${range}` : range);
}

/** Parts are numbers, or numbers as text. */
function numbersOf(parts: unknown): readonly number[] {
  const numbers = Array.isArray(parts) ? parts.map(Number) : [];
  const end = numbers.findIndex((part) => !Number.isInteger(part) || part === 0);
  return end < 0 ? numbers : numbers.slice(0, end);
}

/** 1 to 4, or 21 to 24 of EDTF, or 13 to 16 as a month (both seen), or a name. */
function seasonOf(season: unknown, month: number | undefined): string | undefined {
  const number = Number(season ?? (month !== undefined && month > 12 ? month : Number.NaN));
  if (Number.isInteger(number))
    return SEASONS[(number > 20 ? number - 20 : number > 12 ? number - 12 : number) - 1];
  return typeof season === "string" && season !== "" ? season : undefined;
}

function printed(parts: readonly number[]): string {
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

function readable([year, month, day]: readonly number[]): string {
  const name = month === undefined ? undefined : MONTHS[month - 1];
  return [year, name, name === undefined ? undefined : day].filter((part) => part !== undefined).join(" ");
}
