import { plainPages } from "./plain-pages.ts";

/**
 * First and last page of a printed range, short forms completed: "349-69" is 349 to 369, "75-9" is 75 to 79, "S12-5" is
 * S12 to S15; "e123" has no last page. Several ranges keep the first. Undefined where there is no page number.
 *
 * @example parsePages("349-69") // { text: "349-69", first: "349", last: "369" }
 */
export function parsePages(
  text: string,
): { readonly text: string; readonly first: string; readonly last?: string } | undefined {
  return plainPages(text) ?? parseAnyPages(text);
}

const PAGE = String.raw`[A-Za-z]*\d+[A-Za-z]*(?:\.e?\d+)?`;
const DASH = String.raw`\s*[-\u2010-\u2015\u2212]+\s*`;
const PAGES = new RegExp(`^\\s*(?:pp?\\.?\\s+)?(${PAGE})(?:${DASH}(${PAGE}))?`, "i");

export function parseAnyPages(
  text: string,
): { readonly text: string; readonly first: string; readonly last?: string } | undefined {
  const match = PAGES.exec(text);
  const first = match?.[1];
  const last = match?.[2];
  if (first === undefined) return undefined;
  return last === undefined ? { text, first } : { text, first, last: completeLast(first, last) };
}

/** The last page with the letters and digits it leaves to the first one. */
function completeLast(first: string, last: string): string {
  const start = /^([A-Za-z]*)(\d+)$/.exec(first);
  if (start === null || !/^\d+$/.test(last) || last.length >= start[2]!.length) return last;
  return start[1]! + start[2]!.slice(0, start[2]!.length - last.length) + last;
}
