import { fold, wordsIn } from "../words.ts";
import { FIRST_HASH, hashOf, nextHash, type Lexicon } from "./lexicon.ts";

/** The numbers of the words of texts in a row, 0 after each text. */
export class WordRow {
  length = 0;
  private row = new Uint32Array(1 << 12);
  private readonly lexicon: Lexicon;

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
  }

  words(): Uint32Array {
    return this.row.slice(0, this.length);
  }

  /** Adds the words of a text, as `wordsOf` cuts them. */
  add(text: string): void {
    const folded = fold(text);
    if (!this.addWords(folded))
      for (const word of wordsIn(folded)) this.push(this.lexicon.take(word, 0, word.length, hashOf(word)));
    this.push(0);
  }

  /** Adds the words of a text without characters of two code units; of any other text none, and says so. */
  private addWords(folded: string): boolean {
    const before = this.length;
    let from = 0;
    let hash = FIRST_HASH;
    for (let at = 0; at <= folded.length; at += 1) {
      const code = at < folded.length ? folded.charCodeAt(at) : BLANK;
      const kind = KINDS[code]! || kindOf(code);
      if (kind === IN_WORD) {
        hash = nextHash(hash, code);
        continue;
      }
      if (kind === HALF) {
        this.length = before;
        return false;
      }
      if (at > from) this.push(this.lexicon.take(folded, from, at, hash));
      from = at + 1;
      hash = FIRST_HASH;
    }
    return true;
  }

  private push(number: number): void {
    if (this.length === this.row.length) {
      const longer = new Uint32Array(this.row.length * 2);
      longer.set(this.row);
      this.row = longer;
    }
    this.row[this.length] = number;
    this.length += 1;
  }
}

const BLANK = 0x20;
const IN_WORD = 1;
const BETWEEN_WORDS = 2;
/** Half of a character: one code unit does not say what it is. */
const HALF = 3;

/** What each code unit is, 0 where it has not been asked for. */
const KINDS = new Uint8Array(1 << 16);

function kindOf(code: number): number {
  const char = String.fromCharCode(code);
  const kind = /\p{Surrogate}/u.test(char) ? HALF : wordsIn(char).length > 0 ? IN_WORD : BETWEEN_WORDS;
  KINDS[code] = kind;
  return kind;
}
