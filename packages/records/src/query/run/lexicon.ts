import { fits, type WordPattern } from "./word-pattern.ts";

/**
 * All words of a run's records, each with a number from 1; several indexes share one. A word is looked up where it stands
 * in a text, without being cut out of it: cutting out millions of words is what takes the time of a `Map` of them.
 */
export class Lexicon {
  /** One more than the highest number. */
  size = 1;
  /** The letters of all words, one word after the other. */
  private letters = new Uint16Array(1 << 14);
  /** Where each word's letters end, by its number; they begin where those of the number before end. */
  private ends = new Uint32Array(1 << 12);
  private hashes = new Int32Array(1 << 12);
  /** Numbers by hash, a power of two in size and at most half full; 0 where it is free. */
  private table = new Uint32Array(1 << 13);
  /** All words in the order of their letters, as far as they were there when it was made. */
  private sorted: readonly NumberedWord[] = [];
  /** The words that fit a pattern, kept once looked for; forgotten when words come in. */
  private readonly fitting = new Map<string, readonly number[]>();

  /**
   * The number of the word `text.slice(from, to)`; a new one is taken in.
   *
   * @param hash - of the word, by `nextHash`
   */
  take(text: string, from: number, to: number, hash: number): number {
    const slot = this.slotOf(text, from, to, hash);
    const known = this.table[slot]!;
    if (known !== 0) return known;
    const number = this.size;
    if (number === this.ends.length) this.makeRoom();
    const start = this.ends[number - 1]!;
    const end = start + to - from;
    while (end > this.letters.length)
      this.letters = longer(this.letters, new Uint16Array(this.letters.length * 2));
    for (let i = from; i < to; i += 1) this.letters[start + i - from] = text.charCodeAt(i);
    this.ends[number] = end;
    this.hashes[number] = hash;
    this.table[this.slotOf(text, from, to, hash)] = number;
    this.size += 1;
    return number;
  }

  /** The numbers of the words that a word of a query stands for. */
  numbersOf(pattern: WordPattern): readonly number[] {
    if (pattern.kind === "word") {
      const { word } = pattern;
      const number = this.table[this.slotOf(word, 0, word.length, hashOf(word))]!;
      return number === 0 ? [] : [number];
    }
    this.sort();
    const known = this.fitting.get(pattern.key);
    if (known !== undefined) return known;
    const found = this.beginningWith(pattern)
      .filter(({ word }) => fits(pattern.pieces, word))
      .map(({ number }) => number);
    this.fitting.set(pattern.key, found);
    return found;
  }

  /** The place in the table where a word stands, or would stand. */
  private slotOf(text: string, from: number, to: number, hash: number): number {
    const { table, hashes } = this;
    const mask = table.length - 1;
    let slot = spread(hash) & mask;
    for (let number = table[slot]!; number !== 0; number = table[slot]!) {
      if (hashes[number] === hash && this.isWord(number, text, from, to)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private isWord(number: number, text: string, from: number, to: number): boolean {
    const { letters } = this;
    const start = this.ends[number - 1]!;
    if (this.ends[number]! - start !== to - from) return false;
    for (let i = from; i < to; i += 1) if (letters[start + i - from] !== text.charCodeAt(i)) return false;
    return true;
  }

  private makeRoom(): void {
    const length = this.ends.length * 2;
    this.ends = longer(this.ends, new Uint32Array(length));
    this.hashes = longer(this.hashes, new Int32Array(length));
    const table = new Uint32Array(length * 2);
    const mask = table.length - 1;
    for (let number = 1; number < this.size; number += 1) {
      let slot = spread(this.hashes[number]!) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = number;
    }
    this.table = table;
  }

  /** The words that begin with the letters before a pattern's first wildcard: a stretch of the sorted ones. */
  private beginningWith({ pieces }: WordPattern & { readonly kind: "pattern" }): readonly NumberedWord[] {
    const [first] = pieces;
    if (first?.kind !== "letters") return this.sorted;
    const { text } = first;
    const from = this.firstFrom(0, (word) => word >= text);
    return this.sorted.slice(
      from,
      this.firstFrom(from, (word) => !word.startsWith(text)),
    );
  }

  /** The first place in the sorted words, from one on, for which a condition holds that holds for all after it. */
  private firstFrom(from: number, holds: (word: string) => boolean): number {
    let low = from;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.sorted[middle]!.word)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private sort(): void {
    if (this.sorted.length === this.size - 1) return;
    this.sorted = Array.from({ length: this.size - 1 }, (_, i) => ({
      number: i + 1,
      word: this.word(i + 1),
    })).sort((a, b) => (a.word < b.word ? -1 : 1));
    this.fitting.clear();
  }

  /** "" for 0. */
  word(number: number): string {
    const letters = this.letters.subarray(this.ends[number - 1] ?? 0, this.ends[number]);
    return letters.reduce((word, code) => word + String.fromCharCode(code), "");
  }
}

interface NumberedWord {
  readonly word: string;
  readonly number: number;
}

/** FNV-1a over the code units, in 32 bits with a sign: `hash = nextHash(hash, code)` from `FIRST_HASH` on. */
export const FIRST_HASH = 0x811c9dc5 | 0;

export function nextHash(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

export function hashOf(word: string): number {
  let hash = FIRST_HASH;
  for (let i = 0; i < word.length; i += 1) hash = nextHash(hash, word.charCodeAt(i));
  return hash;
}

/** The upper bits of FNV are mixed better than the lower ones, which the table takes. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function longer<T extends Uint16Array | Uint32Array | Int32Array>(short: T, long: T): T {
  long.set(short);
  return long;
}
