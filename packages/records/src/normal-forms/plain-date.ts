import type { PartialDate } from "../model.ts";

const SPACE = 32;
const SLASH = 47;

const DAYS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** First three letters of the months, as one number each. */
const MONTHS: ReadonlyMap<number, number> = new Map(
  ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].flatMap((name, at) => [
    [packed(name, 0), at + 1] as const,
    [packed(name.toUpperCase(), 0), at + 1] as const,
  ]),
);

/**
 * The dates of nearly every record, without a pattern: "2014", "2014 Apr", "2014 Apr 3", "2014 SEP", "20140403", "2014/04/03" with a
 * time behind it or not, "2014/04/03/", "2019//" and "2019///". Undefined for any other text, and for days that no calendar has.
 */
export function plainDate(text: string): PartialDate | undefined {
  const { length } = text;
  const year = numberAt(text, 0, 4);
  if (length < 4 || year < 1500 || year > 2099) return undefined;
  if (length === 4) return { year, text };
  const next = text.charCodeAt(4);
  if (next === SLASH) return slashed(text, year);
  if (next === SPACE) return named(text, year);
  return length === 8 ? complete(text, year, numberAt(text, 4, 2), numberAt(text, 6, 2)) : undefined;
}

function slashed(text: string, year: number): PartialDate | undefined {
  const { length } = text;
  if (text === `${year}//` || text === `${year}///`) return { year, text };
  if (length < 10 || text.charCodeAt(7) !== SLASH) return undefined;
  const isEnded = length === 10 || (length === 11 && text.charCodeAt(10) === SLASH);
  const isTimed = length === 16 && text.charCodeAt(10) === SPACE && text.charCodeAt(13) === 58;
  if (!isEnded && !isTimed) return undefined;
  if (isTimed && (numberAt(text, 11, 2) < 0 || numberAt(text, 14, 2) < 0)) return undefined;
  return complete(text, year, numberAt(text, 5, 2), numberAt(text, 8, 2));
}

function named(text: string, year: number): PartialDate | undefined {
  const { length } = text;
  const month = length < 8 ? undefined : MONTHS.get(packed(text, 5));
  if (month === undefined) return undefined;
  if (length === 8) return { year, month, text };
  if (length < 10 || length > 11 || text.charCodeAt(8) !== SPACE) return undefined;
  return complete(text, year, month, numberAt(text, 9, length - 9));
}

function complete(text: string, year: number, month: number, day: number): PartialDate | undefined {
  if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!) return undefined;
  return { year, month, day, text };
}

/** Digits as a number; -1 where one of them is none. */
function numberAt(text: string, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function packed(text: string, from: number): number {
  const a = text.charCodeAt(from);
  const b = text.charCodeAt(from + 1);
  const c = text.charCodeAt(from + 2);
  return (a | b | c) < 128 ? (a << 14) | (b << 7) | c : -1;
}
