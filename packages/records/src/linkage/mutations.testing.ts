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

/**
 * A text with other words: an exchange of words (and of family names) among those about as frequent, another one for each
 * copy. Numbers, marks, the order and the lengths in words stay.
 */
class Vocabulary {
  readonly #words: readonly string[];
  readonly #names: readonly string[];

  constructor(records: readonly BibRecord[]) {
    const ofTitles = records.flatMap(
      ({ title }) =>
        title
          ?.toLowerCase()
          .match(LETTERS)
          ?.filter((word) => !isSilent(word)) ?? [],
    );
    this.#words = byFrequency(ofTitles);
    this.#names = byFrequency(records.flatMap(({ authors }) => authors.flatMap((author) => namesOf(author))));
  }

  /** The exchange of one copy. */
  copy(seed: number, kept: number): (record: BibRecord, id: string) => BibRecord {
    const random = seededNumbers(seed);
    const words = exchange(this.#words, kept, random);
    const names = exchange(this.#names, 0, random);
    const text = (original: string): string =>
      original.replace(LETTERS, (word) => {
        const other = words.get(word.toLowerCase());
        if (other === undefined) return word;
        if (word === word.toUpperCase() && word.length > 1) return other.toUpperCase();
        return /^\p{Lu}/u.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
      });
    const person = (name: string): string => name.replace(NAME, (part) => names.get(part) ?? part);
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
        ...(author.collective === undefined ? {} : { collective: person(author.collective) }),
      })),
    });
  }
}

const LETTERS = /\p{L}{3,}/gu;
const NAME = /\p{Lu}\p{Ll}{2,}/gu;

const namesOf = ({ family, collective }: Author): readonly string[] =>
  (family ?? collective ?? "").match(NAME) ?? [];

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

/**
 * Copies of labelled sets, each with words and names of its own, up to so many records; labels are those of the sets. Years,
 * journals, volumes and pages stay, so that many unlike records stand at one place.
 */
export function permutedCopies(sets: readonly LabelledSet[], count: number): LabelledSet {
  const source = sets.flatMap(({ records, reports }, set) =>
    records.map((record, at) => ({ record, report: `${set}:${reports[at]!}` })),
  );
  const vocabulary = new Vocabulary(source.map(({ record }) => record));
  const records: BibRecord[] = [];
  const reports: string[] = [];
  for (let copy = 0; records.length < count; copy++) {
    const change = vocabulary.copy(copy + 1, 0);
    for (const { record, report } of source.slice(0, count - records.length)) {
      records.push(change(record, `${copy}:${record.id}`));
      reports.push(`${copy}:${report}`);
    }
  }
  return { records, reports };
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
  const vocabulary = new Vocabulary(source);
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
  const further = (text: string): string => text.replace(/\d+/, (digits) => String(Number(digits) + step));
  return {
    ...record,
    ...(volume === undefined
      ? {}
      : { volume: volume.replace(/\d+/, (digits) => String(Number(digits) + turn)) }),
    ...(date === undefined ? {} : { date: { year: date.year - years } }),
    ...(pages?.last === undefined
      ? {}
      : {
          pages: {
            text: `${further(pages.first)}-${further(pages.last)}`,
            first: further(pages.first),
            last: further(pages.last),
          },
        }),
  };
}
