import { foldWords, isSilent, plainText } from "./fold.ts";
import { kindOfTitle } from "./report-kind.ts";

/** A title as linkage compares it. */
export interface TitleWords {
  /** Words without those that printings add or drop, folded, in order. */
  readonly words: readonly string[];
  /** The same, written together: equal where only spacing, hyphens, case, accents or marks differ. */
  readonly together: string;
  /** The title in the article's own language, written together, where it stands behind a translation in brackets. */
  readonly original: string;
  /** The source marks the title as translated: the whole in brackets, or a language behind it. */
  readonly isTranslated: boolean;
}

const LANGUAGE =
  /^(?:chinese|japanese|german|french|spanish|italian|russian|polish|portuguese|korean|turkish|czech|dutch|danish|swedish|norwegian|finnish|hungarian|hebrew|persian|croatian|serbian|romanian|greek|bulgarian|ukrainian|slovak|slovene|arabic|afrikaans|lithuanian)\b/i;

/**
 * The words of a title without what databases add to it: markup, character references, a notice's head ("Erratum to:"),
 * the brackets of a translation, and notes at its end ("[Erratum appears in …]", "[Review] [33 refs]", "[Chinese]",
 * "(author's transl)"). Brackets that belong to the title ("[11C]raclopride") stay.
 */
export function titleWords(title: string): TitleWords {
  let text = plainText(title).trim();
  let isTranslated = false;
  while (/[\])][\s.]*$/.test(text)) {
    const note = /\s*(?:\[([^[\]]*)\]|\((author['’]?s transl|proceedings|provisional abstract|review|abstract|letter|transl)\))[\s.]*$/i.exec(text); // prettier-ignore
    if (note === null || note.index === 0) break;
    if (/^\d{1,3}[A-Z][a-z]?$|^[A-Z][a-z]?\(?\d/.test(note[1] ?? "")) break;
    if (LANGUAGE.test(note[1] ?? "") || /transl/i.test(note[2] ?? "")) isTranslated = true;
    text = text.slice(0, note.index);
  }
  if (/^["“'\s]*\[/.test(text) && /\][\s."”']*$/.test(text)) {
    isTranslated = true;
    text = text.replace(/^["“'\s]*\[/, "").replace(/\][\s."”']*$/, "");
  }
  let original = "";
  const both = !text.startsWith("[") ? null : /^\[([^[\]]{25,})\][\s.]*(?:to:)?\s*(\S.{24,})$/i.exec(text);
  if (both !== null) {
    isTranslated = true;
    text = both[1]!;
    original = foldWords(both[2]!)
      .filter((word) => !isSilent(word))
      .join("");
  }
  const all = foldWords(kindOfTitle(text).title);
  const words = all.filter((word) => !isSilent(word));
  const kept = words.length > 0 ? words : all;
  return { words: kept, together: kept.join(""), original, isTranslated };
}

/**
 * Words that tell companions apart ("Part II", "D4", "phase 3", "hepatitis B"): with a digit, a Roman numeral or a single
 * letter.
 */
export function isMark(word: string): boolean {
  return word.length === 1 || /\d/.test(word) || /^(?:i{2,3}|i[vx]|vi{0,3}|xi{0,3}|xi?[vx])$/.test(word);
}
