/**
 * First and last page of a printed range, short forms completed: "349-69" is 349 to 369, "75-9" is 75 to 79; "e123" has
 * no last page. Several ranges keep the first.
 */
export function parsePages(text: string): { readonly text: string; readonly first: string; readonly last?: string } | undefined {
  const match = /^\s*([A-Za-z]*\d+[A-Za-z]*)\s*(?:[-\u2010-\u2015\u2212]+\s*([A-Za-z]*\d+[A-Za-z]*))?/.exec(text);
  const first = match?.[1];
  if (first === undefined) return undefined;
  const last = match?.[2];
  if (last === undefined) return { text, first };
  const bothDigits = /^\d+$/.test(first) && /^\d+$/.test(last);
  return { text, first, last: bothDigits && last.length < first.length ? first.slice(0, first.length - last.length) + last : last };
}
