/**
 * The words of a text as both interfaces index them, near enough: small letters, accents taken off, cut at everything
 * that is neither a letter nor a digit. A hyphen or apostrophe so ends a word ("non-blind" is "non blind", "Alzheimer's"
 * is "alzheimer s"); the same is done to the words of a query, so that both agree.
 */
export function wordsOf(text: string): readonly string[] {
  return wordsIn(fold(text));
}

/** The words of a text that is folded already. */
export function wordsIn(folded: string): readonly string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Most texts have nothing beyond it, and so no accents to take off. */
const BEYOND_ASCII = /[^\0-\x7f]/;

/** The words of a name in one string, to compare names by. */
export function foldWords(text: string): string {
  return wordsOf(text).join(" ");
}

/** Small letters without accents: "Über" and "uber" are one word. */
export function fold(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
