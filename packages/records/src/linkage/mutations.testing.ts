import type { Author, BibRecord } from "../model.ts";
import { isSilent } from "./fold.ts";
import type { LabelledSet } from "./labelled-sets.testing.ts";

/** A stream of numbers in [0, 1) from a seed (a Weyl sequence through a 32-bit mixer). */
function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** For speed the commonest words keep their places, so that "a randomised controlled trial" stays common in every copy. */
const KEPT_WORDS = 150;
/** Words are exchanged among so many neighbours in the order of frequency: a rare word becomes a rare word. */
const BAND = 400;

/** Which names are exchanged: those written as "Smith" alone, or also "Li", "SMITH" and "McIntyre", but no particle. */
type NamesExchanged = "capitalised" | "all";

/**
 * A text with other words: an exchange of words (and of family names) among those about as frequent, another one for each
 * copy. Numbers, marks, the order and the lengths in words stay.
 */
class Vocabulary {
  readonly #words: readonly string[];
  readonly #names: readonly string[];
  readonly #exchanged: NamesExchanged;

  constructor(records: readonly BibRecord[], exchanged: NamesExchanged) {
    this.#exchanged = exchanged;
    const ofTitles = records.flatMap(
      ({ title }) =>
        title
          ?.toLowerCase()
          .match(LETTERS)
          ?.filter((word) => !isSilent(word)) ?? [],
    );
    this.#words = byFrequency(ofTitles);
    this.#names = byFrequency(
      records.flatMap(({ authors }) => authors.flatMap((author) => namesOf(author, exchanged))),
    );
  }

  /** The exchange of one copy. */
  copy(seed: number, kept: number): (record: BibRecord, id: string) => BibRecord {
    const random = seededNumbers(seed);
    const words = exchange(this.#words, kept, random);
    const names = exchange(this.#names, 0, random);
    const text = (original: string): string => original.replace(LETTERS, (word) => inCaseOf(word, words));
    const all = this.#exchanged === "all";
    const person = (name: string): string =>
      all
        ? name.replace(ANY_NAME, (part) => inCaseOf(part, names))
        : name.replace(NAME, (part) => names.get(part) ?? part);
    return (record, id) => ({
      ...record,
      id,
      raw: [],
      ids: { ...record.ids, ...(record.ids.doi === undefined ? {} : { doi: `${record.ids.doi}.${seed}` }) },
      ...(record.title === undefined ? {} : { title: text(record.title) }),
      ...(record.abstract === undefined ? {} : { abstract: text(record.abstract) }),
      authors: record.authors.map((author) => ({
        ...author,
        ...(author.family === undefined ? {} : { family: person(author.family) }),
        ...(all && author.given !== undefined ? { given: person(author.given) } : {}),
        ...(author.collective === undefined ? {} : { collective: person(author.collective) }),
      })),
    });
  }
}

const LETTERS = /\p{L}{3,}/gu;
const NAME = /\p{Lu}\p{Ll}{2,}/gu;
const ANY_NAME = /\p{Lu}\p{L}+/gu;
const PARTICLE =
  /^(?:al|bin|da|das|de|del|della|den|der|des|di|do|dos|du|el|ibn|la|le|ten|ter|van|von|zu|zum)$/;

function namesOf({ family, given, collective }: Author, exchanged: NamesExchanged): readonly string[] {
  if (exchanged === "capitalised") return (family ?? collective ?? "").match(NAME) ?? [];
  const parts = `${family ?? collective ?? ""} ${given ?? ""}`.match(ANY_NAME) ?? [];
  return parts.map((part) => part.toLowerCase()).filter((part) => !PARTICLE.test(part));
}

/** What a word is exchanged for, in capitals or with a capital where the word is. */
function inCaseOf(word: string, to: ReadonlyMap<string, string>): string {
  const other = to.get(word.toLowerCase());
  if (other === undefined) return word;
  if (word === word.toUpperCase() && word.length > 1) return other.toUpperCase();
  return /^\p{Lu}/u.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
}

function byFrequency(words: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([word]) => word);
}

