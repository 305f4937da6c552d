import { monthOf } from "./date-words.ts";
import { plainPages } from "./plain-pages.ts";

export interface PageRange {
  readonly first: string;
  readonly last?: string;
  /** "discussion", "quiz", "author reply": what the pages hold that is not the article. */
  readonly part?: string;
}

interface Pages {
  readonly text: string;
  readonly first: string;
  readonly last?: string;
}

/**
 * First and last page of a printed range, short forms completed: "349-69" is 349 to 369, "75-9" is 75 to 79, "S12-5" is
 * S12 to S15; "e123", "103640" and "P63" have no last page. Roman numbers count. Several ranges keep the first
 * (`parsePageRanges` gives all). A range that a spreadsheet has made a date ("12-May" of 5-12) is put back, and
 * `isSpreadsheetDate` tells. Undefined where there is no page number.
 *
 * @example parsePages("349-69") // { text: "349-69", first: "349", last: "369" }
 */
export function parsePages(text: string): Pages | undefined {
  return plainPages(text) ?? parseAnyPages(text);
}

const PAGE = String.raw`(?:[A-Za-z]*\d+[A-Za-z]*(?:\.e?\d+)?|(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![\p{L}\d]))`;
const DASH = String.raw`\s*[-\u2010-\u2015\u2212]+\s*`;
const BEFORE = String.raw`^\s*(?:(?:pp?|pages?|pgs?|seiten?|s|art(?:icle|\.)?(?:\s*(?:number|no|id))?)\b[.:]*\s+)?`;
const PAGES = new RegExp(`${BEFORE}(${PAGE})(?!\\s*\\+)(?:${DASH}(${PAGE}))?`, "iu");

export function parseAnyPages(text: string): Pages | undefined {
  const dated = fromSpreadsheetDate(text);
  if (dated !== undefined) return { text, ...dated };
  const range = rangeOf(text);
  return range === undefined ? undefined : { text, ...range };
}

function rangeOf(text: string): { readonly first: string; readonly last?: string } | undefined {
  const match = PAGES.exec(text);
  const first = match?.[1];
  const last = match?.[2];
  if (first === undefined) return undefined;
  return last === undefined ? { first } : { first, last: completeLast(first, last) };
}

/** The last page with the letters and digits it leaves to the first one. */
function completeLast(first: string, last: string): string {
  const start = /^([A-Za-z]*)(\d+)$/.exec(first);
  if (start === null || !/^\d+$/.test(last)) return last;
  const [, letters = "", digits = ""] = start;
  if (last.length >= digits.length) return letters + last;
  return letters + digits.slice(0, digits.length - last.length) + last;
}

/**
 * All ranges of a text, in order: "1-6; discussion 7" is 1 to 6, and 7 of a discussion.
 *
 * @example parsePageRanges("1-5, 9-12") // [{ first: "1", last: "5" }, { first: "9", last: "12" }]
 */
export function parsePageRanges(text: string): readonly PageRange[] {
  const dated = fromSpreadsheetDate(text);
  if (dated !== undefined) return [dated];
  return text.split(/[,;&]/).flatMap((piece) => {
    const label = /^\s*((?:discussion|quiz|author reply|reply|passim|erratum|appendix|suppl\w*)\b[^\d]*?)\s*(?=\d|[a-z]\d|$)/i.exec(piece); // prettier-ignore
    const range = rangeOf(label === null ? piece : piece.slice(label[0].length));
    if (range === undefined) return [];
    return [label === null ? range : { ...range, part: label[1]!.trim().toLowerCase() }];
  });
}

/** Whether pages are one article number ("e0209483", "103640") and not a place in a volume. */
export function isArticleNumber({
  first,
  last,
}: {
  readonly first: string;
  readonly last?: string;
}): boolean {
  return (
    last === undefined && (/^e\d+$/i.test(first) || /^\d{5,}$/.test(first) || /^[A-Za-z]{2,}\d+$/.test(first))
  );
}

/** Whether a spreadsheet has made a range a date: "12-May", "May-12", "2012-05-12 00:00:00". */
export function isSpreadsheetDate(text: string): boolean {
  return fromSpreadsheetDate(text) !== undefined;
}

/** The two numbers that were typed, the smaller first, as pages go: which of them was the month does not matter. */
function fromSpreadsheetDate(text: string): { readonly first: string; readonly last?: string } | undefined {
  const words =
    /^\s*(?:(\d{1,2})[-. ](\p{L}{3,9})\.?(?:[- ]\d{2,4})?|(\p{L}{3,9})\.?[- ](\d{1,2}))\s*$/u.exec(text);
  const numbers =
    /^\s*(?:(?:19|20)\d\d-(\d\d)-(\d\d)(?:[ T]00:00:00.*)?|(\d{1,2})\/(\d{1,2})\/(?:19|20)\d\d)\s*$/.exec(
      text,
    );
  const pair =
    words === null
      ? [numbers?.[1] ?? numbers?.[3], numbers?.[2] ?? numbers?.[4]].map(Number)
      : [monthOf(words[2] ?? words[3]!), Number(words[1] ?? words[4])];
  const [low = 0, high = 0] = pair.sort((a, b) => a - b);
  if (!(low > 0)) return undefined;
  return low === high ? { first: String(low) } : { first: String(low), last: String(high) };
}
