import { ProviderError } from "./provider.ts";

/** A text as numbers of a vocabulary, with the marks for its beginning and end. */
export type Tokeniser = (text: string) => readonly number[];

const LONGEST_WORD = 100;
const SPACE = /[\s\p{Cc}]/u;
/** What BERT takes for punctuation: also signs such as + and $, which Unicode does not. */
const PUNCTUATION = /[\p{P}!-/:-@[-`{-~]/u;
const CHINESE = /\p{Script=Han}/u;

/**
 * BERT's tokens: words cut at white space and punctuation, Chinese characters alone, each word into the longest pieces that the
 * vocabulary has (`##` marks a piece inside a word), a word that cannot be cut being unknown. Uncased: in lower case, without accents.
 *
 * @param vocabulary - lines of vocab.txt, the number of a piece being its line from 0
 * @param longest - tokens of a text at most, with both marks; what is longer is cut off
 * @throws ProviderError `bad-model` without [CLS], [SEP] or [UNK]
 * @see Devlin et al. 2019, NAACL-HLT 4171; Wu et al. 2016, arXiv 1609.08144 (pieces)
 */
export function wordPieces(
  vocabulary: readonly string[],
  { longest, isCased }: { readonly longest: number; readonly isCased: boolean },
): Tokeniser {
  const numbers = new Map(vocabulary.map((piece, number) => [piece, number]));
  const mark = (name: string): number => {
    const number = numbers.get(name);
    if (number === undefined) throw new ProviderError("bad-model", `the vocabulary has no ${name}`);
    return number;
  };
  const [start, end, unknown] = [mark("[CLS]"), mark("[SEP]"), mark("[UNK]")];
  return (text) => {
    const plain = isCased
      ? text
      : text
          .toLowerCase()
          .normalize("NFD")
          .replaceAll(/\p{Mn}/gu, "");
    const tokens = wordsOf(plain).flatMap((word) => piecesOf(word, numbers) ?? [unknown]);
    return [start, ...tokens.slice(0, longest - 2), end];
  };
}

function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  const close = (): void => {
    if (word !== "") words.push(word);
    word = "";
  };
  for (const character of text) {
    const isAlone = PUNCTUATION.test(character) || CHINESE.test(character);
    if (!isAlone && !SPACE.test(character)) {
      word += character;
      continue;
    }
    close();
    if (isAlone) words.push(character);
  }
  close();
  return words;
}

/** The longest pieces from the left; undefined where some part is in no piece. */
function piecesOf(word: string, numbers: ReadonlyMap<string, number>): readonly number[] | undefined {
  const characters = Array.from(word);
  if (characters.length > LONGEST_WORD) return undefined;
  const pieces: number[] = [];
  for (let from = 0; from < characters.length;) {
    let to = characters.length;
    let found: number | undefined;
    for (; to > from && found === undefined; to -= 1)
      found = numbers.get(`${from === 0 ? "" : "##"}${characters.slice(from, to).join("")}`);
    if (found === undefined) return undefined;
    pieces.push(found);
    from = to + 1;
  }
  return pieces;
}
