import { compareTitles } from "./compare-titles.ts";
import type { KeyStore } from "./key-store.ts";
import type { RecordColumns } from "./record-columns.ts";

/** Places of one title from which it is no name of one report; of titles up to four words, fewer. */
const PLACES = 3;
const PLACES_OF_SHORT = 2;
const SHORT_TITLE = 4;

/**
 * Whether a title stands at several places of one journal in the corpus ("Editorial", "Book reviews", "Annual report"):
 * different first pages, or different issues. It is measured, so that no list of such titles is needed.
 */
export class TitleRecurrence {
  readonly #known = new Map<number, boolean>();

  readonly #columns: RecordColumns;
  readonly #keys: KeyStore;

  constructor(columns: RecordColumns, keys: KeyStore) {
    this.#columns = columns;
    this.#keys = keys;
  }

  isRecurrent(record: number): boolean {
    const { titleHash } = this.#columns.fixed;
    const hash = titleHash[record]!;
    if (hash === 0) return false;
    const known = this.#known.get(hash);
    if (known !== undefined) return known;
    const answer = this.#measure(record);
    this.#known.set(hash, answer);
    return answer;
  }

  #measure(record: number): boolean {
    const { fixed } = this.#columns;
    const pages = new Map<number, Set<number>>();
    const issues = new Map<number, Set<number>>();
    const words = fixed.titleStart[record + 1]! - fixed.titleStart[record]!;
    const enough = words <= SHORT_TITLE ? PLACES_OF_SHORT : PLACES;
    for (const at of this.#keys.recordsOfTitle(record)) {
      const journal = fixed.journal[at]!;
      if (note(pages, journal, fixed.firstPage[at]!) >= enough) return true;
      const issue = fixed.volume[at]! * 1000 + fixed.issue[at]!;
      if (fixed.issue[at] !== 0 && fixed.volume[at] !== 0 && note(issues, journal, issue) >= enough)
        return true;
    }
    return false;
  }
}

/** Whether a DOI stands over records of different titles on different pages: that of an issue, or a wrong one. */
export class DoiSharing {
  readonly #known = new Map<number, boolean>();
  readonly #columns: RecordColumns;
  readonly #keys: KeyStore;

  constructor(columns: RecordColumns, keys: KeyStore) {
    this.#columns = columns;
    this.#keys = keys;
  }

  isIssueDoi(record: number): boolean {
    const { doi } = this.#columns.fixed;
    const known = this.#known.get(doi[record]!);
    if (known !== undefined) return known;
    const answer = this.#measure(record);
    this.#known.set(doi[record]!, answer);
    return answer;
  }

  #measure(record: number): boolean {
    const { titleHash, firstPage } = this.#columns.fixed;
    const titles = new Map<number, { readonly record: number; readonly pages: Set<number> }>();
    for (const at of this.#keys.recordsOfDoi(record)) {
      if (titleHash[at] === 0 || firstPage[at] === 0) continue;
      const known = titles.get(titleHash[at]!) ?? { record: at, pages: new Set() };
      titles.set(titleHash[at]!, known);
      known.pages.add(firstPage[at]!);
    }
    const distinct = [...titles].sort(([a], [b]) => a - b).slice(0, MOST_TITLES);
    const liesApart = (one: ReadonlySet<number>, other: ReadonlySet<number>): boolean =>
      one.size > 1 || other.size > 1 || ![...one].every((page) => other.has(page));
    return distinct.some(([, one], i) =>
      distinct
        .slice(0, i)
        .some(
          ([, other]) =>
            liesApart(one.pages, other.pages) &&
            STRANGE.has(compareTitles(this.#columns, one.record, other.record).level),
        ),
    );
  }
}

const MOST_TITLES = 20;
const STRANGE: ReadonlySet<string> = new Set(["different", "partial"]);

/** Adds a value to the journal's and counts them; 0 is none. */
function note(places: Map<number, Set<number>>, journal: number, value: number): number {
  const known = places.get(journal) ?? new Set();
  places.set(journal, known);
  if (value !== 0) known.add(value);
  return known.size;
}
