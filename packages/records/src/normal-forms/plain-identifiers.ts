/**
 * A DOI that is in normal form already: "10.", four to nine digits, "/" and small letters, digits, "-", "_" and ".",
 * the last one a letter or a digit. Undefined for any other text.
 */
export function plainDoi(text: string): string | undefined {
  const { length } = text;
  if (length < 9 || !text.startsWith("10.")) return undefined;
  let at = 3;
  while (isDigit(text.charCodeAt(at))) at += 1;
  if (at < 7 || at > 12 || text.charCodeAt(at) !== 47 || at + 1 >= length) return undefined;
  for (at += 1; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isSmall(code) && !isDigit(code) && code !== 45 && code !== 46 && code !== 95) return undefined;
  }
  const last = text.charCodeAt(length - 1);
  return isSmall(last) || isDigit(last) ? text : undefined;
}

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

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}
