/** A part of a text without white space at its ends: `text.slice(from, to).trim()` with one string made, not two. */
export function trimmedSlice(text: string, from: number, to: number): string {
  let start = from;
  let end = to;
  while (start < end && isAsciiSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isAsciiSpace(text.charCodeAt(end - 1))) end -= 1;
  const part = text.slice(start, end);
  const isPlain = start === end || (text.charCodeAt(start) < 128 && text.charCodeAt(end - 1) < 128);
  return isPlain ? part : part.trim();
}

function isAsciiSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
