import type { CheckedQuote, Evidence } from "./model-vote.ts";
import type { ShownRecord } from "./prompt-for.ts";

const DOUBLE = /[“”„‟«»″＂]/;
const SINGLE = /[‘’‚‛′‹›＇`´]/;
const SPACE = /\s/u;

/** A text with each run of white space as one space and every quotation mark as the plain one, and where each unit of it came from. */
function folded(text: string): { readonly text: string; readonly starts: readonly number[] } {
  let out = "";
  const starts: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text[i]!;
    const isSpace = SPACE.test(unit);
    if (isSpace && out.endsWith(" ")) continue;
    out += isSpace ? " " : DOUBLE.test(unit) ? '"' : SINGLE.test(unit) ? "'" : unit;
    starts.push(i);
  }
  return { text: out, starts };
}

/**
 * Looks a quote up in the title, then in the abstract, letter by letter; only white space and the kind of quotation marks may differ.
 * A quote without any letter or digit is never found: it says nothing.
 *
 * @returns the first place; `start` and `end` count UTF-16 units of the field as it is
 */
export function checkQuote(quote: string, record: ShownRecord): CheckedQuote {
  const wanted = folded(quote).text.trim();
  if (!/[\p{L}\p{N}]/u.test(wanted)) return { text: quote, isFound: false };
  for (const field of ["title", "abstract"] as const) {
    const { text, starts } = folded(record[field]);
    const place = text.indexOf(wanted);
    if (place < 0) continue;
    return {
      text: quote,
      isFound: true,
      field,
      start: starts[place]!,
      end: starts[place + wanted.length - 1]! + 1,
    };
  }
  return { text: quote, isFound: false };
}

/** All quotes of an answer, and what they are worth together. */
export function checkQuotes(
  quotes: readonly string[],
  record: ShownRecord,
): { readonly quotes: readonly CheckedQuote[]; readonly evidence: Evidence } {
  const checked = quotes.map((quote) => checkQuote(quote, record));
  const evidence =
    checked.length === 0 ? "unquoted" : checked.every(({ isFound }) => isFound) ? "quoted" : "unsupported";
  return { quotes: checked, evidence };
}
