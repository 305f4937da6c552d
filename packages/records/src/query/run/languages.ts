/** Languages by MEDLINE's three letters, with the two letters of ISO 639-1 that other exports use. */
const LANGUAGES: readonly (readonly [medline: string, name: string, iso: string])[] = [
  ["eng", "english", "en"],
  ["ger", "german", "de"],
  ["fre", "french", "fr"],
  ["spa", "spanish", "es"],
  ["ita", "italian", "it"],
  ["por", "portuguese", "pt"],
  ["dut", "dutch", "nl"],
  ["rus", "russian", "ru"],
  ["jpn", "japanese", "ja"],
  ["chi", "chinese", "zh"],
  ["kor", "korean", "ko"],
  ["pol", "polish", "pl"],
  ["tur", "turkish", "tr"],
  ["dan", "danish", "da"],
  ["swe", "swedish", "sv"],
  ["nor", "norwegian", "no"],
  ["fin", "finnish", "fi"],
  ["cze", "czech", "cs"],
  ["hun", "hungarian", "hu"],
  ["gre", "greek", "el"],
  ["heb", "hebrew", "he"],
  ["ara", "arabic", "ar"],
  ["per", "persian", "fa"],
  ["ukr", "ukrainian", "uk"],
];
/** ISO 639-2/T where it differs from MEDLINE's letters. */
const OTHER_CODES: Readonly<Record<string, string>> = { deu: "ger", fra: "fre", nld: "dut", zho: "chi", ces: "cze", ell: "gre", fas: "per" }; // prettier-ignore

const CODES = new Map(LANGUAGES.flatMap(([code, name, iso]) => [[code, code], [name, code], [iso, code]])); // prettier-ignore

/** One code for a language given by name or by any of its codes; other texts as they are. */
export function languageCode(text: string): string {
  const plain = text.trim().toLowerCase();
  return CODES.get(plain) ?? OTHER_CODES[plain] ?? CODES.get(plain.split(/[-_]/)[0]!) ?? plain;
}