function exchange(words: readonly string[], kept: number, random: () => number): ReadonlyMap<string, string> {
  const to = new Map<string, string>();
  for (let start = kept; start < words.length; start += BAND) {
    const band = words.slice(start, start + BAND);
    const shuffled = band.map((word) => ({ word, at: random() })).sort((a, b) => a.at - b.at);
    band.forEach((word, at) => to.set(word, shuffled[at]!.word));
  }
  return to;
}

export interface Permutation {
  /** So many of the commonest words of titles stay as they are in every copy. */
  readonly keptWords: number;
  readonly names: NamesExchanged;
  /**
   * Where a report stands whose title came out as in an earlier copy, as titles of kept words do: `same` leaves two articles
   * of one title on the same pages of one volume, which no journal can print; `own` moves all its records on by so many
   * pages as no other copy.
   */
  readonly pagesOfSameTitle: "same" | "own";
}

/** As first described; names and places leave some different reports nothing that tells them apart. */
export const FIRST_PERMUTATION: Permutation = {
  keptWords: KEPT_WORDS,
  names: "capitalised",
  pagesOfSameTitle: "same",
};
/** The same with every name exchanged, and no two articles of one title on the same pages. */
export const KEPT_WORDS_PERMUTATION: Permutation = {
  keptWords: KEPT_WORDS,
  names: "all",
  pagesOfSameTitle: "own",
};
/** Every word exchanged. */
export const FULL_PERMUTATION: Permutation = {
  keptWords: 0,
  names: "capitalised",
  pagesOfSameTitle: "same",
};

/**
 * Copies of labelled sets, each with words and names of its own, up to so many records; labels are those of the sets. Years,
 * journals, volumes and pages stay, so that many unlike records stand at one place.
 */
export function permutedCopies(
  sets: readonly LabelledSet[],
  count: number,
  { keptWords, names, pagesOfSameTitle }: Permutation,
): LabelledSet {
  const source = sets.flatMap(({ records, reports }, set) =>
    records.map((record, at) => ({ record, report: `${set}:${reports[at]!}` })),
  );
  const vocabulary = new Vocabulary(
    source.map(({ record }) => record),
    names,
  );
  const used = new Set<string>();
  const records: BibRecord[] = [];
  const reports: string[] = [];
  for (let copy = 0; records.length < count; copy++) {
    const change = vocabulary.copy(copy + 1, keptWords);
    const made = source.slice(0, count - records.length).map(({ record, report }) => {
      const changed = change(record, `${copy}:${record.id}`);
      return { changed, report, title: `${report} ${lettersOf(changed.title ?? "")}` };
    });
    const moving = new Set(made.filter(({ title }) => used.has(title)).map(({ report }) => report));
    for (const { changed, report, title } of made) {
      used.add(title);
      const moves = pagesOfSameTitle === "own" && moving.has(report);
      records.push(moves ? withPages(changed, (page) => page + copy * PAGES_OF_COPY) : changed);
      reports.push(`${copy}:${report}`);
    }
  }
  return { records, reports };
}

/** More than an article has. */
const PAGES_OF_COPY = 1000;

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** A record with other page numbers; pages without a number stay. */
function withPages(record: BibRecord, numberOf: (page: number) => number): BibRecord {
  const { pages } = record;
  if (pages === undefined) return record;
  const other = (text: string): string => text.replace(/\d+/, (digits) => String(numberOf(Number(digits))));
  const first = other(pages.first);
  if (pages.last === undefined) return { ...record, pages: { text: first, first } };
  const last = other(pages.last);
  return { ...record, pages: { text: `${first}-${last}`, first, last } };
}

type Mutation = (record: BibRecord, random: () => number) => BibRecord;

