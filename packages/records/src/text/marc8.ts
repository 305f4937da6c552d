/**
 * MARC-8's extended Latin (ANSEL): a mark stands before its letter, so that the bytes E2 69 are "í". Library systems and
 * old reference managers export it under other names.
 *
 * @see Library of Congress, MARC 21 Specifications, "Character Sets and Encoding Options", code table Extended Latin
 */
const FIRST_MARK = 0xe0;
const LAST_MARK = 0xfe;

/** Combining marks E0 to FE, each behind its letter in Unicode; no entry where Unicode has two halves. */
const MARKS = [
  "\u0309", "\u0300", "\u0301", "\u0302", "\u0303", "\u0304", "\u0306", "\u0307", "\u0308", "\u030c", "\u030a", "", "",
  "\u0315", "\u030b", "\u0310", "\u0327", "\u0328", "\u0323", "\u0324", "\u0325", "\u0333", "\u0332", "\u0326", "\u031c",
  "\u032e", "", "", "", "", "\u0313",
]; // prettier-ignore

/** Letters and signs that stand alone, A1 to C8. */
const SIGNS: ReadonlyMap<number, string> = new Map([
  [0xa1, "Ł"], [0xa2, "Ø"], [0xa3, "Đ"], [0xa4, "Þ"], [0xa5, "Æ"], [0xa6, "Œ"], [0xa7, "ʹ"], [0xa8, "·"], [0xa9, "♭"],
  [0xaa, "®"], [0xab, "±"], [0xac, "Ơ"], [0xad, "Ư"], [0xae, "ʼ"], [0xb0, "ʻ"], [0xb1, "ł"], [0xb2, "ø"], [0xb3, "đ"],
  [0xb4, "þ"], [0xb5, "æ"], [0xb6, "œ"], [0xb7, "ʺ"], [0xb8, "ı"], [0xb9, "£"], [0xba, "ð"], [0xbc, "ơ"], [0xbd, "ư"],
  [0xc0, "°"], [0xc1, "ℓ"], [0xc2, "℗"], [0xc3, "©"], [0xc4, "♯"], [0xc5, "¿"], [0xc6, "¡"], [0xc7, "ß"], [0xc8, "€"],
]); // prettier-ignore

/**
 * Pairs that are letters with accents in MARC-8 and hardly ever neighbours in Windows-1252, where they would be "âi", "èu",
 * "áe", "ðc", "êa". "än" (ñ), "ão" (ô) and "és" (š) are words of other languages and prove nothing.
 */
const SURE: Readonly<Record<number, string>> = {
  0xe1: "aeou",
  0xe2: "aeiouy",
  0xe8: "aeiou",
  0xea: "a",
  0xf0: "c",
};

/**
 * Whether the bytes of a line are MARC-8: "sure" where every byte above ASCII is a letter of it or a mark before a letter
 * that Unicode has with that mark, and at least one pair cannot be read otherwise; "maybe" without such a pair; "no" where
 * a byte contradicts it.
 */
export function judgeMarc8(bytes: Uint8Array): "sure" | "maybe" | "no" {
  let isSure = false;
  let hasMark = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte < 0x80 || SIGNS.has(byte)) continue;
    const mark = markOf(byte);
    const letter = bytes[at + 1] ?? 0;
    if (mark === "" || !isLetter(letter)) return "no";
    const composed = (String.fromCharCode(letter) + mark).normalize("NFC");
    if (composed.length !== 1) return "no";
    hasMark = true;
    const isCapitalInside = letter < 97;
    if (isCapitalInside || SURE[byte]?.includes(String.fromCharCode(letter)) === true) isSure = true;
    at += 1;
  }
  if (!hasMark) return "no";
  return isSure ? "sure" : "maybe";
}

/** The text of bytes that were judged to be MARC-8, marks composed with their letters. */
export function decodeMarc8(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    const mark = markOf(byte);
    if (mark === "") text += SIGNS.get(byte) ?? String.fromCharCode(byte);
    else {
      at += 1;
      text += (String.fromCharCode(bytes[at] ?? 32) + mark).normalize("NFC");
    }
  }
  return text;
}

function markOf(byte: number): string {
  return byte < FIRST_MARK || byte > LAST_MARK ? "" : (MARKS[byte - FIRST_MARK] ?? "");
}

function isLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}
