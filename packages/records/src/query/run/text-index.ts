import type { Lexicon } from "./lexicon.ts";
import type { WordPattern } from "./word-pattern.ts";
import { WordRow } from "./word-row.ts";

/** Where words stand: in one field of all records, one value after the other. */
export interface TextIndex {
  readonly lexicon: Lexicon;
  /** The numbers of the words of all values in a row, 0 after each value. */
  readonly words: Uint32Array;
  /** The record of each word. */
  readonly owners: Uint32Array;
  /** The places of all words, word by word in the order of their numbers, each word's in ascending order. */
  readonly places: Uint32Array;
  /** Where in `places` those of a word begin; those of the next number begin where they end. */
  readonly starts: Uint32Array;
}

/** A match: the first and the last word's place in `TextIndex.words`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** @param lexicon - of the whole run; takes the words in that it does not have */
export function textIndex(values: readonly (readonly string[])[], lexicon: Lexicon): TextIndex {
  const row = new WordRow(lexicon);
  const ends = values.map((texts) => {
    for (const text of texts) row.add(text);
    return row.length;
  });
  const words = row.words();
  const owners = new Uint32Array(words.length);
  ends.forEach((end, record) => owners.fill(record, ends[record - 1] ?? 0, end));
  return { lexicon, words, owners, ...sortedPlaces(words, lexicon.size) };
}

/** A counting sort: how often each word is there says where its places begin. */
function sortedPlaces(words: Uint32Array, size: number): Pick<TextIndex, "places" | "starts"> {
  const starts = new Uint32Array(size + 1);
  for (const word of words) starts[word + 1]! += 1;
  for (let word = 1; word <= size; word += 1) starts[word]! += starts[word - 1]!;
  const next = starts.slice();
  const places = new Uint32Array(words.length);
  words.forEach((word, place) => {
    places[next[word]!] = place;
    next[word]! += 1;
  });
  return { places, starts };
}

/** Where phrases begin whose words stand next to each other, in order, within one value; ascending. */
export function phraseStarts(index: TextIndex, patterns: readonly WordPattern[]): Uint32Array {
  const wanted = patterns.map((pattern) => index.lexicon.numbersOf(pattern));
  const counts = wanted.map((numbers) => placeCount(index, numbers));
  // Only the places of the rarest word are looked at.
  const rarest = counts.indexOf(Math.min(...counts));
  if (rarest < 0) return new Uint32Array();
  const places = placesOf(index, wanted[rarest]!);
  if (patterns.length === 1) return places;
  const sets = wanted.map((numbers) => new Set(numbers));
  return places
    .filter((place) => sets.every((set, i) => i === rarest || set.has(index.words[place - rarest + i] ?? 0)))
    .map((place) => place - rarest);
}

export function phraseSpans(index: TextIndex, patterns: readonly WordPattern[]): readonly Span[] {
  return Array.from(phraseStarts(index, patterns), (start) => ({ start, end: start + patterns.length - 1 }));
}

/** The places of a word by itself, ascending. */
export function wordPlaces(index: TextIndex, pattern: WordPattern): Uint32Array {
  return placesOf(index, index.lexicon.numbersOf(pattern));
}

function placesOf(index: TextIndex, numbers: readonly number[]): Uint32Array {
  const [first] = numbers;
  if (numbers.length === 1) return ownPlaces(index, first!);
  const all = new Uint32Array(placeCount(index, numbers));
  let filled = 0;
  for (const number of numbers) {
    const own = ownPlaces(index, number);
    all.set(own, filled);
    filled += own.length;
  }
  return all.sort();
}

function placeCount(index: TextIndex, numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + ownPlaces(index, number).length, 0);
}

/** A word that came into the lexicon after the index was made has none. */
function ownPlaces({ places, starts }: TextIndex, number: number): Uint32Array {
  return places.subarray(starts[number] ?? places.length, starts[number + 1] ?? places.length);
}
