/** Cuts a text into words. */
export type Tokeniser = (text: string) => readonly string[];

const WORD_CHARACTER = /[\p{L}\p{N}_]/u;
/** Scripts that are written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const MARK = /\p{M}/u;

/** What a code point is, kept for those seen: 0 a separator, 1 part of a word, 2 of an unspaced script, 3 a mark. */
const kinds = new Map<number, 0 | 1 | 2 | 3>();

function kindOf(code: number): 0 | 1 | 2 | 3 {
  if (code < 128) {
    const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
    return letter || (code >= 48 && code <= 57) || code === 95 ? 1 : 0;
  }
  const known = kinds.get(code);
  if (known !== undefined) return known;
  const character = String.fromCodePoint(code);
  const kind = UNSPACED.test(character)
    ? 2
    : WORD_CHARACTER.test(character)
      ? 1
      : MARK.test(character)
        ? 3
        : 0;
  kinds.set(code, kind);
  return kind;
}

/**
 * Runs of at least two letters, digits or underscores, in lower case: scikit-learn's pattern `\b\w\w+\b`, whatever the script. Marks
 * (accents as characters of their own) end a word, as there.
 */
export const plainWords: Tokeniser = (text) => {
  const words: string[] = [];
  const lower = text.toLowerCase();
  let start = -1;
  let characters = 0;
  for (let i = 0; i <= lower.length;) {
    const code = i < lower.length ? lower.codePointAt(i)! : 32;
    const kind = kindOf(code);
    if (kind === 1 || kind === 2) {
      if (start < 0) [start, characters] = [i, 0];
      characters += 1;
    } else if (start >= 0) {
      if (characters > 1) words.push(lower.slice(start, i));
      start = -1;
    }
    i += code > 0xffff ? 2 : 1;
  }
  return words;
};

/**
 * Words of any script: as {@link plainWords} after composing accents (NFKC) and dropping marks (Arabic vowel signs, the tatweel),
 * with Chinese, Japanese, Thai, Lao, Khmer and Burmese, which leave no space between words, cut into overlapping pairs of
 * characters. A single such character stands alone.
 */
export const scriptWords: Tokeniser = (text) => {
  const words: string[] = [];
  const lower = text.normalize("NFKC").toLowerCase();
  let word = "";
  let characters = 0;
  let unspaced: string[] = [];
  const end = (): void => {
    if (characters > 1) words.push(word);
    word = "";
    characters = 0;
  };
  const endUnspaced = (): void => {
    if (unspaced.length === 1) words.push(unspaced[0]!);
    for (let i = 1; i < unspaced.length; i += 1) words.push(unspaced[i - 1]! + unspaced[i]!);
    if (unspaced.length > 0) unspaced = [];
  };
  let start = 0;
  for (let i = 0; i < lower.length;) {
    const code = lower.codePointAt(i)!;
    const size = code > 0xffff ? 2 : 1;
    const kind = code === 0x640 ? 3 : kindOf(code);
    if (kind !== 2) endUnspaced();
    if (kind === 1) {
      if (characters === 0) start = i;
      characters += 1;
      if (word !== "") word += lower.slice(i, i + size);
    } else if (kind === 3) {
      // The word goes on without the mark: from here on it is no longer a slice of the text.
      if (characters > 0 && word === "") word = lower.slice(start, i);
    } else {
      if (characters > 0) {
        if (word === "") word = lower.slice(start, i);
        end();
      }
      if (kind === 2) unspaced.push(lower.slice(i, i + size));
    }
    i += size;
  }
  if (characters > 0) {
    if (word === "") word = lower.slice(start);
    end();
  }
  endUnspaced();
  return words;
};
