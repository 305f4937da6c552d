import { compareAbstracts } from "./comparators.ts";
import type { RecordColumns } from "./record-columns.ts";

/** Titles that share fewer of the words of the shorter one cannot be one title, spelling considered. */
const LEAST_SHARE = 0.4;
/** What they must share where neither an author nor the first page is the same. */
const LEAST_SHARE_ALONE = 0.75;

/**
 * Whether a pair that shares a key is worth comparing in full: it shares an identifier, much of its title, its abstract, or
 * its first page and an author (as two translations of one title do). Others cannot reach review, whatever the rest says.
 */
export function isPlausible(columns: RecordColumns, a: number, b: number): boolean {
  const { fixed } = columns;
  if (fixed.titleHash[a] === fixed.titleHash[b]) return true;
  if (fixed.doi[a] !== 0 && (fixed.doi[a] === fixed.doi[b] || fixed.doiHead[a] === fixed.doiHead[b]))
    return true;
  if (fixed.pmid[a] !== 0 && fixed.pmid[a] === fixed.pmid[b]) return true;
  if (fixed.pmcid[a] !== 0 && fixed.pmcid[a] === fixed.pmcid[b]) return true;
  if (fixed.cochrane[a] !== 0 && fixed.cochrane[a] === fixed.cochrane[b]) return true;
  if (fixed.originalTitleHash[a] !== 0 || fixed.originalTitleHash[b] !== 0) return true;
  const share = titleShare(columns, a, b);
  if (share >= LEAST_SHARE_ALONE || (share >= LEAST_SHARE && sharesAuthor(columns, a, b))) return true;
  const { registrationStart } = fixed;
  if (
    registrationStart[a] !== registrationStart[a + 1] &&
    registrationStart[b] !== registrationStart[b + 1]
  ) {
    return true;
  }
  const isPage = fixed.firstPage[a] !== 0 && fixed.firstPage[a] === fixed.firstPage[b];
  if (isPage && (share >= LEAST_SHARE || sharesAuthor(columns, a, b))) return true;
  const abstracts = compareAbstracts(columns, a, b);
  return abstracts === "equal" || abstracts === "near";
}

/** Shared words over those of the shorter title; 1 where one has none. */
function titleShare({ fixed, titleWords }: RecordColumns, a: number, b: number): number {
  const [startA, endA] = [fixed.titleStart[a]!, fixed.titleStart[a + 1]!];
  const [startB, endB] = [fixed.titleStart[b]!, fixed.titleStart[b + 1]!];
  const least = Math.min(endA - startA, endB - startB);
  if (least === 0) return 1;
  let shared = 0;
  for (let i = startA; i < endA; i++) {
    const word = titleWords[i];
    for (let j = startB; j < endB; j++) {
      if (titleWords[j] === word) {
        shared++;
        break;
      }
    }
  }
  return shared / least;
}

function sharesAuthor({ fixed, authorWords }: RecordColumns, a: number, b: number): boolean {
  const [endA, endB] = [fixed.authorStart[a + 1]!, fixed.authorStart[b + 1]!];
  if (fixed.authorStart[a] === endA || fixed.authorStart[b] === endB) return true;
  for (let i = fixed.authorStart[a]!; i < endA; i++) {
    for (let j = fixed.authorStart[b]!; j < endB; j++) if (authorWords[i] === authorWords[j]) return true;
  }
  return false;
}
