import { SKETCH_SIZE } from "./abstract-sketch.ts";
import type { Features } from "./features.ts";
import { hash32, hash53 } from "./fold.ts";
import { Interner } from "./interner.ts";
import type { Section } from "./linkage-bytes.ts";
import { REPORT_KINDS } from "./report-kind.ts";
import type { StatedRelation } from "./stated-relations.ts";

type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array;

const HEAD_LETTERS = 40;

/** The fixed columns: one value a record. */
const FIXED = {
  source: Int32Array,
  titleHash: Float64Array,
  originalTitleHash: Float64Array,
  /** Hash of the first 40 letters of the title. */
  titleHead: Uint32Array,
  kind: Uint8Array,
  isTranslated: Uint8Array,
  isSupplement: Uint8Array,
  year: Int32Array,
  firstPage: Int32Array,
  lastPage: Int32Array,
  pagePrefix: Int32Array,
  volume: Int32Array,
  issue: Int32Array,
  journal: Int32Array,
  issn: Int32Array,
  otherIssn: Int32Array,
  doi: Float64Array,
  doiHead: Float64Array,
  pmid: Int32Array,
  pmcid: Int32Array,
  cochrane: Int32Array,
  cochraneVersion: Uint8Array,
  /** Where a record's words begin in the pools; they end where the next record's begin. */
  titleStart: Uint32Array,
  authorStart: Uint32Array,
  givenStart: Uint32Array,
  registrationStart: Uint32Array,
  relationStart: Uint32Array,
} as const;

export type FixedName = keyof typeof FIXED;
const FIXED_NAMES = Object.keys(FIXED) as readonly FixedName[];
type Fixed = { -readonly [Name in FixedName]: InstanceType<(typeof FIXED)[Name]> };

/**
 * Features of records as columns of numbers: some 300 bytes a record, and no text but each distinct word, journal and
 * registration once. Records are numbered from 0 in the order they came.
 */
export class RecordColumns {
  size = 0;
  readonly ids: string[] = [];
  readonly words = new Interner();
  readonly names = new Interner();
  readonly journals = new Interner();
  readonly texts = new Interner();
  readonly fixed: Fixed;
  titleWords = new Int32Array(1024);
  authorWords = new Int32Array(1024);
  givenWords = new Int32Array(1024);
  registrations = new Int32Array(64);
  /** What records say of others: the kind, and the PMID or the DOI's hash of the other. */
  relationKinds = new Uint8Array(64);
  relationPmids = new Int32Array(64);
  relationDois = new Float64Array(64);
  sketches = new Uint32Array(1024 * SKETCH_SIZE);
  /** In how many titles each word stands. */
  wordUse = new Int32Array(1024);

  constructor(capacity = 1024) {
    const made = FIXED_NAMES.map((name) => [name, new FIXED[name](capacity + 1)] as const);
    this.fixed = Object.fromEntries(made) as Fixed;
  }

  add(features: Features): number {
    const at = this.size;
    if (at + 2 > this.fixed.year.length) this.#widen();
    const { title, page, volume, authors, givenNames, issn, sketch } = features;
    const to = this.fixed;
    this.ids.push(features.id);
    to.source[at] = this.texts.numberOf(features.source);
    to.titleHash[at] = title.together === "" ? 0 : hash53(title.together);
    to.originalTitleHash[at] = features.originalTitle === "" ? 0 : hash53(features.originalTitle);
    to.titleHead[at] = title.together === "" ? 0 : hash32(title.together.slice(0, HEAD_LETTERS));
    to.kind[at] = REPORT_KINDS.indexOf(features.kind);
    to.isTranslated[at] = title.isTranslated ? 1 : 0;
    to.isSupplement[at] = volume.isSupplement ? 1 : 0;
    to.year[at] = features.year;
    to.firstPage[at] = page.first;
    to.lastPage[at] = page.last;
    to.pagePrefix[at] = this.texts.numberOf(page.prefix);
    to.volume[at] = volume.volume;
    to.issue[at] = volume.issue;
    to.journal[at] = this.journals.numberOf(features.journal.join(" "));
    to.issn[at] = this.texts.numberOf(issn[0] ?? "");
    to.otherIssn[at] = this.texts.numberOf(issn[1] ?? "");
    to.doi[at] = features.doi;
    to.doiHead[at] = features.doiHead;
    to.pmid[at] = features.pmid;
    to.pmcid[at] = features.pmcid;
    to.cochrane[at] = features.cochrane;
    to.cochraneVersion[at] = features.cochraneVersion;
    this.#addTitle(at, title.words);
    this.#addPooled("authorWords", "authorStart", at, authors, this.names);
    this.#addPooled("givenWords", "givenStart", at, givenNames, this.names);
    this.#addPooled("registrations", "registrationStart", at, features.registrations, this.texts);
    this.#addRelations(at, features.relations);
    this.#addSketch(at, sketch);
    this.size++;
    return at;
  }

