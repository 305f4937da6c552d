/**
 * Pages in their plainest forms: "75", "75-99" where the last page has as many digits as the first or more. Undefined for
 * any other text.
 */
export function plainPages(
  text: string,
): { readonly text: string; readonly first: string; readonly last?: string } | undefined {
  const { length } = text;
  const dash = digitsEnd(text, 0);
  if (dash === 0) return undefined;
  if (dash === length) return { text, first: text };
  if (text.charCodeAt(dash) !== 45 || digitsEnd(text, dash + 1) !== length || length - dash - 1 < dash)
    return undefined;
  return { text, first: text.slice(0, dash), last: text.slice(dash + 1) };
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at += 1;
  return at;
}
