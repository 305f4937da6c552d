const PREDEFINED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Text with its character references and the five predefined entities of XML replaced, once. Any other entity is left as
 * it stands and named to `onUnknown`: entities that a document declares for itself are never expanded, so a small file
 * cannot become a large one.
 *
 * @see XML 1.0 (Fifth Edition), 4.1 and 4.6
 */
export function decodeEntities(text: string, onUnknown: (name: string) => void): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][\w.-]{0,63});/g, (whole, name: string) => {
    if (name.startsWith("#")) {
      const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      const isCharacter =
        code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff && !isSurrogate(code));
      if (isCharacter) return String.fromCodePoint(code);
      onUnknown(name);
      return whole;
    }
    const known = PREDEFINED[name];
    if (known === undefined) onUnknown(name);
    return known ?? whole;
  });
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
