import { SKETCH_SIZE } from "./abstract-sketch.ts";
import { compareJournals, type JournalLevels } from "./compare-journals.ts";
import { compareTitles, type TitleComparison } from "./compare-titles.ts";
import type { RecordColumns } from "./record-columns.ts";
import { isSpelling } from "./spelling.ts";

/**
 * What a comparison of two records can find in each field, from agreement to disagreement. `missing` (one side says
 * nothing) is neither.
 */
export const LEVELS = {
  title: ["equal", "spelling", "contained", "close", "similar", "partial", "different", "missing"],
  authors: ["same", "first", "shared", "some", "different", "missing"],
  page: ["range", "first", "bare", "overlap", "from-one", "unclear", "different", "missing"],
  volume: ["equal", "different", "missing"],
  issue: ["equal", "different", "missing"],
  year: ["equal", "one-apart", "two-apart", "different", "missing"],
  journal: ["same", "partial", "different", "missing"],
  doi: ["equal", "head", "issue", "different", "missing"],
  abstract: ["equal", "near", "some", "different", "missing"],
} as const;

export type FieldName = keyof typeof LEVELS;
export type Level<Field extends FieldName> = (typeof LEVELS)[Field][number];
export const FIELD_NAMES = Object.keys(LEVELS) as readonly FieldName[];

/** A comparison of two records: the level of every field. */
export type Levels = { -readonly [Field in FieldName]: Level<Field> };

export interface Comparison extends Levels {
  /** More about the titles: how much they share, and whether marks such as "II" and "III" part them. */
  readonly titles: TitleComparison;
}

/** The levels alone, as they are shown to a person. */
export function levelsOf({ titles: _, ...levels }: Comparison): Levels {
  return levels;
}

/** What a comparison needs to know of the rest of the corpus. */
export interface CorpusFacts {
  readonly journals: JournalLevels;
  /** Whether the DOI of a record stands over several reports, as that of an issue or supplement does. */
  readonly isIssueDoi: (record: number) => boolean;
}

export function compareRecords(
  columns: RecordColumns,
  a: number,
  b: number,
  corpus: CorpusFacts,
): Comparison {
  const titles = compareTitles(columns, a, b);
  return {
    titles,
    title: titles.level,
    authors: compareAuthors(columns, a, b),
    page: comparePages(columns, a, b),
    volume: compareVolumes(columns, a, b),
    issue: compareNumbers(columns.fixed.issue[a]!, columns.fixed.issue[b]!),
    year: compareYears(columns.fixed.year[a]!, columns.fixed.year[b]!),
    journal: compareJournals(columns, a, b, corpus.journals),
    doi: compareDois(columns, a, b, corpus),
    abstract: compareAbstracts(columns, a, b),
  };
}

function compareNumbers(a: number, b: number): "equal" | "different" | "missing" {
  return a === 0 || b === 0 ? "missing" : a === b ? "equal" : "different";
}

/** A volume that only repeats the year, or the issue of the other record, is none: exports mix the fields up. */
function compareVolumes(
  { fixed: { volume, year, issue } }: RecordColumns,
  a: number,
  b: number,
): Level<"volume"> {
  const level = compareNumbers(volume[a]!, volume[b]!);
  if (level !== "different") return level;
  const isYear = volume[a] === year[a] || volume[b] === year[b];
  const isIssue =
    (volume[a] === issue[b] && (issue[a] === 0 || issue[a] === volume[a] || issue[a] === volume[b])) ||
    (volume[b] === issue[a] && (issue[b] === 0 || issue[b] === volume[b] || issue[b] === volume[a]));
  return isYear || isIssue ? "missing" : "different";
}

function compareYears(a: number, b: number): Level<"year"> {
  if (a === 0 || b === 0) return "missing";
  const apart = Math.abs(a - b);
  return apart === 0 ? "equal" : apart === 1 ? "one-apart" : apart === 2 ? "two-apart" : "different";
}

/** Equal where the DOIs are; `head` where one is the other cut at its first bracket; `issue`: the DOI of a whole issue. */
function compareDois(
  { fixed: { doi, doiHead } }: RecordColumns,
  a: number,
  b: number,
  corpus: CorpusFacts,
): Level<"doi"> {
  if (doi[a] === 0 || doi[b] === 0) return "missing";
  if (doi[a] === doi[b]) return corpus.isIssueDoi(a) ? "issue" : "equal";
  return doi[a] === doiHead[b] || doi[b] === doiHead[a] ? "head" : "different";
}

/** Articles of some journals, and articles ahead of print, all begin on page 1. */
const LOW_PAGE = 1;

/**
 * First and last pages. `range`: both ends equal, over more than one page; `bare`: equal numbers, one with letters before
 * it; `overlap`: ranges that share pages; `from-one`: both begin with page 1; `unclear`: page 1 of an article ahead of
 * print (without volume) beside its later page, or an article number beside a page.
 */
