import { wordsOf } from "../words.ts";
import { fits, type WordPattern } from "./word-pattern.ts";

/** Where words stand: in one field of all records, one value after the other. */
export interface TextIndex {
  /** The words of all values in a row, "" between two values. */
  readonly words: readonly string[];
  /** The record of each word. */
  readonly owners: readonly number[];
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** The words of the vocabulary that fit a pattern, kept once looked for. */
  readonly fitting: Map<string, ReadonlySet<string>>;
}

/** A match: the first and the last word's place in `TextIndex.words`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function textIndex(values: readonly (readonly string[])[]): TextIndex {
  const words: string[] = [];
  const owners: number[] = [];
  const places = new Map<string, number[]>();
  values.forEach((texts, record) => {
    for (const text of texts) {
      for (const word of wordsOf(text)) {
        const known = places.get(word);
        if (known === undefined) places.set(word, [words.length]);
        else known.push(words.length);
        words.push(word);
        owners.push(record);
      }
      words.push("");
      owners.push(record);
    }
  });
  return { words, owners, places, fitting: new Map() };
}

/** Where the words stand next to each other, in order, within one value. */
export function phraseSpans(index: TextIndex, patterns: readonly WordPattern[]): readonly Span[] {
  const [first, ...rest] = patterns.map((pattern) => vocabulary(index, pattern));
  if (first === undefined) return [];
  const starts = placesOf(index, first);
  const length = patterns.length;
  return starts
    .filter((start) => rest.every((words, i) => words.has(index.words[start + i + 1] ?? "")))
    .map((start) => ({ start, end: start + length - 1 }));
}

/** The records that have each of the words, wherever. */
export function recordsWithAll(index: TextIndex, patterns: readonly WordPattern[]): ReadonlySet<number> {
  const sets = patterns.map(
    (pattern) => new Set(placesOf(index, vocabulary(index, pattern)).map((place) => index.owners[place]!)),
  );
  return inAll(sets);
}

/** What all of the sets have; nothing of none. */
export function inAll(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  const [first, ...rest] = sets;
  return new Set([...(first ?? [])].filter((each) => rest.every((set) => set.has(each))));
}

/** The places of each of the words by itself. */
export function wordPlaces(index: TextIndex, pattern: WordPattern): readonly number[] {
  return placesOf(index, vocabulary(index, pattern));
}

function vocabulary(index: TextIndex, pattern: WordPattern): ReadonlySet<string> {
  if (pattern.kind === "word") return new Set([pattern.word]);
  const known = index.fitting.get(pattern.key);
  if (known !== undefined) return known;
  const found = new Set([...index.places.keys()].filter((word) => fits(pattern.pieces, word)));
  index.fitting.set(pattern.key, found);
  return found;
}

function placesOf(index: TextIndex, words: ReadonlySet<string>): readonly number[] {
  if (words.size === 1) {
    const [word] = words;
    return index.places.get(word!) ?? [];
  }
  return [...words].flatMap((word) => index.places.get(word) ?? []).sort((a, b) => a - b);
}
