/**
 * A DOI without anything around it: "10.", four to nine digits, "/" and letters, digits, "-", "_", ".", ";", ":" and
 * parentheses, the last one a letter or a digit; in small letters. Undefined for any other text.
 */
export function plainDoi(text: string): string | undefined {
  const { length } = text;
  if (length < 9 || !text.startsWith("10.")) return undefined;
  let at = 3;
  while (isDigit(text.charCodeAt(at))) at += 1;
  if (at < 7 || at > 12 || text.charCodeAt(at) !== SLASH || at + 1 >= length) return undefined;
  let hasCapital = false;
  for (at += 1; at < length; at += 1) {
    const kind = DOI_CHARACTERS[text.charCodeAt(at)] ?? NONE;
    if (kind === NONE) return undefined;
    if (kind === CAPITAL) hasCapital = true;
  }
  const last = DOI_CHARACTERS[text.charCodeAt(length - 1)];
  if (last !== PLAIN && last !== CAPITAL) return undefined;
  return hasCapital ? text.toLowerCase() : text;
}

const SLASH = 47;
const NONE = 0;
const PLAIN = 1;
const CAPITAL = 2;
const MARK = 3;

const DOI_CHARACTERS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z\d]/.test(character)) return PLAIN;
  if (/[A-Z]/.test(character)) return CAPITAL;
  return /[-_.;:()]/.test(character) ? MARK : NONE;
});

/** A PMID in normal form: one to eight digits, the first not zero. */
export function plainPmid(text: string): string | undefined {
  const { length } = text;
  if (length < 1 || length > 8 || text.charCodeAt(0) === 48) return undefined;
  for (let at = 0; at < length; at += 1) if (!isDigit(text.charCodeAt(at))) return undefined;
  return text;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