function comparePages({ fixed, texts }: RecordColumns, a: number, b: number): Level<"page"> {
  const [first, other] = [fixed.firstPage[a]!, fixed.firstPage[b]!];
  if (first === 0 || other === 0) return "missing";
  const [last, otherLast] = [fixed.lastPage[a]!, fixed.lastPage[b]!];
  const [prefix, otherPrefix] = [fixed.pagePrefix[a]!, fixed.pagePrefix[b]!];
  if (first === other) {
    if (prefix !== otherPrefix && prefix !== 0 && otherPrefix !== 0) return "different";
    if (first === LOW_PAGE && prefix === 0 && otherPrefix === 0) return "from-one";
    if (prefix !== otherPrefix) return "bare";
    return last > first && last === otherLast ? "range" : "first";
  }
  if (first === LOW_PAGE && (fixed.volume[a] === 0 || texts.strings[otherPrefix] === "e")) return "unclear";
  if (other === LOW_PAGE && (fixed.volume[b] === 0 || texts.strings[prefix] === "e")) return "unclear";
  if (isArticleNumber(fixed, a, b) || isArticleNumber(fixed, b, a)) return "unclear";
  if (prefix !== otherPrefix) return "different";
  if (last > first && last === otherLast && otherLast > other) return "overlap";
  const [end, otherEnd] = [Math.max(first, last), Math.max(other, otherLast)];
  const isShort = end - first < LONGEST_ARTICLE && otherEnd - other < LONGEST_ARTICLE;
  return isShort && first <= otherEnd && other <= end ? "overlap" : "different";
}

/** "c1804" beside "1014-1018": a number of four digits behind a letter, and printed pages, neither in a supplement. */
function isArticleNumber(
  { pagePrefix, firstPage, lastPage, isSupplement }: RecordColumns["fixed"],
  a: number,
  b: number,
): boolean {
  if (pagePrefix[a] === 0 || pagePrefix[b] !== 0 || isSupplement[a] === 1 || isSupplement[b] === 1)
    return false;
  return firstPage[a]! >= 1000 && firstPage[a]! < 10_000 && lastPage[a] === 0;
}

/** A longer range of pages is that of a whole issue or session. */
const LONGEST_ARTICLE = 60;

/** Shared words of the family names; `first`: the first is the same and half of the shorter list. */
function compareAuthors(columns: RecordColumns, a: number, b: number): Level<"authors"> {
  const { authorWords, names, fixed } = columns;
  const [startA, endA] = [fixed.authorStart[a]!, fixed.authorStart[a + 1]!];
  const [startB, endB] = [fixed.authorStart[b]!, fixed.authorStart[b + 1]!];
  if (startA === endA || startB === endB) return "missing";
  let shared = 0;
  for (let i = startA; i < endA; i++) {
    for (let j = startB; j < endB; j++) {
      if (authorWords[i] === authorWords[j]) {
        shared++;
        break;
      }
    }
  }
  const [lengthA, lengthB] = [endA - startA, endB - startB];
  if (shared === lengthA && shared === lengthB && authorWords[startA] === authorWords[startB]) return "same";
  const least = Math.min(lengthA, lengthB);
  const [firstA, firstB] = [names.strings[authorWords[startA]!]!, names.strings[authorWords[startB]!]!];
  if (firstA === firstB || isSameName(firstA, firstB)) {
    const isNewlyShared = firstA === firstB ? 0 : 1;
    if ((shared + isNewlyShared) * 2 >= least) return "first";
  }
  if (shared * 2 >= least) return "shared";
  return shared > 0 ? "some" : hasSimilarName(columns, a, b) ? "some" : "different";
}

/** One spelt twice, or one the beginning of the other ("Meyer" of "Meyerhof" is not: four letters at least differ). */
function isSameName(one: string, other: string): boolean {
  if (isSpelling(one, other)) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 5 && long.startsWith(short);
}

function hasSimilarName({ authorWords, names, fixed }: RecordColumns, a: number, b: number): boolean {
  const most = 6;
  const endA = Math.min(fixed.authorStart[a + 1]!, fixed.authorStart[a]! + most);
  const endB = Math.min(fixed.authorStart[b + 1]!, fixed.authorStart[b]! + most);
  for (let i = fixed.authorStart[a]!; i < endA; i++) {
    for (let j = fixed.authorStart[b]!; j < endB; j++) {
      if (isSameName(names.strings[authorWords[i]!]!, names.strings[authorWords[j]!]!)) return true;
    }
  }
  return false;
}

/** Shared hashes of the two sketches, of those among the smallest of both. */
export function compareAbstracts({ sketches }: RecordColumns, a: number, b: number): Level<"abstract"> {
  const [startA, startB] = [a * SKETCH_SIZE, b * SKETCH_SIZE];
  if (sketches[startA] === 0 || sketches[startB] === 0) return "missing";
  let [i, j, shared] = [0, 0, 0];
  for (let seen = 0; seen < SKETCH_SIZE && i < SKETCH_SIZE && j < SKETCH_SIZE; seen++) {
    const [x, y] = [sketches[startA + i]!, sketches[startB + j]!];
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared >= SKETCH_SIZE - 1 ? "equal" : shared >= 4 ? "near" : shared >= 1 ? "some" : "different";
}