const lose =
  (...names: readonly (keyof BibRecord)[]): Mutation =>
  (record) =>
    Object.fromEntries(
      Object.entries(record).filter(([name]) => !names.includes(name as keyof BibRecord)),
    ) as unknown as BibRecord;

/** What sources do to a record on the way to an export, each with how often. */
const MUTATIONS: readonly (readonly [share: number, mutation: Mutation])[] = [
  [0.5, (record) => ({ ...record, title: record.title?.toUpperCase() ?? "" })],
  [0.15, (record) => ({ ...record, title: `[${record.title ?? ""}].` })],
  [0.1, (record) => ({ ...record, title: `${record.title ?? ""}. [Review] [33 refs]` })],
  [0.1, (record, random) => ({ ...record, title: mistyped(record.title ?? "", random) })],
  [0.25, lose("abstract")],
  [0.3, (record) => ({ ...record, ids: {} })],
  [0.15, lose("pages")],
  [0.15, lose("issue")],
  [0.1, lose("volume")],
  [
    0.05,
    (record) => ({
      ...record,
      ...(record.date === undefined ? {} : { date: { year: record.date.year - 1 } }),
    }),
  ],
  [0.3, (record) => ({ ...record, authors: record.authors.slice(0, 3) })],
  [
    0.4,
    (record) => ({
      ...record,
      ...(record.journal?.title === undefined
        ? {}
        : { journal: { ...record.journal, title: abbreviated(record.journal.title) } }),
    }),
  ],
];

function mistyped(title: string, random: () => number): string {
  const at = Math.floor(random() * title.length);
  return title.slice(0, at) + title.slice(at + 1);
}

function abbreviated(journal: string): string {
  return journal.replace(/\p{L}{6,}/gu, (word) => word.slice(0, 4));
}

/**
 * Records for measuring speed, one after the other so that a million need no memory: copies of the sets with words of
 * their own, places moved, one in three followed by one to three duplicates as other sources print them.
 */
export function* mutatedRecords(sets: readonly LabelledSet[], count: number): Generator<BibRecord> {
  const seen = new Set<string>();
  const source = sets.flatMap(({ records, reports }, set) =>
    records.filter((_, at) => {
      const report = `${set}:${reports[at]!}`;
      return seen.size < seen.add(report).size;
    }),
  );
  const vocabulary = new Vocabulary(source, "capitalised");
  const random = seededNumbers(20_000);
  let made = 0;
  for (let copy = 1; ; copy++) {
    const change = vocabulary.copy(copy, KEPT_WORDS);
    for (const [at, original] of source.entries()) {
      const moved = elsewhere(change(original, `${copy}:${at}`), random);
      const duplicates = random() < 1 / 3 ? 1 + Math.floor(random() * 3) : 0;
      for (let print = 0; print <= duplicates; print++) {
        if (made++ === count) return;
        yield print === 0 ? moved : mutated(moved, `${moved.id}:${print}`, random);
      }
    }
  }
}

function mutated(record: BibRecord, id: string, random: () => number): BibRecord {
  let changed: BibRecord = { ...record, id };
  for (const [share, mutation] of MUTATIONS) if (random() < share) changed = mutation(changed, random);
  return changed;
}

/** Other volume, pages and year, so that copies do not stand at one place. */
function elsewhere(record: BibRecord, random: () => number): BibRecord {
  const { pages, volume, date } = record;
  const [step, turn, years] = [
    Math.floor(random() * 900),
    Math.floor(random() * 40),
    Math.floor(random() * 12),
  ];
  const moved = pages?.last === undefined ? record : withPages(record, (page) => page + step);
  return {
    ...moved,
    ...(volume === undefined
      ? {}
      : { volume: volume.replace(/\d+/, (digits) => String(Number(digits) + turn)) }),
    ...(date === undefined ? {} : { date: { year: date.year - years } }),
  };
}
