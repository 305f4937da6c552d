/**
 * Up to two blanks before the dash, any number after it (CENTRAL writes two); a bare tag at the end of a line counts. Some
 * tools write longer tags such as PMID; they are fields too.
 */
const FIELD = /^\s*([A-Z][A-Z0-9]|[A-Z][A-Z0-9]{2,3}(?= {2}- )) {1,2}-(?=\s|$)/;
/** The borders of an entry, also where the blanks are lost: "TY  -JOUR", "ER-". */
const TIGHT_BORDER = /^(TY|ER) {0,2}-(?=\s*[A-Z]{0,8}\s*$)/;

const SPACE = 32;
const DASH = 45;

/** Tags of two capitals, or a capital and a digit, at their two characters as one number. */
const TAGS: readonly (string | undefined)[] = Array.from({ length: 128 * 128 }, (_, code) => {
  const tag = String.fromCharCode(code >> 7, code & 127);
  return /^[A-Z][A-Z0-9]$/.test(tag) ? tag : undefined;
});

/** The tag of the line that stands in a text from one position to another, in its plain columns; see `fieldOfLine`. */
export function plainTag(text: string, from: number, to: number): string | undefined {
  if (to - from < 5 || text.charCodeAt(from + 4) !== DASH) return undefined;
  if (text.charCodeAt(from + 2) !== SPACE || text.charCodeAt(from + 3) !== SPACE) return undefined;
  if (to - from > 5 && text.charCodeAt(from + 5) !== SPACE) return undefined;
  const first = text.charCodeAt(from);
  const second = text.charCodeAt(from + 1);
  return (first | second) < 128 ? TAGS[(first << 7) | second] : undefined;
}

/**
 * The field of a line in any of its forms, and where its value begins (before blanks); undefined when the line has no tag.
 * A border of an entry in damaged columns has no words after it: "ER - positive tumours" is text.
 */
export function fieldOfLine(line: string): { readonly tag: string; readonly valueAt: number } | undefined {
  const match = FIELD.exec(line) ?? TIGHT_BORDER.exec(line);
  if (match === null) return undefined;
  const tag = match[1]!;
  const valueAt = match[0].length;
  const isBorder = tag === "TY" || tag === "ER";
  return isBorder && !/^\s*[A-Za-z]{0,8}\s*$/.test(line.slice(valueAt)) ? undefined : { tag, valueAt };
}

export function isBlankLine(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 32 && code < 128) return false;
    if (code >= 128) return text.slice(at, to).trim() === "";
    if (code !== SPACE && (code < 9 || code > 13)) return false;
  }
  return true;
}
