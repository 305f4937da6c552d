import type { Author } from "../model.ts";

const OTHER = 0;
const UPPER = 1;
const LOWER = 2;
const JOIN = 3;
const STOP = 4;
const BLANK = 5;
const COMMA = 6;

/** Classes of the characters up to Latin Extended-A, where nearly all names live. */
const CLASSES = Uint8Array.from({ length: 0x180 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (character === " ") return BLANK;
  if (character === ",") return COMMA;
  if (character === ".") return STOP;
  if (character === "-" || character === "'") return JOIN;
  if (/\p{Lu}/u.test(character)) return UPPER;
  return /\p{Ll}/u.test(character) ? LOWER : OTHER;
});

/**
 * The names of nearly every record, in one pass: "Family, Given" and "Family AB" of one family word in capital and small
 * letters, with nothing behind the given name that could be a suffix, a degree or a particle. Undefined for any other.
 */
export function plainName(text: string): Author | undefined {
  const { length } = text;
  let before = BLANK;
  let blank = -1;
  let comma = -1;
  let hasSmall = false;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 0x180 ? CLASSES[code]! : OTHER;
    if (kind === OTHER) return undefined;
    if (before === BLANK && kind !== UPPER) return undefined;
    if (kind === LOWER) hasSmall = true;
    else if (kind === BLANK) {
      if (comma < 0 && blank >= 0) return undefined;
      if (comma >= 0 || before !== COMMA) blank = at;
    } else if (kind === COMMA) {
      if (comma >= 0 || blank >= 0 || !hasSmall) return undefined;
      comma = at;
    } else if (before === COMMA) return undefined;
    before = kind;
  }
  if (before === BLANK || before === COMMA || blank < 0) return undefined;
  if (comma > 0) {
    const hasWords = blank > comma + 1;
    if (text.charCodeAt(comma + 1) !== 32 || mayEndOtherwise(text, blank + 1, hasWords)) return undefined;
    if (hasWords && mayBeTitle(text, comma + 2)) return undefined;
    return { family: text.slice(0, comma), given: text.slice(comma + 2), affiliations: [] };
  }
  if (!hasSmall || length - blank > 5) return undefined;
  for (let at = blank + 1; at < length; at += 1) if (CLASSES[text.charCodeAt(at)] !== UPPER) return undefined;
  if (CLASSES[text.charCodeAt(blank - 1)] !== LOWER) return undefined;
  return { family: text.slice(0, blank), initials: text.slice(blank + 1), affiliations: [] };
}

/** Whether the last word of a given name could be "Jr", "3rd", "III", "PhD" or "M.D.": not a long word, not one initial. */
function mayEndOtherwise(text: string, from: number, isBehindOther: boolean): boolean {
  const { length } = text;
  const last = text.charCodeAt(length - 1);
  if (length - from === 1 || (length - from === 2 && last === 46)) return false;
  if (!isBehindOther) return length - from <= 3 && (last === 114 || last === 46);
  if (CLASSES[last] !== LOWER) return true;
  return length - from <= 7 && (last === 114 || last === 100 || last === 104 || last === 99 || last === 108);
}

/** Whether a given name may begin with "Dr", "Prof", "Mr", "Sir". */
function mayBeTitle(text: string, from: number): boolean {
  const first = text.charCodeAt(from);
  if (first !== 68 && first !== 80 && first !== 77 && first !== 83) return false;
  return /^(?:Dr|Prof|Mrs?|Ms|Sir)\b/.test(text.slice(from, from + 5));
}
