import type { RecordColumns } from "./record-columns.ts";
import { isSpelling } from "./spelling.ts";
import { isMark } from "./title-words.ts";

type TitleLevel =
  "equal" | "spelling" | "contained" | "close" | "similar" | "partial" | "different" | "missing";

export interface TitleComparison {
  readonly level: TitleLevel;
  /** Bits that the shared words carry: the rarer, the more. */
  readonly shared: number;
  /** Words with a digit, Roman numerals or single letters on both sides that are not the same, or all that one adds. */
  readonly marksDiffer: boolean;
  /** Both sides have words of their own: a word was exchanged, not only added. */
  readonly exchanged: number;
}

const NONE: TitleComparison = { level: "missing", shared: 0, marksDiffer: false, exchanged: 0 };

/**
 * Compares the words of two titles, weighted by rarity. `equal`: the same letters, whatever the spacing; `spelling`: the
 * same words but for spelling, joining and marks; `contained`: one has more words (a subtitle); `close`, `similar`,
 * `partial`: at least 80, 50 and 25 % of the weight of both is shared.
 */
export function compareTitles(columns: RecordColumns, a: number, b: number): TitleComparison {
  const { titleHash, originalTitleHash, titleStart } = columns.fixed;
  const [startA, endA] = [titleStart[a]!, titleStart[a + 1]!];
  const [startB, endB] = [titleStart[b]!, titleStart[b + 1]!];
  if (startA === endA || startB === endB) return NONE;
  if (
    titleHash[a] === titleHash[b] ||
    (originalTitleHash[a] !== 0 &&
      (originalTitleHash[a] === titleHash[b] || originalTitleHash[a] === originalTitleHash[b])) ||
    (originalTitleHash[b] !== 0 && originalTitleHash[b] === titleHash[a])
  ) {
    return { level: "equal", shared: weightOf(columns, startA, endA), marksDiffer: false, exchanged: 0 };
  }
  const { titleWords } = columns;
  const restA: number[] = [];
  const taken: boolean[] = [];
  let shared = 0;
  for (let i = startA; i < endA; i++) {
    let j = startB;
    while (j < endB && (titleWords[j] !== titleWords[i] || taken[j - startB] === true)) j++;
    if (j === endB) restA.push(titleWords[i]!);
    else {
      taken[j - startB] = true;
      shared += wordWeight(columns, titleWords[i]!);
    }
  }
  const restB: number[] = [];
  for (let j = startB; j < endB; j++) if (taken[j - startB] !== true) restB.push(titleWords[j]!);
  const isLong = Math.min(endA - startA, endB - startB) >= LONG_TITLE;
  const cut = isLong ? [titleWords[endA - 1]!, titleWords[endB - 1]!] : [];
  return judge(columns, restA, restB, shared, cut);
}

/** Titles with so many words may be cut by an export, in the middle of their last word. */
const LONG_TITLE = 10;

function judge(
  columns: RecordColumns,
  restA: number[],
  restB: number[],
  matched: number,
  mayBeCut: readonly number[],
): TitleComparison {
  const text = (words: readonly number[]): readonly string[] =>
    words.map((word) => columns.words.strings[word]!);
  const sum = (words: readonly number[]): number =>
    words.reduce((total, word) => total + wordWeight(columns, word), 0);
  const [allA, allB] = [sum(restA), sum(restB)];
  if (matched < allA / 4 && matched < allB / 4) {
    return { level: "different", shared: matched, marksDiffer: false, exchanged: 2 };
  }
  const [ownA, ownB] = respelt(text(restA), text(restB), text(mayBeCut));
  const [wordsA, wordsB] = [ownA.map((at) => restA[at]!), ownB.map((at) => restB[at]!)];
  const [weightA, weightB] = [sum(wordsA), sum(wordsB)];
  const shared = matched + (allA + allB - weightA - weightB) / 2;
  const marks = (words: readonly number[]): boolean =>
    words.some((word) => isMark(columns.words.strings[word]!));
  const onlyMarks = (words: readonly number[]): boolean => words.length <= 2 && marks(words);
  const marksDiffer =
    (marks(wordsA) && marks(wordsB)) ||
    (onlyMarks(wordsA) && wordsB.length <= 2) ||
    (onlyMarks(wordsB) && wordsA.length <= 2);
  const exchanged = Math.min(wordsA.length, wordsB.length);
  const share = (2 * shared) / (2 * shared + weightA + weightB);
  let level: TitleLevel =
    share >= 0.8 ? "close" : share >= 0.5 ? "similar" : share >= 0.25 ? "partial" : "different";
  if (wordsA.length + wordsB.length === 0) level = "spelling";
  else if (exchanged === 0) level = "contained";
  return { level, shared, marksDiffer, exchanged };
}

/** The places of the words that neither spelling nor writing together explains. */
function respelt(
  a: readonly string[],
  b: readonly string[],
  mayBeCut: readonly string[],
): readonly [readonly number[], readonly number[]] {
  if (a.length > 0 && a.join("") === b.join("")) return [[], []];
  const usedA = new Uint8Array(a.length);
  const usedB = new Uint8Array(b.length);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length && usedA[i] === 0; j++) {
      if (usedB[j] === 1 || !mayBeOne(a[i]!, b[j]!)) continue;
      const joined = joins(a, i, b[j]!, usedA);
      const split = joined > 0 ? 0 : joins(b, j, a[i]!, usedB);
      if (joined === 0 && split === 0 && !isSpelling(a[i]!, b[j]!) && !isCut(a[i]!, b[j]!, mayBeCut))
        continue;
      usedA.fill(1, i, i + Math.max(1, joined));
      usedB.fill(1, j, j + Math.max(1, split));
    }
  }
  return [unused(usedA), unused(usedB)];
}

function unused(used: Uint8Array): readonly number[] {
  const left: number[] = [];
  for (let at = 0; at < used.length; at++) if (used[at] === 0) left.push(at);
  return left;
}

/** Words of unlike first letters are never one; "oe" and "ae" may stand for "e". */
function mayBeOne(one: string, other: string): boolean {
  const [x, y] = [one.charCodeAt(0), other.charCodeAt(0)];
  return x === y || x === 101 || y === 101;
}

/** One is the last word of its title, and the beginning of the other. */
function isCut(one: string, other: string, mayBeCut: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.length >= 3 && mayBeCut.includes(short) && long.startsWith(short);
}

/** How many words from one place on, written together, are the one word; 0 where they are not, or where it is one. */
function joins(words: readonly string[], from: number, whole: string, used: Uint8Array): number {
  let length = words[from]!.length;
  if (whole.length <= length || !whole.startsWith(words[from]!)) return 0;
  let at = from + 1;
  for (; at < words.length && length < whole.length && used[at] === 0; at++) {
    if (!whole.startsWith(words[at]!, length)) return 0;
    length += words[at]!.length;
  }
  return length === whole.length ? at - from : 0;
}

/** Assumed titles beside the corpus, so that words of a small one are not taken for common. */
const PRIOR_TITLES = 1000;

/** Bits of surprise in meeting a word in a title, at least 1. */
function wordWeight({ wordUse, size }: RecordColumns, word: number): number {
  return Math.max(1, Math.log2((size + PRIOR_TITLES) / (wordUse[word]! + 1)));
}

function weightOf(columns: RecordColumns, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at++) sum += wordWeight(columns, columns.titleWords[at]!);
  return sum;
}
