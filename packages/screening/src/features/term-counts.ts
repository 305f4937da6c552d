import { GrowingInts } from "./growing-array.ts";
import type { Tokeniser } from "./words.ts";

export interface TermOptions {
  readonly words: Tokeniser;
  /** Pairs of neighbouring words are terms too. */
  readonly pairs: boolean;
  /** Words that are left out before pairs are formed. */
  readonly leftOut?: ReadonlySet<string>;
}

/**
 * How often each term (a word, or a pair of neighbours) stands in each text, as sparse rows. Texts can be added at any time; a term
 * keeps its number.
 *
 * Pairs are looked up by the numbers of their words in a hash table of typed arrays, so that no string is made of them.
 */
export class TermCounts {
  readonly #options: TermOptions;
  readonly #wordIds = new Map<string, number>();
  /** Term of a word; its id among words is its place. */
  readonly #words: string[] = [];
  readonly #wordTerm = new GrowingInts();
  readonly #pairs = new PairTable();
  /** For each term: id of its word, or of its first and second. NONE for the second of a word. */
  readonly #first = new GrowingInts();
  readonly #second = new GrowingInts();
  readonly #texts = new GrowingInts();
  readonly #starts = new GrowingInts();
  readonly #terms = new GrowingInts(1 << 16);
  readonly #counts = new GrowingInts(1 << 16);
  /** Place in the current row of each term that stands in it. */
  #placeOf = new Int32Array(1024).fill(-1);

  constructor(options: TermOptions) {
    this.#options = options;
    this.#starts.push(0);
  }

  /** Number of texts. */
  get rows(): number {
    return this.#starts.length - 1;
  }

  /** Number of different terms. */
  get columns(): number {
    return this.#first.length;
  }

  add(text: string): void {
    this.addWords(this.#options.words(text));
  }

  /** A text that is cut into words already. */
  addWords(words: readonly string[]): void {
    const { pairs, leftOut } = this.#options;
    const begin = this.#terms.length;
    let previous = -1;
    for (const word of words) {
      if (leftOut?.has(word) === true) continue;
      const id = this.#wordId(word);
      this.#count(this.#wordTerm.at(id), begin);
      if (pairs && previous >= 0) this.#count(this.#pairTerm(previous, id), begin);
      previous = id;
    }
    for (let place = begin; place < this.#terms.length; place += 1) {
      const term = this.#terms.at(place);
      this.#placeOf[term] = -1;
      this.#texts.increment(term);
    }
    this.#starts.push(this.#terms.length);
  }

  /** How many texts a term stands in, for every term. */
  get textsOfTerm(): Uint32Array {
    return this.#texts.view();
  }

  /** Rows as they are kept: those of row r lie from starts[r] to starts[r + 1]. */
  get sparse(): { readonly starts: Uint32Array; readonly terms: Uint32Array; readonly counts: Uint32Array } {
    return { starts: this.#starts.view(), terms: this.#terms.view(), counts: this.#counts.view() };
  }

  /** The term as it is written. */
  term(id: number): string {
    const first = this.#words[this.#first.at(id)]!;
    const second = this.#second.at(id);
    return second === NONE ? first : `${first} ${this.#words[second]!}`;
  }

  #wordId(word: string): number {
    const known = this.#wordIds.get(word);
    if (known !== undefined) return known;
    const id = this.#words.length;
    this.#wordIds.set(word, id);
    this.#words.push(word);
    this.#wordTerm.push(this.#newTerm(id, NONE));
    return id;
  }

  #pairTerm(first: number, second: number): number {
    const known = this.#pairs.get(first, second);
    if (known >= 0) return known;
    const term = this.#newTerm(first, second);
    this.#pairs.set(first, second, term);
    return term;
  }

  #newTerm(first: number, second: number): number {
    this.#first.push(first);
    this.#second.push(second);
    this.#texts.push(0);
    if (this.#first.length > this.#placeOf.length) {
      const larger = new Int32Array(this.#placeOf.length * 2).fill(-1);
      larger.set(this.#placeOf);
      this.#placeOf = larger;
    }
    return this.#first.length - 1;
  }

  #count(term: number, begin: number): void {
    const place = this.#placeOf[term]!;
    if (place >= begin) {
      this.#counts.increment(place);
      return;
    }
    this.#placeOf[term] = this.#terms.length;
    this.#terms.push(term);
    this.#counts.push(1);
  }
}

const NONE = 0xffffffff;

/** (first, second) → value, by open addressing; values from 0. */
class PairTable {
  #size = 0;
  #capacity = 1 << 12;
  #first = new Uint32Array(this.#capacity);
  #second = new Uint32Array(this.#capacity);
  #value = new Int32Array(this.#capacity).fill(-1);

  get(first: number, second: number): number {
    for (let slot = this.#slot(first, second); ; slot = (slot + 1) & (this.#capacity - 1)) {
      const value = this.#value[slot]!;
      if (value < 0 || (this.#first[slot] === first && this.#second[slot] === second)) return value;
    }
  }

  set(first: number, second: number, value: number): void {
    if (this.#size * 2 >= this.#capacity) this.#grow();
    this.#put(first, second, value);
    this.#size += 1;
  }

  #put(first: number, second: number, value: number): void {
    let slot = this.#slot(first, second);
    while (this.#value[slot]! >= 0) slot = (slot + 1) & (this.#capacity - 1);
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#value[slot] = value;
  }

  #slot(first: number, second: number): number {
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 0x7f4a7c15, 0x85ebca6b);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0xc2b2ae35);
    return (hash ^ (hash >>> 13)) & (this.#capacity - 1);
  }

  #grow(): void {
    const [first, second, value] = [this.#first, this.#second, this.#value];
    this.#capacity *= 2;
    this.#first = new Uint32Array(this.#capacity);
    this.#second = new Uint32Array(this.#capacity);
    this.#value = new Int32Array(this.#capacity).fill(-1);
    for (let slot = 0; slot < value.length; slot += 1)
      if (value[slot]! >= 0) this.#put(first[slot]!, second[slot]!, value[slot]!);
  }
}
