import { SKETCH_SIZE } from "./abstract-sketch.ts";
import { scramble } from "./fold.ts";
import type { RecordColumns } from "./record-columns.ts";

/** The families of keys; two records that share one key of any family are compared. */
const KEY_FAMILIES = [
  "DOI",
  "DOI before its first bracket",
  "PMID",
  "PMCID",
  "trial registration",
  "Cochrane number",
  "whole title",
  "first 40 letters of the title",
  "first three words",
  "last three words",
  "three of the four rarest words",
  "first author and first page",
  "volume and first page",
  "first two authors and year",
  "abstract",
] as const;

const [DOI, DOI_HEAD, PMID, PMCID, REGISTRATION, COCHRANE, TITLE, HEAD, FIRST, LAST, RARE, AUTHOR_PAGE, VOLUME_PAGE, AUTHORS_YEAR, ABSTRACT] =
  KEY_FAMILIES.map((_, family) => scramble(family + 1)) as [number, number, number, number, number, number, number, number, number, number, number, number, number, number, number]; // prettier-ignore

const WORDS = 3;
const ABSTRACT_KEYS = 3;

/**
 * Gives the keys of one record, as 32 bits each. They depend on nothing but the record and, for the rarest words, on how
 * many titles hold each word.
 *
 * @param wordUse - titles that hold each word; words beyond its length are in none
 */
export function blockingKeys(
  columns: RecordColumns,
  at: number,
  wordUse: Int32Array,
  give: (key: number) => void,
): void {
  const { fixed, registrations, texts } = columns;
  if (fixed.doi[at] !== 0) {
    give(doiKey(columns, at));
    if (fixed.doiHead[at] !== fixed.doi[at]) give(mix(DOI, low(fixed.doiHead[at]!)));
    else give(mix(DOI_HEAD, low(fixed.doi[at]!)));
  }
  if (fixed.pmid[at] !== 0) give(mix(PMID, fixed.pmid[at]!));
  for (let to = fixed.relationStart[at]!; to < fixed.relationStart[at + 1]!; to++) {
    const [pmid, doi] = [columns.relationPmids[to]!, columns.relationDois[to]!];
    if (pmid !== 0) give(mix(PMID, pmid));
    else give(mix(DOI, low(doi)));
  }
  if (fixed.pmcid[at] !== 0) give(mix(PMCID, fixed.pmcid[at]!));
  for (let to = fixed.registrationStart[at]!; to < fixed.registrationStart[at + 1]!; to++) {
    give(mix(REGISTRATION, texts.hashes[registrations[to]!]!));
  }
  if (fixed.cochrane[at] !== 0) give(mix(COCHRANE, fixed.cochrane[at]!));
  titleKeys(columns, at, wordUse, give);
  placeKeys(columns, at, give);
  for (let to = 0; to < ABSTRACT_KEYS; to++) {
    const hash = columns.sketches[at * SKETCH_SIZE + to]!;
    if (hash !== 0) give(mix(ABSTRACT, hash));
  }
}

/** The key that all records of one title share. */
export function wholeTitleKey({ fixed }: RecordColumns, at: number): number {
  return mix(TITLE, low(fixed.titleHash[at]!));
}

/** The key that all records of one DOI share. */
export function doiKey({ fixed }: RecordColumns, at: number): number {
  return mix(DOI, low(fixed.doi[at]!));
}

function titleKeys(
  columns: RecordColumns,
  at: number,
  wordUse: Int32Array,
  give: (key: number) => void,
): void {
  const { fixed, titleWords, words } = columns;
  const [start, end] = [fixed.titleStart[at]!, fixed.titleStart[at + 1]!];
  if (start === end) return;
  give(wholeTitleKey(columns, at));
  if (fixed.originalTitleHash[at] !== 0) give(mix(TITLE, low(fixed.originalTitleHash[at]!)));
  const hashAt = (place: number): number => words.hashes[titleWords[place]!]!;
  if (end - start < WORDS) return;
  give(mix(HEAD, fixed.titleHead[at]!));
  give(mix(FIRST, hashAt(start), hashAt(start + 1), hashAt(start + 2)));
  give(mix(LAST, hashAt(end - 1), hashAt(end - 2), hashAt(end - 3)));
  const rare = rarest(titleWords, start, end, wordUse, words.hashes);
  const sum = rare.reduce((total, hash) => total + hash, 0);
  if (rare.length === WORDS) give(mix(RARE, sum % 2 ** 32));
  if (rare.length > WORDS) for (const left of rare) give(mix(RARE, (sum - left) % 2 ** 32));
}

/** Hashes of the four words that fewest titles hold; of words as rare, those with the lower hash. */
function rarest(
  titleWords: Int32Array,
  start: number,
  end: number,
  wordUse: Int32Array,
  hashes: Uint32Array,
): readonly number[] {
  const found: number[] = [];
  const uses: number[] = [];
  for (let place = start; place < end; place++) {
    const word = titleWords[place]!;
    const [use, hash] = [word < wordUse.length ? wordUse[word]! : 0, hashes[word]!];
    if (found.includes(hash)) continue;
    let to = found.length;
    while (to > 0 && (uses[to - 1]! > use || (uses[to - 1] === use && found[to - 1]! > hash))) to--;
    if (to > WORDS) continue;
    found.splice(to, 0, hash);
    uses.splice(to, 0, use);
    if (found.length > WORDS + 1) {
      found.pop();
      uses.pop();
    }
  }
  return found;
}

function placeKeys(
  { fixed, authorWords, names }: RecordColumns,
  at: number,
  give: (key: number) => void,
): void {
  const page = fixed.firstPage[at]!;
  const [start, end] = [fixed.authorStart[at]!, fixed.authorStart[at + 1]!];
  if (page !== 0 && fixed.volume[at] !== 0) give(mix(VOLUME_PAGE, fixed.volume[at]!, page));
  if (start === end) return;
  const first = names.hashes[authorWords[start]!]!;
  if (page !== 0) give(mix(AUTHOR_PAGE, first, page));
  if (end - start > 1 && fixed.year[at] !== 0) {
    give(mix(AUTHORS_YEAR, first, names.hashes[authorWords[start + 1]!], fixed.year[at]));
  }
}

const low = (hash: number): number => hash % 2 ** 32;

function mix(family: number, a: number, b = 0, c = 0): number {
  return scramble(Math.imul(scramble(Math.imul(scramble(family ^ a), 31) ^ b), 31) ^ c);
}
