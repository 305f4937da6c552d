import type { Pages } from "../model.ts";

/**
 * First and last page of a printed range, short forms completed: "349-69" is 349 to 369, "75-9" is 75 to 79, "S12-5" is
 * S12 to S15; "e123" has no last page; several ranges keep the first. Text without a page number keeps only its text.
 *
 * @example parsePages("349-69") // { text: "349-69", first: "349", last: "369" }
 */
export function parsePages(text: string): Pages {
  const match =
    /^\s*(?:pp?\.?\s*)?([A-Za-z]*\d+[A-Za-z]*)\s*(?:[-\u2010-\u2015\u2212]+\s*([A-Za-z]*\d+[A-Za-z]*))?/.exec(text);
  const first = match?.[1];
  const last = match?.[2];
  if (first === undefined) return { text };
  return last === undefined ? { text, first } : { text, first, last: completeLast(first, last) };
}

/** The last page with the digits (and letters) it leaves to the first one. */
function completeLast(first: string, last: string): string {
  const start = /^([A-Za-z]*)(\d+)$/.exec(first);
  if (start === null || !/^\d+$/.test(last) || last.length >= start[2]!.length) return last;
  return start[1]! + start[2]!.slice(0, start[2]!.length - last.length) + last;
}

/** The range as one text, from first and last page where only these are known. */
export function pagesOf(first: string | undefined, last: string | undefined): Pages | undefined {
  if (first === undefined) return last === undefined ? undefined : { text: last };
  const parsed = parsePages(last === undefined || last === first ? first : `${first}-${last}`);
  return parsed;
}