  /** All columns by name, cut to their used lengths. */
  sections(): ReadonlyMap<string, Section> {
    const { size, fixed } = this;
    const sections = new Map<string, Section>([
      ["ids", this.ids],
      ["words", this.words.strings],
      ["names", this.names.strings],
      ["journals", this.journals.strings],
      ["texts", this.texts.strings],
      ["titleWords", this.titleWords.slice(0, fixed.titleStart[size])],
      ["authorWords", this.authorWords.slice(0, fixed.authorStart[size])],
      ["givenWords", this.givenWords.slice(0, fixed.givenStart[size])],
      ["registrations", this.registrations.slice(0, fixed.registrationStart[size])],
      ["relationKinds", this.relationKinds.slice(0, fixed.relationStart[size])],
      ["relationPmids", this.relationPmids.slice(0, fixed.relationStart[size])],
      ["relationDois", this.relationDois.slice(0, fixed.relationStart[size])],
      ["sketches", this.sketches.slice(0, size * SKETCH_SIZE)],
      ["wordUse", this.wordUse.slice(0, this.words.strings.length)],
    ]);
    for (const name of FIXED_NAMES) sections.set(name, fixed[name].slice(0, size + 1));
    return sections;
  }

  /** Columns from their sections; throws no error of its own, so give it what `sections` gave. */
  static of(sections: ReadonlyMap<string, Section>): RecordColumns {
    const ids = sections.get("ids") as readonly string[];
    const columns = new RecordColumns(ids.length + 1);
    for (const id of ids) columns.ids.push(id);
    for (const name of ["words", "names", "journals", "texts"] as const) {
      for (const text of sections.get(name) as readonly string[]) columns[name].numberOf(text);
    }
    columns.titleWords = sections.get("titleWords") as Int32Array<ArrayBuffer>;
    columns.authorWords = sections.get("authorWords") as Int32Array<ArrayBuffer>;
    columns.givenWords = sections.get("givenWords") as Int32Array<ArrayBuffer>;
    columns.registrations = sections.get("registrations") as Int32Array<ArrayBuffer>;
    columns.relationKinds = sections.get("relationKinds") as Uint8Array<ArrayBuffer>;
    columns.relationPmids = sections.get("relationPmids") as Int32Array<ArrayBuffer>;
    columns.relationDois = sections.get("relationDois") as Float64Array<ArrayBuffer>;
    columns.sketches = sections.get("sketches") as Uint32Array<ArrayBuffer>;
    columns.wordUse = sections.get("wordUse") as Int32Array<ArrayBuffer>;
    for (const name of FIXED_NAMES) columns.fixed[name].set(sections.get(name) as Int32Array);
    columns.size = ids.length;
    return columns;
  }

  #addTitle(at: number, words: readonly string[]): void {
    let end = this.fixed.titleStart[at]!;
    const start = end;
    if (end + words.length > this.titleWords.length)
      this.titleWords = wider(this.titleWords, end + words.length);
    for (const word of words) this.titleWords[end++] = this.words.numberOf(word);
    if (this.words.strings.length > this.wordUse.length) {
      this.wordUse = wider(this.wordUse, this.words.strings.length);
    }
    for (let place = start; place < end; place++) {
      const word = this.titleWords[place]!;
      if (this.titleWords.indexOf(word, start) === place) this.wordUse[word]!++;
    }
    this.fixed.titleStart[at + 1] = end;
  }

  #addPooled(
    pool: "authorWords" | "givenWords" | "registrations",
    starts: "authorStart" | "givenStart" | "registrationStart",
    at: number,
    texts: readonly string[],
    interner: Interner,
  ): void {
    let end = this.fixed[starts][at]!;
    if (end + texts.length > this[pool].length) this[pool] = wider(this[pool], end + texts.length);
    const to = this[pool];
    for (const text of texts) to[end++] = interner.numberOf(text);
    this.fixed[starts][at + 1] = end;
  }

  #addRelations(at: number, relations: readonly StatedRelation[]): void {
    let end = this.fixed.relationStart[at]!;
    if (end + relations.length > this.relationKinds.length) {
      this.relationKinds = wider(this.relationKinds, end + relations.length);
      this.relationPmids = wider(this.relationPmids, end + relations.length);
      this.relationDois = wider(this.relationDois, end + relations.length);
    }
    for (const { kind, pmid, doi } of relations) {
      this.relationKinds[end] = kind;
      this.relationPmids[end] = pmid;
      this.relationDois[end++] = doi;
    }
    this.fixed.relationStart[at + 1] = end;
  }

  #addSketch(at: number, sketch: readonly number[] | undefined): void {
    const start = at * SKETCH_SIZE;
    if (start + SKETCH_SIZE > this.sketches.length) this.sketches = wider(this.sketches, start + SKETCH_SIZE);
    if (sketch !== undefined) this.sketches.set(sketch, start);
  }

  #widen(): void {
    const capacity = this.fixed.year.length * 2;
    for (const name of FIXED_NAMES) this.fixed[name] = wider(this.fixed[name], capacity) as never;
  }
}

/** A longer array with the same beginning. */
function wider<T extends Numbers>(values: T, needed: number): T {
  const longer = new (values.constructor as new (length: number) => T)(Math.max(needed, values.length * 2));
  longer.set(values);
  return longer;
}
